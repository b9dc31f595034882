import { realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { lookup } from 'mrmime';
import send from 'send';

/** What is sent from memory. */
export interface Content {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  /** What tells this content from others at the same address; without it the browser may not keep the content. */
  readonly revision?: string;
}

/** Sends content from memory: without its body where the browser has it already, or asks for headers only. */
export function sendContent(content: Content, request: IncomingMessage, response: ServerResponse): void {
  const { status, type, revision } = content;
  const body = Buffer.from(content.body);
  if (revision !== undefined && status === 200) {
    const tag = `"${revision}"`;
    response.setHeader('etag', tag);
    if (isKnown(request.headers['if-none-match'], tag)) {
      response.removeHeader('content-type');
      response.writeHead(304).end();
      return;
    }
  }
  response.writeHead(status, { 'content-type': type, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Sends a sentence. */
export function sendText(
  status: number,
  text: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  sendContent({ status, type: 'text/plain; charset=utf-8', body: `${text}\n` }, request, response);
}

/** RFC 9110, 13.1.2: one of a list of tags, compared without heed of `W/`; or any. */
function isKnown(header: string | undefined, tag: string): boolean {
  const tags = header?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(tag) || tags.includes('*');
}

/**
 * Sends a file of one of these folders (all absolute) from the disk, with `send`'s ranges and ETags; headers that are set
 * already stay. False, with nothing sent, where it is gone, or has become a link to something outside of them since
 * the course was read.
 */
export async function sendFile(
  file: string,
  folders: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!(await isWithin(file, folders))) return false;
  return new Promise((resolve, reject) => {
    response.on('close', () => resolve(true));
    send(request, `/${encodeURIComponent(path.basename(file))}`, {
      root: path.dirname(file),
      dotfiles: 'allow',
      index: false,
      cacheControl: false,
    })
      .on('error', (error: Error & { readonly status?: number }) => {
        if (error.status === 404) resolve(false);
        // A version or a range is asked for that there is not.
        else if (error.status === 412 || error.status === 416) response.writeHead(error.status).end();
        else reject(error);
      })
      .pipe(response);
  });
}

/** Types besides `text/…` that are text, and so have a charset. */
const TEXT = /^(?:text\/|application\/(?:javascript|json|xml|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/;

/** The content type of a file by its name, with `charset` where it is text: lectern and its courses write UTF-8. */
export function contentType(file: string): string {
  const type = lookup(file) ?? 'application/octet-stream';
  return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}

/** Whether a file that exists lies in one of these folders when all links on the way to them are followed. Absolute paths. */
export async function isWithin(file: string, folders: readonly string[]): Promise<boolean> {
  const real = await realPath(file);
  const roots = await Promise.all(folders.map(realPath));
  return roots.some(
    (root) => root !== undefined && real?.startsWith(root.endsWith(path.sep) ? root : root + path.sep),
  );
}

async function realPath(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch {
    return undefined;
  }
}
