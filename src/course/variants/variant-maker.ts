import { findImageEncoder } from '../../images/index.js';
import { type FileMemory, isTruthy, type Site } from '../../site/index.js';
import type { BuildOptions, BuildRequest, Effects } from '../context/index.js';
import { cacheFolder } from '../incremental/index.js';
import type { ImageHeaders } from '../scan/index.js';
import { createPictureVariants, type PictureVariants } from './picture-variants.js';
import { openVariantStore, type VariantStore } from './variant-store.js';

/** Makes variants of pictures from build to build, and holds open where they are kept. */
export interface VariantMaker {
  /** The variants of a site that is written; undefined where there are to be none. */
  readonly open: (site: Site, headers: ImageHeaders, request: BuildRequest) => PictureVariants | undefined;
  readonly close: () => void;
}

/** Makes the maker of a course's variants; `memory` is what is known of its files as the disk has them. */
export function createVariantMaker(
  effects: Effects,
  memory: FileMemory,
  { cache: stated }: Pick<BuildOptions, 'cache'>,
): VariantMaker {
  const stores = new Map<string, VariantStore>();
  return {
    open: (site, headers, { signal, mathFiles }) => {
      const { config } = site;
      if (!config.lectern.images.optimise || mathFiles === false) return undefined;
      const folder = cacheFolder(config.source, stated === undefined ? {} : { cache: stated }, effects);
      return createPictureVariants({
        site,
        headers,
        memory: effects.changed === undefined ? memory : undefined,
        installed: findImageEncoder(isTruthy(config.raw['safe']) ? undefined : config.source),
        store: (version) => {
          const key = `${folder} ${version}`;
          const store = stores.get(key) ?? openVariantStore(folder, version);
          stores.set(key, store);
          return store;
        },
        progress: (done, total) => effects.progress('Making variants of pictures', done, total),
        signal,
      });
    },
    close: () => {
      for (const store of stores.values()) store.close();
    },
  };
}
