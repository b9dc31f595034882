import type { TagCall } from '../../liquid/index.js';
import { isRecord, isTruthy } from '../../site/index.js';
import { member } from '../config/values.js';

/** What jekyll-seo-tag finds out about a page (`drop.rb`); null for what it does not find. */
export interface SeoData {
  /** The text of `<title>`, with the site's title. */
  readonly title: string | null;
  readonly pageTitle: string | null;
  readonly siteTitle: string | null;
  readonly description: string | null;
  readonly author: SeoAuthor;
  readonly image: SeoImage | null;
  readonly locale: string;
  readonly canonicalUrl: string;
  /** Of the organisation behind the site, in search results. */
  readonly name: string | null;
  /** A type of schema.org. */
  readonly type: unknown;
  /** Other places on the web of what the page is about. */
  readonly links: unknown;
  readonly logo: string | null;
  readonly datePublished: string | null;
  readonly dateModified: string | null;
}

/** A page's picture: its whole URL, and what else the front matter says of it. */
export interface SeoImage {
  readonly url: string;
  readonly details: Readonly<Record<string, unknown>>;
}

type Evaluate = TagCall['evaluate'];

/** Reads what is to be said of the page that is being rendered. */
export function seoData(evaluate: Evaluate): SeoData {
  const filtered = (expression: string | undefined, filters: string): string | null =>
    expression === undefined ? null : String(evaluate(`${expression} | ${filters}`) ?? '') || null;
  const first = (...expressions: readonly string[]) =>
    expressions.find((expression) => isTruthy(evaluate(expression)));
  const value = (...expressions: readonly string[]) => {
    const expression = first(...expressions);
    return expression === undefined ? null : evaluate(expression);
  };
  const plain = (...expressions: readonly string[]) => filtered(first(...expressions), PLAIN_TEXT);

  const siteTitle = plain('site.title', 'site.name');
  const siteDescription = plain('site.description');
  const pageTitle = plain('page.title') ?? siteTitle;
  const isHome = /^\/(?:about\/)?(?:index.html?)?$/.test(String(evaluate('page.url')));
  const title =
    siteTitle !== null && siteDescription !== null && pageTitle === siteTitle
      ? `${siteTitle} | ${plain('site.tagline') ?? siteDescription}`
      : titleOf(pageTitle, siteTitle);
  const homeName = isHome ? (plain('site.social.name') ?? siteTitle) : null;
  return {
    title: title === null ? null : pageNumber(evaluate) + title,
    pageTitle,
    siteTitle,
    description: plain('page.description', 'page.excerpt') ?? siteDescription,
    author: seoAuthor(evaluate),
    image: seoImage(evaluate),
    locale: String(value('page.locale', 'site.locale', 'page.lang', 'site.lang') ?? 'en_US').replaceAll(
      '-',
      '_',
    ),
    canonicalUrl: canonicalUrl(evaluate),
    name: plain('page.seo.name') ?? homeName,
    type:
      value('page.seo.type') ??
      (isHome ? 'WebSite' : isTruthy(evaluate('page.date')) ? 'BlogPosting' : 'WebPage'),
    links: value('page.seo.links') ?? (isHome ? value('site.social.links') : null),
    logo: filtered(first('site.logo'), WHOLE_URL),
    datePublished: filtered(first('page.date'), 'date_to_xmlschema'),
    dateModified: filtered(
      first('page.seo.date_modified', 'page.last_modified_at', 'page.date'),
      'date_to_xmlschema',
    ),
  };
}

/** `FORMAT_STRING_METHODS` of `drop.rb`. */
const PLAIN_TEXT = 'markdownify | strip_html | normalize_whitespace | escape_once';

const WHOLE_URL = 'absolute_url | uri_escape';

/** The page's title with the site's behind it. */
function titleOf(pageTitle: string | null, siteTitle: string | null): string | null {
  return siteTitle === null || pageTitle === siteTitle ? pageTitle : `${pageTitle} | ${siteTitle}`;
}

/** `Page 2 of 3 for `, on the further pages of a list of posts. */
function pageNumber(evaluate: Evaluate): string {
  const current = evaluate('paginator.page');
  if (typeof current !== 'number' || current < 2) return '';
  const own = evaluate('site.seo_paginator_message');
  const message = isTruthy(own) ? String(own) : 'Page %<current>s of %<total>s for ';
  return message
    .replace(/%<current>[sd]|%\{current\}/g, String(current))
    .replace(/%<total>[sd]|%\{total\}/g, String(evaluate('paginator.total_pages')));
}

function canonicalUrl(evaluate: Evaluate): string {
  const own = String(evaluate('page.canonical_url') ?? '');
  return own === '' ? String(evaluate('page.url | absolute_url')).replace(/\/index\.html$/, '/') : own;
}

/** `image_drop.rb`: `image:` is a path, or has one under `path`, `facebook` or `twitter`. */
function seoImage(evaluate: Evaluate): SeoImage | null {
  const image = evaluate('page.image');
  const isMapping = isRecord(image);
  const path = isMapping
    ? ['path', 'facebook', 'twitter'].find((key) => isTruthy(image[key]))
    : typeof image === 'string'
      ? ''
      : undefined;
  if (path === undefined) return null;
  const url = evaluate(`page.image${path && `.${path}`} | ${WHOLE_URL}`);
  return { url: String(url), details: isMapping ? image : {} };
}

/** Who wrote a page (jekyll-seo-tag: `author_drop.rb`); values are as YAML has them. */
interface SeoAuthor {
  readonly name: unknown;
  /** Without the first `@`. */
  readonly twitter: string | null;
  readonly url: unknown;
  /** `Person` or `Organization`. */
  readonly type: unknown;
}

/**
 * The page's `author`, the first of its `authors`, or the site's author. A name is looked up in the site's
 * `authors` data for what else is known.
 */
function seoAuthor(evaluate: TagCall['evaluate']): SeoAuthor {
  const sources = [evaluate('page.author'), firstAuthor(evaluate('page.authors')), evaluate('site.author')];
  const found = sources.find((source) => source !== null && source !== undefined && source !== '');
  const author = typeof found === 'string' ? knownAuthor(found, evaluate('site.data.authors')) : found;
  const name = member(author, 'name');
  const own = member(author, 'twitter');
  const twitter = isTruthy(own) ? own : name;
  return {
    name,
    twitter: typeof twitter === 'string' ? twitter.replace(/^@/, '') : null,
    url: member(author, 'url'),
    type: member(author, 'type'),
  };
}

function firstAuthor(authors: unknown): unknown {
  return Array.isArray(authors) ? authors[0] : null;
}

function knownAuthor(name: string, authors: unknown): Readonly<Record<string, unknown>> {
  const known = member(authors, name);
  return { name, ...(isRecord(known) ? known : {}) };
}
