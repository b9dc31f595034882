import type { KnownFile, KnownFiles } from '../../output/index.js';
import type { PageCache } from '../context/index.js';

/** What the cache knows of the files that a build wrote to a destination, given by its absolute path. */
export function readWritten(destination: string, cache: PageCache | undefined): KnownFiles {
  const text = cache?.find('written', destination, () => true)?.text(0);
  const files: Readonly<Record<string, KnownFile>> = text === undefined ? {} : JSON.parse(text);
  return new Map(Object.entries(files));
}

/** Keeps it, unless it is known already; undefined where it is kept elsewhere, and what the cache knows is older. */
export function keepWritten(
  destination: string,
  files: KnownFiles | undefined,
  cache: PageCache | undefined,
): void {
  if (files === undefined) {
    cache?.forget('written', destination);
    return;
  }
  const text = JSON.stringify(Object.fromEntries(files));
  if (cache?.find('written', destination, () => true)?.text(0) === text) return;
  cache?.forget('written', destination);
  cache?.keep('written', destination, { reads: [], value: null, texts: [text] });
}
