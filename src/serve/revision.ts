import type { SiteFile } from '../build/index.js';

/** A short text that is another one when the file is another one; safe in an attribute and in an ETag. */
export function revisionOf(file: SiteFile): string {
  return file.kind === 'generated'
    ? encodeURIComponent(file.hash)
    : `${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}`;
}
