import { isAscii } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Effects } from '../context/index.js';

/** Reads a file of the course as every stage expects it: no byte order mark, lines ended by a line feed. */
export type TextReader = (file: string) => Promise<string | undefined>;

/** Makes the reader of the course at `source`; what cannot be read is undefined. */
export function textReader(source: string, { changed }: Pick<Effects, 'changed'>): TextReader {
  return async (file) => {
    const absolute = path.join(source, file);
    try {
      return decode(changed?.get(absolute) ?? (await readFile(absolute)));
    } catch {
      return undefined;
    }
  };
}

/** Notebooks have megabytes, most of them plain ASCII, which need not be decoded letter by letter. */
function decode(bytes: Uint8Array): string {
  const text = isAscii(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    : new TextDecoder('utf-8').decode(bytes);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
