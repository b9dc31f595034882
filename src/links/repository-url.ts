import { decodePath } from './url-path.js';

/** A URL that opens a file or folder of a repository on GitHub, on whatever service. */
export interface RepositoryUrl {
  readonly service: 'Colab' | 'GitHub' | 'nbviewer' | 'Binder';
  readonly owner: string;
  readonly name: string;
  /** Whether it opens a folder rather than a file. */
  readonly folder: boolean;
  /**
   * Branch and path, decoded and still in one piece: a branch may have slashes in its name. Without a slash at
   * its ends; '' where the URL opens the repository itself.
   */
  readonly branchAndPath: string;
}

interface Form {
  readonly service: RepositoryUrl['service'];
  readonly host: RegExp;
  /** Groups: owner, name, the word that says what is opened (or none), the rest. */
  readonly path: RegExp;
}

const FORMS: readonly Form[] = [
  {
    service: 'Colab',
    host: /^colab\.(?:research|sandbox)\.google\.com$/,
    path: /^\/github\/([^/]+)\/([^/]+)(?:\/(blob|tree)(?:\/(.*))?)?$/,
  },
  {
    service: 'Colab',
    host: /^(?:www\.)?githubtocolab\.com$/,
    path: /^\/([^/]+)\/([^/]+)(?:\/(blob|tree)(?:\/(.*))?)?$/,
  },
  {
    service: 'GitHub',
    host: /^(?:www\.)?github\.com$/,
    path: /^\/([^/]+)\/([^/]+)\/(blob|tree|raw|blame|edit)\/(.*)$/,
  },
  {
    service: 'GitHub',
    host: /^raw\.(?:githubusercontent|github)\.com$/,
    path: /^\/([^/]+)\/([^/]+)()\/(.*)$/,
  },
  {
    service: 'nbviewer',
    host: /^nbviewer\.(?:org|jupyter\.org|ipython\.org)$/,
    path: /^\/github\/([^/]+)\/([^/]+)(?:\/(blob|tree|raw)(?:\/(.*))?)?$/,
  },
];

/** Reads a URL that opens something of a repository; undefined for any other URL. */
export function parseRepositoryUrl(url: URL): RepositoryUrl | undefined {
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'mybinder.org') return binderUrl(url);
  for (const { service, host: hosts, path } of FORMS) {
    if (!hosts.test(host)) continue;
    const match = path.exec(url.pathname.replace(/\/{2,}/g, '/'));
    if (match === null) continue;
    const [, owner = '', name = '', word = '', rest = ''] = match;
    const branchAndPath = decodePath(rest)
      .replace(/^refs\/heads\//, '')
      .replace(/^\/+|\/+$/g, '');
    return { service, owner, name: name.replace(/\.git$/, ''), folder: word === 'tree', branchAndPath };
  }
  return undefined;
}

/** `mybinder.org/v2/gh/OWNER/REPO/BRANCH?labpath=PATH`, with the path under one of three names. */
function binderUrl(url: URL): RepositoryUrl | undefined {
  const match = /^\/v2\/gh\/([^/]+)\/([^/]+)\/([^/]+)\/?$/.exec(url.pathname);
  if (match === null) return undefined;
  const [, owner = '', name = '', branch = ''] = match;
  const query = url.searchParams;
  const viewed = /^(?:lab\/|doc\/)?tree\/(.+)$/.exec(query.get('urlpath') ?? '')?.[1];
  const path = query.get('labpath') ?? query.get('filepath') ?? viewed ?? '';
  const branchAndPath = `${decodePath(branch)}/${path}`.replace(/\/+$/, '');
  return { service: 'Binder', owner, name, folder: !/\.[a-z]+$/i.test(path), branchAndPath };
}

/** Whether a URL belongs to a repository; GitHub takes owners and names in any letter case. */
export function belongsTo(
  url: Pick<RepositoryUrl, 'owner' | 'name'>,
  repository: { readonly owner: string; readonly name: string },
): boolean {
  return (
    url.owner.toLowerCase() === repository.owner.toLowerCase() &&
    url.name.toLowerCase() === repository.name.toLowerCase()
  );
}

/** Branch and path of a repository URL. */
export interface RevisionPath {
  readonly branch: string;
  /** Path in the repository, '' for its root. */
  readonly path: string;
}

/** Splits branch and path, where `branch` is known to be a branch; else at the first slash. */
export function splitRevision(branchAndPath: string, branch: string | undefined): RevisionPath {
  if (branch !== undefined && `${branchAndPath}/`.startsWith(`${branch}/`)) {
    return { branch, path: branchAndPath.slice(branch.length + 1) };
  }
  const slash = branchAndPath.indexOf('/');
  if (slash < 0) return { branch: branchAndPath, path: '' };
  return { branch: branchAndPath.slice(0, slash), path: branchAndPath.slice(slash + 1) };
}

/** Whether a revision is fixed for good (a commit) or follows whatever is published (`HEAD`). */
export function isPinned(branch: string): boolean {
  return /^[0-9a-f]{7,40}$/.test(branch);
}
