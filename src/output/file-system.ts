import { lstatSync, type Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** Whether a file system error says that there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The system's name for an error, such as `ENOSPC`; undefined for one that is not the system's. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

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

/** Whether `folder` is `inner` or one of the folders above it. */
export function holds(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return (
    relative === '' ||
    (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative))
  );
}

/** The path with links resolved, as far as it exists. */
export async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const parent = path.dirname(file);
    return parent === file ? file : path.join(await realPath(parent), path.basename(file));
  }
}

/** Whether a relative path stays inside the folder that it is relative to. */
export function isInside(relative: string): boolean {
  // Of a site's thousands of paths hardly any has one.
  if (!EMPTY_OR_DOTS.test(relative)) return true;
  const normal = path.posix.normalize(relative);
  return normal !== '..' && !normal.startsWith('../') && !normal.startsWith('/') && normal !== '.';
}

/** How a path reads where letter case and the composition of accents make no difference, as on a Mac. */
export function foldedPath(file: string): string {
  return file.normalize('NFC').toLowerCase();
}

/** A part of a path that is empty, or one or two dots. */
const EMPTY_OR_DOTS = /(?:^|\/)\.{0,2}(?:\/|$)/;
