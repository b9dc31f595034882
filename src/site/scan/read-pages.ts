import { baseName, compareBytes, extensionName } from '../files/file-name.js';
import { withoutFirstHeading } from '../files/page-body.js';
import { mapConcurrently, unreadable } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import { buildPage, pageTarget } from '../pages/build-page.js';
import { defaultLayout } from '../pages/default-layout.js';
import type { Layout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { isMarkdown } from '../pages/page-format.js';
import {
  canBePublished,
  emptyPermalink,
  type PageSource,
  pageValue,
  permalinkType,
  readPageSource,
} from '../pages/page-source.js';
import type { StaticFile } from '../pages/static-file.js';
import { isPageWithoutFrontMatter } from './optional-front-matter.js';
import { folderPermalink, folderUrl, hasIndex, isReadme } from './readme-index.js';
import type { SiteReader } from './site-reader.js';
import { headingTitle } from './titles-from-headings.js';

/** How many pages are read at a time. */
const CONCURRENCY = 16;

/** Pages and the static files that are left beside them. */
export interface PagesAndFiles<P> {
  readonly pages: readonly P[];
  readonly files: readonly StaticFile[];
}

/** Reads files with front matter as pages, in Jekyll's order, as far as they are to be published. */
export async function readPages(reader: SiteReader, files: readonly SourceFile[]): Promise<PageSource[]> {
  const pages = await readAll(
    reader,
    files.map((file) => ({ file, relativePath: file.path })),
  );
  return pages
    .filter(({ data }) => canBePublished(data, reader.config))
    .sort((a, b) => compareReadOrder(a.relativePath, b.relativePath))
    .sort((a, b) => compareBytes(baseName(a.relativePath), baseName(b.relativePath)));
}

/** Jekyll's reader goes into the folders of a folder before it comes to its files (`read_directories`). */
function compareReadOrder(a: string, b: string): number {
  const [partsA, partsB] = [a.split('/'), b.split('/')];
  for (let index = 0; ; index++) {
    const [partA, partB] = [partsA[index], partsB[index]];
    if (partA === undefined || partB === undefined) return 0;
    const byKind = Number(index === partsA.length - 1) - Number(index === partsB.length - 1);
    if (partA !== partB) return byKind || compareBytes(partA, partB);
  }
}

async function readAll(
  reader: SiteReader,
  files: readonly Pick<StaticFile, 'file' | 'relativePath'>[],
): Promise<PageSource[]> {
  const pages = await mapConcurrently(files, CONCURRENCY, async ({ file, relativePath }) => {
    try {
      const { source, diagnostics } = await readPageSource(reader.effects, file, relativePath);
      reader.report(...diagnostics, ...emptyPermalink(source), ...permalinkType(source));
      return source;
    } catch (error) {
      reader.report(unreadable(file.path, error));
      return null;
    }
  });
  return pages.filter((page) => page !== null);
}

/**
 * Makes pages, with what GitHub Pages' plugins add to them, in the order in which they run: Markdown without front
 * matter, READMEs as indexes, titles from headings, default layouts.
 */
export async function finishPages(
  reader: SiteReader,
  read: PagesAndFiles<PageSource>,
  layouts: ReadonlyMap<string, Layout>,
): Promise<PagesAndFiles<Page>> {
  const withMarkdown = await addMarkdown(reader, read);
  const { pages, files } = await addIndexes(reader, withMarkdown);
  const titled = await Promise.all(pages.map((page) => withTitle(reader, page)));
  return { pages: titled.map((page) => buildPage(withLayout(reader, page, layouts), reader)), files };
}

async function addMarkdown(
  reader: SiteReader,
  { pages, files }: PagesAndFiles<PageSource>,
): Promise<PagesAndFiles<PageSource>> {
  const { config, filter } = reader;
  const markdown = files.filter(({ relativePath }) => isPageWithoutFrontMatter(relativePath, config, filter));
  const added = await readAll(reader, markdown);
  const removed = new Set(config.optionalFrontMatter.removeOriginals ? markdown : []);
  return { pages: [...pages, ...added], files: files.filter((file) => !removed.has(file)) };
}

async function addIndexes(
  reader: SiteReader,
  { pages, files }: PagesAndFiles<PageSource>,
): Promise<PagesAndFiles<PageSource>> {
  const { enabled, removeOriginals, withFrontMatter } = reader.config.readmeIndex;
  if (!enabled) return { pages, files };
  const urlOf = (page: PageSource) => pageTarget(page, reader).url;
  const urls = new Set([...pages.map(urlOf), ...files.map(({ url }) => url)].map((url) => url.toLowerCase()));
  const become = (url: string) => {
    const folder = folderUrl(url);
    if (hasIndex(folder, urls)) return false;
    urls.add(folder.toLowerCase());
    return true;
  };
  const withPermalink = (page: PageSource, permalink: string): PageSource => ({
    ...page,
    data: { ...page.data, permalink },
  });

  const indexes = files.filter((file) => isReadme(file.relativePath, reader.config) && become(file.url));
  const added = await readAll(reader, indexes);
  const moved = pages.map((page) => {
    if (!withFrontMatter || !isReadme(page.relativePath, reader.config)) return page;
    const url = urlOf(page);
    return become(url) ? withPermalink(page, folderPermalink(url)) : page;
  });
  const permalinks = new Map(indexes.map(({ file, url }) => [file, folderPermalink(url)]));
  const removed = new Set(removeOriginals ? indexes : []);
  return {
    pages: [...moved, ...added.map((page) => withPermalink(page, permalinks.get(page.file) ?? ''))],
    files: files.filter((file) => !removed.has(file)),
  };
}

/** A Markdown page for which neither its front matter nor a default names a layout gets one of the usual names. */
function withLayout(reader: SiteReader, page: PageSource, layouts: ReadonlyMap<string, Layout>): PageSource {
  if (!isMarkdown(extensionName(page.relativePath), reader.config)) return page;
  if (pageValue(page, 'layout', reader.defaults) !== undefined) return page;
  const layout = defaultLayout('page', pageTarget(page, reader).url, (name) => layouts.has(name));
  return { ...page, data: { ...page.data, layout } };
}

/** A Markdown page without a title takes its first heading for one (jekyll-titles-from-headings). */
async function withTitle(reader: SiteReader, page: PageSource): Promise<PageSource> {
  const { enabled, stripTitle } = reader.config.titlesFromHeadings;
  if (!enabled || !isMarkdown(extensionName(page.relativePath), reader.config)) return page;
  const given = pageValue(page, 'title', reader.defaults);
  if (given !== undefined && given !== null) return page;
  const title = await headingTitle(page.body, page.file.path, reader);
  const strips = Object.hasOwn(page.data, 'strip_title') ? page.data['strip_title'] === true : stripTitle;
  return {
    ...page,
    data: { ...page.data, title },
    body: strips ? withoutFirstHeading(page.body) : page.body,
  };
}
