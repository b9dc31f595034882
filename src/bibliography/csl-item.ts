import { type Entry, MONTHS } from './bibtex-entry.js';
import { type PersonName, personNames } from './person-names.js';
import { texText } from './tex-text.js';

/** An entry as citation processors have it (CSL-JSON): variables by their names, of which `id` and `type` are always there. */
export type CslItem = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** An item and the formulas that stand in it, in TeX. */
export interface ItemWithFormulas {
  readonly item: CslItem;
  readonly formulas: readonly string[];
}

/** CSL's types by BibTeX's and BibLaTeX's. */
const TYPES: Readonly<Record<string, string>> = {
  article: 'article-journal',
  book: 'book',
  mvbook: 'book',
  booklet: 'pamphlet',
  collection: 'book',
  conference: 'paper-conference',
  dataset: 'dataset',
  electronic: 'webpage',
  inbook: 'chapter',
  bookinbook: 'chapter',
  incollection: 'chapter',
  inproceedings: 'paper-conference',
  inreference: 'entry-encyclopedia',
  manual: 'book',
  mastersthesis: 'thesis',
  misc: 'document',
  online: 'webpage',
  patent: 'patent',
  phdthesis: 'thesis',
  proceedings: 'book',
  reference: 'book',
  report: 'report',
  software: 'software',
  techreport: 'report',
  thesis: 'thesis',
  unpublished: 'manuscript',
  video: 'motion_picture',
  www: 'webpage',
};

/** Fields that are texts, each with the variable it becomes; the first that is there counts. */
const TEXTS: readonly (readonly [variable: string, ...fields: readonly string[]])[] = [
  ['title', 'title'],
  ['container-title', 'booktitle', 'journal', 'journaltitle', 'maintitle'],
  ['container-title-short', 'shortjournal'],
  ['collection-title', 'series'],
  ['publisher', 'publisher', 'school', 'institution', 'organization', 'howpublished'],
  ['publisher-place', 'address', 'location'],
  ['edition', 'edition'],
  ['volume', 'volume'],
  ['chapter-number', 'chapter'],
  ['note', 'note'],
  ['abstract', 'abstract'],
  ['keyword', 'keywords'],
  ['event-title', 'eventtitle'],
  ['event-place', 'venue'],
  ['title-short', 'shorttitle'],
  ['version', 'version'],
  ['status', 'status', 'pubstate'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
  ['annote', 'annote', 'annotation'],
];

const NAMES: readonly (readonly [variable: string, field: string])[] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['container-author', 'bookauthor'],
];

/** What a thesis is called, where its field `type` says nothing. */
const GENRES: Readonly<Record<string, string>> = {
  phdthesis: 'PhD thesis',
  mastersthesis: 'Master’s thesis',
};

/** Makes the item of an entry, under an id of its own. `from` is how many formulas the entries before have. */
export function cslItem({ type, fields }: Entry, id: string, from: number): ItemWithFormulas {
  const formulas: string[] = [];
  const text = (field: string): string | undefined => {
    const value = fields.get(field);
    if (value === undefined || value.trim() === '') return undefined;
    const rich = texText(value, from + formulas.length);
    formulas.push(...rich.formulas);
    return rich.text;
  };
  const item: Record<string, unknown> = { id, type: typeOf(type, fields) };
  for (const [variable, ...names] of TEXTS) {
    const field = names.find(
      (name) => (fields.get(name) ?? '').trim() !== '' && !(name === 'howpublished' && isAddress(fields)),
    );
    if (field !== undefined) item[variable] = text(field);
  }
  for (const [variable, field] of NAMES) {
    const names: readonly PersonName[] = personNames(fields.get(field) ?? '');
    if (names.length > 0) item[variable] = names;
  }
  const number = text('number') ?? text('issue');
  if (number !== undefined) item[numberVariable(type)] = number;
  const pages = fields.get('pages') ?? fields.get('eid');
  if (pages !== undefined) item['page'] = texText(pages.replace(/\s*[-–—]+\s*/g, '-')).text;
  const genre = text('type') ?? (Object.hasOwn(GENRES, type) ? GENRES[type] : undefined);
  if (genre !== undefined) item['genre'] = genre;
  const issued = dateOf(fields);
  if (issued !== undefined) item['issued'] = issued;
  const accessed = isoDate(fields.get('urldate') ?? '');
  if (accessed !== undefined) item['accessed'] = accessed;
  const doi = doiOf(fields);
  if (doi !== undefined) item['DOI'] = doi;
  const url = urlOf(fields);
  if (url !== undefined && doi === undefined) item['URL'] = url;
  const language = fields.get('language') ?? fields.get('langid');
  if (language !== undefined) item['language'] = language;
  return { item: { ...item, id, type: String(item['type']) }, formulas };
}

