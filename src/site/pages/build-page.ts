import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import type { FrontMatterDefaults } from '../config/front-matter-defaults.js';
import type { SiteConfig } from '../config/site-config.js';
import { deepMerge } from '../data/merge.js';
import { momentOfDate } from '../data/ruby-time.js';
import { isTruthy } from '../data/truthy.js';
import { isRecord } from '../data/yaml.js';
import type { Zone } from '../data/zone.js';
import { directoryName, extensionName } from '../files/file-name.js';
import { withPermalinkSuffix } from '../permalinks/permalink.js';
import { fillTemplate, outputPath, sanitizeUrl } from '../permalinks/url.js';
import type { DataRecord, Page, PageFormat } from './page.js';
import { formatOf, isHtml, outputExtension, withOutputExtension } from './page-format.js';
import type { PageSource } from './page-source.js';

/** What the rules for pages go by. */
export interface PageContext {
  readonly config: SiteConfig;
  readonly defaults: FrontMatterDefaults;
  readonly zone: Zone;
  /** The moment of the build. */
  readonly time: Date;
}

/** A value of a page: its own front matter's, null included, or else the defaults' (`Page#data`). */
export function pageValue(source: PageSource, key: string, defaults: FrontMatterDefaults): unknown {
  return Object.hasOwn(source.data, key)
    ? source.data[key]
    : defaults.find(source.relativePath, 'pages', key);
}

/** A file's name without its extension and without periods at its end (`Page#process`). */
export function pageBaseName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.slice(0, name.length - extensionName(name).length).replace(/\.*$/, '');
}

/** A permalink as text, or null where there is none. */
export function permalinkOf(value: unknown): string | null {
  return isTruthy(value) && value !== '' && !isCompound(value) ? String(value) : null;
}

/** The diagnostic for `permalink: ""`, at which Jekyll stops (`Convertible#validate_permalink!`). */
export function emptyPermalink(source: PageSource): readonly Diagnostic[] {
  if (source.data['permalink'] !== '') return [];
  return [
    diagnostic('error', 'permalink-empty', source.placeOf('permalink'), 'The permalink is empty.', {
      hint: PERMALINK_HINT,
    }),
  ];
}

/** The diagnostic for a permalink that is a list or a mapping, at which Jekyll stops, too. */
export function permalinkType({ data: { permalink }, placeOf }: PageSource): readonly Diagnostic[] {
  if (!isCompound(permalink)) return [];
  const what = Array.isArray(permalink) ? 'a list' : 'a mapping of keys to values';
  const message = `The permalink is ${what} and no path, so the page has its usual address.`;
  return [diagnostic('error', 'permalink-type', placeOf('permalink'), message, { hint: PERMALINK_HINT })];
}

const PERMALINK_HINT = 'Write a path such as `/week-1/`, or remove the line.';

function isCompound(value: unknown): boolean {
  return Array.isArray(value) || isRecord(value);
}

/** A value as Ruby's `to_s` writes it into an address. */
export function rubyText(value: unknown): string {
  const inside = (item: unknown): string =>
    typeof item === 'string' ? JSON.stringify(item) : item === null ? 'nil' : rubyText(item);
  if (Array.isArray(value)) return `[${value.map(inside).join(', ')}]`;
  if (!isRecord(value)) return String(value ?? '');
  return `{${Object.entries(value)
    .map(([key, item]) => `${inside(key)}=>${inside(item)}`)
    .join(', ')}}`;
}

/** Where a page goes. */
interface Target {
  readonly url: string;
  readonly outputExtension: string;
  readonly outputPath: string;
}

/** The URL and file of a page (Jekyll: `page.rb`). */
export function pageTarget(source: PageSource, context: PageContext): Target {
  const { config, defaults } = context;
  const extension = extensionName(source.relativePath);
  const permalink = permalinkOf(pageValue(source, 'permalink', defaults));
  const outputExt = outputExtension(extension, formatOf(extension, config), permalink);
  const baseName = pageBaseName(source.relativePath);
  const directory = directoryName(source.relativePath);
  const url = sanitizeUrl(
    fillTemplate(permalink ?? pageTemplate(baseName, outputExt, config.permalink), [
      ['path', directory === '' ? '' : `/${directory}`],
      ['basename', baseName],
      ['output_ext', outputExt],
    ]),
  );
  return {
    url,
    outputExtension: outputExt,
    outputPath: withOutputExtension(outputPath(url), url, outputExt),
  };
}

/** `Page#template`. */
function pageTemplate(baseName: string, outputExt: string, permalinkStyle: string): string {
  if (!isHtml(outputExt)) return '/:path/:basename:output_ext';
  return baseName === 'index' ? '/:path/' : withPermalinkSuffix('/:path/:basename', permalinkStyle);
}

/** Makes a page of its file. */
export function buildPage(source: PageSource, context: PageContext): Page {
  const { config, defaults, zone } = context;
  const data = deepMerge(defaults.all(source.relativePath, 'pages'), source.data);
  const target = pageTarget(source, context);
  const format = formatOf(extensionName(source.relativePath), config);
  const hasExcerpt = config.pageExcerpts && isHtml(target.outputExtension);
  return {
    kind: 'page',
    file: source.file,
    relativePath: source.relativePath,
    collection: null,
    data,
    body: source.body,
    format,
    ...target,
    written: true,
    date: pageDate(data, zone),
    title: titleOf(data),
    slug: typeof data['slug'] === 'string' ? data['slug'] : pageBaseName(source.relativePath),
    categories: names(data['categories']),
    tags: names(data['tags']),
    layout: layoutName(pageValue(source, 'layout', defaults), format),
    excerptSeparator: hasExcerpt ? excerptSeparator(data, config) : '',
  };
}

/** `excerpt_separator` of the page or the site (`Page#excerpt_separator`). */
export function excerptSeparator(data: DataRecord, config: SiteConfig): string {
  const own = data['excerpt_separator'];
  return isTruthy(own) ? String(own) : config.excerptSeparator;
}

/** The layout that front matter names; a style sheet is never put into one (`Convertible#place_in_layout?`). */
export function layoutName(value: unknown, format: PageFormat): string | null {
  if (format === 'sass' || format === 'scss') return null;
  return isTruthy(value) && value !== 'none' ? String(value) : null;
}

/** A page's title as text. */
export function titleOf(data: DataRecord): string | null {
  const { title } = data;
  return isTruthy(title) ? String(title) : null;
}

/** Categories or tags: a list, or a text with white space between them. */
export function names(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? value.split(/\s+/).filter((name) => name !== '') : value;
  if (!Array.isArray(list)) return [];
  return [
    ...new Set(
      list
        .flat(Number.POSITIVE_INFINITY)
        .filter((name) => name !== null)
        .map(rubyText),
    ),
  ];
}

function pageDate({ date }: DataRecord, zone: Zone): Date | null {
  return date instanceof Date || typeof date === 'string' ? momentOfDate(date, zone) : null;
}
