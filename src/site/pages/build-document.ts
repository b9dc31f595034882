import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { isNumeric, numberOf } from '../../liquid/index.js';
import type { CollectionConfig } from '../config/site-config.js';
import { type DataRecord, deepMerge, isTruthy, rubyText } from '../data/data-value.js';
import { momentOfDate, parseTime } from '../data/time.js';
import { baseName, compareBytes, extensionName, stemName } from '../files/file-name.js';
import { fillPlaceholders } from '../permalinks/permalink.js';
import { datePlaceholders, slugify, titleizeSlug } from '../permalinks/placeholders.js';
import { outputPath, sanitizeUrl } from '../permalinks/url.js';
import type { PageContext } from './build-page.js';
import type { Page } from './page.js';
import { formatOf, outputExtension, withOutputExtension } from './page-format.js';
import {
  canBePublished,
  excerptSeparator,
  isInTheFuture,
  layoutName,
  names,
  type PageSource,
  permalinkOf,
  titleOf,
} from './page-source.js';

/** The collection that a document is built for. */
export interface DocumentCollection {
  readonly label: string;
  /** `_posts` for posts, `_drafts` in a folder of drafts, else `_` and the label. */
  readonly directory: string;
  readonly output: boolean;
  /** Permalink template. */
  readonly permalink: string;
}

