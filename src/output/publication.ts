import {
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errorCode, fileAt, foldedPath, isInside, isMissing, isReached } from './file-system.js';
import { MANIFEST_NAME, manifestText } from './manifest.js';
import { dropFiles, FILES_NAME, JOURNAL_NAME } from './staging-folder.js';

/** All that a publication does. Paths are relative to the destination. */
export interface Journal {
  /** Absolute. */
  readonly destination: string;
  /** Of each file that is new or has changed, the name under which it waits and its path. */
  readonly moves: readonly (readonly [name: string, file: string])[];
  /** Every file of the new site. */
  readonly files: readonly string[];
  /** Those of an earlier build that are removed. */
  readonly stale: readonly string[];
  /** Every file that was lectern's before. */
  readonly previous: readonly string[];
  /** Those of them that stay as they are. */
  readonly kept: readonly string[];
}

/** What publishing did to the destination. Paths are relative to it. */
export interface PublishResult {
  /** Files that are new or have changed. */
  readonly written: readonly string[];
  /** Files of an earlier build that have no source any more. */
  readonly removed: readonly string[];
  /** Files that could not be written because something that is not lectern's stands in their place. */
  readonly blocked: readonly string[];
  /** Files whose names the file system does not take. */
  readonly refused: readonly string[];
}

/**
 * Ends the publication that a process has begun in a staging folder and not ended, if there is one, and drops what else
 * waits there. Throws the system's error; then it can be ended later.
 */
export function resumePublication(folder: string, destination: string): void {
  // A link leads to what is not lectern's.
  if (fileAt(folder)?.isDirectory() !== true) return;
  const journal = readJournal(folder, destination);
  if (journal !== undefined) applyJournal(folder, journal);
  dropFiles(folder);
}

/** The names of the files that wait in a staging folder. */
export function namesWaiting(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(path.join(folder, FILES_NAME)));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}

/** Does what a journal says as far as it has not been done: what still waits has not been moved. In one turn of the event loop: a rename is far shorter. */
export function applyJournal(
  folder: string,
  journal: Journal,
  waitingNames = namesWaiting(folder),
): PublishResult {
  const { destination, files, stale, previous, kept } = journal;
  const waiting = new Map(
    journal.moves
      .filter(([name]) => waitingNames.has(name))
      .map(([name, file]) => [file, path.join(folder, FILES_NAME, name)] as const),
  );
  mkdirSync(destination, { recursive: true });
  const isKept = new Set(kept);
  const wasOurs = new Set(previous);
  const blocked = findBlocked(destination, [...waiting.keys()], wasOurs, (file) => isKept.has(file));
  const isBlocked = new Set(blocked);
  const written = journal.moves
    .map(([, file]) => file)
    .filter((file) => !isBlocked.has(file))
    .sort();
  // Until the new state is complete, the manifest owns up to the files of both builds.
  if (written.length > 0 || stale.length > 0) {
    replaceFile(destination, MANIFEST_NAME, manifestText(new Set([...previous, ...written])));
  }
  // A file that has been moved already may be found under the name of one that is to go.
  const moved = new Set(
    journal.moves.filter(([, file]) => !waiting.has(file)).map(([, file]) => foldedPath(file)),
  );
  const removed = removeStale(
    destination,
    stale.filter((file) => !moved.has(foldedPath(file))),
  );
  const folders = new Set<string>();
  const refused = written.filter((file) => {
    const from = waiting.get(file);
    return from !== undefined && !isMoved(from, path.join(destination, file), destination, folders);
  });
  const isLeftOut = new Set([...blocked, ...refused]);
  const owned = files.filter((file) => !isLeftOut.has(file));
  replaceFile(destination, MANIFEST_NAME, manifestText(new Set([...owned, ...kept])));
  rmSync(path.join(folder, JOURNAL_NAME), { force: true });
  return { written: written.filter((file) => !isLeftOut.has(file)), removed, blocked, refused };
}

/**
 * Moves a file into place; false where the file system does not take its name, which no other file has to suffer for.
 * `folders` are those that are there for certain.
 */
function isMoved(from: string, to: string, destination: string, folders: Set<string>): boolean {
  try {
    const folder = path.dirname(to);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    move(from, to, path.join(destination, WAITING_NAME));
    return true;
  } catch (error) {
    if (!UNNAMEABLE.has(errorCode(error) ?? '')) throw error;
    return false;
  }
}

/** What systems say of a name that they do not take. */
const UNNAMEABLE = new Set(['ENAMETOOLONG', 'EILSEQ', 'EINVAL']);

/** Where a file waits that cannot be renamed from where it was staged: the system has mounted that elsewhere. */
const WAITING_NAME = `${MANIFEST_NAME}.file`;

function move(from: string, to: string, between: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code !== 'EXDEV' && !IN_THE_WAY.has(code)) throw error;
    // A folder of which nothing is left is in the way of a rename.
    if (fileAt(to)?.isDirectory() === true) rmSync(to, { recursive: true });
    else if (code !== 'EXDEV') throw error;
    if (code === 'EXDEV') moveAcross(from, to, between);
    else renameSync(from, to);
  }
}

