import { drop } from '../../liquid/index.js';
import { type DataRecord, isTruthy } from '../data/data-value.js';
import { baseName, directoryName, extensionName, stemName } from '../files/file-name.js';
import type { Page } from '../pages/page.js';
import type { StaticFile } from '../pages/static-file.js';
import { type LazyFields, lazyObject, liquidRecord } from './liquid-object.js';

/** What Liquid may ask of a page that only rendering knows. Called when a template reads it, not before. */
export interface VariableHooks {
  /** `page.content`. */
  readonly content: (page: Page) => string;
  /** `page.excerpt`, where the front matter has none of its own. */
  readonly excerpt: (page: Page) => string;
  /** `page.output` of a post or document: with its layouts around it, null where it is not rendered yet. */
  readonly output: (page: Page) => string | null;
  /** Told of each field of `site` that a template reads and that is not the configuration's. */
  readonly onSiteField?: (name: string) => void;
  /** Told of each file or folder of `site.data` that a template reads, by its name there. */
  readonly onData?: (name: string) => void;
  /** Told of each document whose neighbours in its collection a template reads. */
  readonly onNeighbours?: (page: Page) => void;
}

/** A page as Liquid sees it: its data, and over them what Jekyll knows of it (`Page::ATTRIBUTES_FOR_LIQUID`). */
export function pageVariables(page: Page, hooks: VariableHooks): DataRecord {
  const { url, data } = page;
  return lazyObject(liquidRecord(data), {
    content: () => hooks.content(page),
    dir: () => (url.endsWith('/') ? url : `${directoryName(url)}/`),
    excerpt: () => excerptOf(page, hooks, null),
    name: () => baseName(page.relativePath),
    path: () => data['path'] ?? page.relativePath,
    url: () => url,
  });
}

/** The documents beside a document in its collection, as Liquid sees them; null at either end. */
export interface Neighbours {
  readonly previous: () => DataRecord | null;
  readonly next: () => DataRecord | null;
}

/**
 * A post or document as Liquid sees it (Jekyll: `drops/document_drop.rb`): Jekyll's fields, then its data. It prints as
 * its output, or as its content before it has one (`Document#to_s`).
 */
export function documentVariables(
  page: Page,
  hooks: VariableHooks,
  { previous, next }: Neighbours,
): DataRecord {
  const { data, url, relativePath } = page;
  const fields: LazyFields = {
    name: () => (isTruthy(data['name']) ? data['name'] : baseName(relativePath)),
    id: () => `${directoryName(url.replace(/\/$/, ''))}/${page.slug}`,
    next,
    previous,
    relative_path: () => relativePath,
    content: () => hooks.content(page),
    excerpt: () => excerptOf(page, hooks, ''),
    output: () => hooks.output(page),
    title: () => data['title'] ?? null,
    categories: () => data['categories'] ?? null,
    path: () => relativePath,
    url: () => url,
    date: () => page.date,
    tags: () => data['tags'] ?? null,
    collection: () => page.collection,
  };
  const order = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
  return drop(
    lazyObject({ ...order, ...liquidRecord(data) }, fields),
    () => hooks.output(page) ?? hooks.content(page),
  );
}

/** A front matter's excerpt as text, or else the one that the page's text begins with. */
function excerptOf(page: Page, hooks: VariableHooks, none: string | null): string | null {
  const own = page.data['excerpt'];
  if (isTruthy(own)) return String(own);
  return page.excerptSeparator === '' ? none : hooks.excerpt(page);
}

/** A static file as Liquid sees it (Jekyll: `drops/static_file_drop.rb`). */
export function staticFileVariables(file: StaticFile): DataRecord {
  const { relativePath, collection } = file;
  const name = baseName(relativePath);
  const fields = {
    name,
    extname: extensionName(relativePath),
    modified_time: new Date(file.file.mtimeMs),
    basename: stemName(relativePath).replace(/\.*$/, ''),
    path: collection === null ? `/${relativePath}` : relativePath,
    collection,
  };
  return drop({ ...fields, ...liquidRecord(file.data), ...fields }, () => 'Jekyll::Drops::StaticFileDrop');
}
