import { fingerprint } from '../../cache/index.js';
import { type FontMaker, makeFont } from '../../math/index.js';
import type { FinishOptions } from './finish-page.js';
import type { PageTypesetter } from './page-typesetter.js';
import { isThreadWorth } from './thread-worth.js';

/** Holds a typesetter from build to build, with what it remembers of formulas, while a site's options stay the same. */
export interface TypesetterPool {
  /**
   * The typesetter for those options, the same for all that ask at once, for so many pages. One that works in this
   * thread gives way to one beside it where the pages are many.
   */
  readonly find: (options: FinishOptions, pageCount: number) => Promise<PageTypesetter>;
  /** Makes a font beside this thread, where there is a thread for it by now. */
  readonly makeFont: FontMaker;
  readonly close: () => Promise<void>;
}

/** Makes a pool. */
export function typesetterPool(): TypesetterPool {
  let held: HeldTypesetter | undefined;
  return {
    find: async (options, pageCount) => {
      const last = held;
      const isLasts = last?.options === options;
      const key = isLasts ? last.key : fingerprint(options);
      if (last?.key === key && isFit(await last.typesetter, pageCount)) {
        if (held === last && !isLasts) held = { ...last, options };
        return last.typesetter;
      }
      // Meanwhile another page may have asked, and started one.
      const current =
        held !== undefined && held !== last
          ? held
          : { key, options, typesetter: started(options, pageCount, last?.typesetter) };
      held = current;
      return current.typesetter;
    },
    makeFont: async (name, characters) => {
      const typesetter = await held?.typesetter;
      return (typesetter?.makeFont ?? makeFont)(name, characters);
    },
    close: async () => {
      const last = held;
      held = undefined;
      await (await last?.typesetter)?.close();
    },
  };
}

interface HeldTypesetter {
  readonly key: string;
  /** Those that were asked for last, of which all that have this key are equal. */
  readonly options: FinishOptions;
  readonly typesetter: Promise<PageTypesetter>;
}

function isFit({ isBeside }: PageTypesetter, pageCount: number): boolean {
  return isBeside || !isThreadWorth(pageCount);
}

async function started(
  options: FinishOptions,
  pageCount: number,
  last?: Promise<PageTypesetter>,
): Promise<PageTypesetter> {
  await (await last)?.close();
  const { startTypesetter } = await import('./page-typesetter.js');
  return startTypesetter(options, pageCount);
}
