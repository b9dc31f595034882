import { statSync } from 'node:fs';
import { fingerprint, textFingerprint } from '../../cache/index.js';
import type { Effects } from './effects.js';
import type { PageCache, PageProducts } from './page-cache.js';

/** The kinds of results that are kept of checks. */
type CheckKind = 'addresses' | 'macros';

/** What a check found, of this build or of an earlier one that looked at the same (`looked`, plain data). */
export async function remembered<Kind extends CheckKind>(
  cache: PageCache,
  kind: Kind,
  name: string,
  looked: unknown,
  check: () => PageProducts[Kind] | Promise<PageProducts[Kind]>,
): Promise<PageProducts[Kind]> {
  const read = ['looked', fingerprint(looked)] as const;
  const kept = cache.find(kind, name, ([, print]) => print === read[1]);
  if (kept !== undefined) return kept.value;
  // Of checks of a whole course one is enough, and large.
  cache.forget(kind, name);
  return cache.keep(kind, name, { reads: [read], value: await check() }).value;
}

/**
 * What a file (by its absolute path) is as far as the disk says so without its being opened: as long as it says the
 * same, the file holds the same.
 */
export function fileIdentity(file: string, { changed }: Effects): unknown {
  const unsaved = changed?.get(file);
  if (unsaved !== undefined) return textFingerprint(unsaved);
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : [found.size, found.mtimeMs, found.ctimeMs, found.ino];
}
