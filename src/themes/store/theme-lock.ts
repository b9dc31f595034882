import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file beside a course's configuration that says which commits its themes are. */
export const LOCK_FILE = 'lectern.lock';

/** What a lock says of a theme. */
export interface LockedTheme {
  readonly commit: string;
  /** The fingerprint of its files. */
  readonly hash: string;
}

/** The themes of a course's lock, by repository and branch, tag or commit as the course has them. */
export type ThemeLock = ReadonlyMap<string, LockedTheme>;

/** Reads the lock of the course at `source` (absolute); undefined where it is there and cannot be read. */
export function readLock(source: string): ThemeLock | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(source, LOCK_FILE), 'utf8');
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    return isThere ? undefined : new Map();
  }
  try {
    const data: unknown = JSON.parse(text);
    const themes = typeof data === 'object' && data !== null && 'themes' in data ? data.themes : undefined;
    if (typeof themes !== 'object' || themes === null) return undefined;
    const entries: (readonly [string, unknown])[] = Object.entries(themes);
    const locked = entries.flatMap(([name, theme]) => (isLocked(theme) ? [[name, theme] as const] : []));
    return locked.length === entries.length ? new Map(locked) : undefined;
  } catch {
    return undefined;
  }
}

function isLocked(theme: unknown): theme is LockedTheme {
  return (
    typeof theme === 'object' &&
    theme !== null &&
    'commit' in theme &&
    typeof theme.commit === 'string' &&
    /^[\w-]{1,80}$/.test(theme.commit) &&
    'hash' in theme &&
    typeof theme.hash === 'string'
  );
}

/**
 * Writes what a lock says of one theme, where that is new. One that cannot be read stays as it is, since it may say something
 * of other themes. Throws the system's error.
 */
export function writeLock(source: string, name: string, { commit, hash }: LockedTheme): void {
  const lock = readLock(source);
  if (lock === undefined) return;
  const known = lock.get(name);
  if (known?.commit === commit && known.hash === hash) return;
  const themes = [...lock.entries(), [name, { commit, hash }] as const]
    .filter(([key], at, all) => all.findLastIndex(([other]) => other === key) === at)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const file = path.join(source, LOCK_FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify({ themes: Object.fromEntries(themes) }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
