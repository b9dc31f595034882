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

/**
 * Runs one stage over pages, one after the other. Between pages the event loop has a turn, so that files are
 * copied meanwhile. A page at which the stage throws (a bug of lectern's, never an author's mistake) is reported
 * and left out; all others go on.
 */
export async function overPages<Item, T>(
  stage: string,
  items: readonly Item[],
  pageOf: (item: Item) => Page,
  run: (item: Item) => T,
  effects: Effects,
): Promise<StageResult<T>> {
  const results: T[] = [];
  const failed: Page[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, item] of items.entries()) {
    effects.progress(stage, index, items.length);
    try {
      results.push(run(item));
    } catch (error) {
      failed.push(pageOf(item));
      diagnostics.push(bug(stage, pageOf(item), error));
    }
    await nextTurn();
  }
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
