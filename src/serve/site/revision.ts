import type { SiteFile } from '../../course/index.js';

/** A short text that is another one when the file is another one; safe in an attribute and in an ETag. */
export function revisionOf(file: SiteFile): string {
  return file.kind === 'generated'
    ? encodeURIComponent(file.hash)
    : [file.size, file.mtimeMs, file.ctimeMs, file.ino]
        .map((number) => Math.round(number).toString(36))
        .join('-');
}
