import { availableParallelism } from 'node:os';

/**
 * From how many pages on a thread of its own pays for its start. Typesetting takes about as long as everything
 * else that is done to a page, so one thread beside the main one is what there is work for.
 */
const PAGES_FOR_A_THREAD = 40;

/** Whether so many pages are typeset in a thread of their own. */
export function isThreadWorth(pageCount: number): boolean {
  return pageCount >= PAGES_FOR_A_THREAD && availableParallelism() > 1;
}
