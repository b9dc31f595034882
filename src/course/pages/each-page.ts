import { setImmediate as nextTurn } from 'node:timers/promises';
import { isControlFlow } from '../../diagnostics/index.js';
import type { Page } from '../../site/index.js';
import type { Effects } from '../context/index.js';

/** The results of a stage over pages, and the pages that have none. */
export interface StageResult<T> {
  readonly results: readonly T[];
  readonly failed: readonly FailedPage[];
}

/** A page at which lectern has failed, with what was thrown. */
export interface FailedPage {
  readonly page: Page;
  readonly error: unknown;
}

/** Other threads, which take pages as well. */
export interface BesideThreads<T> {
  readonly hasRoom: () => boolean;
  /** Makes a page there; undefined where it is to be made here, when all others are. */
  readonly run: (page: Page) => Promise<T | undefined>;
}

/** How many pages may be under way at once, where a part of the work is done in another thread. */
const AT_ONCE = 64;

/**
 * Runs `run` over pages: each is begun when the one before it waits or is done, and those at the end of the list are
 * given to other threads where there are any. Between pages the event loop has a turn, so that files are copied and
 * threads are heard meanwhile. A page at which `run` throws (a bug of lectern's, never an author's mistake) has no
 * result; all others go on. Rejects where `signal` is aborted, and with what is thrown to end or to repeat the build, when
 * all that was begun has ended.
 */
export async function eachPage<T>(
  stage: string,
  pages: readonly Page[],
  run: (page: Page) => Promise<T>,
  effects: Pick<Effects, 'progress'>,
  {
    beside,
    signal,
  }: { readonly beside?: BesideThreads<T> | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<StageResult<T>> {
  const failed: FailedPage[] = [];
  const results: T[] = [];
  const queue = [...pages];
  const refused = new Set<Page>();
  let interruption: { readonly error: unknown } | undefined;
  const begun: Promise<void>[] = [];
  const given = new Set<Promise<void>>();
  const ended = (page: Page, result: Promise<T | undefined>): Promise<void> =>
    result.then(
      (value) => {
        if (value === undefined) refused.add(page);
        else {
          results.push(value);
          effects.progress(stage, results.length, pages.length);
        }
      },
      (error: unknown) => {
        if (isControlFlow(error)) interruption ??= { error };
        else failed.push({ page, error });
      },
    );
  const give = (): void => {
    while (signal?.aborted !== true && beside?.hasRoom() === true) {
      const page = queue.pop();
      if (page === undefined) return;
      const end: Promise<void> = ended(page, beside.run(page)).then(() => {
        given.delete(end);
        give();
      });
      given.add(end);
    }
  };
  let left: Page[] | undefined;
  /** The next page for this thread. Those that others have left come last, in the order of the list. */
  const next = async (): Promise<Page | undefined> => {
    give();
    const page = queue.shift();
    if (page !== undefined) return page;
    // What reads other pages finds them made.
    while (given.size > 0) {
      await Promise.race(given);
      signal?.throwIfAborted();
    }
    left ??= pages.filter((one) => refused.has(one));
    return left.shift();
  };
  effects.progress(stage, 0, pages.length);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const page = await next();
      if (page === undefined) break;
      begun.push(ended(page, run(page)));
      await begun[begun.length - 1 - AT_ONCE];
      await nextTurn();
    }
  } finally {
    await Promise.all([...begun, ...given]);
  }
  // Pages under way end early, too.
  signal?.throwIfAborted();
  if (interruption !== undefined) throw interruption.error;
  return { results, failed };
}
