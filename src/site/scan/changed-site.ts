import { isDeepStrictEqual } from 'node:util';
import type { ScanEffects } from '../files/effects.js';
import { baseName, compareBytes, directoryName } from '../files/file-name.js';
import { resolvePath } from '../files/resolve-path.js';
import type { Page } from '../pages/page.js';
import type { Site } from '../pages/site.js';
import { buildStaticFile, type StaticFile } from '../pages/static-file.js';
import { buildPages } from './page-plugins.js';
import { rereadDocument } from './read-collections.js';
import { type Entry, probeAll } from './read-entries.js';
import { readPages } from './read-pages.js';
import { readRelativeIncludes } from './read-templates.js';
import { type SiteReader, siteReader } from './site-reader.js';

/** What becomes a file of the site. */
type Item = Page | StaticFile;

/**
 * The site as a scan would find it if none but these files (absolute paths) had changed since it was read: pages with
 * another text, and static files that are new or others. It is taken to be that time still. Undefined where a change can
 * mean more: another front matter, a template, a table of data, a file that is gone; then the course is to be read.
 */
export async function changedSite(
  site: Site,
  changed: readonly string[],
  effects: ScanEffects,
): Promise<Site | undefined> {
  const { config, time } = site;
  // What is wrong with these files is told by the scan.
  const reader: SiteReader = { ...siteReader(config, effects, []), time };
  const byFile = new Map<string, Item[]>();
  for (const item of [...site.pages, ...site.staticFiles]) {
    byFile.set(item.file.absolute, [...(byFile.get(item.file.absolute) ?? []), item]);
  }
  const replaced = new Map<Item, Item>();
  const added: StaticFile[] = [];
  for (const file of changed) {
    const items = byFile.get(file) ?? [];
    if (items.length === 0) {
      // An editor's own file, which has come and gone.
      if (effects.fs.statSync(file, { throwIfNoEntry: false }) === undefined) continue;
      const own = await newStaticFile(reader, site, file);
      if (own === undefined) return undefined;
      added.push(own);
    }
    const pages = items.filter((item) => item.kind !== 'static');
    if (pages.length > 1 || pages.some(({ kind }) => kind === 'notebook')) return undefined;
    for (const item of items) {
      const now =
        item.kind === 'static'
          ? await rereadStaticFile(reader, item)
          : // Markdown without front matter is published as it is, too.
            await rereadPage(reader, site, item, items.length === 1);
      if (now === undefined) return undefined;
      replaced.set(item, now);
    }
  }
  return withItems(reader, site, replaced, added);
}

/**
 * A page with the text that its file has now; undefined where anything else about it is another, or the file has front
 * matter where it had none, or none where it had.
 */
async function rereadPage(
  reader: SiteReader,
  site: Site,
  page: Page,
  hasFrontMatter: boolean,
): Promise<Page | undefined> {
  if (site.relativeIncludes.has(page.file.path) || isListed(site, page)) return undefined;
  const { path, absolute } = page.file;
  const [entry] = await probeAll(reader, [{ path, absolute }], '');
  const isAlike = entry !== undefined && entry.hasFrontMatter === hasFrontMatter;
  const now = isAlike ? await pageNow(reader, site, page, entry) : undefined;
  if (now === undefined) return undefined;
  const same = { ...now, file: page.file, body: page.body };
  return isDeepStrictEqual(same, page) ? now : undefined;
}

/** Whether another page lists a page by itself, which would still be the one before. */
function isListed({ pages }: Site, page: Page): boolean {
  return pages.some(({ posts }) => posts?.includes(page) === true);
}

async function pageNow(
  reader: SiteReader,
  { collections, layouts }: Site,
  page: Page,
  entry: Entry,
): Promise<Page | undefined> {
  if (page.collection !== null) {
    const collection = collections.get(page.collection);
    return collection === undefined ? undefined : rereadDocument(reader, entry, collection, layouts);
  }
  const read = await readPages(reader, [entry.file]);
  const { pages } = await buildPages(reader, { pages: read, files: [] }, layouts);
  return pages[0];
}

async function rereadStaticFile(reader: SiteReader, item: StaticFile): Promise<StaticFile | undefined> {
  const { path, absolute } = item.file;
  const [entry] = await probeAll(reader, [{ path, absolute }], '');
  return entry === undefined || entry.hasFrontMatter ? undefined : { ...item, file: entry.file };
}

/** A static file that has come, in a folder of which something is published already. */
async function newStaticFile(reader: SiteReader, site: Site, file: string): Promise<StaticFile | undefined> {
  const { config, boundary, effects, filter, defaults } = reader;
  if (!file.startsWith(`${config.source}/`)) return undefined;
  const path = file.slice(config.source.length + 1);
  const folder = directoryName(path);
  const isWalked = [...site.pages, ...site.staticFiles].some(
    (item) => item.collection === null && directoryName(item.file.path) === folder,
  );
  if (!isWalked || !filter.takes(baseName(path), folder, false)) return undefined;
  const target = resolvePath(effects.fs, file);
  if (target?.kind !== 'file' || target.path !== `${boundary}/${path}`) return undefined;
  const [entry] = await probeAll(reader, [{ path, absolute: file }], '');
  if (entry === undefined || entry.hasFrontMatter) return undefined;
  const own = buildStaticFile(entry.file, path, null, defaults);
  const { pages, files } = await buildPages(reader, { pages: [], files: [own] }, site.layouts);
  return pages.length === 0 && files.includes(own) && own.written && !site.files.has(own.outputPath)
    ? own
    : undefined;
}

/** A site with some of its pages and files replaced, and others added where a scan would have them. */
async function withItems(
  reader: SiteReader,
  site: Site,
  replaced: ReadonlyMap<Item, Item>,
  added: readonly StaticFile[],
): Promise<Site> {
  const nowOf = <T extends Item>(item: T): T =>
    // A page is replaced by a page, and a static file by one.
    (replaced.get(item) as T | undefined) ?? item;
  const staticFiles = site.staticFiles.map(nowOf);
  for (const file of added) {
    const behind = staticFiles.findIndex(
      ({ collection, relativePath }) =>
        collection !== null || compareBytes(relativePath, file.relativePath) > 0,
    );
    staticFiles.splice(behind < 0 ? staticFiles.length : behind, 0, file);
  }
  const pages = [...replaced.values()].filter((item): item is Page => item.kind !== 'static');
  return {
    ...site,
    pages: site.pages.map(nowOf),
    staticFiles,
    collections: new Map(
      [...site.collections].map(([label, collection]) => [
        label,
        { ...collection, documents: collection.documents.map(nowOf), files: collection.files.map(nowOf) },
      ]),
    ),
    relativeIncludes: new Map([...site.relativeIncludes, ...(await readRelativeIncludes(reader, pages))]),
    files: new Map([
      ...[...site.files].map(([output, item]) => [output, nowOf(item)] as const),
      ...added.map((file) => [file.outputPath, file] as const),
    ]),
  };
}
