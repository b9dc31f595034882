import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isInside, isMissing } from './file-system.js';

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
