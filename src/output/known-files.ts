import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { errorCode } from './manifest.js';

/** What a build knows of a file that it wrote: as long as the disk says the same, it holds the same. */
export interface KnownFile {
  /** The fingerprint of its content or, of a copy, what the disk said of the file that was copied. */
  readonly hash: string;
  readonly size: number;
  /** In milliseconds since 1970, as is `ctimeMs`, which nobody can set. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** The files of a destination, by their paths in it. */
export type KnownFiles = ReadonlyMap<string, KnownFile>;

/** What the disk says of a path, which is not followed where it is a link; undefined where nothing is there. */
export function fileAt(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where a folder of the path should be, or nothing can stand there.
    if (NOTHING_THERE.has(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Whether a folder of a destination, by its path in it (`.` for all of it), is reached through folders alone: what a
 * symbolic link on the way leads to is not the destination's.
 */
export function isReached(destination: string, folder: string): boolean {
  if (folder === '.' || folder === '/') return true;
  return (
    isReached(destination, path.posix.dirname(folder)) &&
    fileAt(path.join(destination, folder))?.isDirectory() === true
  );
}

const NOTHING_THERE = new Set(['ENOTDIR', 'ENAMETOOLONG', 'EILSEQ', 'EINVAL']);

/** Whether the disk says of a file what is known of it. */
export function isKnown(found: Stats, known: KnownFile): boolean {
  return (
    found.isFile() &&
    found.size === known.size &&
    found.mtimeMs === known.mtimeMs &&
    found.ctimeMs === known.ctimeMs &&
    found.ino === known.ino
  );
}

/** What there is to know of files that have been written, by their fingerprints. */
export function knownFiles(destination: string, hashes: ReadonlyMap<string, string>): Map<string, KnownFile> {
  const known = new Map<string, KnownFile>();
  for (const [file, hash] of hashes) {
    const found = fileAt(path.join(destination, file));
    if (found?.isFile() !== true) continue;
    const { size, mtimeMs, ctimeMs, ino } = found;
    known.set(file, { hash, size, mtimeMs, ctimeMs, ino });
  }
  return known;
}
