import type { Diagnostic } from '../../diagnostics/index.js';
import { isThemePath, type Theme, themePath } from '../../themes/index.js';
import type { SiteConfig } from '../config/site-config.js';
import { type DataRecord, deepMerge } from '../data/data-value.js';
import type { ScanEffects } from '../files/effects.js';
import { compareBytes } from '../files/file-name.js';
import type { Page } from '../pages/page.js';
import { foldersAbove, outputFiles } from '../pages/settle-outputs.js';
import type { Site } from '../pages/site.js';
import { buildStaticFile, type StaticFile } from '../pages/static-file.js';
import { buildPages } from './page-plugins.js';
import { readCitationFiles } from './read-citation-files.js';
import { readCollections } from './read-collections.js';
import { readData } from './read-data.js';
import { readEntries } from './read-entries.js';
import { withGlossary } from './read-glossary.js';
import { readNotebooks } from './read-notebooks.js';
import { readPages } from './read-pages.js';
import { readIncludes, readLayouts, readRelativeIncludes } from './read-templates.js';
import { readThemeAssets } from './read-theme-assets.js';
import { readWords } from './read-words.js';
import { withSearch } from './search-include.js';
import { type SiteReader, siteReader, walkFolder, walkTheme } from './site-reader.js';
import { ownTemplates, standIns } from './stand-ins.js';

/** A course as far as it could be read, and what its files had wrong. */
export interface ScanResult {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the folder of a course once, as Jekyll's reader and GitHub Pages' plugins do. Of static files it reads only
 * the first bytes, and of files that an earlier scan has read nothing. What a file has wrong is a diagnostic, sorted
 * by file and place; every other file is read all the same.
 */
export async function scanSite(config: SiteConfig, effects: ScanEffects): Promise<ScanResult> {
  const diagnostics: Diagnostic[] = [];
  effects.memory?.begin();
  const reader = siteReader(config, effects, diagnostics);
  const [layouts, includes, data, entries] = await Promise.all([
    readLayouts(reader),
    readIncludes(reader),
    readSiteData(reader),
    readEntries(reader),
  ]);
  const pageFiles = entries.entries.filter((entry) => entry.hasFrontMatter).map(({ file }) => file);
  const [collections, read] = await Promise.all([
    readCollections(reader, entries, layouts),
    readPages(reader, pageFiles),
  ]);
  const ownFiles = entries.entries
    .filter((entry) => !entry.hasFrontMatter)
    .map(({ file }) => buildStaticFile(file, file.path, null, reader.defaults))
    .sort((a, b) => compareBytes(a.relativePath, b.relativePath));
  const own = {
    pages: read,
    files: [...ownFiles, ...[...collections.values()].flatMap((collection) => collection.files)],
  };
  const { theme } = config;
  const ofTheme = theme === null ? { pages: [], files: [] } : await readThemeAssets(reader, theme, own);
  const finished = await buildPages(
    reader,
    { pages: [...own.pages, ...ofTheme.pages], files: [...own.files, ...ofTheme.files] },
    layouts,
  );
  const documents = [...collections.values()].flatMap((collection) => collection.documents);
  const isLeftOut = yielding(theme, [...finished.pages, ...documents, ...finished.files]);
  const allPages = [...finished.pages.filter((page) => !isLeftOut(page)), ...documents];
  const templates = { layouts, includes };
  const used = theme === null || theme.role === 'named' ? templates : standIns(theme, templates, allPages);
  const themedFiles = finished.files.filter((file) => !isLeftOut(file));
  const staticFiles =
    used === null ? themedFiles.filter(({ file }) => !isThemePath(theme, file.path)) : themedFiles;
  const ownTheme = config.ownTheme && used !== null;
  const citations = await readCitationFiles(reader);
  const { layouts: usedLayouts } = used ?? ownTemplates(theme, templates);
  const files = outputFiles(allPages, staticFiles);
  const notebooks = await readNotebooks(reader, staticFiles, {
    layouts: usedLayouts,
    ownTheme,
    isTaken: (outputPath) => files.has(outputPath),
  });
  const site: Site = {
    config: { ...config, ownTheme },
    time: reader.time,
    pages: [...allPages, ...notebooks],
    staticFiles,
    collections,
    data,
    words: await readWords(reader, allPages),
    ...(await withGlossary(
      reader,
      await withSearch(reader, used ?? ownTemplates(theme, templates), { pages: allPages, ownTheme }),
      allPages,
    )),
    ...(citations === undefined ? {} : { citations }),
    relativeIncludes: await readRelativeIncludes(reader, allPages),
    sassDirectories: [
      ...[config.sass.directory, ...config.sass.loadPaths].map((path) => `${config.source}/${path}`),
      ...(theme === null || theme.folders.sass === null ? [] : [`${theme.root}/${theme.folders.sass}`]),
    ],
    files: new Map([...files, ...notebooks.map((page) => [page.outputPath, page] as const)]),
  };
  // Files are read side by side, so they are reported in any order.
  return { site, diagnostics: diagnostics.sort(comparePlaces) };
}

/** Tells what of a theme is left out, as the course has something of its own at its address or at that of its folder. */
function yielding(
  theme: Theme | null,
  items: readonly (Page | StaticFile)[],
): (item: Page | StaticFile) => boolean {
  const isThemes = ({ file }: Page | StaticFile): boolean => isThemePath(theme, file.path);
  if (!items.some(isThemes)) return () => false;
  const own = new Set(
    items.filter((item) => item.written && !isThemes(item)).map(({ outputPath }) => outputPath),
  );
  return (item) =>
    isThemes(item) && [item.outputPath, ...foldersAbove(item.outputPath)].some((path) => own.has(path));
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  return (
    compareBytes(a.file, b.file) || a.line - b.line || a.column - b.column || compareBytes(a.code, b.code)
  );
}

/** What the data folder of the course says, over what that of its theme does (Jekyll: `Reader#read_data`). */
async function readSiteData(reader: SiteReader): Promise<DataRecord> {
  const { config, zone, effects } = reader;
  const files = walkFolder(reader, config.dataDirectory, (path) => !/(?:^|\/)\./.test(path));
  const { data, diagnostics } = await readData(files, config.dataDirectory, config, zone, effects);
  reader.report(...diagnostics);
  const { theme } = config;
  const folder = theme?.folders.data ?? null;
  if (theme === null || folder === null) return data;
  const others = walkTheme(reader, theme, folder, (path) => !/(?:^|\/)\./.test(path));
  const ofTheme = await readData(others, themePath(theme, folder), config, zone, effects);
  reader.report(...ofTheme.diagnostics);
  return deepMerge(ofTheme.data, data);
}
