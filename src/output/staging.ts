import { constants, mkdirSync, readFileSync, rmSync, type Stats, utimesSync, writeFileSync } from 'node:fs';
import { access, copyFile, type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { fileAt, foldedPath } from './file-system.js';
import type { Manifest } from './manifest.js';
import type { OpenDestination } from './open-destination.js';
import type { FileCopy } from './shared-copies.js';
import { FILES_NAME } from './staging-folder.js';

/** A file of the built site. `path` is relative to the destination, with `/` between folders, decoded. */
export type OutputFile = GeneratedFile | CopiedFile;

/** A file whose bytes lectern made. */
export interface GeneratedFile {
  readonly kind: 'generated';
  readonly path: string;
  /** Its text or bytes, asked for only where they have to be written or compared. */
  readonly content: () => string | Uint8Array;
  /** A fingerprint of the content: of equal contents it is the same. */
  readonly hash: string;
}

/** A file that is published as it lies in the source. */
export interface CopiedFile {
  readonly kind: 'copied';
  readonly path: string;
  /** Absolute path of the file to copy. */
  readonly from: string;
  /** In bytes. */
  readonly size: number;
  /** Last modification, in milliseconds since 1970, and last change of what the disk says of the file. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

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

/**
 * How many files are under way at once. The copies run in the threads of libuv's pool; a longer queue keeps
 * those threads busy while the main thread is rendering a page and cannot hand them the next file.
 */
const AT_ONCE = 64;

/** Files that have been made ready for a destination but are not yet part of the site. */
export interface Staging extends OpenDestination {
  /** Path relative to the destination of each new or changed file, to its name among the files that wait. */
  readonly staged: Map<string, string>;
  /** The names that have been given to files that wait. */
  readonly names: Set<string>;
  /** Every path of the new site, staged or already there unchanged. */
  readonly files: Set<string>;
  /** By their paths the fingerprints of generated files, and what is known of the sources of copied ones. */
  readonly hashes: Map<string, string>;
  /** What an earlier build wrote. */
  readonly previous: Manifest;
  /** The same as a Mac reads it. */
  readonly foldedPrevious: () => ReadonlySet<string>;
  /** What an earlier build knows of it. */
  readonly known: KnownFiles;
  /** As much of that as this build has found to be so. */
  readonly confirmed: Map<string, KnownFile>;
  /** Whether a folder of the destination was there when it was first asked for, by its path. */
  readonly folders: Map<string, boolean>;
}

/** Starts a site for a destination that is held. */
export function startStaging(
  opened: OpenDestination,
  previous: Manifest,
  known: KnownFiles = new Map(),
): Staging {
  mkdirSync(path.join(opened.folder, FILES_NAME), { recursive: true });
  let folded: ReadonlySet<string> | undefined;
  return {
    ...opened,
    staged: new Map(),
    names: new Set(),
    files: new Set(),
    hashes: new Map(),
    previous,
    foldedPrevious: () => {
      folded ??= new Set([...previous].map(foldedPath));
      return folded;
    },
    known,
    confirmed: new Map(),
    folders: new Map(),
  };
}

/** Runs a job for each item, many at once; where one fails, the others end before the error is thrown. */
async function forEachConcurrently<Item>(
  items: readonly Item[],
  job: (item: Item) => Promise<void>,
): Promise<void> {
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
  const found = fileOf(staging, name);
  if (found !== undefined && isAsKnown(staging, name, hash, found)) return asItIs(staging, name);
  const content = file.content();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (found !== undefined && hasContent(path.join(staging.destination, name), found, bytes))
    return asItIs(staging, name);
  return write(waitingPlace(staging, name), bytes);
}

/** A file need not be written, whatever was staged of it before. */
function asItIs({ staged }: Staging, name: string): Promise<void> {
  staged.delete(name);
  return Promise.resolve();
}

/** In one turn, as handing it to a thread of the pool takes longer than the system takes to have the bytes in its memory. */
async function write(file: string, bytes: Uint8Array): Promise<void> {
  writeFileSync(file, bytes);
}

/** A static file that could not be copied: it was removed under our hands, or may not be read. */
export interface CopyFailure {
  readonly file: CopiedFile;
  readonly reason: string;
}

/**
 * What is in a file's place. Where names are one that differ in letter case, a file of the old name is not it, as that one
 * is removed.
 */
function fileOf(staging: Staging, name: string): Stats | undefined {
  const { destination, previous, foldedPrevious } = staging;
  if (!isFolderThere(staging, path.posix.dirname(name))) return undefined;
  const isOther = !previous.has(name) && foldedPrevious().has(foldedPath(name));
  // For thousands of files `path.join` takes longer than the disk.
  return isOther ? undefined : fileAt(`${destination}${path.sep}${name}`);
}

/** Whether there is a folder that files can lie in. Of a new site there is none, and the disk need not be asked of its files. */
function isFolderThere(staging: Staging, folder: string): boolean {
  const { destination, folders } = staging;
  let isThere = folders.get(folder);
  if (isThere === undefined) {
    isThere =
      (folder === '.' || isFolderThere(staging, path.posix.dirname(folder))) &&
      fileAt(path.join(destination, folder)) !== undefined;
    folders.set(folder, isThere);
  }
  return isThere;
}

/** Whether a file of the destination is still the one that was made of what has this fingerprint. */
function isAsKnown({ known, confirmed }: Staging, name: string, hash: string, found: Stats): boolean {
  const one = known.get(name);
  if (one?.hash !== hash || !isKnown(found, one)) return false;
  confirmed.set(name, one);
  return true;
}

/** How files can be copied beside this thread. */
export interface CopyThreads {
  /** Has other threads copy files; answers with the numbers of those that they have left. */
  readonly copy: (copies: readonly FileCopy[]) => Promise<readonly number[]>;
  /** Runs what copies without them. */
  readonly timed?: (copying: () => Promise<void>) => Promise<void>;
}

/** A file that may have to be copied, and what is in its place. */
interface UnsureCopy {
  readonly file: CopiedFile;
  readonly found: Stats | undefined;
}

/**
 * Stages copies of static files, unless the site already has them with the same bytes. Size and modification time of a
 * file can be anything (`cp -p`, an archive that is unpacked): so it is compared, unless neither it nor its copy, by
 * all that the disk says of them, has changed since it was copied. A file that cannot be read is left out and answered.
 */
export async function stageCopies(
  staging: Staging,
  files: readonly CopiedFile[],
  threads?: CopyThreads,
): Promise<CopyFailure[]> {
  const failures: CopyFailure[] = [];
  const unsure: UnsureCopy[] = [];
  const absent: CopiedFile[] = [];
  for (const file of files) {
    staging.files.add(file.path);
    staging.hashes.set(file.path, sourcePrint(file));
    const found = fileOf(staging, file.path);
    if (found === undefined && file.size <= MOST_AT_ONCE) absent.push(file);
    else if (found === undefined || !isAsKnown(staging, file.path, sourcePrint(file), found))
      unsure.push({ file, found });
  }
  const stageOne = async ({ file, found }: UnsureCopy): Promise<void> => {
    const begun = Date.now();
    try {
      if (found === undefined || !(await hasSameBytes(staging, file, found))) {
        const to = waitingPlace(staging, file.path);
        await copyFile(file.from, to, constants.COPYFILE_FICLONE);
        utimesSync(to, begun / 1000, file.mtimeMs / 1000);
      }
      forgetUnsure(staging, file, begun);
    } catch (error) {
      if (!(error instanceof Error) || !(await isUnreadable(file.from))) throw error;
      // What was not written is not lectern's: the manifest must not say so.
      staging.staged.delete(file.path);
      staging.files.delete(file.path);
      staging.hashes.delete(file.path);
      failures.push({ file, reason: error.message });
    }
  };
  const timed = threads?.timed ?? ((copying: () => Promise<void>) => copying());
  const stage = async (some: readonly UnsureCopy[]): Promise<void> => {
    if (some.length > 0) await timed(() => forEachConcurrently(some, stageOne));
  };
  const begun = Date.now();
  const copies = absent.map(({ path: name, from, size, mtimeMs }): FileCopy => {
    return { from, to: waitingPlace(staging, name), size, mtimeMs };
  });
  // Where the first throws, nothing may be under way, either.
  const beside = threads?.copy(copies) ?? Promise.resolve([...copies.keys()]);
  await stage(unsure).finally(() => beside);
  for (const file of absent) forgetUnsure(staging, file, begun);
  const left = (await beside).flatMap((number) => absent[number] ?? []);
  // What a thread has copied in part may be there, and not be to be written to.
  const isBegun = left.length < absent.length;
  for (const { path: name } of isBegun ? left : []) rmSync(waitingPlace(staging, name), { force: true });
  await stage(left.map((file) => ({ file, found: undefined })));
  return failures;
}

/** A larger file would keep a thread from its pages for too long. */
const MOST_AT_ONCE = 1 << 24;

/** For so many milliseconds after a change another one may not show: some file systems count in whole seconds. */
const UNSURE = 2000;

/** What was changed as late as it was read, at `begun`, may be changed once more without the disk's saying so. */
function forgetUnsure(staging: Staging, { path: name, mtimeMs, ctimeMs }: CopiedFile, begun: number): void {
  if (Math.max(mtimeMs, ctimeMs) >= begun - UNSURE) staging.hashes.delete(name);
}

/** What the disk says of the source of a copy: as long as it is the same, so is the file. */
function sourcePrint({ size, mtimeMs, ctimeMs, ino }: CopiedFile): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** So much of two files is compared at a time, in bytes. */
const BLOCK_SIZE = 1 << 18;

/** Whether what was found at a path of the destination has the bytes of the file that is to be copied there. */
async function hasSameBytes(
  staging: Staging,
  { path: name, from, size }: CopiedFile,
  found: Stats,
): Promise<boolean> {
  if (!found.isFile() || found.size !== size) return false;
  const files = [await open(from)];
  try {
    const there = await openIfThere(path.join(staging.destination, name));
    if (there === undefined) return false;
    files.push(there);
    const buffers = files.map(() => Buffer.allocUnsafe(BLOCK_SIZE));
    for (;;) {
      const [one = NOTHING, other = NOTHING] = await Promise.all(
        files.map(async (file, index) => {
          const { buffer, bytesRead } = await file.read(buffers[index] ?? NOTHING, 0, BLOCK_SIZE, null);
          return buffer.subarray(0, bytesRead);
        }),
      );
      if (!one.equals(other)) return false;
      if (one.length === 0) return true;
    }
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

const NOTHING = Buffer.alloc(0);

/** Opens a file; undefined where it is gone, or may not be read, since it was found. */
async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file);
  } catch {
    return undefined;
  }
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

/** Where `file` waits; notes that it is on its way. Its name there is a number, which no other name can be in the way of. */
function waitingPlace(staging: Staging, file: string): string {
  const name = staging.staged.get(file) ?? String(staging.names.size);
  staging.names.add(name);
  staging.staged.set(file, name);
  return path.join(staging.folder, FILES_NAME, name);
}

function hasContent(there: string, found: Stats, content: Uint8Array): boolean {
  return found.isFile() && found.size === content.byteLength && readFileSync(there).equals(content);
}

/** Whether the disk says of a file what is known of it. */
function isKnown(found: Stats, known: KnownFile): boolean {
  return (
    found.isFile() &&
    found.size === known.size &&
    found.mtimeMs === known.mtimeMs &&
    found.ctimeMs === known.ctimeMs &&
    found.ino === known.ino
  );
}

/**
 * What there is to know of files that have been written, by their fingerprints. The disk is not asked again of those that have
 * been `confirmed` with the same fingerprint.
 */
export function knownFiles(
  destination: string,
  hashes: ReadonlyMap<string, string>,
  confirmed: KnownFiles = new Map(),
): Map<string, KnownFile> {
  const known = new Map<string, KnownFile>();
  for (const [file, hash] of hashes) {
    const before = confirmed.get(file);
    if (before?.hash === hash) {
      known.set(file, before);
      continue;
    }
    const found = fileAt(path.join(destination, file));
    if (found?.isFile() !== true) continue;
    const { size, mtimeMs, ctimeMs, ino } = found;
    known.set(file, { hash, size, mtimeMs, ctimeMs, ino });
  }
  return known;
}
