import { rmSync } from 'node:fs';
import path from 'node:path';
import { faultText } from '../../diagnostics/index.js';
import { ArchiveError, type ArchiveLimits, LIMITS } from '../archive/archive-error.js';
import { fetchArchive } from '../archive/fetch-archive.js';
import { unpackTheme } from '../archive/unpack-theme.js';
import { type RepositoryReference, repositoryText } from '../finding/theme-reference.js';
import { LOCK_FILE, type LockedTheme } from './theme-lock.js';
import { incomingFolder, NEWEST, putTheme, type StoredTheme } from './theme-store.js';

/** What a theme is fetched with. */
export interface FetchOptions {
  /** Absolute path of the store. */
  readonly store: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** What it must be, by the lock of a course. */
  readonly locked?: LockedTheme;
  readonly limits?: Partial<ArchiveLimits>;
  /** How long a server that is busy is left alone, in milliseconds. */
  readonly pause?: number;
}

/** The theme in the store, or as a sentence why it is not there. */
export type FetchedTheme =
  | { readonly ok: true; readonly theme: StoredTheme }
  | { readonly ok: false; readonly sentence: string };

/** The environment variable that names another server of archives, such as a mirror, by the beginning of its addresses. */
export const ARCHIVES = 'LECTERN_THEME_ARCHIVES';
/** How somebody gets on whose lock does not hold any more. */
const OTHERWISE = '(lectern theme add --update takes it as it is now)';
const GITHUB = 'https://codeload.github.com';

/**
 * Fetches a theme from the archives of its host (`OWNER/NAME/tar.gz/REF`) into the store. A tag such as `v1.2` is also looked
 * for without its `v`. What fails, on the way or in the archive, is an answer and leaves the store as it was.
 */
export async function fetchTheme(
  repository: RepositoryReference,
  options: FetchOptions,
): Promise<FetchedTheme> {
  const { store, env, now, locked, pause } = options;
  const limits = { ...LIMITS, ...options.limits };
  const base = (env[ARCHIVES] || GITHUB).replace(/\/+$/, '');
  const { owner, name, ref } = repository;
  const commit = locked !== undefined && /^[0-9a-f]{40}$/.test(locked.commit) ? locked.commit : undefined;
  const wanted = commit ?? ref ?? NEWEST;
  const fail = (sentence: string): FetchedTheme => ({
    ok: false,
    sentence: `The theme ${repositoryText(repository)} could not be fetched: ${sentence}.`,
  });
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
    return fail(`${ARCHIVES} is no address that begins with https:// or http://`);
  let incoming: string | undefined;
  try {
    let archive = await fetchArchive(`${base}/${owner}/${name}/tar.gz/${wanted}`, limits, pause);
    if (archive === undefined && /^v\d/.test(wanted))
      archive = await fetchArchive(`${base}/${owner}/${name}/tar.gz/${wanted.slice(1)}`, limits, pause);
    if (archive === undefined)
      return fail(
        ref === null
          ? `${new URL(base).host} has no public repository of this name`
          : `${new URL(base).host} has no public repository of this name, or that has no branch, tag or commit ${ref}`,
      );
    incoming = incomingFolder(store);
    const unpacked = await unpackTheme(archive, path.join(incoming, 'files'), limits);
    if (commit !== undefined && unpacked.commit !== null && unpacked.commit !== commit)
      return fail(`what was sent is the commit ${unpacked.commit}, and not ${commit} ${OTHERWISE}`);
    if (locked !== undefined && unpacked.hash !== locked.hash)
      return fail(`what was sent is not what ${LOCK_FILE} says ${OTHERWISE}`);
    const { hash, files, bytes } = unpacked;
    const theme = putTheme(store, incoming, {
      owner,
      name,
      commit: unpacked.commit ?? hash,
      hash,
      refs: [ref ?? NEWEST],
      fetched: now().toISOString(),
      files,
      bytes,
    });
    return { ok: true, theme };
  } catch (error) {
    if (error instanceof ArchiveError) return fail(error.message);
    if (error instanceof Error && 'code' in error) return fail(faultText(error).replace(/[.\s]+$/, ''));
    throw error;
  } finally {
    if (incoming !== undefined) rmSync(incoming, { recursive: true, force: true });
  }
}
