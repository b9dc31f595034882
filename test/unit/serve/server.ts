import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { SiteFile } from '../../../src/course/index.js';
import { requestHandler } from '../../../src/serve/http/handle-request.js';
import { hostCheck } from '../../../src/serve/http/host-names.js';
import { type Listening, listen } from '../../../src/serve/http/listen.js';
import { createLiveUpdates, type LiveUpdates } from '../../../src/serve/live/live-updates.js';
import { createServedSite, type ServedSite } from '../../../src/serve/site/served-site.js';

/** A site that is served without a course: some generated files, and static ones in a folder of their own. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly site: ServedSite;
  readonly updates: LiveUpdates;
  /** The folder of the static files. */
  readonly course: string;
  readonly errors: readonly unknown[];
  /** Sends bytes as they are and answers with all that came back. */
  readonly raw: (bytes: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface TestSite {
  readonly pages?: Readonly<Record<string, string>>;
  readonly statics?: Readonly<Record<string, string>>;
  readonly baseurl?: string;
  readonly livereload?: boolean;
  readonly host?: string;
  /** False leaves the first build unfinished. */
  readonly complete?: boolean;
}

export async function startServer({
  pages = {},
  statics = {},
  baseurl = '',
  livereload = false,
  host = '127.0.0.1',
  complete = true,
}: TestSite): Promise<TestServer> {
  const course = await mkdtemp(path.join(os.tmpdir(), 'lectern-serve-'));
  const files = new Map<string, SiteFile>();
  for (const [name, content] of Object.entries(pages)) files.set(name, generated(content));
  for (const [name, content] of Object.entries(statics))
    files.set(name, await staticFile(course, name, content));
  const site = createServedSite();
  if (complete) site.replace(files);
  const errors: unknown[] = [];
  const updates = createLiveUpdates({
    site,
    baseurl: () => baseurl,
    run: 'test',
    excerptOf: () => undefined,
  });
  const handler = requestHandler({
    site,
    folders: () => [course],
    baseurl: () => baseurl,
    isOurs: hostCheck(host, 'lectern-test'),
    live: livereload ? updates : undefined,
    failed: (error) => errors.push(error),
  });
  const server: Listening = await listen(handler, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    site,
    updates,
    course,
    errors,
    raw: (bytes) => exchange(server.port, bytes),
    close: async () => {
      server.close();
      await rm(course, { recursive: true, force: true });
    },
  };
}

/** A file that a build has made. */
export function generated(content: string): SiteFile {
  return { kind: 'generated', content: () => content, hash: Buffer.from(content).toString('hex') };
}

/** Writes a file into a course, as the site's static file of the same name. */
export async function staticFile(course: string, name: string, content: string): Promise<SiteFile> {
  const source = path.join(course, name);
  await mkdir(path.dirname(source), { recursive: true });
  await writeFile(source, content);
  return {
    kind: 'static',
    source,
    path: name,
    size: Buffer.byteLength(content),
    mtimeMs: 0,
    ctimeMs: 0,
    ino: 0,
  };
}

function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1');
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
