import { type Diagnostic, diagnostic, locator, mapSource } from '../../diagnostics/index.js';
import type { CollectionConfig } from '../config/site-config.js';
import { asRecord } from '../data/data-value.js';
import { readYaml } from '../data/yaml.js';
import { baseName, extensionName, pathIn } from '../files/file-name.js';
import { mapConcurrently, readText, unreadable } from '../files/read-file.js';
import type { SourceFile } from '../files/source-file.js';
import {
  type BuiltDocument,
  buildDocument,
  type DocumentCollection,
  isYamlDocument,
} from '../pages/build-document.js';
import { buildStaticFile } from '../pages/build-static-file.js';
import { orderDocuments } from '../pages/order-documents.js';
import { isMarkdown } from '../pages/page-format.js';
import {
  canBePublished,
  isInTheFuture,
  type PageSource,
  permalinkType,
  readPageSource,
} from '../pages/page-source.js';

import type { StaticFile } from '../pages/static-file.js';
import { type Entry, probeAll } from './read-entries.js';
import { type SiteReader, walkFolder } from './site-reader.js';

/** How many documents are read at a time. */
const CONCURRENCY = 16;

/** Names that make a file of a `_posts` folder a post, and of a `_drafts` folder a draft. */
const POST_NAME = /^\d{2,4}-\d{1,2}-\d{1,2}-.*\.[^.]+$/s;
const DRAFT_NAME = /\.[^.]+$/;

/** Reads the posts and drafts in some folders, in order, as far as they are to be published (Jekyll: `post_reader.rb`). */
export async function readPosts(
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
export async function readCollection(
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
