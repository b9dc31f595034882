import { isRecord, isTruthy } from '../../site/index.js';
import { listOf, recordOf } from '../config/values.js';

/** What `scholar:` says, of a site and of a page: jekyll-scholar's `defaults.rb`, with what is stated over it. */
export type ScholarSettings = Readonly<Record<string, unknown>>;

const DEFAULTS = {
  style: 'apa',
  locale: 'en',
  sort_by: 'none',
  order: 'ascending',
  group_by: 'none',
  group_order: 'ascending',
  bibliography_group_tag: 'h2,h3,h4,h5',
  bibliography_list_tag: 'ol',
  bibliography_item_tag: 'li',
  bibliography_list_attributes: {},
  bibliography_item_attributes: {},
  source: './_bibliography',
  bibliography: 'references.bib',
  repository: null,
  repository_file_delimiter: '.',
  replace_strings: true,
  join_strings: true,
  remove_duplicates: false,
  details_dir: 'bibliography',
  details_layout: 'bibtex.html',
  details_link: 'Details',
  details_permalink: '/:details_dir/:key:extension',
  bibliography_class: 'bibliography',
  bibliography_template: '{{reference}}',
  reference_tagname: 'span',
  missing_reference: '(missing reference)',
  details_link_class: 'details',
  query: '@*',
  cite_class: 'citation',
  separate_links: false,
  relative: null,
  type_order: [],
  month_names: null,
} as const;

const TYPE_NAMES: Readonly<Record<string, unknown>> = {
  article: 'Journal Articles',
  book: 'Books',
  incollection: 'Book Chapters',
  inproceedings: 'Conference Articles',
  thesis: 'Theses',
  mastersthesis: "Master's Theses",
  phdthesis: 'PhD Theses',
  manual: 'Manuals',
  techreport: 'Technical Reports',
  misc: 'Miscellaneous',
  unpublished: 'Unpublished',
};

const TYPE_ALIASES: Readonly<Record<string, unknown>> = { phdthesis: 'thesis', mastersthesis: 'thesis' };

/** Filters of bibtex-ruby and jekyll-scholar for the TeX of fields, which is always read. */
const USUAL_FILTERS = [
  'latex',
  'superscript',
  'smallcaps',
  'italics',
  'textit',
  'lowercase',
  'textregistered',
  'tiny',
] as const;

/** Those that make addresses in references links. */
const LINKING_FILTERS = ['linkify', 'markdown'] as const;

/** Every filter that `bibtex_filters` may name. */
export const BIBTEX_FILTERS: readonly string[] = [...USUAL_FILTERS, ...LINKING_FILTERS];

/** The filters that settings name, with or without the colon that Ruby writes in front. */
export function namedFilters(settings: ScholarSettings): readonly string[] {
  return listSetting(settings, 'bibtex_filters').map((name) => name.replace(/^:/, ''));
}

/** Whether addresses in references are links. */
export function linksAddresses(settings: ScholarSettings): boolean {
  return namedFilters(settings).some((name) => LINKING_FILTERS.some((linking) => linking === name));
}

/** Every key that `scholar:` may have; some change nothing here. */
export const SCHOLAR_KEYS: readonly string[] = [
  ...Object.keys(DEFAULTS),
  'type_names',
  'type_aliases',
  'allow_locale_overrides',
  'bibtex_options',
  'bibtex_filters',
  'raw_bibtex_filters',
  'bibtex_skip_fields',
  'bibtex_quotes',
];

/** The settings that hold where these are stated, the last of them first. */
export function scholarSettings(...stated: readonly unknown[]): ScholarSettings {
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const one of stated) if (isRecord(one)) Object.assign(settings, one);
  return {
    ...settings,
    type_names: { ...TYPE_NAMES, ...recordOf(settings['type_names']) },
    type_aliases: { ...TYPE_ALIASES, ...recordOf(settings['type_aliases']) },
  };
}

/** A setting as text; nothing as an empty one. */
export function textSetting(settings: ScholarSettings, key: string): string {
  const value = settings[key];
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

/** Whether a setting is on, as Ruby takes it. */
export function flagSetting(settings: ScholarSettings, key: string): boolean {
  return isTruthy(settings[key]);
}

/** A setting that is a list, or a text with commas between its members. */
export function listSetting(settings: ScholarSettings, key: string): readonly string[] {
  return listOf(settings[key]).flatMap((one) => listText(String(one)));
}

/** `year, month` as a list. */
export function listText(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The folder of the bibliographies, as a path in the course. */
export function sourceFolder(settings: ScholarSettings): string {
  return plainPath(textSetting(settings, 'source'));
}

/** A path without `./` at its beginning and `/` at its end; `a/../b` is `b`. */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
