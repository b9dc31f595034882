import type { Collection, Page, Site } from '../../site/index.js';

/** The site with pages behind its own, as Jekyll's generators append them. */
export function addPages(site: Site, pages: readonly Page[]): Site {
  if (pages.length === 0) return site;
  return {
    ...site,
    pages: [...site.pages, ...pages],
    files: new Map([...site.files, ...pages.map((page) => [page.outputPath, page] as const)]),
  };
}

/** The site with other pages in the place of some of its own, wherever it lists them. */
export function replacePages(site: Site, replaced: ReadonlyMap<Page, Page>): Site {
  if (replaced.size === 0) return site;
  const current = (page: Page) => replaced.get(page) ?? page;
  const collections = [...site.collections].map(([label, collection]): [string, Collection] => [
    label,
    { ...collection, documents: collection.documents.map(current) },
  ]);
  return {
    ...site,
    pages: site.pages.map(current),
    collections: new Map(collections),
    files: new Map(
      [...site.files].map(([path, file]) => [path, file.kind === 'static' ? file : current(file)]),
    ),
  };
}
