import { availableParallelism } from 'node:os';

/**
 * How many pages a thread has to make for its start to pay: loading what makes pages takes about as long as making so
 * many.
 */
const PAGES_FOR_A_THREAD = 40;

/** More threads than these only wait for the one that asks them, which checks and keeps what all have made. */
const MOST_THREADS = 7;

/** How many threads make pages beside this one, where there are so many pages to make; `processors` are at hand. */
export function threadCount(pages: number, processors = availableParallelism()): number {
  return Math.max(0, Math.min(Math.floor(pages / PAGES_FOR_A_THREAD), processors - 1, MOST_THREADS));
}