/** What systems say of a rename to a place where a folder stands. */
const IN_THE_WAY = new Set(['EISDIR', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

function moveAcross(from: string, to: string, between: string): void {
  rmSync(between, { recursive: true, force: true });
  copyFileSync(from, between, constants.COPYFILE_EXCL);
  renameSync(between, to);
  unlinkSync(from);
}

/** What may stand in a file's place although no build wrote it: it means the same, whoever made it. */
const ANYBODYS = new Set(['.nojekyll']);

/** The files whose place is taken by something that is not lectern's. */
function findBlocked(
  destination: string,
  files: readonly string[],
  previous: ReadonlySet<string>,
  keep: (path: string) => boolean,
): string[] {
  const isOurs = (file: string): boolean => previous.has(file) && !keep(file);
  // Most files of most builds lie in folders with others: each folder is looked at once.
  const folders = new Map<string, FolderState>();
  const stateOf = (folder: string): FolderState => {
    let state = folders.get(folder);
    if (state === undefined) {
      const above = folder === '.' ? 'free' : stateOf(path.posix.dirname(folder));
      state = folder === '.' || above !== 'free' ? above : folderState(destination, folder, isOurs);
      folders.set(folder, state);
    }
    return state;
  };
  return files.filter((file) => {
    const state = stateOf(path.posix.dirname(file));
    if (state !== 'free') return state === 'blocked';
    const found = fileAt(path.join(destination, file));
    if (found === undefined || ANYBODYS.has(file)) return false;
    return found.isDirectory() ? !onlyOurs(destination, file, isOurs) : !previous.has(file);
  });
}

/** Whether files may be written to a folder, and whether there can be any in it already. */
type FolderState = 'free' | 'missing' | 'blocked';

/**
 * The state of a folder in one that is free: nothing is there, a folder is, or an old file of lectern's. A link is none
 * of these, as it leads to what is not the destination's.
 */
function folderState(destination: string, folder: string, isOurs: (file: string) => boolean): FolderState {
  const found = fileAt(path.join(destination, folder));
  if (found === undefined) return 'missing';
  return found.isDirectory() || (found.isFile() && isOurs(folder)) ? 'free' : 'blocked';
}

/** Whether everything under a folder was written by an earlier build and is to go. */
function onlyOurs(destination: string, folder: string, isOurs: (file: string) => boolean): boolean {
  return readdirSync(path.join(destination, folder), { withFileTypes: true }).every((entry) => {
    const inner = `${folder}/${entry.name}`;
    return entry.isDirectory() ? onlyOurs(destination, inner, isOurs) : isOurs(inner);
  });
}

function removeStale(destination: string, stale: readonly string[]): string[] {
  const removed: string[] = [];
  for (const file of stale) {
    const folder = path.posix.dirname(file);
    // Where a link has come into the way, what it leads to is somebody else's.
    if (!isReached(destination, folder)) continue;
    // A folder that stands there now is somebody else's.
    if (fileAt(path.join(destination, file))?.isDirectory() === false) {
      unlinkSync(path.join(destination, file));
      removed.push(file);
    }
    removeEmptyFolders(destination, folder);
  }
  return removed;
}

function removeEmptyFolders(destination: string, from: string): void {
  for (let folder = from; folder !== '.' && folder !== '/'; folder = path.posix.dirname(folder)) {
    try {
      rmdirSync(path.join(destination, folder));
    } catch {
      return; // Not empty, or gone already: either way there is nothing more to tidy above it.
    }
  }
}

/** Writes a small file whole or not at all, and not where it already says the same. */
function replaceFile(destination: string, name: string, text: string): void {
  if (readText(path.join(destination, name)) === text) return;
  const waiting = path.join(destination, `${name}.new`);
  // Never through a link that stands there.
  rmSync(waiting, { recursive: true, force: true });
  writeFileSync(waiting, text, { flag: 'wx' });
  renameSync(waiting, path.join(destination, name));
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes a journal, which is there from one moment to the next. */
export function writeJournal(folder: string, journal: Journal): void {
  const file = path.join(folder, JOURNAL_NAME);
  rmSync(`${file}.new`, { recursive: true, force: true });
  writeFileSync(`${file}.new`, JSON.stringify(journal), { flag: 'wx' });
  renameSync(`${file}.new`, file);
}

/** The journal of a destination that lies in a staging folder; undefined for none. What leads elsewhere is left out of it. */
function readJournal(folder: string, destination: string): Journal | undefined {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path.join(folder, JOURNAL_NAME), 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null) return undefined;
  const { moves, ...lists }: Partial<Record<keyof Journal, unknown>> = data;
  if (lists.destination !== destination || !Array.isArray(moves)) return undefined;
  return {
    destination,
    moves: moves.flatMap((move: unknown) => {
      const [name, file] = paths(move);
      return name !== undefined && file !== undefined && /^\d+$/.test(name) ? [[name, file] as const] : [];
    }),
    files: paths(lists.files),
    stale: paths(lists.stale),
    previous: paths(lists.previous),
    kept: paths(lists.kept),
  };
}

function paths(list: unknown): string[] {
  return Array.isArray(list)
    ? list.filter((file): file is string => typeof file === 'string' && isInside(file))
    : [];
}
