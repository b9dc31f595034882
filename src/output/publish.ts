import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileAt } from './known-files.js';
import { isMissing, MANIFEST_NAME, manifestText } from './manifest.js';
import { STAGING_NAME, type Staging } from './staging.js';

/** What publishing did to the destination. Paths are relative to it. */
export interface PublishResult {
  /** Files that are new or have changed. */
  readonly written: readonly string[];
  /** Files of an earlier build that have no source any more. */
  readonly removed: readonly string[];
  /** Files that could not be written because something that is not lectern's stands in their place. */
  readonly blocked: readonly string[];
}

/**
 * Makes the staged files the site. Each is moved into place by a rename, so a reader gets the old file or the
 * new one, never half of one. Files that an earlier build wrote and the new site lacks are removed,
 * unless `keep` says that they stay; nothing else in the destination is touched.
 */
export async function publish(staging: Staging, keep: (path: string) => boolean): Promise<PublishResult> {
  const { destination, staged, files, previous } = staging;
  await mkdir(destination, { recursive: true });
  const stale = [...previous].filter((file) => !files.has(file) && !keep(file)).sort();
  const blocked = findBlocked(staging, keep);
  const isBlocked = new Set(blocked);
  const written = [...staged.keys()].filter((file) => !isBlocked.has(file)).sort();
  // Until the new state is complete, the manifest owns up to the files of both builds: whatever is
  // interrupted, the next build knows what is lectern's.
  if (written.length > 0 || stale.length > 0) {
    await replaceFile(destination, MANIFEST_NAME, manifestText(new Set([...previous, ...written])));
  }
  const removed = await removeStale(destination, stale);
  const folders = new Set<string>();
  for (const file of written) {
    const target = path.join(destination, file);
    const folder = path.dirname(target);
    if (!folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      folders.add(folder);
    }
    // A folder of which nothing is left is in the way of a rename.
    if (fileAt(target)?.isDirectory()) rmSync(target, { recursive: true });
    // Nothing else is under way here, and of thousands of renames each is shorter than a turn of the event loop.
    renameSync(staged.get(file) ?? '', target);
  }
  await rm(path.join(destination, STAGING_NAME), { recursive: true, force: true });
  const owned = [...files].filter((file) => !isBlocked.has(file));
  const kept = [...previous].filter((file) => !files.has(file) && keep(file));
  await replaceFile(destination, MANIFEST_NAME, manifestText([...owned, ...kept]));
  return { written, removed, blocked };
}

/** What may stand in a file's place although no build wrote it: it means the same, whoever made it. */
const ANYBODYS = new Set(['.nojekyll']);

/** The staged files whose place is taken by something that is not lectern's. */
function findBlocked({ destination, staged, previous }: Staging, keep: (path: string) => boolean): string[] {
  const isOurs = (file: string): boolean => previous.has(file) && !keep(file);
  // Most files of most builds lie in folders with others: each folder is looked at once.
  const folders = new Map<string, boolean>();
  const isFree = (folder: string): boolean => {
    let free = folders.get(folder);
    if (free === undefined) {
      free =
        folder === '.' || (isFree(path.posix.dirname(folder)) && isFreeFolder(destination, folder, isOurs));
      folders.set(folder, free);
    }
    return free;
  };
  return [...staged.keys()].filter((file) => {
    if (!isFree(path.posix.dirname(file))) return true;
    const found = fileAt(path.join(destination, file));
    if (found === undefined || ANYBODYS.has(file)) return false;
    return found.isDirectory() ? !onlyOurs(destination, file, isOurs) : !previous.has(file);
  });
}

/**
 * Whether a folder may be made or written to: nothing is there, a folder is, or an old file of lectern's. A link is
 * none of these, as it leads to what is not the destination's.
 */
function isFreeFolder(destination: string, folder: string, isOurs: (file: string) => boolean): boolean {
  const found = fileAt(path.join(destination, folder));
  return found === undefined || found.isDirectory() || (found.isFile() && isOurs(folder));
}

/** Whether everything under a folder was written by an earlier build and is to go. */
function onlyOurs(destination: string, folder: string, isOurs: (file: string) => boolean): boolean {
  return readdirSync(path.join(destination, folder), { withFileTypes: true }).every((entry) => {
    const inner = `${folder}/${entry.name}`;
    return entry.isDirectory() ? onlyOurs(destination, inner, isOurs) : isOurs(inner);
  });
}

async function removeStale(destination: string, stale: readonly string[]): Promise<string[]> {
  const removed: string[] = [];
  for (const file of stale) {
    // A folder that stands there now is somebody else's.
    if (fileAt(path.join(destination, file))?.isDirectory() === false) {
      await unlink(path.join(destination, file));
      removed.push(file);
    }
    await removeEmptyFolders(destination, path.posix.dirname(file));
  }
  return removed;
}

async function removeEmptyFolders(destination: string, from: string): Promise<void> {
  for (let folder = from; folder !== '.' && folder !== '/'; folder = path.posix.dirname(folder)) {
    try {
      await rmdir(path.join(destination, folder));
    } catch {
      return; // Not empty, or gone already: either way there is nothing more to tidy above it.
    }
  }
}

/** Writes a small file whole or not at all, and not where it already says the same. */
async function replaceFile(destination: string, name: string, text: string): Promise<void> {
  if ((await readText(path.join(destination, name))) === text) return;
  const waiting = path.join(destination, `${name}.new`);
  await writeFile(waiting, text);
  await rename(waiting, path.join(destination, name));
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
