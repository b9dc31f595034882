import { guardedLater } from '../../diagnostics/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { ScanEffects } from '../files/effects.js';
import type { EntryFilter } from '../files/entry-filter.js';
import { extensionName, stemName } from '../files/file-name.js';
import { firstHeading, type PageBody, withoutFirstHeading } from '../files/page-body.js';
import { buildPage, pageTarget } from '../pages/build-page.js';
import { type Layout, usualLayout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { isMarkdown } from '../pages/page-format.js';
import { type PageSource, pageBaseName, pageValue } from '../pages/page-source.js';
import type { StaticFile } from '../pages/static-file.js';
import { readSources } from './read-pages.js';
import type { SiteReader } from './site-reader.js';

/** Pages and the static files that are left beside them. */
export interface PagesAndFiles<P> {
  readonly pages: readonly P[];
  readonly files: readonly StaticFile[];
}

/**
 * Makes pages, with what GitHub Pages' plugins add to them, in the order in which they run: Markdown without front
 * matter, READMEs as indexes, titles from headings, default layouts.
 */
export async function buildPages(
  reader: SiteReader,
  read: PagesAndFiles<PageSource>,
  layouts: ReadonlyMap<string, Layout>,
): Promise<PagesAndFiles<Page>> {
  const withMarkdown = await addMarkdown(reader, read);
  const { pages, files } = await addIndexes(reader, withMarkdown);
  const titled = await Promise.all(pages.map((page) => withTitle(reader, page)));
  return { pages: titled.map((page) => withLayout(reader, page, layouts)), files };
}

async function addMarkdown(
  reader: SiteReader,
  { pages, files }: PagesAndFiles<PageSource>,
): Promise<PagesAndFiles<PageSource>> {
  const { config, filter } = reader;
  const markdown = files.filter(({ relativePath }) => isPageWithoutFrontMatter(relativePath, config, filter));
  const added = await readSources(reader, markdown);
  const removed = new Set(config.optionalFrontMatter.removeOriginals ? markdown : []);
  return { pages: [...pages, ...added], files: files.filter((file) => !removed.has(file)) };
}

/** Markdown files that are for a repository's visitors, and not pages (jekyll-optional-front-matter). */
const NOT_PAGES: ReadonlySet<string> = new Set([
  'README',
  'LICENSE',
  'LICENCE',
  'COPYING',
  'CODE_OF_CONDUCT',
  'CONTRIBUTING',
  'ISSUE_TEMPLATE',
  'PULL_REQUEST_TEMPLATE',
]);

/**
 * Whether a file without front matter is a page all the same, as jekyll-optional-front-matter has it: Markdown
 * that is no README or the like, unless `include:` names it.
 */
function isPageWithoutFrontMatter(relativePath: string, config: SiteConfig, filter: EntryFilter): boolean {
  if (!config.optionalFrontMatter.enabled || !isMarkdown(extensionName(relativePath), config)) return false;
  return !NOT_PAGES.has(pageBaseName(relativePath).toUpperCase()) || filter.includes(relativePath, false);
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
  const added = await readSources(reader, indexes);
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

/** Whether a file is a README that may be its folder's index (jekyll-readme-index). */
function isReadme(relativePath: string, config: SiteConfig): boolean {
  return stemName(relativePath).toLowerCase() === 'readme' && isMarkdown(extensionName(relativePath), config);
}

/** The folder of a URL with a slash at its end. */
function folderUrl(url: string): string {
  return `${url.slice(0, url.lastIndexOf('/'))}/`;
}

/** The permalink that a README at a URL gets: its folder and a slash, which for the site's root makes two. */
function folderPermalink(url: string): string {
  return `${folderUrl(url).slice(0, -1) || '/'}/`;
}

/** Whether something else is the index of a folder already, going by the URLs there are (`dir_has_index?`). */
function hasIndex(folder: string, urls: ReadonlySet<string>): boolean {
  const lower = folder.toLowerCase();
  return INDEXES.some((name) => urls.has(lower + name));
}

const INDEXES = ['', 'index.html', 'index.htm', 'index.xhtml', 'index.xml'];

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

/** What is left of footnote references when the markup is gone. */
const FOOTNOTE_REFERENCE = /\[\^[^\]]*\]/g;

/** The title that a page's first heading gives it, or null where it begins with something else. */
async function titleFromHeading(body: PageBody, plainText: ScanEffects['plainText']): Promise<string | null> {
  const heading = body.traits === undefined ? firstHeading(body.text) : body.traits.heading;
  if (heading === null) return null;
  const text = await plainText(heading);
  return text
    .replace(/[ \t\r\n\f\v]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(FOOTNOTE_REFERENCE, '');
}

/** The same of a page of a course; where lectern fails at it, it is told, and the page has no title. */
export function headingTitle(
  body: PageBody,
  file: string,
  { effects, report }: Pick<SiteReader, 'effects' | 'report'>,
): Promise<string | null> {
  return guardedLater<string | null>(
    { failing: 'reading the title of this page off its heading failed', place: file, tell: report },
    () => titleFromHeading(body, effects.plainText),
    () => null,
  );
}

/** Makes a page. One of Markdown for which neither its front matter nor a default names a layout gets one of the usual names. */
function withLayout(reader: SiteReader, page: PageSource, layouts: ReadonlyMap<string, Layout>): Page {
  const isStated = pageValue(page, 'layout', reader.defaults) !== undefined;
  if (isStated || !isMarkdown(extensionName(page.relativePath), reader.config))
    return buildPage(page, reader);
  const layout = usualLayout('page', pageTarget(page, reader).url, layouts, reader.config);
  const laidOut = buildPage({ ...page, data: { ...page.data, layout } }, reader);
  return laidOut.layout === null ? laidOut : { ...laidOut, isLayoutUsual: true };
}
