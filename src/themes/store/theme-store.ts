import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryReference } from '../finding/theme-reference.js';

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
 * What has been fetched of a repository: the commit that is wanted, where one is; else what was asked for by the same branch,
 * tag or commit, the newest of that.
 */
export function findStored(
  store: string,
  { owner, name, ref }: RepositoryReference,
  commit: string | null,
): StoredTheme | undefined {
  const folder = path.join(store, owner.toLowerCase(), name.toLowerCase());
  const found = namesIn(folder).flatMap((entry) => readStored(path.join(folder, entry)) ?? []);
  if (commit !== null) return found.find((one) => one.commit === commit);
  return found
    .filter(({ refs, commit: own }) => refs.includes(ref ?? NEWEST) || own === ref)
    .sort((a, b) => (a.fetched < b.fetched ? 1 : -1))[0];
}

/** Makes an empty folder in a store, into which a theme is unpacked; `put` takes it from there. */
export function incomingFolder(store: string): string {
  const folder = path.join(store, `.incoming-${randomUUID()}`);
  mkdirSync(path.join(folder, 'files'), { recursive: true });
  return folder;
}

/** Puts what was unpacked into `files/` of an incoming folder into its place. What is there already stays. */
export function putTheme(store: string, incoming: string, theme: Omit<StoredTheme, 'folder'>): StoredTheme {
  const place = path.join(store, theme.owner.toLowerCase(), theme.name.toLowerCase(), theme.commit);
  const known = readStored(place);
  const refs = [...new Set([...(known?.refs ?? []), ...theme.refs])];
  const isSame = known?.hash === theme.hash;
  const record = { ...theme, refs };
  writeFileSync(path.join(incoming, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  if (isSame) {
    renameSync(path.join(incoming, RECORD), path.join(place, RECORD));
    rmSync(incoming, { recursive: true, force: true });
  } else {
    mkdirSync(path.dirname(place), { recursive: true });
    rmSync(place, { recursive: true, force: true });
    renameSync(incoming, place);
  }
  return { ...record, folder: path.join(place, 'files') };
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

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
