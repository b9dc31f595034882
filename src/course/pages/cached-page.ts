import { type CachedResult, textFingerprint } from '../../cache/index.js';
import type { Label, Mention } from '../../labels/index.js';
import type { TagPlace } from '../../markdown/index.js';
import type { Page } from '../../site/index.js';
import {
  CacheDamage,
  type ComposedLinks,
  type ComposedPage,
  type FreshPage,
  type MarkedContent,
  type PageCache,
  type PageLinks,
  type PageProducts,
  type RenderedPage,
} from '../context/index.js';
import type { PageKeys } from '../incremental/index.js';
import { readFormulas } from '../typeset/index.js';
import type { ResultLog } from './result-log.js';

/** Where results lie, and what is to be told of them. */
export interface ResultStore {
  readonly cache: PageCache;
  readonly keys: PageKeys;
  readonly log: ResultLog;
  /** Pages that are known to have been rendered. */
  readonly done: Map<Page, RenderedPage>;
}

/** A rendered page out of the cache. What is `fresh` need not be read back for its first reader. */
export function renderedPage(
  page: Page,
  kept: CachedResult<PageProducts['rendered']>,
  store: ResultStore,
  fresh?: FreshPage,
): RenderedPage {
  let marked: MarkedContent | undefined = fresh;
  // These are what the results of pages wrote.
  const labels = () => JSON.parse(keptText('rendered', page, kept, 3, store)) as readonly Label[];
  const mentions = () => JSON.parse(keptText('rendered', page, kept, 4, store)) as readonly Mention[];
  store.log.note('rendered', page, kept.reads);
  return {
    page,
    ...kept.value,
    findingsHash: `${kept.print} ${kept.hash(2)}`,
    labels,
    mentions,
    markedHash: textFingerprint(
      [0, 1, 3, ...(kept.value.hasTagPlaces ? [5] : [])].map((index) => kept.hash(index)).join(' '),
    ),
    // It is what the results of pages wrote.
    links: () => JSON.parse(keptText('rendered', page, kept, 2, store)) as PageLinks,
    marked: () => {
      const known = marked;
      // Of a large site not all pages need lie in memory.
      marked = undefined;
      if (known !== undefined) return known;
      const html = keptText('rendered', page, kept, 0, store);
      const formulas = readFormulas(keptText('rendered', page, kept, 1, store));
      const places = kept.value.hasTagPlaces ? keptText('rendered', page, kept, 5, store) : undefined;
      const own = { content: html, formulas, labels: labels() };
      // They are what the results of pages wrote.
      return places === undefined ? own : { ...own, tagPlaces: JSON.parse(places) as readonly TagPlace[] };
    },
  };
}

/** A text of a result that is kept; where the cache has lost it, the result is forgotten. */
function keptText<Kind extends keyof PageProducts>(
  kind: Kind,
  page: Page,
  kept: CachedResult<PageProducts[Kind]>,
  index: number,
  store: ResultStore,
): string {
  const text = kept.text(index);
  if (text !== undefined) return text;
  store.cache.forget(kind, store.keys.keyOf(page));
  store.done.delete(page);
  throw new CacheDamage();
}

/** A composed page out of the cache, or one that has been completed. */
export function composedPage(
  page: Page,
  kept: CachedResult<PageProducts['composed']>,
  store: ResultStore,
  kind: 'composed' | 'completed' = 'composed',
): ComposedPage {
  store.log.note(kind, page, kept.reads);
  return {
    page,
    ...kept.value,
    findingsHash: `${kept.print} ${kept.hash(1)}`,
    outputHash: kept.hash(0),
    // It is what the results of pages wrote.
    links: () => JSON.parse(keptText(kind, page, kept, 1, store)) as ComposedLinks,
    output: () => {
      const output = kept.bytes(0);
      if (output !== undefined) return output;
      store.cache.forget(kind, store.keys.keyOf(page));
      throw new CacheDamage();
    },
  };
}
