import { constants } from 'node:fs';
import { copyFile, mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, type Manifest } from './manifest.js';
import type { CopiedFile, GeneratedFile } from './output-file.js';

/** The folder inside a destination in which new files wait until all of them are there. */
export const STAGING_NAME = '.lectern-staging';

/**
 * How many files are under way at once. The copies run in libuv's pool of four threads; a longer queue keeps
 * those threads busy while the main thread is rendering a page and cannot hand them the next file.
 */
const AT_ONCE = 64;

/** Files that have been made ready inside a destination but are not yet part of the site. */
export interface Staging {
  readonly destination: string;
  /** Path relative to the destination of each new or changed file, to where it waits. */
  readonly staged: Map<string, string>;
  /** Every path of the new site, staged or already there unchanged. */
  readonly files: Set<string>;
  /** Folders that have been made in the staging folder already. */
  readonly folders: Set<string>;
  /** What an earlier build wrote: only those files can be there already as they should be. */
  readonly previous: Manifest;
}

/** Clears what a build that died has left behind, and starts anew. */
export async function startStaging(destination: string, previous: Manifest): Promise<Staging> {
  await rm(path.join(destination, STAGING_NAME), { recursive: true, force: true });
  return { destination, staged: new Map(), files: new Set(), folders: new Set(), previous };
}

/** Stages files that lectern made. */
export async function stageAllGenerated(staging: Staging, files: readonly GeneratedFile[]): Promise<void> {
  await overAll(files, (file) => stageGenerated(staging, file));
}

/** Runs a job for each item, many at once. */
async function overAll<Item>(items: readonly Item[], job: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of queue) await job(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}

/** Stages a file that lectern made, unless the site already has it with the same bytes. */
export async function stageGenerated(staging: Staging, file: GeneratedFile): Promise<void> {
  staging.files.add(file.path);
  const content = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
  if (
    staging.previous.has(file.path) &&
    (await hasContent(path.join(staging.destination, file.path), content))
  )
    return;
  const handle = await open(await waitingPlace(staging, file.path), 'w');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

/** A static file that could not be copied: it was removed under our hands, or may not be read. */
export interface CopyFailure {
  readonly file: CopiedFile;
  readonly reason: string;
}

/**
 * Stages copies of static files. A file that is there with the same size and modification time is taken to be
 * the same and not even opened; a copy is given its source's modification time, so that the next build can tell.
 * A file that cannot be read is left out and answered.
 */
export async function stageCopies(staging: Staging, files: readonly CopiedFile[]): Promise<CopyFailure[]> {
  const failures: CopyFailure[] = [];
  await overAll(files, async (file) => {
    try {
      await stageCopy(staging, file);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      // What was not written is not lectern's: the manifest must not say so.
      staging.staged.delete(file.path);
      staging.files.delete(file.path);
      failures.push({ file, reason: error.message });
    }
  });
  return failures;
}

/** Whether an error is about one file, rather than about the disk or the destination. */
function isUnreadable(error: unknown): error is Error {
  const codes = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EIO'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function stageCopy(staging: Staging, file: CopiedFile): Promise<void> {
  staging.files.add(file.path);
  const there = path.join(staging.destination, file.path);
  if (staging.previous.has(file.path) && (await isSameFile(there, file))) return;
  const to = await waitingPlace(staging, file.path);
  await copyFile(file.from, to, constants.COPYFILE_FICLONE);
  await utimes(to, new Date(), new Date(file.mtimeMs));
}

/** A path in the staging folder for `file`, whose folder exists; notes that the file is on its way. */
async function waitingPlace(staging: Staging, file: string): Promise<string> {
  const waiting = path.join(staging.destination, STAGING_NAME, file);
  staging.staged.set(file, waiting);
  const folder = path.dirname(waiting);
  if (!staging.folders.has(folder)) {
    await mkdir(folder, { recursive: true });
    staging.folders.add(folder);
  }
  return waiting;
}

async function isSameFile(there: string, file: CopiedFile): Promise<boolean> {
  try {
    const found = await stat(there);
    return found.isFile() && found.size === file.size && Math.abs(found.mtimeMs - file.mtimeMs) < 1;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function hasContent(there: string, content: Uint8Array): Promise<boolean> {
  try {
    const found = await stat(there);
    if (!found.isFile() || found.size !== content.byteLength) return false;
    return (await readFile(there)).equals(content);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
