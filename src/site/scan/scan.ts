import type { Diagnostic } from '../../diagnostics/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import type { ScanEffects } from '../files/effects.js';
import { compareBytes } from '../files/file-name.js';
import { outputFiles } from '../pages/settle-outputs.js';
import type { Site } from '../pages/site.js';
import { buildStaticFile } from '../pages/static-file.js';
import { buildPages } from './page-plugins.js';
import { readCollections } from './read-collections.js';
import { readData } from './read-data.js';
import { readEntries } from './read-entries.js';
import { readPages } from './read-pages.js';
import { readIncludes, readLayouts, readRelativeIncludes } from './read-templates.js';
import { type SiteReader, siteReader, walkFolder } from './site-reader.js';

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
  const files = [...ownFiles, ...[...collections.values()].flatMap((collection) => collection.files)];
  const { pages, files: staticFiles } = await buildPages(reader, { pages: read, files }, layouts);
  const allPages = [...pages, ...[...collections.values()].flatMap(({ documents }) => documents)];
  const site: Site = {
    config,
    time: reader.time,
    pages: allPages,
    staticFiles,
    collections,
    data,
    layouts,
    includes,
    relativeIncludes: await readRelativeIncludes(reader, allPages),
    sassDirectories: [config.sass.directory, ...config.sass.loadPaths].map(
      (path) => `${config.source}/${path}`,
    ),
    files: outputFiles(allPages, staticFiles),
  };
  // Files are read side by side, so they are reported in any order.
  return { site, diagnostics: diagnostics.sort(comparePlaces) };
}

function comparePlaces(a: Diagnostic, b: Diagnostic): number {
  return (
    compareBytes(a.file, b.file) || a.line - b.line || a.column - b.column || compareBytes(a.code, b.code)
  );
}

async function readSiteData(reader: SiteReader): Promise<DataRecord> {
  const { config, zone, effects } = reader;
  const files = walkFolder(reader, config.dataDirectory, (path) => !/(?:^|\/)\./.test(path));
  const { data, diagnostics } = await readData(files, config.dataDirectory, config, zone, effects);
  reader.report(...diagnostics);
  return data;
}
