import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import send from 'send';
import { isWithin } from './is-within.js';

/**
 * Sends a file of the course (both absolute) from the disk, with `send`'s ranges and ETags; headers that are set
 * already stay. False, with nothing sent, where it is gone, or has become a link to something outside of the course
 * since the course was read.
 */
export async function sendFile(
  file: string,
  course: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!(await isWithin(file, course))) return false;
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
