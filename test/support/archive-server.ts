import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** An entry of an archive that is put together by hand, so that it can be wrong in every way. */
export interface Entry {
  readonly name: string;
  readonly text?: string | Uint8Array;
  /** `0` a file, `2` a symbolic link, `g` and `x` records of pax. */
  readonly kind?: string;
  readonly link?: string;
  /** What its header says of its size, where that is a lie. */
  readonly size?: number;
}

/** An archive in the format of POSIX. Names of more than 100 bytes need a record of pax before them. */
export function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, text = '', kind = '0', link = '', size }) => {
    const body = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write(`${(size ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(kind, 156);
    header.write(link, 157);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A record of pax, whose length counts itself. */
export function paxRecord(key: string, value: string): string {
  const bare = Buffer.byteLength(` ${key}=${value}\n`);
  let length = bare;
  while (`${length}`.length + bare !== length) length = `${length}`.length + bare;
  return `${length} ${key}=${value}\n`;
}

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** The archive of a repository as GitHub makes it: the commit first, and everything in one folder. */
export function repositoryArchive(
  files: Readonly<Record<string, string>>,
  { commit = COMMIT, folder = 'theme-main' }: { readonly commit?: string; readonly folder?: string } = {},
): Buffer {
  return gzipSync(
    tarOf([
      { name: 'pax_global_header', kind: 'g', text: paxRecord('comment', commit) },
      { name: `${folder}/`, kind: '5' },
      ...Object.entries(files).map(([name, text]) => ({ name: `${folder}/${name}`, text })),
    ]),
  );
}

/** What a server answers to a path, or a function that does with the answer as it likes. */
export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: Uint8Array | string;
    }
  | ((response: ServerResponse, request: IncomingMessage) => void);

/** A server of archives that answers as it is told; what it is not told of is not there. */
export async function archiveServer(answers: (url: string) => Answer | undefined): Promise<{
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers(request.url ?? '') ?? { status: 404, body: 'Not Found' };
    if (typeof answer === 'function') return answer(response, request);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-gzip', ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