/** A document, and what it is ordered by. */
export interface BuiltDocument {
  readonly page: Page;
  /** The date it is sorted by; null for a collection's document that has no date of its own. */
  readonly sortDate: Date | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes a post, draft or document of its file (Jekyll: `document.rb`). */
export function buildDocument(
  source: PageSource,
  collection: DocumentCollection,
  context: PageContext,
): BuiltDocument {
  const { config, time } = context;
  const isDraft = collection.label === 'posts' && !source.relativePath.includes('_posts');
  const { data: read, diagnostics } = documentData(source, collection, isDraft, context);
  const ownDate = read['date'] instanceof Date ? read['date'] : null;
  const date = ownDate ?? (isDraft ? new Date(source.file.mtimeMs) : time);
  const data: DataRecord = { ...read, date };
  const extension = extensionName(source.relativePath);
  const format = formatOf(extension, config);
  const permalink = permalinkOf(data['permalink']);
  const outputExt = outputExtension(extension, format, permalink);
  const values = placeholders(source, collection, data, outputExt, date, context);
  const { url: filled, unknown } = fillPlaceholders(permalink ?? collection.permalink, (name) =>
    values.get(name),
  );
  const url = sanitizeUrl(filled);
  const page: Page = {
    kind: isDraft ? 'draft' : collection.label === 'posts' ? 'post' : 'document',
    file: source.file,
    relativePath: source.relativePath,
    collection: collection.label,
    data,
    body: source.body,
    format,
    outputExtension: outputExt,
    url,
    outputPath: withOutputExtension(outputPath(url), url, url.endsWith('/') ? '.html' : outputExt),
    written: collection.output && canBePublished(data, config) && !isInTheFuture(date, time, config),
    date,
    title: titleOf(data),
    slug: slugOf(source, data),
    categories: names(data['categories']),
    tags: names(data['tags']),
    layout: isYamlDocument(source.relativePath) ? null : layoutName(data['layout'], format),
    excerptSeparator: excerptSeparator(data, config),
  };
  return {
    page,
    sortDate: collection.label === 'posts' ? date : ownDate,
    diagnostics: [...diagnostics, ...unknown.map((name) => unknownPlaceholder(source, name))],
  };
}

function unknownPlaceholder(source: PageSource, name: string): Diagnostic {
  const message = `The permalink has no placeholder ${name}.`;
  const hint = 'Use :title, :categories, :year, :month, :day, :path, :name, :collection or :output_ext.';
  return diagnostic('error', 'permalink-placeholder', source.placeOf('permalink'), message, {
    text: name,
    hint,
  });
}

/** A document's data in the order in which Jekyll comes to have them. */
function documentData(
  source: PageSource,
  collection: DocumentCollection,
  isDraft: boolean,
  context: PageContext,
) {
  const { defaults, zone } = context;
  if (isYamlDocument(source.relativePath)) {
    return { data: { ...source.data, draft: isDraft }, diagnostics: [] };
  }
  const diagnostics: Diagnostic[] = [];
  const { date: written, slug: plainSlug } = dateAndSlug(source.relativePath);

  let data: DataRecord = {
    draft: isDraft,
    categories: foldersAbove(source.relativePath, collection.directory),
  };
  data = mergeOver(data, defaults.all(source.relativePath, collection.label));
  data = mergeOver(data, source.data);
  if (Object.hasOwn(data, 'date')) {
    const date = momentOfDate(data['date'], zone);
    if (date === null) diagnostics.push(invalidDate(source, String(data['date'] ?? '')));
    data = { ...data, date };
  }
  const day = written === null ? null : parseTime(written, zone);
  if (written !== null && day === null) diagnostics.push(invalidDate(source, written));
  if (day !== null && isMissingDate(data['date'], context.time)) data = { ...data, date: day };

  data = {
    ...data,
    title: isTruthy(data['title']) ? data['title'] : titleizeSlug(plainSlug),
    slug: isTruthy(data['slug']) ? data['slug'] : plainSlug,
    ext: isTruthy(data['ext']) ? data['ext'] : extensionName(source.relativePath) || null,
  };
  data = { ...data, categories: allCategories(data), tags: allTags(data) };
  return { data, diagnostics };
}

/** Whether a document is YAML as a whole, all of it data (`Document#yaml_file?`). */
export function isYamlDocument(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** `Document#modify_date`. */
function isMissingDate(date: unknown, time: Date): boolean {
  return !(date instanceof Date) || Math.floor(date.getTime() / 1000) === Math.floor(time.getTime() / 1000);
}

function invalidDate(source: PageSource, date: string): Diagnostic {
  const message = date === '' ? 'The date is empty.' : `“${date}” is not a date.`;
  const hint = 'Write it as `2024-04-01` or `2024-04-01 09:00:00 +0900`.';
  return diagnostic('error', 'date-invalid', source.placeOf('date'), message, { text: date, hint });
}

/** The date in front of a file's name, and the rest of the name without its extension (`Document#populate_title`). */
function dateAndSlug(path: string): { readonly date: string | null; readonly slug: string } {
  const name = baseName(path);
  const [, date = null, dated] = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)\.[^.]+$/s.exec(name) ?? [];
  return { date, slug: (dated ?? stemName(name)).replace(/\.*$/, '') };
}

/** The folders that the collection's own folder lies in: categories of its posts (`Document#categories_from_path`). */
function foldersAbove(path: string, directory: string): readonly string[] {
  const at = path.indexOf(directory);
  if (at <= 0) return [];
  return path
    .slice(0, at)
    .split('/')
    .filter((name) => name !== '');
}

/** `Document#merge_data!`: categories add up, everything else is laid over. */
function mergeOver(data: DataRecord, over: DataRecord): DataRecord {
  const given = over['categories'];
  if (given === undefined || given === null) return deepMerge(data, over);
  const own = Array.isArray(data['categories']) ? data['categories'] : [];
  const more = typeof given === 'string' ? words(given) : Array.isArray(given) ? given : [given];
  return deepMerge(data, { ...over, categories: [...new Set([...own, ...more])] });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** `Document#populate_categories`: numbers among them appear a second time as text, as in Jekyll. */
function allCategories(data: DataRecord): readonly unknown[] {
  const own = Array.isArray(data['categories']) ? data['categories'] : [];
  const texts = [...own, ...pluralised(data, 'category', 'categories')]
    .flat(Number.POSITIVE_INFINITY)
    .map(rubyText);
  return [...new Set([...own, ...texts])];
}

function allTags(data: DataRecord): readonly unknown[] {
  return pluralised(data, 'tag', 'tags');
}

/** `Utils.pluralized_array_from_hash`: the singular key's value, or else the plural's, a text of words or a list. */
function pluralised(data: DataRecord, singular: string, plural: string): readonly unknown[] {
  const one = data[singular];
  const several = data[plural];
  const list = typeof several === 'string' ? words(several) : Array.isArray(several) ? several : [];
  return (isTruthy(one) ? [one] : list)
    .flat(Number.POSITIVE_INFINITY)
    .filter((item) => item !== null && item !== undefined);
}

function slugOf(source: PageSource, { slug }: DataRecord): string {
  return isTruthy(slug) ? rubyText(slug) : stemName(source.relativePath);
}

/** What a permalink's placeholders stand for (Jekyll: `drops/url_drop.rb`). */
function placeholders(
  source: PageSource,
  collection: DocumentCollection,
  data: DataRecord,
  outputExt: string,
  date: Date,
  context: PageContext,
): ReadonlyMap<string, string> {
  const stem = stemName(source.relativePath);
  const slug = slugOf(source, data);
  const categories = Array.isArray(data['categories']) ? data['categories'].map(rubyText) : [];
  const directory = collection.label === 'posts' ? '_posts' : collection.directory;
  const extension = extensionName(source.relativePath);
  const path = source.relativePath.slice(0, source.relativePath.length - extension.length);
  return new Map([
    ...Object.entries(datePlaceholders(context.zone.wallTime(date))),
    ['output_ext', outputExt],
    ['path', path.replace(directory, () => '').replace(/\.*$/, '')],
    ['collection', collection.label],
    ['name', slugify(stem)],
    ['title', slugify(slug, 'pretty', true)],
    ['slug', slugify(slug)],
    ['categories', [...new Set(categories.map((name) => name.toLowerCase()))].join('/')],
    ['slugified_categories', [...new Set(categories.map((name) => slugify(name)))].join('/')],
  ]);
}

/** Puts a collection's documents into Jekyll's order: by `order`, by `sort_by`, or by date and path (`sort_docs!`). */
export function orderDocuments(
  documents: readonly BuiltDocument[],
  relativeDirectory: string,
  { order, sortBy }: Pick<CollectionConfig, 'order' | 'sortBy'>,
): BuiltDocument[] {
  const sorted = [...documents].sort(compareDocuments);
  if (order !== null) {
    const wanted = new Map(order.map((path, index) => [`${relativeDirectory}/${path}`, index]));
    const place = ({ page }: BuiltDocument) => wanted.get(page.relativePath) ?? wanted.size;
    return sorted.sort((a, b) => place(a) - place(b));
  }
  if (sortBy === null) return sorted;
  return sorted.sort((a, b) => compareValues(a.page.data[sortBy], b.page.data[sortBy]));
}

/** `Document#<=>`. */
export function compareDocuments(a: BuiltDocument, b: BuiltDocument): number {
  const byDate = a.sortDate === null || b.sortDate === null ? 0 : a.sortDate.getTime() - b.sortDate.getTime();
  return byDate || compareBytes(a.page.file.absolute, b.page.file.absolute);
}

/** Ruby's `<=>` of two front matter values: 0 for what cannot be compared; documents without a value come last. */
function compareValues(a: unknown, b: unknown): number {
  const [hasA, hasB] = [isTruthy(a) || a === false, isTruthy(b) || b === false];
  if (!hasA || !hasB) return Number(hasB) - Number(hasA);
  if (isNumeric(a) && isNumeric(b)) return numberOf(a) - numberOf(b);
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return 0;
}
