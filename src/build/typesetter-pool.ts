import { fingerprint } from '../cache/index.js';
import type { TypesetterOptions } from '../math/index.js';
import type { PageTypesetter } from './page-typesetter.js';

/** Holds a typesetter from build to build, with what it remembers of formulas, while a site's options stay the same. */
export interface TypesetterPool {
  /** The typesetter for those options, for a build of so many pages. */
  readonly find: (options: TypesetterOptions, pageCount: number) => Promise<PageTypesetter>;
  readonly close: () => Promise<void>;
}

/** Makes a pool. */
export function typesetterPool(): TypesetterPool {
  let held: { readonly key: string; readonly typesetter: PageTypesetter } | undefined;
  const close = async (): Promise<void> => {
    const last = held;
    held = undefined;
    await last?.typesetter.close();
  };
  return {
    find: async (options, pageCount) => {
      const key = fingerprint(options);
      if (held?.key !== key || held.typesetter.isDead()) {
        await close();
        const { startTypesetter } = await import('./page-typesetter.js');
        held = { key, typesetter: startTypesetter(options, pageCount) };
      }
      return held.typesetter;
    },
    close,
  };
}
