import type { Page } from '../../site/index.js';

/** The name of each page of a site under which its results are kept and read. */
export interface PageKeys {
  readonly keyOf: (page: Page) => string;
  readonly find: (key: string) => Page | undefined;
}

/** Names pages by their files and what they become: one file may become several pages, and two files one. */
export function pageKeys(pages: readonly Page[]): PageKeys {
  const keys = new Map<Page, string>();
  const byKey = new Map<string, Page>();
  for (const page of pages) {
    const name = `${page.file.path} > ${page.outputPath}`;
    let key = name;
    for (let number = 2; byKey.has(key); number++) key = `${name} (${number})`;
    keys.set(page, key);
    byKey.set(key, page);
  }
  return { keyOf: (page) => keys.get(page) ?? page.file.path, find: (key) => byKey.get(key) };
}
