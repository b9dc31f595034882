import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Serves a built site on the loopback address; answers with its URL and the function that ends it.
 * @param pieces - What a page is sent in, where it is not sent at once: a generator that waits between its pieces.
 */
export async function serveSite(
  folder: string,
  pieces?: (page: Buffer) => AsyncIterable<Buffer>,
): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    let file = path.join(folder, decodeURIComponent(pathname));
    try {
      if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
      const content = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
      if (pieces !== undefined && file.endsWith('.html')) {
        for await (const piece of pieces(content)) response.write(piece);
        response.end();
      } else {
        response.end(content);
      }
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
