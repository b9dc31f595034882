import { get } from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen } from '../../../src/serve/http/listen.js';

const open: { readonly close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listenAt(host: string, port: number): Promise<Listening> {
  const listening = await listen((_request, response) => void response.write('going on'), host, port);
  open.push(listening);
  return listening;
}

test('a port that is taken is left alone, and the next free one is used', async () => {
  const first = await listenAt('127.0.0.1', 0);
  const second = await listenAt('127.0.0.1', first.port);
  expect(second.port).toBeGreaterThan(first.port);
});

test('a port that is taken at one loopback address is not used at the other', async () => {
  const other = net.createServer();
  await new Promise<void>((resolve, reject) => {
    other.once('error', reject);
    other.listen(0, '127.0.0.1', resolve);
  });
  open.push({ close: () => other.close() });
  const address = other.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  expect((await listenAt('localhost', taken)).port).not.toBe(taken);
});

test('a host that is not this machine’s is refused', async () => {
  await expect(listen(() => {}, '192.0.2.1', 0)).rejects.toThrow(/EADDRNOTAVAIL/);
});

test('it ends at once, with the streams that are open', async () => {
  const { port, close } = await listenAt('127.0.0.1', 0);
  const ended = new Promise<void>((resolve, reject) => {
    get({ host: '127.0.0.1', port }, (response) => {
      response.once('data', close);
      response.on('error', () => {});
      response.on('close', resolve);
    }).on('error', reject);
  });
  await ended;
  await new Promise<void>((resolve) => {
    net.connect(port, '127.0.0.1').on('error', () => resolve());
  });
});
