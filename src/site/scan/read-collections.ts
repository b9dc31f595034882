import { type Diagnostic, diagnostic, locator, mapSource } from '../../diagnostics/index.js';
import type { CollectionConfig, SiteConfig } from '../config/site-config.js';
import { asRecord } from '../data/data-value.js';
import { readYaml } from '../data/yaml.js';
import { baseName, extensionName, pathIn } from '../files/file-name.js';
import { withoutFirstHeading } from '../files/page-body.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import {
  type BuiltDocument,
  buildDocument,
  compareDocuments,
  type DocumentCollection,
  isYamlDocument,
  orderDocuments,
} from '../pages/build-document.js';
import { type Layout, usualLayout } from '../pages/layout.js';
import type { Page } from '../pages/page.js';
import { isMarkdown } from '../pages/page-format.js';
import {
  canBePublished,
  isInTheFuture,
  layoutName,
  type PageSource,
  permalinkType,
  readPageSource,
  titleOf,
} from '../pages/page-source.js';
import type { Collection } from '../pages/site.js';
import { buildStaticFile, type StaticFile } from '../pages/static-file.js';
import { withPermalinkSuffix } from '../permalinks/permalink.js';
import { headingTitle } from './page-plugins.js';
import { type Entries, type Entry, probeAll } from './read-entries.js';
import { type SiteReader, walkFolder } from './site-reader.js';

/** Reads all collections, posts with their drafts among them, in the configuration's order. */
export async function readCollections(
  reader: SiteReader,
  entries: Entries,
  layouts: ReadonlyMap<string, Layout>,
): Promise<ReadonlyMap<string, Collection>> {
  const collections = new Map<string, Collection>();
  for (const [label, settings] of reader.config.collections) {
    const collection = documentCollection(label, settings, reader.config);
    const { documents, files } = await readContent(reader, entries, collection, settings);
    const titled = await Promise.all(documents.map(({ page }) => withTitle(reader, page)));
    collections.set(label, {
      label,
      relativeDirectory: collection.directory,
      directory: `${reader.config.source}/${pathIn(reader.config.collectionsDirectory, collection.directory)}`,
      output: settings.output,
      permalink: collection.permalink,
      metadata: settings.metadata,
      documents: titled.map((page) => withLayout(reader, page, layouts)),
      files,
    });
  }
  return collections;
}

function documentCollection(
  label: string,
  settings: CollectionConfig,
  config: SiteConfig,
): DocumentCollection {
  return {
    label,
    directory: `_${label}`,
    output: settings.output,
    permalink: settings.permalink ?? withPermalinkSuffix('/:collection/:path', config.permalink),
  };
}

async function readContent(
  reader: SiteReader,
  entries: Entries,
  collection: DocumentCollection,
  settings: CollectionConfig,
): Promise<CollectionContent> {
  if (collection.label === 'posts') return readAllPosts(reader, entries, collection);
  // Jekyll reads no documents for a collection that is called `data`.
  if (collection.label === 'data') return { documents: [], files: [] };
  return readCollection(reader, collection, settings);
}

/** Posts and, where they are wanted, drafts; of these only the newest where their number is limited. */
async function readAllPosts(
  reader: SiteReader,
  entries: Entries,
  collection: DocumentCollection,
): Promise<CollectionContent> {
  const { showDrafts, limitPosts } = reader.config;
  const posts = await readPosts(reader, entries.postFolders, 'post', collection);
  const draftCollection = { ...collection, directory: '_drafts' };
  const drafts = showDrafts ? await readPosts(reader, entries.draftFolders, 'draft', draftCollection) : [];
  const documents = [...posts, ...drafts].sort(compareDocuments);
  return { documents: limitPosts > 0 ? documents.slice(-limitPosts) : documents, files: [] };
}

/** A Markdown post for which neither its front matter nor a default names a layout gets one of the usual names. */
function withLayout(reader: SiteReader, page: Page, layouts: ReadonlyMap<string, Layout>): Page {
  const isPost = page.collection === 'posts' && isMarkdown(extensionName(page.relativePath), reader.config);
  if (!isPost || Object.hasOwn(page.data, 'layout')) return page;
  const layout = usualLayout('post', page.url, layouts, reader.config);
  const name = layoutName(layout, page.format);
  const laidOut = { ...page, data: { ...page.data, layout }, layout: name };
  return name === null ? laidOut : { ...laidOut, isLayoutUsual: true };
}

/**
 * Where `titles_from_headings.collections` is on, a document's first heading goes over its title, even one in its
 * front matter (jekyll-titles-from-headings: `inferred_title?`).
 */
async function withTitle(reader: SiteReader, page: Page): Promise<Page> {
  const { enabled, collections, stripTitle } = reader.config.titlesFromHeadings;
  const isMarkdownPage = isMarkdown(extensionName(page.relativePath), reader.config);
  if (!enabled || !collections || !page.written || !isMarkdownPage) return page;
  const title = (await headingTitle(page.body, page.file.path, reader)) ?? page.data['title'];
  const strips = Object.hasOwn(page.data, 'strip_title') ? page.data['strip_title'] === true : stripTitle;
  const data = { ...page.data, title };
  return { ...page, data, title: titleOf(data), body: strips ? withoutFirstHeading(page.body) : page.body };
}

/** How many documents are read at a time. */
const CONCURRENCY = 16;

/** Names that make a file of a `_posts` folder a post, and of a `_drafts` folder a draft. */
const POST_NAME = /^\d{2,4}-\d{1,2}-\d{1,2}-.*\.[^.]+$/s;
const DRAFT_NAME = /\.[^.]+$/;

