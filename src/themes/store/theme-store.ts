import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryReference } from '../finding/theme-reference.js';
import type { LockedTheme } from './theme-lock.js';

/** A theme that has been fetched. */
export interface StoredTheme {
  readonly owner: string;
  readonly name: string;
  /** The commit, or where the archive named none the fingerprint of its files. */
  readonly commit: string;
  /** The fingerprint of its files. */
  readonly hash: string;
  /** Branches, tags and commits by which it was asked for; `HEAD` is the newest of then. */
  readonly refs: readonly string[];
  /** When it was fetched, as ISO 8601 has it. */
  readonly fetched: string;
  readonly files: number;
  readonly bytes: number;
  /** Absolute path of its files. */
  readonly folder: string;
}

/** What a theme that is asked for without a branch, tag or commit is asked for. */
export const NEWEST = 'HEAD';

/** The file that says what lies beside it, in `files/`. */
const RECORD = 'theme.json';

/** All themes in a store (an absolute path), by their names. One whose record cannot be read is none. */
export function listThemes(store: string): StoredTheme[] {
  return namesIn(store).flatMap((owner) =>
    namesIn(path.join(store, owner)).flatMap((name) =>
      namesIn(path.join(store, owner, name)).flatMap((entry) => {
        const found = readStored(path.join(store, owner, name, entry));
        return found === undefined ? [] : [found];
      }),
    ),
  );
}

/**
 * What has been fetched of a repository: exactly what a lock says, where one does; else what was asked for by the same branch,
 * tag or commit, the newest of that.
 */
export function findStored(
  store: string,
  { owner, name, ref }: RepositoryReference,
  locked: LockedTheme | null,
): StoredTheme | undefined {
  const folder = path.join(store, owner.toLowerCase(), name.toLowerCase());
  const found = namesIn(folder).flatMap((entry) => readStored(path.join(folder, entry)) ?? []);
  if (locked !== null)
    return found.find(({ commit, hash }) => commit === locked.commit && hash === locked.hash);
  return found
    .filter(({ refs, commit: own }) => refs.includes(ref ?? NEWEST) || own === ref)
    .sort((a, b) => (a.fetched < b.fetched ? 1 : -1))[0];
}

const INCOMING = '.incoming-';
/** After so many milliseconds nobody fetches any more: several times what a fetch may take. */
const ABANDONED = 3_600_000;

/** Makes an empty folder in a store, into which a theme is unpacked; {@link putTheme} takes it from there. */
export function incomingFolder(store: string): string {
  removeAbandoned(store);
  const folder = path.join(store, INCOMING + randomUUID());
  mkdirSync(path.join(folder, 'files'), { recursive: true });
  return folder;
}

/** Removes what fetches have left in a store that were ended on the way. */
function removeAbandoned(store: string): void {
  for (const name of entriesIn(store).filter((entry) => entry.startsWith(INCOMING))) {
    const folder = path.join(store, name);
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - since > ABANDONED) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Puts what was unpacked into `files/` of an incoming folder into its place. What is there already and is the same stays, also
 * where another process has just put it there: somebody may be reading it.
 */
export function putTheme(store: string, incoming: string, theme: Omit<StoredTheme, 'folder'>): StoredTheme {
  const place = path.join(store, theme.owner.toLowerCase(), theme.name.toLowerCase(), theme.commit);
  mkdirSync(path.dirname(place), { recursive: true });
  for (let tried = 1; ; tried++) {
    const known = readStored(place);
    const refs = [...new Set([...(known?.refs ?? []), ...theme.refs])];
    const record = { ...theme, refs };
    writeFileSync(path.join(incoming, RECORD), `${JSON.stringify(record, null, 2)}\n`);
    if (known?.hash === theme.hash && isWhole(known)) {
      renameSync(path.join(incoming, RECORD), path.join(place, RECORD));
      rmSync(incoming, { recursive: true, force: true });
    } else {
      try {
        // What has no record, or another one, is damaged. Nothing is renamed over a folder that has files in it.
        if (tried > 1 || known !== undefined) rmSync(place, { recursive: true, force: true });
        renameSync(incoming, place);
      } catch (error) {
        if (tried < 3) continue;
        throw error;
      }
    }
    return { ...record, folder: path.join(place, 'files') };
  }
}

/** Whether the files of a theme are still there: what lies in a cache may be cleared away, file by file. */
function isWhole({ folder, files, bytes }: StoredTheme): boolean {
  const found = entriesIn(folder, true)
    .map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false }))
    .filter((entry) => entry?.isFile() === true);
  return found.length === files && found.reduce((sum, entry) => sum + (entry?.size ?? 0), 0) === bytes;
}

/** Takes a theme out of a store. */
export function removeStored(store: string, { folder }: StoredTheme): void {
  const place = path.dirname(folder);
  rmSync(place, { recursive: true, force: true });
  for (
    let above = path.dirname(place);
    above !== store && namesIn(above).length === 0;
    above = path.dirname(above)
  )
    rmSync(above, { recursive: true, force: true });
}

function readStored(place: string): StoredTheme | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(path.join(place, RECORD), 'utf8'));
    return isRecord(record) ? { ...record, folder: path.join(place, 'files') } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Omit<StoredTheme, 'folder'> {
  if (typeof value !== 'object' || value === null) return false;
  const has = (key: string, type: string): boolean =>
    typeof Object.entries(value).find(([own]) => own === key)?.[1] === type;
  return (
    ['owner', 'name', 'commit', 'hash', 'fetched'].every((key) => has(key, 'string')) &&
    ['files', 'bytes'].every((key) => has(key, 'number')) &&
    'refs' in value &&
    Array.isArray(value.refs) &&
    value.refs.every((ref) => typeof ref === 'string')
  );
}

/** The names in a folder of the store that are somebody's or something's. A repository's may begin with a period. */
function namesIn(folder: string): string[] {
  return entriesIn(folder).filter((name) => !name.startsWith(INCOMING) && name !== '.DS_Store');
}

function entriesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' });
  } catch {
    return [];
  }
}
