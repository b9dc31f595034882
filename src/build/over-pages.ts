import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { Page } from '../site/index.js';
import type { Effects } from './effects.js';

/** The results of a stage over pages, and what went wrong with the pages that have none. */
export interface StageResult<T> {
  readonly results: readonly T[];
  readonly failed: readonly Page[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How many pages may be under way at once, where a part of the work is done in another thread. */
const AT_ONCE = 64;

/**
 * Runs `run` over pages: each is begun when the one before it waits or is done. Between pages the event loop has
 * a turn, so that files are copied meanwhile. A page at which `run` throws (a bug of lectern's, never an
 * author's mistake) is reported and left out; all others go on. Rejects where `signal` is aborted.
 */
export async function overPages<T>(
  stage: string,
  pages: readonly Page[],
  run: (page: Page) => Promise<T>,
  effects: Effects,
  signal?: AbortSignal,
): Promise<StageResult<T>> {
  const failed: Page[] = [];
  const diagnostics: Diagnostic[] = [];
  const begun: Promise<T | undefined>[] = [];
  for (const [index, page] of pages.entries()) {
    signal?.throwIfAborted();
    effects.progress(stage, index, pages.length);
    begun.push(
      run(page).catch((error: unknown) => {
        failed.push(page);
        diagnostics.push(bug(stage, page, error));
        return undefined;
      }),
    );
    await begun[index - AT_ONCE];
    await nextTurn();
  }
  const ended = await Promise.all(begun);
  // Pages under way end early, too.
  signal?.throwIfAborted();
  const results = ended.filter((result) => result !== undefined);
  return { results, failed, diagnostics };
}

function bug(stage: string, page: Page, error: unknown): Diagnostic {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return diagnostic(
    'error',
    'page-failed',
    { file: page.file.path, line: 1, column: 1 },
    `${stage} this page failed, so its last version stays: ${reason}`,
    { hint: 'This is a bug in lectern: please report it with this page.' },
  );
}
