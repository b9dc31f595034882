import type { CollectionConfig, SiteConfig } from '../config/site-config.js';
import { extensionName, pathIn } from '../files/file-name.js';
import { withoutFirstHeading } from '../files/page-body.js';
import type { DocumentCollection } from '../pages/build-document.js';
import type { Collection } from '../pages/collection.js';
import { defaultLayout } from '../pages/default-layout.js';
import type { Layout } from '../pages/layout.js';
import { compareDocuments } from '../pages/order-documents.js';
import type { Page } from '../pages/page.js';
import { isMarkdown } from '../pages/page-format.js';
import { layoutName, titleOf } from '../pages/page-source.js';
import { withPermalinkSuffix } from '../permalinks/permalink.js';
import { type CollectionContent, readCollection, readPosts } from './read-documents.js';
import type { Entries } from './read-entries.js';
import type { SiteReader } from './site-reader.js';
import { headingTitle } from './titles-from-headings.js';

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
  const layout = defaultLayout('post', page.url, (name) => layouts.has(name));
  return { ...page, data: { ...page.data, layout }, layout: layoutName(layout, page.format) };
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
