import type { TagCall } from '../../liquid/index.js';
import { isRecord, isTruthy } from '../../site/index.js';
import { member } from '../config/values.js';

/** Who wrote a page (jekyll-seo-tag: `author_drop.rb`); values are as YAML has them. */
export interface SeoAuthor {
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
export function seoAuthor(evaluate: TagCall['evaluate']): SeoAuthor {
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