function typeOf(type: string, fields: ReadonlyMap<string, string>): string {
  if (arxivOf(fields) !== undefined && (type === 'misc' || type === 'unpublished' || type === 'online'))
    return 'article';
  const isPage =
    type === 'misc' && fields.has('url') && !fields.has('publisher') && !fields.has('howpublished');
  if (isPage) return 'webpage';
  return (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined) ?? 'document';
}

/** What `number` is: the issue of a journal, the number in a series, or that of a report. */
function numberVariable(type: string): string {
  if (type === 'article' || type === 'periodical') return 'issue';
  return type === 'techreport' || type === 'report' || type === 'patent' || type === 'manual'
    ? 'number'
    : 'collection-number';
}

/** A date of CSL-JSON. */
interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly literal?: string;
}

function dateOf(fields: ReadonlyMap<string, string>): CslDate | undefined {
  const date = fields.get('date');
  if (date !== undefined && date.trim() !== '') return isoDate(date) ?? { literal: texText(date).text };
  const year = fields.get('year')?.replace(/[{}]/g, '').trim() ?? '';
  if (year === '') return undefined;
  if (!/^\d{1,4}$/.test(year)) return { literal: texText(year).text };
  const month = monthNumber(fields.get('month') ?? '');
  const day = /^\d{1,2}$/.test(fields.get('day') ?? '') ? [Number(fields.get('day'))] : [];
  return { 'date-parts': [[Number(year), ...(month === undefined ? [] : [month, ...day])]] };
}

/** `2024`, `2024-05`, `2024-05-17`, or two of them with a slash between (BibLaTeX's dates). */
function isoDate(date: string): CslDate | undefined {
  const parts = date
    .replace(/[{}]/g, '')
    .trim()
    .split('/')
    .map((one) => /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(one.trim()));
  if (parts.length > 2 || parts.some((one) => one === null)) return undefined;
  return {
    'date-parts': parts.map((one) => (one?.slice(1) ?? []).filter((part) => part !== undefined).map(Number)),
  };
}

/** The number of a month by its name in English, by the three letters it begins with, or by itself. */
export function monthNumber(month: string): number | undefined {
  const plain = month.replace(/[{}.]/g, '').trim().toLowerCase();
  if (/^\d{1,2}$/.test(plain)) return Number(plain) >= 1 && Number(plain) <= 12 ? Number(plain) : undefined;
  const index = MONTHS.indexOf(plain.slice(0, 3));
  return index < 0 ? undefined : index + 1;
}

/** A DOI without the address in front that some write with it. */
function doiOf(fields: ReadonlyMap<string, string>): string | undefined {
  const doi = verbatim(fields.get('doi') ?? '').replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  return doi === '' ? undefined : doi;
}

function urlOf(fields: ReadonlyMap<string, string>): string | undefined {
  const url = verbatim(fields.get('url') ?? '');
  if (url !== '') return url;
  const arxiv = arxivOf(fields);
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  const published = ADDRESS.exec(fields.get('howpublished') ?? '');
  return published === null ? undefined : verbatim(published[1] ?? published[2] ?? '');
}

/** An address in a field that says how something was published. */
const ADDRESS = /\\url\s*\{([^{}]*)\}|^\s*(https?:\/\/\S+)\s*$/;

function isAddress(fields: ReadonlyMap<string, string>): boolean {
  return ADDRESS.test(fields.get('howpublished') ?? '');
}

/** The number of a preprint on arXiv: of `eprint` where `archivePrefix` or `eprinttype` says so, or of `arxiv`. */
function arxivOf(fields: ReadonlyMap<string, string>): string | undefined {
  const archive = fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '';
  const number =
    fields.get('arxiv') ?? (archive.toLowerCase() === 'arxiv' ? fields.get('eprint') : undefined);
  const plain = verbatim(number ?? '').replace(/^(?:https?:\/\/arxiv\.org\/abs\/|arxiv:\s*)/i, '');
  return plain === '' ? undefined : plain;
}

/** An address as it is written, without the braces and backslashes that TeX needs. */
function verbatim(tex: string): string {
  return tex
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/^\\url\s*\{(.*)\}$/s, '$1')
    .replace(/\\([%#_&{}~])/g, '$1');
}
