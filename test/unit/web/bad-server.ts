import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type LookupFunction } from 'node:net';

/** A server on this machine that misbehaves in every way, and remembers what it was asked. */
export interface BadServer {
  readonly port: number;
  /** A port at which nobody listens. */
  readonly deadPort: number;
  /** A port at which what answers is not HTTP. */
  readonly garbagePort: number;
  /** `METHOD host/path` of each request, in order. */
  readonly requests: string[];
  /** The most requests to one host that were open at the same time. */
  readonly mostAtOnce: () => number;
  readonly close: () => Promise<void>;
}

/** Names end in `.test` and mean this machine; `gone.test` and below mean nobody, `nowhere.test` and below cannot be asked for. */
export const lookup: LookupFunction = (name, options, done) => {
  if (/(?:^|\.)(?:gone|nowhere)\.test$/.test(name)) {
    const code = name.endsWith('gone.test') ? 'ENOTFOUND' : 'EAI_AGAIN';
    done(Object.assign(new Error(code), { code }), '', 4);
  } else if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

export async function startBadServer(): Promise<BadServer> {
  const requests: string[] = [];
  const open = new Map<string, number>();
  let most = 0;
  const server = http.createServer((request, response) => {
    const host = request.headers.host?.replace(/:.*/, '') ?? '';
    requests.push(`${request.method} ${host}${request.url}`);
    open.set(host, (open.get(host) ?? 0) + 1);
    most = Math.max(most, open.get(host) ?? 0);
    response.on('close', () => open.set(host, (open.get(host) ?? 1) - 1));
    answer(request, response, requests);
  });
  const sockets = new Set<net.Socket>();
  const garbage = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.end('SSH-2.0-OpenSSH_9.2\r\n\0\0\0\r\n');
  });
  for (const one of [server, garbage]) one.on('connection', (socket) => sockets.add(socket));
  const dead = net.createServer();
  const [port, garbagePort, deadPort] = await Promise.all([server, garbage, dead].map(listen));
  await new Promise((resolve) => dead.close(resolve));
  return {
    port: port ?? 0,
    garbagePort: garbagePort ?? 0,
    deadPort: deadPort ?? 0,
    requests,
    mostAtOnce: () => most,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, garbage].map((one) => new Promise((resolve) => void one.close(resolve))));
    },
  };
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A request that is to be answered, and how often its page has been asked for. */
interface Asked {
  readonly isHead: boolean;
  readonly times: number;
  readonly port: string;
  readonly socket: net.Socket;
  readonly response: ServerResponse;
  readonly cookie: string | undefined;
  readonly status: (code: number, headers?: OutgoingHttpHeaders) => void;
}

const PAGES: Readonly<Record<string, (asked: Asked) => void>> = {
  '/no-head': ({ isHead, status }) => status(isHead ? 405 : 200),
  '/head-lies': ({ isHead, status }) => status(isHead ? 404 : 200),
  '/head-dies': ({ isHead, status, socket }) => (isHead ? socket.destroy() : status(200)),
  '/moved': ({ status }) => status(301, { location: '/new?a=1' }),
  '/moved-elsewhere': ({ status, port }) => status(308, { location: `http://other.test:${port}/ok` }),
  '/for-now': ({ status }) => status(302, { location: '/ok' }),
  '/moved-then-for-now': ({ status }) => status(301, { location: '/for-now' }),
  '/for-now-then-moved': ({ status }) => status(302, { location: '/moved' }),
  '/moved-away': ({ status }) => status(301, { location: '/status/404' }),
  '/loop': ({ status }) => status(302, { location: '/loop2' }),
  '/loop2': ({ status }) => status(302, { location: '/loop' }),
  '/to-private': ({ status }) => status(302, { location: 'http://169.254.169.254/latest/meta-data' }),
  '/to-app': ({ status }) => status(302, { location: 'itms-apps://itunes/app' }),
  '/to-nowhere': ({ status }) => status(302, { location: 'http://[' }),
  '/needs-cookie': ({ status, cookie }) =>
    cookie === 'seen=1'
      ? status(200)
      : status(302, { location: '/needs-cookie', 'set-cookie': 'seen=1; Path=/' }),
  '/needs-cookie-for-good': ({ status, cookie }) =>
    cookie === 'seen=1'
      ? status(200)
      : status(301, { location: '/needs-cookie-for-good', 'set-cookie': 'seen=1' }),
  '/to-login': ({ status, port, cookie }) =>
    cookie === 'own=a; user=guest'
      ? status(200)
      : status(302, { location: `http://login.a.test:${port}/login`, 'set-cookie': ['own=a', 'old=b'] }),
  '/login': ({ status, port, cookie }) =>
    status(302, {
      location: `http://a.test:${port}/back`,
      'set-cookie':
        cookie === undefined ? 'user=guest; Domain=.a.test; Path=/' : 'user=; Max-Age=0; Domain=a.test',
    }),
  '/back': ({ status }) => status(302, { location: '/to-login', 'set-cookie': 'old=; Max-Age=0' }),
  '/always-new-cookie': ({ status, times }) =>
    status(302, { location: '/always-new-cookie', 'set-cookie': `seen=${times}` }),
  '/busy-once': ({ status, times }) => (times === 1 ? status(429, { 'retry-after': '0' }) : status(200)),
  '/busy-till-date': ({ status, times }) =>
    times === 1 ? status(503, { 'retry-after': new Date(0).toUTCString() }) : status(200),
  '/busy': ({ status }) => status(429, { 'retry-after': '86400' }),
  '/fails-twice': ({ status, times }) => status(times <= 3 ? 500 : 200),
  '/hangs': () => {},
  '/closes': ({ socket }) => socket.destroy(),
  '/drips': ({ socket }) => drip(socket),
  '/huge': ({ isHead, status, response }) => (isHead ? status(405) : flood(response)),
  '/too-short': ({ response, socket }) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('short', () => socket.destroy());
  },
  '/too-long': ({ socket }) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nfar too long'),
  '/bad-header': ({ socket }) =>
    socket.end('HTTP/1.1 200 OK\r\nX-Bad: \x01\x02\r\nContent-Length: 0\r\n\r\n'),
};

function answer(request: IncomingMessage, response: ServerResponse, requests: readonly string[]): void {
  const page = request.url ?? '';
  const status: Asked['status'] = (code, headers = {}) => void response.writeHead(code, headers).end();
  const [, kind, number] = /^\/(status|deep)\/(\d+)/.exec(page) ?? [];
  const asked: Asked = {
    isHead: request.method === 'HEAD',
    times: requests.filter((one) => one.endsWith(page)).length,
    port: request.headers.host?.replace(/.*:/, '') ?? '',
    cookie: request.headers.cookie,
    socket: request.socket,
    response,
    status,
  };
  if (kind === 'status') status(Number(number));
  else if (kind === 'deep') status(302, { location: `/deep/${Number(number) + 1}` });
  else (PAGES[page] ?? (() => status(200)))(asked);
}

/** One letter of a header every now and then, for ever. */
function drip(socket: net.Socket): void {
  socket.on('error', () => {});
  socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(timer));
}

/** A body without an end. */
function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.on('error', () => {});
  const timer = setInterval(() => response.write('x'.repeat(65536)), 1);
  response.on('close', () => clearInterval(timer));
}
