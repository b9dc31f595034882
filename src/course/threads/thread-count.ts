import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { once } from '../../site/index.js';

/** Fewer pages are typeset here before another thread is ready to typeset any. */
const FEWEST_PAGES = 8;

/**
 * How many pages each further thread has to make for its start to pay: loading what makes pages takes about as long as
 * making so many.
 */
const PAGES_FOR_A_THREAD = 40;

/** More threads than these only wait for the one that asks them, which checks and keeps what all have made. */
const MOST_THREADS = 7;

/** Whether the program is compiled, and so has the module of such a thread: this is asked for every page. */
const isCompiled = once(() => existsSync(fileURLToPath(new URL('./page-worker.js', import.meta.url))));

/**
 * How many threads make pages beside this one, where there are so many pages to make; `processors` are at hand. None where
 * the program is not compiled, as in tests of its sources.
 */
export function threadCount(pages: number, processors = availableParallelism()): number {
  if (pages < FEWEST_PAGES || !isCompiled()) return 0;
  return Math.min(Math.max(1, Math.floor(pages / PAGES_FOR_A_THREAD)), processors - 1, MOST_THREADS);
}

/**
 * Whether so many pages are to be made that it pays to have a thread that is there make some from their source on, and not only
 * typeset what this one has made.
 */
export function isWorthTelling(pages: number): boolean {
  return pages >= PAGES_FOR_A_THREAD;
}
