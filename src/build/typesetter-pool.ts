import { fingerprint } from '../cache/index.js';
import { type FontMaker, makeFont } from '../math/index.js';
import type { FinishOptions } from './finish-page.js';
import type { PageTypesetter } from './page-typesetter.js';

/** Holds a typesetter from build to build, with what it remembers of formulas, while a site's options stay the same. */
export interface TypesetterPool {
  /** The typesetter for those options, the same for all that ask at once, for a build of so many pages. */
  readonly find: (options: FinishOptions, pageCount: number) => Promise<PageTypesetter>;
  /** Makes a font beside this thread, where there is a thread for it by now. */
  readonly makeFont: FontMaker;
  readonly close: () => Promise<void>;
}

/** Makes a pool. */
export function typesetterPool(): TypesetterPool {
  let held: { readonly key: string; readonly typesetter: Promise<PageTypesetter> } | undefined;
  return {
    find: async (options, pageCount) => {
      const key = fingerprint(options);
      const last = held;
      if (last?.key === key && !(await last.typesetter).isDead()) return last.typesetter;
      // Meanwhile another page may have asked, and started one.
      const current =
        held !== undefined && held !== last
          ? held
          : { key, typesetter: started(options, pageCount, last?.typesetter) };
      held = current;
      return current.typesetter;
    },
    makeFont: async (name, characters) => {
      const typesetter = await held?.typesetter;
      return typesetter === undefined || typesetter.isDead()
        ? makeFont(name, characters)
        : typesetter.makeFont(name, characters);
    },
    close: async () => {
      const last = held;
      held = undefined;
      await (await last?.typesetter)?.close();
    },
  };
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
