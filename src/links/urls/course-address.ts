import { isUserSite, type Repository } from '../../site/index.js';
import { decodePath } from './url-path.js';

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
