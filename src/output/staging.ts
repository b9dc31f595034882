import { constants, mkdirSync, readFileSync, rmSync, type Stats } from 'node:fs';
import { access, copyFile, open, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileAt, isKnown, type KnownFiles } from './known-files.js';
import type { Manifest } from './manifest.js';
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
  /** The fingerprints of generated files by their paths. */
  readonly hashes: Map<string, string>;
  /** Folders that have been made in the staging folder already. */
  readonly folders: Set<string>;
  /** What an earlier build wrote: only those files can be there already as they should be. */
  readonly previous: Manifest;
  /** What an earlier build knows of the generated ones. */
  readonly known: KnownFiles;
}

/** Clears what a build that died has left behind, and starts anew. */
export function startStaging(
  destination: string,
  previous: Manifest,
  known: KnownFiles = new Map(),
): Staging {
  dropStaging(destination);
  return {
    destination,
    staged: new Map(),
    files: new Set(),
    hashes: new Map(),
    folders: new Set(),
    previous,
    known,
  };
}

/** Removes what waits in a destination. */
export function dropStaging(destination: string): void {
  rmSync(path.join(destination, STAGING_NAME), { recursive: true, force: true });
}

/** Runs a job for each item, many at once; where one fails, the others end before the error is thrown. */
async function overAll<Item>(items: readonly Item[], job: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of queue) await job(item);
  };
  const workers = Array.from({ length: Math.min(AT_ONCE, items.length) }, worker);
  const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * Stages a file that lectern made, unless the site already has it with the same bytes. Its content is asked for before
 * this returns, if at all.
 */
export function stageGenerated(staging: Staging, file: GeneratedFile): Promise<void> {
  const { path: name, hash } = file;
  staging.files.add(name);
  staging.hashes.set(name, hash);
  const there = path.join(staging.destination, name);
  const found = staging.previous.has(name) ? fileAt(there) : undefined;
  const known = staging.known.get(name);
  if (found !== undefined && known?.hash === hash && isKnown(found, known)) return Promise.resolve();
  const content = file.content();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (found !== undefined && hasContent(there, found, bytes)) return Promise.resolve();
  return write(waitingPlace(staging, name), bytes);
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
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
  const changed = files.filter((file) => {
    staging.files.add(file.path);
    const found = staging.previous.has(file.path)
      ? fileAt(path.join(staging.destination, file.path))
      : undefined;
    return found === undefined || !isSameFile(found, file);
  });
  await overAll(changed, async (file) => {
    const to = waitingPlace(staging, file.path);
    try {
      await copyFile(file.from, to, constants.COPYFILE_FICLONE);
      await utimes(to, Date.now() / 1000, file.mtimeMs / 1000);
    } catch (error) {
      if (!(error instanceof Error) || !(await isUnreadable(file.from))) throw error;
      // What was not written is not lectern's: the manifest must not say so.
      staging.staged.delete(file.path);
      staging.files.delete(file.path);
      failures.push({ file, reason: error.message });
    }
  });
  return failures;
}

/** Whether a file cannot be read: then what went wrong is its own fault, and not the disk's or the destination's. */
async function isUnreadable(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK);
    return false;
  } catch {
    return true;
  }
}

/** A path in the staging folder for `file`, whose folder exists; notes that the file is on its way. */
function waitingPlace(staging: Staging, file: string): string {
  const waiting = path.join(staging.destination, STAGING_NAME, file);
  staging.staged.set(file, waiting);
  const folder = path.dirname(waiting);
  if (!staging.folders.has(folder)) {
    mkdirSync(folder, { recursive: true });
    staging.folders.add(folder);
  }
  return waiting;
}

function isSameFile(found: Stats, file: CopiedFile): boolean {
  return found.isFile() && found.size === file.size && Math.abs(found.mtimeMs - file.mtimeMs) < 1;
}

function hasContent(there: string, found: Stats, content: Uint8Array): boolean {
  return found.isFile() && found.size === content.byteLength && readFileSync(there).equals(content);
}
