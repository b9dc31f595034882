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

/** How many pages may be under way at once, where a part of the work is done in another thread. */
const AT_ONCE = 64;

/**
 * Runs `run` over pages: each is begun when the one before it waits or is done. Between pages the event loop has
 * a turn, so that files are copied meanwhile. A page at which `run` throws (a bug of lectern's, never an
 * author's mistake) has no result; all others go on. Rejects where `signal` is aborted, and with what is thrown to end
 * or to repeat the build.
 */
export async function eachPage<T>(
  stage: string,
  pages: readonly Page[],
  run: (page: Page) => Promise<T>,
  effects: Effects,
  signal?: AbortSignal,
): Promise<StageResult<T>> {
  const failed: FailedPage[] = [];
  let interruption: { readonly error: unknown } | undefined;
  const begun: Promise<T | undefined>[] = [];
  for (const [index, page] of pages.entries()) {
    signal?.throwIfAborted();
    effects.progress(stage, index, pages.length);
    begun.push(
      run(page).catch((error: unknown) => {
        if (isControlFlow(error)) interruption ??= { error };
        else failed.push({ page, error });
        return undefined;
      }),
    );
    await begun[index - AT_ONCE];
    await nextTurn();
  }
  const ended = await Promise.all(begun);
  // Pages under way end early, too.
  signal?.throwIfAborted();
  if (interruption !== undefined) throw interruption.error;
  const results = ended.filter((result) => result !== undefined);
  return { results, failed };
}
