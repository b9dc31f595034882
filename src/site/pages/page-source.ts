import { type Diagnostic, diagnostic, type Place } from '../../diagnostics/index.js';
import type { FrontMatterDefaults } from '../config/front-matter-defaults.js';
import type { SiteConfig } from '../config/site-config.js';
import { type DataRecord, isRecord, isTruthy, rubyText } from '../data/data-value.js';
import type { ScanEffects } from '../files/effects.js';
import { extensionName } from '../files/file-name.js';
import type { PageBody } from '../files/page-body.js';
import type { SourceFile } from '../files/source-file.js';
import { readTextFile } from '../files/text-file.js';
import type { PageFormat } from './page-format.js';

/** A page's file taken apart, before Jekyll's rules say where it goes and what it is called. */
export interface PageSource {
  readonly file: SourceFile;
  /** Jekyll's `relative_path`. */
  readonly relativePath: string;
  /** Its own front matter, without defaults. */
  readonly data: DataRecord;
  readonly body: PageBody;
  /** Where a key of the front matter stands. */
  readonly placeOf: (key: string) => Place;
}

/** A page's file as it was read, and what it had wrong. */
export interface ReadPageSource {
  readonly source: PageSource;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a page's file. Rejects with the system's error. */
export async function readPageSource(
  effects: ScanEffects,
  file: SourceFile,
  relativePath: string,
): Promise<ReadPageSource> {
  const { diagnostics, ...parts } = await readTextFile(effects, file);
  return { source: { file, relativePath, ...parts }, diagnostics };
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

/** Whether front matter lets a page be published (`Publisher#can_be_published?`): `published:` is not false or empty. */
export function canBePublished(data: DataRecord, config: Pick<SiteConfig, 'unpublished'>): boolean {
  if (config.unpublished || !Object.hasOwn(data, 'published')) return true;
  const { published } = data;
  return published !== false && published !== null;
}

/** Whether a date keeps a document back (`Publisher#hidden_in_the_future?`), which compares whole seconds. */
export function isInTheFuture(date: Date, now: Date, config: Pick<SiteConfig, 'future'>): boolean {
  return !config.future && Math.floor(date.getTime() / 1000) > Math.floor(now.getTime() / 1000);
}
