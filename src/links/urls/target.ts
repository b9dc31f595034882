import type { SiteLocation } from './course-address.js';
import { decodePath, encodePath } from './url-path.js';

/** Where a URL leads, as a browser reads it on a page of the site. */
export type Target =
  /** Into the site: `path` from the site's root, decoded, with a slash at its end where the URL has one. */
  | { readonly kind: 'site'; readonly path: string; readonly fragment: string }
  /** To the site's host, but not below its `baseurl`; `path` is what the site would call it. */
  | { readonly kind: 'beside'; readonly path: string }
  | { readonly kind: 'web'; readonly url: URL }
  /** Nowhere that can be looked up: `mailto:`, `data:`, `javascript:` and their like. */
  | { readonly kind: 'other'; readonly scheme: string }
  /** A URL that no browser can read. */
  | { readonly kind: 'malformed' };

/** The URL of a file of the site, from which its relative links start. */
export function pageUrl(outputPath: string, { origin, hosts }: SiteLocation): URL {
  const mount = hosts.get(new URL(origin).hostname) ?? '';
  return new URL(`${origin}${mount}/${encodePath(outputPath)}`);
}

/** Reads a URL that is written on the page at `base` (WHATWG URL Standard, as every browser does). */
export function targetOf(written: string, base: URL, location: SiteLocation): Target {
  if (!URL.canParse(written, base.href)) return { kind: 'malformed' };
  const url = new URL(written, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'other', scheme: url.protocol };
  const mount = location.hosts.get(url.hostname.replace(/\.$/, ''));
  if (mount === undefined || !(url.port === '' || url.host === base.host)) return { kind: 'web', url };
  const path = url.pathname.replace(/\/{2,}/g, '/');
  const below = path.slice(encodePath(mount).length);
  const inside = path.startsWith(encodePath(mount)) && (below === '' || below.startsWith('/'));
  // Another course of the same owner lies on the same host: only a link without a host can have meant this one.
  if (!inside)
    return hasHost(written) ? { kind: 'web', url } : { kind: 'beside', path: decodePath(path.slice(1)) };
  return { kind: 'site', path: decodePath(below.slice(1)), fragment: url.hash.slice(1) };
}

/** Whether a URL names its host: `https://host/…` or `//host/…`. */
export function hasHost(written: string): boolean {
  return /^\s*(?:https?:)?[/\\]{2}/i.test(written);
}
