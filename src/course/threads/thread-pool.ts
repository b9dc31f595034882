import { fingerprint } from '../../cache/index.js';
import { type FontMaker, makeFont } from '../../math/index.js';
import type { CopyUntil } from '../../output/index.js';
import type { Profile } from '../context/index.js';
import type { FinishOptions, PageTypesetter } from '../typeset/index.js';
import { createPageThread, type PageThread, type PageThreads, usePageThreads } from './page-threads.js';
import { copiesIn } from './thread-copies.js';
import { threadCount } from './thread-count.js';

/** Holds threads from build to build, with what they remember of formulas while a site's options stay the same. */
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
  /** Copies files in threads that have no page to make. */
  readonly copy: CopyUntil;
  readonly close: () => Promise<void>;
}

/** Makes a pool; `processors` are used where that is given, and else as many as the machine has. */
export function createThreadPool(processors?: number, profile?: Profile): ThreadPool {
  let held: Held | undefined;
  /** All that there are; those that have been started stay, also where others are needed besides. */
  const threads: PageThread[] = [];
  const copies = copiesIn(threads, profile);
  return {
    prepare: () => {
      if (held !== undefined || threads.length > 0 || threadCount(Infinity, processors) === 0) return;
      const thread = createPageThread();
      threads.push(thread);
      thread.start();
    },
    find: async (options, pageCount) => {
      const count = Math.max(threadCount(pageCount, processors), threads.length);
      const last = held;
      const isLasts = last?.options === options;
      const key = isLasts ? last.key : fingerprint(options);
      if (last?.key === key && last.count >= count) {
        if (!isLasts) held = { ...last, options };
        return last.typesetter;
      }
      while (threads.length < count) {
        const thread = createPageThread();
        copies.join(thread);
        threads.push(thread);
      }
      held = { key, options, count, typesetter: typesetterOf(options, [...threads]) };
      return held.typesetter;
    },
    copy: copies.copy,
    makeFont: async (name, characters) => {
      const typesetter = await held?.typesetter;
      return (typesetter?.makeFont ?? makeFont)(name, characters);
    },
    close: async () => {
      const last = held;
      held = undefined;
      await (await last?.typesetter)?.close();
      await Promise.all(threads.splice(0).map((thread) => thread.close()));
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

async function typesetterOf(
  options: FinishOptions,
  threads: readonly PageThread[],
): Promise<PageTypesetter | PageThreads> {
  if (threads.length > 0) return usePageThreads(options, threads);
  const { createPageTypesetter } = await import('../typeset/page-typesetter.js');
  return createPageTypesetter(options);
}
