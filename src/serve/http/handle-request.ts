import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SiteFile } from '../../course/index.js';
import { isControlFlow } from '../../diagnostics/index.js';
import { liveScript } from '../client/live-script.js';
import { addLiveTag, LIVE_PATH } from '../live/live-tag.js';
import type { LiveUpdates } from '../live/live-updates.js';
import { type Found, findFile, NOT_FOUND_PAGE, pageAt } from '../site/find-file.js';
import { encodePath, type RequestTarget, readTarget } from '../site/request-path.js';
import { revisionOf, type ServedSite } from '../site/served-site.js';
import { contentType, isWithin, sendContent, sendFile, sendText } from './response.js';

/** What requests are answered from. */
export interface RequestOptions {
  readonly site: ServedSite;
  /** Absolute paths of the folders whose files the site has: the course's, and its theme's where it has one. */
  readonly folders: () => readonly string[];
  readonly baseurl: () => string;
  /** Whether a `Host` header names this server. */
  readonly isOurs: (header: string | undefined) => boolean;
  /** Keeps pages up to date; undefined where that is not wanted. */
  readonly live: LiveUpdates | undefined;
  /** Told of what should not have happened. */
  readonly failed: (error: unknown) => void;
}

/** Makes the function that answers every request. What it throws is answered with status 500 and told. */
export function requestHandler(options: RequestOptions): RequestListener {
  return (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.failed(error);
      if (response.headersSent) response.destroy();
      else sendText(500, 'lectern could not serve this; the terminal says why.', request, response);
    });
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): Promise<void> {
  if (!options.isOurs(request.headers.host)) {
    return sendText(
      403,
      'This server answers only to its own name: see lectern serve --host.',
      request,
      response,
    );
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendText(405, 'Only GET and HEAD are served here.', request, response);
  }
  const target = readTarget(request.url ?? '');
  if (target === undefined) return sendText(400, 'This is not the address of a file.', request, response);
  // Whatever is kept by the browser is asked for again: it may have changed a moment ago.
  response.setHeader('cache-control', 'no-cache');
  if (options.live !== undefined && target.path.startsWith(LIVE_PATH)) {
    return answerLive(target, options.live, request, response);
  }
  const found = await find(target.path, options);
  if (found.kind === 'redirect') {
    response.setHeader('location', encodePath(found.path) + target.query);
    return sendText(found.status, 'The page is at another address.', request, response);
  }
  if (found.kind === 'file' && (await answerFile(found.file, request, response, options))) return;
  return answerMissing(target, request, response, options);
}

/** Finds a file, and waits for it while it may still come. */
async function find(path: string, { site, baseurl }: RequestOptions): Promise<Found> {
  for (;;) {
    const { files, isGrowing } = site.now();
    const found = findFile(path, baseurl(), (file) => files.has(file));
    if (found.kind === 'file' || !isGrowing) return found;
    await site.more();
  }
}

function answerLive(
  { path, query }: RequestTarget,
  live: LiveUpdates,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const asked = new URLSearchParams(query);
  const since = request.headers['last-event-id'] ?? asked.get('since');
  if (path === `${LIVE_PATH}live.js`) {
    const type = contentType('live.js');
    sendContent({ status: 200, type, body: liveScript() }, request, response);
  } else if (path === `${LIVE_PATH}events` && request.method === 'GET') {
    live.connect(asked.get('page') ?? '/', String(since), response);
  } else {
    sendText(404, 'There is nothing here.', request, response);
  }
}

/** False, with nothing sent, where the file is gone from the disk. */
async function answerFile(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): Promise<boolean> {
  const file = options.site.now().files.get(path);
  if (file === undefined) return false;
  const type = contentType(path);
  const isPage = type.startsWith('text/html');
  if (file.kind === 'generated' || (isPage && options.live !== undefined)) {
    const body = await contentOf(file, options.folders());
    if (body === undefined) return false;
    const revision = revisionOf(file);
    const sent = isPage ? pageBody(body, revision, options.live) : { body, revision };
    sendContent({ status: 200, type, ...sent }, request, response);
    return true;
  }
  response.setHeader('content-type', type);
  return sendFile(file.source, options.folders(), request, response);
}

/** The site's own page for what is missing, or a plain one, which also stands for every page while there is no site. */
async function answerMissing(
  { path }: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
  { site, folders, baseurl, live }: RequestOptions,
): Promise<void> {
  const { files } = site.now();
  const own = files.get(NOT_FOUND_PAGE);
  const content = own === undefined ? undefined : await contentOf(own, folders());
  const { revision } = pageAt(encodePath(path), baseurl(), files);
  const plain =
    files.size > 0
      ? plainPage('Not found', 'The site has no page at this address.')
      : plainPage('Not built', 'The course could not be built; the terminal says why.');
  const { body } = pageBody(content ?? plain, revision, live);
  sendContent({ status: 404, type: contentType(NOT_FOUND_PAGE), body }, request, response);
}

function plainPage(title: string, sentence: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title>
</head>
<body><h1>${title}</h1><p>${sentence}</p></body>
</html>
`;
}

/** A page with the tag that keeps it up to date, where that is wanted. */
function pageBody(
  content: string | Uint8Array,
  revision: string,
  live: LiveUpdates | undefined,
): { readonly body: string | Uint8Array; readonly revision: string } {
  if (live === undefined) return { body: content, revision };
  const build = live.build();
  const html = typeof content === 'string' ? content : Buffer.from(content).toString();
  return { body: addLiveTag(html, revision, build), revision: `${revision}.${build}` };
}

/** What lectern made; undefined where it has to be read of a file of the course that is another by now. */
function generatedContent({
  content,
}: Extract<SiteFile, { kind: 'generated' }>): string | Uint8Array | undefined {
  try {
    return content();
  } catch (error) {
    if (isControlFlow(error)) return undefined;
    throw error;
  }
}

/** What a file holds; undefined where it is gone from the disk, or leads out of all these folders. */
async function contentOf(
  file: SiteFile,
  folders: readonly string[],
): Promise<string | Uint8Array | undefined> {
  if (file.kind === 'generated') return generatedContent(file);
  if (!(await isWithin(file.source, folders))) return undefined;
  try {
    return await readFile(file.source);
  } catch {
    return undefined;
  }
}
