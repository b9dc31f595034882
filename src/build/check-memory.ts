import { statSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '../cache/index.js';
import type { Effects } from './effects.js';
import type { PageCache, PageProducts } from './page-products.js';

/** The kinds of results that are kept of checks. */
type CheckKind = 'links' | 'notebook' | 'stylesheet';

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
  return kept?.value ?? cache.keep(kind, name, { reads: [read], value: await check() }).value;
}

/**
 * What a file of the course (relative to `source`) is as far as the disk says so without its being opened: as long as
 * it says the same, the file holds the same.
 */
export function fileIdentity(file: string, source: string, { changed }: Effects): unknown {
  const absolute = path.join(source, file);
  const unsaved = changed?.get(absolute);
  if (unsaved !== undefined) return unsaved.toString();
  const found = statSync(absolute, { throwIfNoEntry: false });
  return found === undefined ? null : [found.size, found.mtimeMs, found.ctimeMs, found.ino];
}
