import type { ServerResponse } from 'node:http';

/** A browser's window that is kept up to date. */
export interface LiveClient {
  /** The path of the address that it shows, as the browser writes it. */
  readonly address: string;
  /** Sends an event; `build` is what the browser names when it comes back after a break. */
  readonly send: (data: unknown, build: string) => void;
}

/** The windows that are connected. */
export interface LiveClients {
  readonly all: () => readonly LiveClient[];
  /** Turns a response into a stream of events, for as long as the browser keeps it open. */
  readonly connect: (address: string, response: ServerResponse) => LiveClient;
}

/** How soon a browser comes back when the stream has broken off, in milliseconds. */
const COME_BACK = 500;

/** Makes the list of windows: server-sent events, as the HTML standard has them. */
export function createLiveClients(): LiveClients {
  const clients = new Set<LiveClient>();
  return {
    all: () => [...clients],
    connect: (address, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${COME_BACK}\n\n`);
      const client: LiveClient = {
        address,
        send: (data, build) => void response.write(`id: ${build}\ndata: ${JSON.stringify(data)}\n\n`),
      };
      clients.add(client);
      response.on('close', () => clients.delete(client));
      return client;
    },
  };
}
