import { isDeepStrictEqual } from 'node:util';
import { internalFault } from '../../diagnostics/index.js';
import type { SharedCopies } from '../../output/index.js';
import type { FinishOptions, PageTypesetter } from '../typeset/index.js';
import type { PageTasks, ThreadedPage, ToldSite } from './page-tasks.js';
import { startTaskThread, type TaskThread, ThreadUnavailable } from './task-thread.js';
import { PATIENCE, TaskStuck } from './task-worker.js';

/** Threads that make pages, wholly or from their layouts on. */
export interface PageThreads extends PageTypesetter {
  readonly isBeside: true;
  /** Tells them of the site whose pages they are to make from now on; undefined where they are to make none. */
  readonly openSite: (site: ToldSite | undefined) => void;
  /** Whether one of them is about to have nothing to do. */
  readonly hasRoom: () => boolean;
  /**
   * Makes a page, by its number in the site; undefined where it is to be made by the thread that asks, as it reads too
   * many others or a thread has failed at it. Rejects with a {@link TaskStuck} where a thread has not come to its end: who
   * asks would not, either.
   */
  readonly makePage: (page: number) => Promise<ThreadedPage | undefined>;
}

/**
 * A thread has always something to do where, besides what it does, so many pages wait for it: while this one is at a long
 * page, it hears of none that has been made.
 */
const AHEAD = 3;

/** A thread that can be started before it is known what it makes pages with. */
export interface PageThread extends TaskThread<PageTasks> {
  readonly setOptions: (options: FinishOptions) => void;
  readonly setSite: (site: ToldSite | undefined) => void;
  readonly setCopies: (copies: SharedCopies | undefined) => void;
}

/** Makes such a thread, which starts when it is first needed. */
export function createPageThread(patience = PATIENCE): PageThread {
  let options: FinishOptions | undefined;
  let site: ToldSite | undefined;
  let copies: SharedCopies | undefined;
  const thread = startTaskThread<PageTasks>(
    new URL('./page-worker.js', import.meta.url),
    () => [
      ...(options === undefined ? [] : [{ task: 'options', ask: [options] } as const]),
      ...(site === undefined ? [] : [{ task: 'site', ask: [site] } as const]),
      ...(copies === undefined ? [] : [{ task: 'copies', ask: [copies] } as const]),
    ],
    patience,
  );
  return {
    ...thread,
    setOptions: (next) => {
      // What it remembers of formulas holds for the options that it has.
      if (isDeepStrictEqual(options, next)) return;
      options = next;
      thread.tell('options', next);
    },
    setSite: (next) => {
      site = next;
      thread.tell('site', next);
    },
    setCopies: (next) => {
      copies = next;
      thread.tell('copies', next);
    },
  };
}

/** Has threads make pages. Where none can begin, pages are finished in this one, which says so once. */
export function usePageThreads(options: FinishOptions, threads: readonly PageThread[]): PageThreads {
  let hasSite = false;
  for (const thread of threads) thread.setOptions(options);
  let isUnavailable = false;
  /** Whether a page has said so. */
  let isToldOf = false;
  let here: Promise<PageTypesetter> | undefined;
  const idlest = (): TaskThread<PageTasks> | undefined =>
    threads.reduce<TaskThread<PageTasks> | undefined>(
      (best, thread) => (best === undefined || thread.waiting() < best.waiting() ? thread : best),
      undefined,
    );
  const withThread = async <T>(
    ask: (thread: TaskThread<PageTasks>) => Promise<T>,
    otherwise: (typesetter: PageTypesetter, error: Error) => Promise<T>,
  ): Promise<T> => {
    try {
      const thread = idlest();
      if (thread === undefined) throw new ThreadUnavailable('There is no thread.');
      return await ask(thread);
    } catch (error) {
      if (!(error instanceof ThreadUnavailable)) throw error;
      here ??= import('../typeset/page-typesetter.js').then((module) => module.createPageTypesetter(options));
      return otherwise(await here, error);
    }
  };
  return {
    isBeside: true,
    openSite: (next) => {
      hasSite = next !== undefined;
      for (const thread of threads) thread.setSite(next);
    },
    hasRoom: () => hasSite && !isUnavailable && threads.some((thread) => thread.waiting() <= AHEAD),
    makePage: async (page) => {
      try {
        return (await idlest()?.ask('make', page)) ?? undefined;
      } catch (error) {
        if (error instanceof TaskStuck) throw error;
        if (error instanceof ThreadUnavailable) isUnavailable = true;
        return undefined;
      }
    },
    finishPage: (html, page) =>
      withThread(
        (thread) => thread.ask('finish', html, page),
        async (typesetter, error) => {
          const finished = await typesetter.finishPage(html, page);
          isUnavailable = true;
          if (isToldOf) return finished;
          isToldOf = true;
          const failing = 'starting the threads that make pages failed, so the build takes longer';
          const fault = internalFault({ failing, place: page.file }, error.cause ?? error);
          return { ...finished, diagnostics: [...finished.diagnostics, fault] };
        },
      ),
    makeFont: (name, characters) =>
      withThread(
        (thread) => thread.ask('font', name, characters),
        (typesetter) => typesetter.makeFont(name, characters),
      ),
    drop: () => {
      for (const thread of threads) thread.drop();
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
