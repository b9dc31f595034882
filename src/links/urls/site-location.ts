import { isUserSite, type Repository } from '../../site/index.js';
import { decodePath, encodePath } from './url-path.js';

/** Where a course is reached on the web. */
export interface CourseAddress {
  /** `url` of the configuration: scheme and host, and sometimes a path, without a slash at the end; or ''. */
  readonly url: string;
  /** `url` as it is once the site is published, where that is another. */
  readonly publishedUrl?: string;
  /** `baseurl` of the configuration: '' or `/course`. */
  readonly baseurl: string;
  /** The course's repository, from `repository:` or the git remote, where one of them is there. */
  readonly repository?: Repository;
}

/** Hosts at which a page of the site can be reached, each with the path that the site is mounted at. */
export interface SiteLocation {
  /** Origin that stands for the site in relative and root-relative links. */
  readonly origin: string;
  /** The site's mount point by host name in lower case: '' or `/course`. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** The origin of a site that has no `url`; the name can belong to nobody (RFC 2606). */
const UNNAMED_ORIGIN = 'https://site.invalid';

/**
 * Where links lead into the site itself: to `url` with `baseurl`, and to the address that GitHub Pages gives
 * the repository (`OWNER.github.io/REPO`, or `OWNER.github.io` for the repository of that name).
 */
export function siteLocation({ url, publishedUrl = url, baseurl, repository }: CourseAddress): SiteLocation {
  const hosts = new Map<string, string>();
  if (repository !== undefined) {
    hosts.set(
      `${repository.owner}.github.io`.toLowerCase(),
      isUserSite(repository) ? '' : `/${repository.name}`,
    );
  }
  let origin = UNNAMED_ORIGIN;
  for (const one of [publishedUrl, url]) {
    if (!URL.canParse(one) || !/^https?:/i.test(one)) continue;
    const { hostname, pathname, origin: own } = new URL(one);
    const mount = mountPoint(pathname, baseurl);
    hosts.set(hostname, mount);
    // Links without a host are made with `baseurl` alone, so where `url` has more of a path they start elsewhere.
    if (mount === baseurl) origin = own;
  }
  hosts.set(new URL(origin).hostname, baseurl);
  return { origin, hosts };
}

/** Where a site lies on its host: at the path of its `url`, and below it at `baseurl`, where that does not say the same again. */
export function mountPoint(pathOfUrl: string, baseurl: string): string {
  const path = decodePath(pathOfUrl).replace(/\/+$/, '');
  return path.endsWith(baseurl) ? path : path + baseurl;
}

/** A path of the repository as a path of the site's source; undefined where it lies outside of it. */
export function pathInSource(path: string, { folder }: Repository): string | undefined {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

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
