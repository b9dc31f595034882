import { mapText } from '../../diagnostics/index.js';
import {
  type Collection,
  type DataRecord,
  escapePath,
  outputExtension,
  outputPath,
  type Page,
  type Site,
  sanitizeUrl,
  withOutputExtension,
} from '../../site/index.js';

/** What a plugin says of a page that no file of the course stands behind. */
interface GeneratedPage {
  /** Path from the site's root, as a configuration may have it: `feed/news.xml`. */
  readonly path: string;
  /** Its Liquid template. */
  readonly template: string;
  /** What the template reads as `page.…` besides the page's path and URL. */
  readonly data?: DataRecord;
}

/** A page without a layout (Jekyll: `PageWithoutAFile`). Its path cannot lead out of the site. */
export function generatedPage({ path, template, data = {} }: GeneratedPage): Page {
  const target = targetOf(sanitizeUrl(escapePath(path)), '');
  const relativePath = target.outputPath;
  return {
    kind: 'page',
    file: { path: relativePath, absolute: '', size: template.length, mtimeMs: 0, ctimeMs: 0, ino: 0 },
    relativePath,
    collection: null,
    data: { layout: null, ...data },
    body: mapText(template, relativePath),
    format: 'other',
    ...target,
    written: true,
    date: null,
    title: null,
    slug: relativePath.slice(relativePath.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, ''),
    categories: [],
    tags: [],
    layout: null,
    excerptSeparator: '',
  };
}

/** Where a page goes that has a URL: the file is given `extension` unless the URL ends in another. */
export function targetOf(
  url: string,
  extension: string,
): Pick<Page, 'url' | 'outputExtension' | 'outputPath'> {
  const written = outputExtension(extension, 'other', url);
  return { url, outputExtension: written, outputPath: withOutputExtension(outputPath(url), url, written) };
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
