import { isAscii } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { textFingerprint } from '../../cache/index.js';
import type { Effects } from '../context/index.js';

/** What a file holds. */
export interface FileText {
  /** The fingerprint of its bytes. */
  readonly print: string;
  /** Its text as every stage expects it: no byte order mark, lines ended by a line feed. It is decoded when it is asked for. */
  readonly text: () => string;
}

/** Reads a file of the course. */
export type TextReader = (file: string) => Promise<FileText | undefined>;

/** Makes the reader of the course at `source`; what cannot be read is undefined. */
export function textReader(source: string, { changed }: Pick<Effects, 'changed'>): TextReader {
  return async (file) => {
    const absolute = path.join(source, file);
    try {
      const bytes = changed?.get(absolute) ?? (await readFile(absolute));
      return { print: textFingerprint(bytes), text: () => decode(bytes) };
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
