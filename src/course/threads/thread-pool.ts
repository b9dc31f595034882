import { fingerprint } from '../../cache/index.js';
import { type FontMaker, makeFont } from '../../math/index.js';
import type { FinishOptions, PageTypesetter } from '../typeset/index.js';
import { createPageThread, type PageThread, type PageThreads, usePageThreads } from './page-threads.js';
import { threadCount } from './thread-count.js';

/** Holds threads from build to build, with what they remember of formulas, while a site's options stay the same. */
export interface ThreadPool {
  /** Starts a thread where there is none yet, as many pages may have to be made: it is loaded meanwhile. */
  readonly prepare: () => void;
  /**
   * What finishes pages by those options, the same for all that ask at once: threads where so many pages pay for them.
   * What works in this thread gives way to threads where the pages are many.
   */
  readonly find: (options: FinishOptions, pageCount: number) => Promise<PageTypesetter | PageThreads>;
  /** Makes a font beside this thread, where there is a thread for it by now. */
  readonly makeFont: FontMaker;
  readonly close: () => Promise<void>;
}

/** Makes a pool; `processors` are used where that is given, and else as many as the machine has. */
export function createThreadPool(processors?: number): ThreadPool {
  let held: Held | undefined;
  let spare: PageThread | undefined;
  /** So many threads, that which has been started among them. */
  const threadsOf = (count: number): readonly PageThread[] => {
    const threads = spare === undefined ? [] : [spare];
    spare = undefined;
    while (threads.length < count) threads.push(createPageThread());
    return threads;
  };
  return {
    prepare: () => {
      if (held !== undefined || spare !== undefined || threadCount(Infinity, processors) === 0) return;
      spare = createPageThread();
      spare.start();
    },
    find: async (options, pageCount) => {
      const count = Math.max(threadCount(pageCount, processors), spare === undefined ? 0 : 1);
      const last = held;
      const isLasts = last?.options === options;
      const key = isLasts ? last.key : fingerprint(options);
      if (last?.key === key && last.count >= count) {
        if (!isLasts) held = { ...last, options };
        return last.typesetter;
      }
      held = { key, options, count, typesetter: started(options, threadsOf(count), last?.typesetter) };
      return held.typesetter;
    },
    makeFont: async (name, characters) => {
      const typesetter = await held?.typesetter;
      return (typesetter?.makeFont ?? makeFont)(name, characters);
    },
    close: async () => {
      const last = held;
      held = undefined;
      await spare?.close();
      spare = undefined;
      await (await last?.typesetter)?.close();
    },
  };
}

interface Held {
  readonly key: string;
  /** Those that were asked for last, of which all that have this key are equal. */
  readonly options: FinishOptions;
  readonly count: number;
  readonly typesetter: Promise<PageTypesetter | PageThreads>;
}

async function started(
  options: FinishOptions,
  threads: readonly PageThread[],
  last?: Promise<PageTypesetter>,
): Promise<PageTypesetter | PageThreads> {
  await (await last)?.close();
  if (threads.length > 0) return usePageThreads(options, threads);
  const { createPageTypesetter } = await import('../typeset/page-typesetter.js');
  return createPageTypesetter(options);
}
