/// <reference lib="dom" />

/** What the scripts of a search, and the parts of its index, have in common on a page. */
export interface PageSearch {
  /** Opens the search; `link` is what opens it, with the words that it shows. There as soon as its script is loaded. */
  open?: (link: HTMLElement, folder: URL) => void;
  /** Takes a part of the index, which calls it. */
  part?: (name: string, text: string) => void;
}

declare global {
  interface Window {
    lecternSearch?: PageSearch;
  }
}

/** The page's own. */
export function pageSearch(): PageSearch {
  window.lecternSearch ??= {};
  return window.lecternSearch;
}
