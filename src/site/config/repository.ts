/** A repository on GitHub, and what of it a course is. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** The branch that is published; absent where it is not known: branches are then not looked at. */
  readonly branch?: string;
  /** Folder of the repository that is the site's source, without slashes at its ends; '' for its root. */
  readonly folder: string;
  /** Folder of the repository that the site is written to, where it is one: `docs`. */
  readonly output?: string;
  /** The domain of the file `CNAME`, at whose root GitHub Pages then serves the site. */
  readonly domain?: string;
  /** The commit that is checked out, 40 hexadecimal digits. */
  readonly revision?: string;
}

/** Whether a repository is its owner's own site (`OWNER.github.io`), which is published at the root of that host. */
export function isUserSite({ owner, name }: Pick<Repository, 'owner' | 'name'>): boolean {
  const hosts = [`${owner}.github.io`, `${owner}.github.com`];
  return hosts.some((host) => host.toLowerCase() === name.toLowerCase());
}
