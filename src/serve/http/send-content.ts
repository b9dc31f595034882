import type { IncomingMessage, ServerResponse } from 'node:http';

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
