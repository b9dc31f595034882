import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The file in a destination that lists what lectern wrote there; it marks the folder as lectern's. */
export const MANIFEST_NAME = '.lectern-manifest.json';

/** Paths, relative to the destination, of the files that a build wrote. */
export type Manifest = ReadonlySet<string>;

/**
 * The manifest of a destination: `none` where the folder has none, `unreadable` where the file is there but cannot be
 * read (it is then somebody else's, or damaged: nothing may be removed on its word).
 */
export async function readManifest(destination: string): Promise<Manifest | 'none' | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(path.join(destination, MANIFEST_NAME), 'utf8');
  } catch (error) {
    return isMissing(error) ? 'none' : 'unreadable';
  }
  try {
    const data: unknown = JSON.parse(text);
    const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : undefined;
    if (!Array.isArray(files)) return 'unreadable';
    return new Set(files.filter((file): file is string => typeof file === 'string' && isInside(file)));
  } catch {
    return 'unreadable';
  }
}

/** Whether a folder is one that a build has written a site to. */
export function isBuiltSite(folder: string): boolean {
  return existsSync(path.join(folder, MANIFEST_NAME));
}

/** The text of a manifest: sorted, so that equal sites have equal manifests. */
export function manifestText(files: Iterable<string>): string {
  return `${JSON.stringify({ generator: 'lectern', files: [...files].sort() }, null, 1)}\n`;
}

/** Whether a relative path stays inside the folder that it is relative to. */
export function isInside(relative: string): boolean {
  const normal = path.posix.normalize(relative);
  return normal !== '..' && !normal.startsWith('../') && !normal.startsWith('/') && normal !== '.';
}

/** How a path reads where letter case and the composition of accents make no difference, as on a Mac. */
export function foldedPath(file: string): string {
  return file.normalize('NFC').toLowerCase();
}

/** Whether a file system error says that there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The system's name for an error, such as `ENOSPC`; undefined for one that is not the system's. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
