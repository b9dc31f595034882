import type { Page, Site } from '../../site/index.js';

/** What pages of a course are being made, and which of them Jekyll would have rendered by then. */
export interface RenderingOrder {
  /** The page that reads others now; undefined where none is being made. */
  readonly reader: () => Page | undefined;
  /** Runs while a page is the one that reads. */
  readonly reading: <T>(page: Page, run: () => T) => T;
  /** Whether a page has been rendered, in Jekyll's order, when the page that reads comes to it. */
  readonly isBefore: (page: Page) => boolean;
}

/** Follows the making of a course's pages. */
export function createRenderingOrder(site: Site): RenderingOrder {
  const ranks = renderingRanks(site);
  const readers: Page[] = [];
  return {
    reader: () => readers.at(-1),
    reading: (page, run) => {
      readers.push(page);
      try {
        return run();
      } finally {
        readers.pop();
      }
    },
    isBefore: (page) => {
      const reader = readers.at(-1);
      if (reader === undefined || reader === page) return true;
      return (ranks.get(page) ?? 0) < (ranks.get(reader) ?? Number.POSITIVE_INFINITY);
    },
  };
}

/** The order in which Jekyll renders: the documents of each collection, then the pages (`Site#render`); notebooks come last. */
function renderingRanks({ collections, pages }: Site): ReadonlyMap<Page, number> {
  const documents = [...collections.values()].flatMap((collection) => collection.documents);
  const others = pages.filter(({ kind }) => kind === 'page');
  const notebooks = pages.filter(({ kind }) => kind === 'notebook');
  return new Map([...documents, ...others, ...notebooks].map((page, rank) => [page, rank]));
}
