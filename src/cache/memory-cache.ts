import { type Cache, createCache } from './cache.js';
import { memoryPack } from './pack.js';

/** A cache that ends with the program. */
export function memoryCache<Values>(): Cache<Values> {
  const pack = memoryPack('memory');
  const packs = { current: () => pack, find: () => pack, save: () => {}, close: () => {} };
  return createCache(new Map(), packs, 0);
}