/** Reads the posts and drafts in some folders, in order, as far as they are to be published (Jekyll: `post_reader.rb`). */
async function readPosts(
  reader: SiteReader,
  folders: readonly string[],
  kind: 'post' | 'draft',
  collection: DocumentCollection,
): Promise<BuiltDocument[]> {
  const built: BuiltDocument[] = [];
  for (const folder of folders) {
    const files = walkFolder(reader, folder, (path, _parent, isDirectory) =>
      baseName(path).startsWith('.') ? false : isDirectory || reader.filter.takes(path, folder, false),
    );
    const named = files.filter(({ path }) => (kind === 'post' ? POST_NAME : DRAFT_NAME).test(baseName(path)));
    if (kind === 'post')
      reader.report(
        ...files
          .filter((file) => !named.includes(file))
          .flatMap((file) => undated(reader, `${folder}/${file.path}`)),
      );
    const entries = await probeAll(reader, named, `${folder}/`);
    built.push(...(await buildAll(reader, entries, collection)));
  }
  return built.filter((document) => isPublished(reader, document));
}

/** A lecturer's post that no one will see because its name has no date. */
function undated(reader: SiteReader, path: string): Diagnostic[] {
  if (!isMarkdown(extensionName(path), reader.config)) return [];
  const message = 'The file is not published, because a post’s name has to start with a date.';
  const hint = 'Rename it to something like `2024-04-01-title.md`.';
  return [diagnostic('warning', 'post-name', { file: path, line: 1, column: 1 }, message, { hint })];
}

function isPublished(reader: SiteReader, { page }: BuiltDocument): boolean {
  if (!canBePublished(page.data, reader.config)) return false;
  if (page.date === null || !isInTheFuture(page.date, reader.time, reader.config)) return true;
  const message = 'The post is not published yet, because its date is in the future.';
  const hint = 'Build with `--future` to see it.';
  reader.report(
    diagnostic('info', 'post-future', { file: page.file.path, line: 1, column: 1 }, message, { hint }),
  );
  return false;
}

/** The documents and static files of a collection. */
export interface CollectionContent {
  readonly documents: readonly BuiltDocument[];
  readonly files: readonly StaticFile[];
}

/** Reads a collection other than posts (Jekyll: `Collection#read`). */
async function readCollection(
  reader: SiteReader,
  collection: DocumentCollection,
  settings: CollectionConfig,
): Promise<CollectionContent> {
  const { config, filter } = reader;
  const folder = pathIn(config.collectionsDirectory, collection.directory);
  const files = walkFolder(
    reader,
    folder,
    (path, _parent, isDirectory) => isDirectory || filter.takes(path, collection.directory, false),
  );
  const entries = await probeAll(reader, files, `${folder}/`);
  const documents = await buildAll(
    reader,
    entries.filter((entry) => entry.hasFrontMatter),
    collection,
  );
  const published = documents.filter(({ page }) => config.unpublished || page.data['published'] !== false);
  return {
    documents: orderDocuments(published, collection.directory, settings),
    files: entries
      .filter((entry) => !entry.hasFrontMatter)
      .map(({ file }) =>
        buildStaticFile(file, relativePath(file, config.collectionsDirectory), collection, reader.defaults),
      ),
  };
}

/** A document as {@link readCollections} reads it, of its file as that is now; undefined where that cannot be read. */
export async function rereadDocument(
  reader: SiteReader,
  { file }: Entry,
  { label, relativeDirectory, output, permalink }: Collection,
  layouts: ReadonlyMap<string, Layout>,
): Promise<Page | undefined> {
  const source = await readDocument(reader, file);
  if (source === null) return undefined;
  const { page } = buildDocument(source, { label, directory: relativeDirectory, output, permalink }, reader);
  return withLayout(reader, await withTitle(reader, page), layouts);
}

/** A document's path from the folder that holds the collections (`Document#relative_path`). */
function relativePath({ path }: SourceFile, collectionsDirectory: string): string {
  const prefix = collectionsDirectory === '' ? '' : `${collectionsDirectory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

async function buildAll(
  reader: SiteReader,
  entries: readonly Entry[],
  collection: DocumentCollection,
): Promise<BuiltDocument[]> {
  const sources = await mapConcurrently(entries, CONCURRENCY, ({ file }) => readDocument(reader, file));
  const documents = sources
    .filter((source) => source !== null)
    .map((source) => buildDocument(source, collection, reader));
  reader.report(...documents.flatMap(({ diagnostics }) => diagnostics));
  return documents;
}

async function readDocument(reader: SiteReader, file: SourceFile): Promise<PageSource | null> {
  const path = relativePath(file, reader.config.collectionsDirectory);
  try {
    if (isYamlDocument(file.path)) return await readYamlDocument(reader, file, path);
    const { source, diagnostics } = await readPageSource(reader.effects, file, path);
    reader.report(...diagnostics, ...permalinkType(source));
    return source;
  } catch (error) {
    reader.report(unreadable(file.path, error));
    return null;
  }
}

/** A document that is YAML as a whole: all of it is data, and there is no text (`Document#read`). */
async function readYamlDocument(reader: SiteReader, file: SourceFile, path: string): Promise<PageSource> {
  const { source, diagnostics } = await readText(reader.effects.fs, file);
  const { value, problem, offsetOf } = readYaml(source.text);
  const place = locator(mapSource(source));
  reader.report(...diagnostics);
  if (problem !== null) {
    const message = `The document cannot be read: ${problem.message}`;
    reader.report(
      diagnostic('error', 'data-yaml', place(problem.offset), message, { hint: 'Correct the YAML.' }),
    );
  }
  return {
    file,
    relativePath: path,
    data: asRecord(value) ?? {},
    body: mapSource(source, source.text.length),
    placeOf: (key) => place(offsetOf([key])),
  };
}
