import { createServer, type RequestListener, type Server } from 'node:http';
import { isLoopback } from './host-names.js';

/** How many ports are tried, from the one that is wanted. */
const TRIED = 100;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends it at once, with every connection that is open. */
  readonly close: () => void;
}

/**
 * Listens at a host's port, or at the next one that is free. Named or numbered, this machine is listened at under both
 * of its loopback addresses, for either may be what a browser takes `localhost` for. Rejects where the host is not this
 * machine's, or no port may be used.
 */
export async function listen(handler: RequestListener, host: string, wanted: number): Promise<Listening> {
  const hosts = isLoopback(host) ? [host === 'localhost' ? '127.0.0.1' : host, '::1'] : [host];
  for (let port = wanted; ; port++) {
    const servers = await listenAt(handler, [...new Set(hosts)], port);
    if (servers !== undefined) {
      const close = (): void => servers.forEach(end);
      return { port: portOf(servers[0]) ?? port, close };
    }
    if (port === wanted + TRIED || port === 65_535) {
      throw new Error(`No port from ${wanted} to ${port} is free.`);
    }
  }
}

/** Undefined where the port is taken at one of the hosts. */
async function listenAt(
  handler: RequestListener,
  hosts: readonly string[],
  port: number,
): Promise<Server[] | undefined> {
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = createServer(handler);
    try {
      await start(server, host, portOf(servers[0]) ?? port);
      servers.push(server);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // A machine need not have IPv6.
      if (servers.length > 0 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      servers.forEach(end);
      if (code === 'EADDRINUSE') return undefined;
      throw error;
    }
  }
  return servers;
}

function start(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}

function portOf(server: Server | undefined): number | undefined {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}
