import { mkdirSync, renameSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, MANIFEST_NAME, type Manifest, manifestText } from './manifest.js';
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
  const blocked = await findBlocked(destination, [...staged.keys()], previous);
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
    // Nothing else is under way here, and of thousands of renames each is shorter than a turn of the event loop.
    renameSync(staged.get(file) ?? '', target);
  }
  await rm(path.join(destination, STAGING_NAME), { recursive: true, force: true });
  const owned = [...files].filter((file) => !isBlocked.has(file));
  const kept = [...previous].filter((file) => !files.has(file) && keep(file));
  await replaceFile(destination, MANIFEST_NAME, manifestText([...owned, ...kept]));
  return { written, removed, blocked };
}

/** The staged files whose place is taken by something that no earlier build wrote. */
async function findBlocked(
  destination: string,
  files: readonly string[],
  previous: Manifest,
): Promise<string[]> {
  const entries = new Set(await readdir(destination));
  const blocked: string[] = [];
  for (const file of files) {
    if (previous.has(file) || !entries.has(file.split('/', 1)[0] ?? file)) continue;
    if (await isForeign(destination, file, previous)) blocked.push(file);
  }
  return blocked;
}

async function isForeign(destination: string, file: string, previous: Manifest): Promise<boolean> {
  try {
    const found = await stat(path.join(destination, file));
    if (!found.isDirectory()) return true;
    return !(await onlyOurs(destination, file, previous));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  // A file may stand where a folder is wanted: fine where it is an old page of ours.
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    try {
      if (!(await stat(path.join(destination, folder))).isDirectory()) return !previous.has(folder);
      return false;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return false;
}

/** Whether everything under a folder was written by an earlier build. */
async function onlyOurs(destination: string, folder: string, previous: Manifest): Promise<boolean> {
  for (const entry of await readdir(path.join(destination, folder), { withFileTypes: true })) {
    const inner = `${folder}/${entry.name}`;
    if (entry.isDirectory() ? !(await onlyOurs(destination, inner, previous)) : !previous.has(inner))
      return false;
  }
  return true;
}

async function removeStale(destination: string, stale: readonly string[]): Promise<string[]> {
  const removed: string[] = [];
  for (const file of stale) {
    try {
      await unlink(path.join(destination, file));
      removed.push(file);
    } catch (error) {
      if (!isMissing(error)) throw error;
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
