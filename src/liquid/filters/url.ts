import { domainToASCII } from 'node:url';
import { Fault } from '../core/fault.js';
import type { LiquidConfig } from '../core/options.js';
import { strip } from '../core/ruby-string.js';
import { isDocument, isNil } from '../values/kind.js';
import { cannotTake, type Filter, type FilterUse, filter } from './filter.js';
import { percentDecode, percentEncode } from './percent.js';

/** The parts of a URL by the expression of RFC 3986, appendix B. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;

const UNRESERVED = 'a-zA-Z0-9\\-._~';
const PATH_CHARACTER = new RegExp(`[${UNRESERVED}!$&'()*+,;=:@]`);
const FRAGMENT_CHARACTER = new RegExp(`[${UNRESERVED}!$&'()*+,;=:@/?]`);
const QUERY_CHARACTER = new RegExp(`[${UNRESERVED}!$'()*+,=:@/?]`);
const ANY_CHARACTER = new RegExp(`[${UNRESERVED}:/?#[\\]@!$&'()*+,;=]`);

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ftp: '21' };

/** Whether a URL names its scheme. Throws a fault for what cannot be a scheme. */
function isAbsolute(url: string): boolean {
  const scheme = PARTS.exec(url)?.[1];
  if (scheme === undefined) return false;
  if (/^[a-z][a-z0-9.+-]*$/i.test(scheme)) return true;
  throw new Fault(
    'liquid-argument',
    `"${scheme}:" is not how a URL can begin.`,
    'Write %3A for a colon that is part of a name.',
  );
}

/**
 * Addressable's `normalize_component`: decoded, in Unicode's form KC, and what is not `kept` encoded again.
 */
function normalizeComponent(text: string, kept: RegExp): string {
  const decoded = percentDecode(text);
  return decoded === undefined
    ? percentEncode(text, /[!-~]/)
    : percentEncode(decoded.normalize('NFKC'), kept);
}

/** Without `.` and `..` (RFC 3986, 5.2.4). */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  });
  return kept.join('/');
}

/** A plus sign that was encoded stays so: in a query it means something else than a bare one. */
function normalizeQuery(query: string): string {
  const pair = (text: string) =>
    text
      .split(/%2b/i)
      .map((part) => normalizeComponent(part, QUERY_CHARACTER))
      .join('%2B');
  return query.split('&').map(pair).join('&');
}

function normalizeAuthority(authority: string, scheme: string | undefined): string {
  const [, user = '', host = '', port] = /^(.*@)?(.*?)(?::([^:@[\]]*))?$/.exec(authority) ?? [];
  const lower = strip(host).toLowerCase();
  const ascii = (domainToASCII(lower) || lower).replace(/([^.])\.$/, '$1');
  const isDefault = port === undefined || port === '' || DEFAULT_PORTS[scheme ?? ''] === port;
  return user + ascii + (isDefault ? '' : `:${port}`);
}

/** Addressable's `URI.parse(url).normalize.to_s`. */
function normalizeUrl(url: string): string {
  const [, scheme, authority, path = '', query, fragment] = PARTS.exec(url) ?? [];
  const lower = scheme?.toLowerCase();
  const segments = strip(path)
    .split('/')
    .map((segment) => normalizeComponent(segment, PATH_CHARACTER));
  const plain = withoutDots(segments.join('/'));
  const web = lower !== undefined && DEFAULT_PORTS[lower] !== undefined;
  return [
    lower === undefined ? '' : `${lower}:`,
    authority === undefined ? '' : `//${normalizeAuthority(authority, lower)}`,
    plain === '' && web ? '/' : plain,
    query ? `?${normalizeQuery(query)}` : '',
    fragment ? `#${normalizeComponent(fragment, FRAGMENT_CHARACTER)}` : '',
  ].join('');
}

/** The URL below the site's `baseurl`, as `relative_url`, `link` and `post_url` print it. */
export function relativeUrl(url: string, config: Pick<LiquidConfig, 'baseurl'>): string {
  if (isAbsolute(url)) return url;
  const parts = [config.baseurl.replace(/\/$/, ''), url];
  const slashed = parts.map((part) => (part === '' || part.startsWith('/') ? part : `/${part}`));
  return normalizeUrl(slashed.join(''));
}

/**
 * The URL with the site's `url` and `baseurl` before it, as `absolute_url` prints it. Throws a fault for a
 * text that begins like a URL with a scheme but is none.
 */
export function absoluteUrl(url: string, config: Pick<LiquidConfig, 'baseurl' | 'url'>): string {
  if (isAbsolute(url)) return url;
  const relative = relativeUrl(url, config);
  return config.url === '' ? relative : normalizeUrl(config.url + relative);
}

/** A document's own URL, or the text of anything else: a page is a mapping. */
function urlOf(input: unknown, use: FilterUse): string {
  if (isDocument(input) && Object.hasOwn(input, 'url')) return use.text(input['url']);
  return use.text(input);
}

function textOnly(name: string, input: unknown): string {
  if (typeof input === 'string') return input;
  throw cannotTake(name, input);
}

/** The filters over URLs of Jekyll's filters.rb and filters/url_filters.rb. */
export const urlFilters: Readonly<Record<string, Filter>> = {
  relative_url: filter(0, 0, (input, _, use) =>
    isNil(input) ? null : relativeUrl(urlOf(input, use), use.rendering.options.config),
  ),
  absolute_url: filter(0, 0, (input, _, use) =>
    isNil(input) ? null : absoluteUrl(urlOf(input, use), use.rendering.options.config),
  ),
  strip_index: filter(0, 0, (input, _, use) =>
    use.text(input) === '' ? null : textOnly('strip_index', input).replace(/\/index\.html?$/m, '/'),
  ),
  cgi_escape: filter(0, 0, (input) =>
    percentEncode(textOnly('cgi_escape', input), /[a-zA-Z0-9_.~-]/).replaceAll('%20', '+'),
  ),
  uri_escape: filter(0, 0, (input) =>
    isNil(input) ? null : normalizeComponent(textOnly('uri_escape', input), ANY_CHARACTER),
  ),
};
