import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import {
  type DataRecord,
  deepMerge,
  escapePath,
  isRecord,
  isTruthy,
  keyPlace,
  type Page,
  type Site,
  sanitizeUrl,
} from '../../site/index.js';
import { recordOf } from '../config/values.js';
import { targetOf } from './generated-page.js';
import type { Paginator, TrailStop } from './paginate.js';

/** What jekyll-paginate-v2 3.0 does where neither the configuration nor a page says it (`defaults.rb`). */
const DEFAULTS: DataRecord = {
  enabled: false,
  collection: 'posts',
  offset: 0,
  per_page: 10,
  permalink: '/page:num/',
  title: ':title - page :num',
  sort_reverse: false,
  sort_field: 'date',
  limit: 0,
  trail: { before: 0, after: 0 },
  indexpage: null,
  extension: 'html',
};

/** A site whose lists of documents go over several pages. */
export interface PaginatedSite {
  /** The site, in which the first page of each list stands in the place of its template. */
  readonly site: Site;
  /** The further pages. */
  readonly pages: readonly Page[];
  readonly paginators: ReadonlyMap<string, Paginator>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes the pages of every list that a page with `pagination: enabled: true` asks for (jekyll-paginate-v2:
 * `paginationModel.rb`). Its AutoPages are not made, which is reported where they are asked for.
 */
export function paginateLists(course: Site): PaginatedSite {
  const { raw } = course.config;
  const auto = raw['autopages'];
  const diagnostics = isRecord(auto) && isTruthy(auto['enabled']) ? [withoutAutoPages(course)] : [];
  const settings = deepMerge(DEFAULTS, recordOf(raw['pagination']));
  const pages: Page[] = [];
  const paginators = new Map<string, Paginator>();
  let site = course;
  const templates = isTruthy(settings['enabled'])
    ? course.pages.filter(
        ({ kind, data }) => kind === 'page' && isTruthy(recordOf(data['pagination'])['enabled']),
      )
    : [];
  for (const template of templates) {
    const [first, ...others] = listPages(
      template,
      deepMerge(settings, recordOf(template.data['pagination'])),
      course,
    );
    if (first === undefined) continue;
    site = inPlaceOf(template, first.page, site);
    pages.push(...others.map(({ page }) => page));
    for (const { page, paginator } of [first, ...others]) paginators.set(page.outputPath, paginator);
  }
  return { site, pages, paginators, diagnostics };
}

function inPlaceOf(template: Page, first: Page, site: Site): Site {
  return {
    ...site,
    pages: site.pages.map((page) => (page === template ? first : page)),
    files: new Map([...[...site.files].filter(([, file]) => file !== template), [first.outputPath, first]]),
  };
}

interface ListPage {
  readonly page: Page;
  readonly paginator: Paginator;
}

/** The pages of one list. */
function listPages(template: Page, settings: DataRecord, site: Site): readonly ListPage[] {
  const posts = listed(settings, site);
  const perPage = Math.max(1, numberOf(settings['per_page']));
  const count = Math.ceil(posts.length / perPage);
  const limit = numberOf(settings['limit']);
  const total = Math.max(1, limit > 0 ? Math.min(limit, count) : count);
  const paths = listPaths(template, settings, total);
  const own = template.data['title'];
  const title = isTruthy(own) ? own : site.config.raw['title'];
  const titleOf = (number: number): unknown =>
    number === 1 || !Object.hasOwn(settings, 'title')
      ? title
      : filled(
          String(settings['title']).replace(':title', () => String(title ?? '')),
          number,
          total,
        );
  const stops = Array.from({ length: total }, (_, index): TrailStop => {
    return { num: index + 1, path: paths.own(index + 1), title: titleOf(index + 1) ?? null };
  });
  return stops.map(({ num, path }) => {
    const page = numbered(template, { num, path, total, title: titleOf(num) ?? null, url: paths.url(num) });
    const paginator: Paginator = {
      page: num,
      perPage,
      posts: posts.slice((num - 1) * perPage, num * perPage),
      totalPosts: posts.length,
      totalPages: total,
      previousPath: num === 1 ? null : paths.shown(num - 1),
      nextPath: num === total ? null : paths.shown(num + 1),
      further: {
        pagePath: path,
        firstPath: paths.shown(1),
        lastPath: paths.last,
        trail: trailAt(num, recordOf(settings['trail']), stops),
      },
    };
    return { page, paginator };
  });
}

/** The page of a list with a number (`paginationPage.rb`), which is HTML whatever its template is. */
function numbered(
  template: Page,
  {
    num,
    path,
    total,
    title,
    url,
  }: Omit<TrailStop, 'title'> & {
    readonly total: number;
    readonly title: unknown;
    readonly url: string;
  },
): Page {
  const { data } = template;
  return {
    ...template,
    ...targetOf(sanitizeUrl(escapePath(url)), '.html'),
    format: 'html',
    data: {
      ...data,
      pagination_info: { curr_page: num, total_pages: total },
      ...(isTruthy(data['permalink']) ? { permalink: path } : {}),
      title,
      ...(num > 1 ? { autogen: 'jekyll-paginate-v2' } : {}),
    },
    title: isTruthy(title) ? String(title) : null,
  };
}

/** The documents of a list, in its order. */
function listed(settings: DataRecord, site: Site): readonly Page[] {
  const kept = ['category', 'tag', 'locale'].reduce(
    (documents, filter) => filtered(documents, filter, settings[filter]),
    documentsOf(settings['collection'], site),
  );
  const { sort_field: field } = settings;
  if (!isTruthy(field)) return kept;
  const keys = String(field)
    .split(':')
    .map((key) => key.trim().toLowerCase());
  const sorted = kept
    .map((page) => [sortValue(page, keys), page] as const)
    .sort(([a], [b]) => compareValues(a, b))
    .map(([, page]) => page);
  const rest = sorted.slice(0, Math.max(0, sorted.length - Math.max(0, numberOf(settings['offset']))));
  return isTruthy(settings['sort_reverse']) ? rest.reverse() : rest;
}

function documentsOf(stated: unknown, { collections }: Site): readonly Page[] {
  const names =
    typeof stated === 'string' ? stated.split(/[;,\s]/) : Array.isArray(stated) ? stated.map(String) : [];
  return names
    .map((name) => name.trim().toLowerCase())
    .flatMap((name) =>
      name === 'all'
        ? [...collections.values()].flatMap(({ label, documents }) => (label === 'posts' ? [] : documents))
        : (collections.get(name)?.documents ?? []),
    )
    .filter(({ data }) => !Object.hasOwn(data, 'pagination') && !isTruthy(data['hidden']));
}

/** Documents that have every value that is asked for (`paginationIndexer.rb`); letter case does not count. */
function filtered(documents: readonly Page[], filter: string, stated: unknown): readonly Page[] {
  if (stated === null || stated === undefined) return documents;
  const wanted = (
    typeof stated === 'string' ? stated.split(/[;,]/) : Array.isArray(stated) ? stated : [stated]
  ).map((value) => String(value).trim().toLowerCase());
  const key = filter === 'category' ? 'categories' : filter === 'tag' ? 'tags' : filter;
  return documents.filter(({ data }) => {
    const value = data[key];
    const values = typeof value === 'string' ? value.split(/[;,\s]/) : Array.isArray(value) ? value : [];
    const own = values.flatMap((one) => String(one).toLowerCase().split(/[;,]/)).map((one) => one.trim());
    return wanted.every((one) => own.includes(one) || (filter === 'category' && one === 'posts'));
  });
}

function sortValue({ data, date }: Page, keys: readonly string[]): unknown {
  if (keys.join() === 'date') return date;
  const value = keys.reduce<unknown>(
    (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : null),
    data,
  );
  return isRecord(value) && !(value instanceof Date) ? null : value;
}

/** Nothing comes before anything; texts without regard to letter case (`utils.rb`, `sort_values`). */
function compareValues(a: unknown, b: unknown): number {
  const isNone = (value: unknown): boolean => value === null || value === undefined;
  if (isNone(a) || isNone(b)) return Number(!isNone(a)) - Number(!isNone(b));
  const [left, right] = [a, b].map((value) =>
    typeof value === 'string' ? value.toLowerCase() : Array.isArray(value) ? value.join(' ') : Number(value),
  );
  return left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1;
}

interface ListPaths {
  /** `paginator.page_path`, and the address that the page has. */
  readonly own: (number: number) => string;
  readonly url: (number: number) => string;
  /** How other pages link to a page. */
  readonly shown: (number: number) => string;
  readonly last: string;
}

/** The addresses of a list's pages (`paginator.rb`). */
function listPaths(template: Page, settings: DataRecord, total: number): ListPaths {
  const { indexpage, extension } = settings;
  const index = isTruthy(indexpage) ? (String(indexpage).split('.')[0] ?? '') : '';
  const ending = isTruthy(extension) ? String(extension).replace(/^(?!\.)/, '.') : '';
  const { permalink } = template.data;
  const folder = template.url.slice(0, template.url.lastIndexOf('/') + 1);
  const first = isTruthy(permalink) ? String(permalink).replace(/(?<!\/)$/, '/') : folder;
  const further = `${first.replace(/\/+$/, '')}/${String(settings['permalink']).replace(/^\/+/, '')}`;
  const full = (path: string, name: string, suffix: string): string =>
    path.endsWith('/') ? path + name + suffix : path.includes('.') ? path : path + name;
  const linked = (path: string): string => (index === '' ? path : full(path, index, ending));
  const own = (number: number): string =>
    filled(full(number === 1 ? first : further, index || 'index', ending || '.html'), number, total);
  return {
    own,
    url: (number) => {
      const path = own(number);
      if (path.endsWith('/')) return path + index + ending;
      return path.endsWith(ending) ? path : path + ending;
    },
    shown: (number) => filled(linked(number === 1 ? first : further), number, total),
    last: filled(linked(further), total, total),
  };
}

/** A text with a page's number in the place of `:num`, and how many there are in that of `:max`. */
function filled(text: string, number: number, total: number): string {
  return text.replace(':num', String(number)).replace(':max', String(total));
}

/** The pages around one that it links to by their numbers; null where none are asked for. */
function trailAt(
  number: number,
  trail: DataRecord,
  stops: readonly TrailStop[],
): readonly TrailStop[] | null {
  const [before, after] = ['before', 'after'].map((key) => Math.max(0, numberOf(trail[key])));
  const length = (before ?? 0) + (after ?? 0) + 1;
  if (stops.length < 2 || length === 1) return null;
  const from = Math.max(0, number - (before ?? 0) - 1);
  const to = Math.min(from + length, stops.length);
  return stops.slice(Math.max(0, from - (length - (to - from))), to);
}

/** Ruby's `to_i` of a number or a text. */
function numberOf(value: unknown): number {
  return Number.parseInt(String(value ?? 0), 10) || 0;
}

function withoutAutoPages({ config }: Site): Diagnostic {
  const message =
    'The AutoPages of jekyll-paginate-v2 are not made: pages for each tag, category and collection are missing.';
  return diagnostic('warning', 'plugin-unknown', keyPlace(config, 'autopages'), message, {
    text: 'autopages',
    hint: 'jekyll-archives is built in, and makes such pages for tags and categories.',
  });
}
