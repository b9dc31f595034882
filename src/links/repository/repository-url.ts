import { decodePath } from '../urls/url-path.js';

/** Services that open files of repositories on GitHub. */
type Service =
  | 'Binder'
  | 'Colab'
  | 'Deepnote'
  | 'GitHub'
  | 'Kaggle'
  | 'nbviewer'
  | 'Paperspace'
  | 'SageMaker Studio Lab';

/** A URL that opens a file or folder of a repository on GitHub, on whatever service. */
export interface RepositoryUrl {
  readonly service: Service;
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
  readonly service: Service;
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
  {
    service: 'SageMaker Studio Lab',
    host: /^studiolab\.sagemaker\.aws$/,
    path: /^\/import\/github\/([^/]+)\/([^/]+)(?:\/(blob|tree)(?:\/(.*))?)?$/,
  },
  {
    service: 'Paperspace',
    host: /^console\.paperspace\.com$/,
    path: /^\/github\/([^/]+)\/([^/]+)(?:\/(blob|tree)(?:\/(.*))?)?$/,
  },
];

/** Services that are told the file's address on GitHub in their own address, and by which name. */
const WRAPPERS: readonly {
  readonly service: Service;
  readonly host: RegExp;
  readonly path: RegExp;
  readonly parameter: string;
}[] = [
  {
    service: 'Kaggle',
    host: /^(?:www\.)?kaggle\.com$/,
    path: /^\/kernels\/welcome\/?$/,
    parameter: 'src',
  },
  {
    service: 'Deepnote',
    host: /^(?:www\.)?deepnote\.com$/,
    path: /^\/launch\/?$/,
    parameter: 'url',
  },
];

/** Reads a URL that opens something of a repository; undefined for any other URL. */
export function parseRepositoryUrl(url: URL): RepositoryUrl | undefined {
  const host = url.hostname.replace(/\.$/, '');
  if (host === 'mybinder.org') return binderUrl(url);
  for (const { service, host: hosts, path, parameter } of WRAPPERS) {
    if (!hosts.test(host) || !path.test(url.pathname)) continue;
    const inner = url.searchParams.get(parameter) ?? '';
    const opened = URL.canParse(inner) ? openedFile(new URL(inner)) : undefined;
    return opened && { ...opened, service };
  }
  return openedFile(url);
}

/** What a URL opens by one of the {@link FORMS}. */
function openedFile(url: URL): RepositoryUrl | undefined {
  const host = url.hostname.replace(/\.$/, '');
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

/**
 * Splits branch and path: behind `branch`, where that is known and stands there; else where a path begins that is
 * there in the repository, since a branch may have slashes in its name (`feature/figures`); else at the first slash.
 */
export function splitRevision(
  branchAndPath: string,
  branch: string | undefined,
  isThere: (path: string) => boolean,
): RevisionPath {
  const split = (slash: number): RevisionPath => ({
    branch: branchAndPath.slice(0, slash),
    path: branchAndPath.slice(slash + 1),
  });
  if (branch !== undefined && `${branchAndPath}/`.startsWith(`${branch}/`)) return split(branch.length);
  const first = branchAndPath.indexOf('/');
  if (first < 0) return { branch: branchAndPath, path: '' };
  const { branch: shortest } = split(first);
  if (isPinned(shortest) || WHOLE_BRANCHES.has(shortest)) return split(first);
  for (let slash = first; slash >= 0; slash = branchAndPath.indexOf('/', slash + 1)) {
    if (isThere(split(slash).path)) return split(slash);
  }
  return split(first);
}

/** Names that are a branch by themselves, and not the beginning of another's name. */
const WHOLE_BRANCHES: ReadonlySet<string> = new Set(['HEAD', 'gh-pages', 'main', 'master']);

/** Whether a revision is fixed for good (a commit) or follows whatever is published (`HEAD`). */
export function isPinned(branch: string): boolean {
  return /^[0-9a-f]{7,40}$/.test(branch);
}
