import { mkdirSync, renameSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode, fileAt } from './file-system.js';

/** How the names of folders begin in which a site waits for being published. */
export const STAGING_NAME = '.lectern-staging';

/** The file in a staging folder that says who builds. */
export const LOCK_NAME = 'lock';
/** The file in a staging folder that says what a publication does. */
export const JOURNAL_NAME = 'journal.json';
/** The folder in a staging folder in which new files wait. */
export const FILES_NAME = 'files';

/**
 * Where the site for a destination (absolute, without links) may wait, the better place first: beside it, where no server
 * and no `git add` of the destination comes, or else in it.
 */
export function stagingFolders(destination: string): readonly [beside: string, inside: string] {
  const { dir, base } = path.parse(destination);
  return [path.join(dir, `${STAGING_NAME}-${base}`), path.join(destination, STAGING_NAME)];
}

/**
 * Makes the staging folder of a destination, or finds it: inside where beside it no folder can be made, or one from which
 * nothing can be renamed into it. Throws the system's error where it can be made nowhere, of the destination, as nobody
 * knows the folder.
 */
export function makeStagingFolder(destination: string): string {
  try {
    return madeStagingFolder(destination);
  } catch (error) {
    if (error instanceof Error && 'path' in error) error.path = destination;
    throw error;
  }
}

function madeStagingFolder(destination: string): string {
  const [beside, inside] = stagingFolders(destination);
  try {
    makeFolder(beside);
    const there = statSync(destination, { throwIfNoEntry: false });
    if (there === undefined || there.dev === statSync(beside).dev) return ignored(beside);
    rmdirSync(beside);
  } catch (error) {
    if (!CANNOT_BE_BESIDE.has(errorCode(error) ?? '')) throw error;
  }
  makeFolder(destination);
  makeFolder(inside);
  return ignored(inside);
}

/**
 * Makes a folder that may be there, and is no link to one elsewhere. Where folders above it are there, the system's error
 * says why it cannot be made.
 */
function makeFolder(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    mkdirSync(folder);
  } catch (error) {
    if (fileAt(folder)?.isDirectory() !== true) throw error;
  }
}

/** What the system says where a folder may be had inside of the destination although not beside it. */
const CANNOT_BE_BESIDE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENAMETOOLONG',
  'ENOTEMPTY',
  'EEXIST',
  'ENOTDIR',
]);

/** The folder, which git does not look into. */
function ignored(folder: string): string {
  try {
    writeFileSync(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    const code = errorCode(error);
    // Another build may be about to remove the folder: then the lock is not to be had, and all of it is tried again.
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
  return folder;
}

/**
 * Removes what waits in a staging folder. It is put aside first: what a thread is still about to write there finds the folder no
 * more, and does not fill it while it is emptied.
 */
export function dropFiles(folder: string): void {
  const files = path.join(folder, FILES_NAME);
  const aside = path.join(folder, `${FILES_NAME}.old`);
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(files, aside);
  } catch {
    // It is not there, or a system does not rename a folder whose files are open.
    rmSync(files, { recursive: true, force: true });
  }
  try {
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOTEMPTY') throw error;
    // One file was on its way when the folder was renamed.
    rmSync(aside, { recursive: true });
  }
}

/** Removes a staging folder that nothing waits in any more, and last of all the lock in it. */
export function dropStagingFolder(folder: string): void {
  // The second is a journal that was not written to its end, the third what a takeover of the lock has left.
  for (const name of ['.gitignore', `${JOURNAL_NAME}.new`, `${LOCK_NAME}.over`]) {
    rmSync(path.join(folder, name), { force: true });
  }
  releaseLock(folder);
  try {
    rmdirSync(folder);
  } catch {
    // Another build has begun in it.
  }
}

/** Removes the lock, and leaves what else is there. */
export function releaseLock(folder: string): void {
  try {
    unlinkSync(path.join(folder, LOCK_NAME));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
