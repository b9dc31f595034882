import { Float } from '../../liquid/index.js';
import type { NavigationEntry } from '../config/lectern-settings.js';
import { isTruthy } from '../data/data-value.js';
import { baseName, stemName } from '../files/file-name.js';
import type { Page } from '../pages/page.js';
import { isHtml } from '../pages/page-format.js';
import type { Site } from '../pages/site.js';
import { lectureOrder } from './lecture-order.js';

/** A link in the header of every page. */
export interface NavigationItem {
  readonly title: string;
  /** A page's URL, without the course's `baseurl`, or any other as it is written. */
  readonly url: string;
}

/** What the header of a site links, and what the configuration names for it that is not there. */
export interface Navigation {
  readonly items: readonly NavigationItem[];
  readonly missing: readonly NavigationEntry[];
}

/** So many pages are linked at most where nobody says which. */
const MOST = 5;

/**
 * What the header of a site links: what `lectern: navigation:` names, or else the pages with a number `nav:` in its order, or else
 * the first of those at the top of the site that are no lectures, which have a list of their own. A course without lectures has all
 * its pages on the first one: the header shows them only where they are few.
 */
export function siteNavigation(site: Pick<Site, 'config' | 'pages' | 'files'>): Navigation {
  const { navigation } = site.config.lectern;
  if (navigation === null) return { items: usual(site), missing: [] };
  const found = navigation.map((entry) => ({ entry, item: itemOf(entry, site) }));
  return {
    items: found.flatMap(({ item }) => item ?? []),
    missing: found.flatMap(({ entry, item }) => (item === undefined ? [entry] : [])),
  };
}

/** Addresses that lead out of the site, or into the page that has them. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i;

function itemOf(
  { title, target }: NavigationEntry,
  { pages, files }: Pick<Site, 'pages' | 'files'>,
): NavigationItem | undefined {
  if (ELSEWHERE.test(target)) return { title: title ?? target, url: target };
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const source = path.replace(/^(?:\.?\/)+/, '');
  const bare = withoutEnd(`/${source}`);
  const page =
    pages.find(({ relativePath, written }) => written && relativePath.replace(/^\//, '') === source) ??
    pages.find(({ url, written }) => written && withoutEnd(url) === bare);
  if (page !== undefined) return { title: title ?? titleOf(page), url: page.url + rest };
  return files.has(source) ? { title: title ?? baseName(source), url: `/${source}${rest}` } : undefined;
}

function withoutEnd(url: string): string {
  return url.replace(/(?:\/index)?(?:\.html)?\/?$/, '') || '/';
}

function titleOf({ data, relativePath }: Page): string {
  const title = data['nav_title'] ?? data['title'];
  return title === undefined || title === null ? stemName(relativePath) : String(title);
}

/** Pages that have an address of their own in the header, or that nobody looks for there. */
const NOT_LISTED: ReadonlySet<string> = new Set(['/', '/index.html', '/404.html']);

function usual(site: Pick<Site, 'config' | 'pages'>): readonly NavigationItem[] {
  const { pages } = site;
  const shown = pages.filter(({ kind, written }) => kind === 'page' && written);
  const named = inOrder(
    shown.filter(({ data }) => isTruthy(data['nav'])),
    'nav',
  );
  if (named.length > 0) return named.map(item);
  const lectures = new Set(lectureOrder(site).lectures);
  const titled = shown.filter((page) => !lectures.has(page) && isListed(page));
  const top = titled.filter(({ url }) => url.replace(/\/$/, '').split('/').length === 2);
  const linked = inOrder(top.length > 0 ? top : titled, 'nav_order');
  if (lectures.size === 0 && linked.length > MOST) return [];
  return linked.slice(0, MOST).map(item);
}

/** Whether a page may be linked where nobody says which are. */
function isListed({ data, url, outputExtension }: Page): boolean {
  return (
    (isHtml(outputExtension) || url.endsWith('/')) &&
    isTruthy(data['title']) &&
    data['nav_exclude'] !== true &&
    !NOT_LISTED.has(url)
  );
}

function item(page: Page): NavigationItem {
  return { title: titleOf(page), url: page.url };
}

/** Pages by a number in their front matter; those without one come last, as they are. */
function inOrder(pages: readonly Page[], key: string): readonly Page[] {
  const number = ({ data }: Page): number => {
    const value = data[key];
    if (value instanceof Float) return value.value;
    return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
  };
  const compare = (a: Page, b: Page): number => (number(a) === number(b) ? 0 : number(a) - number(b));
  return [...pages].sort(compare);
}
