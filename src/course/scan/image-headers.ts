import { IMAGE_NAME, type ImageHeader, readImageHeader } from '../../images/index.js';
import type { FileMemory, SourceFile } from '../../site/index.js';

/** The header of a file of the course; undefined for one that is no picture. */
export type ImageHeaders = (file: SourceFile) => ImageHeader | undefined;

/**
 * Reads the headers of those pictures that are asked for, each once as long as the disk says the same of its file. Without a
 * memory that is once for all.
 */
export function imageHeaders(memory?: FileMemory): ImageHeaders {
  const read = new Map<string, ImageHeader | undefined>();
  return (file) => {
    if (!IMAGE_NAME.test(file.path)) return undefined;
    const known = memory?.recall('image', file);
    if (known !== undefined) return known.header ?? undefined;
    const { absolute, size, mtimeMs, ctimeMs, ino } = file;
    const key = `${absolute} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    if (read.has(key)) return read.get(key);
    const header = readImageHeader(absolute);
    read.set(key, header);
    memory?.keep('image', file, { header: header ?? null });
    return header;
  };
}
