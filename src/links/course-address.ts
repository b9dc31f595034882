/** A repository on GitHub, and what of it the course is. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** The branch that is published; undefined where it is not known: branches are then not looked at. */
  readonly branch?: string;
  /** Folder of the repository that is the site's source, without slashes at its ends; '' for its root. */
  readonly folder: string;
  /** Folder of the repository that the site is written to, where it is one: `docs`. */
  readonly output?: string;
}

/** Where a course is reached on the web. */
export interface CourseAddress {
  /** `url` of the configuration: scheme and host without a slash at the end, or ''. */
  readonly url: string;
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
export function siteLocation({ url, baseurl, repository }: CourseAddress): SiteLocation {
  const origin = URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).origin : UNNAMED_ORIGIN;
  const hosts = new Map<string, string>();
  if (repository !== undefined) {
    const host = `${repository.owner}.github.io`.toLowerCase();
    hosts.set(host, repository.name.toLowerCase() === host ? '' : `/${repository.name}`);
  }
  hosts.set(new URL(origin).hostname, baseurl);
  return { origin, hosts };
}

/** A path of the repository as a path of the site's source; undefined where it lies outside of it. */
export function pathInSource(path: string, { folder }: Repository): string | undefined {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
