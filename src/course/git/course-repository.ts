import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Repository, SiteConfig } from '../../site/index.js';
import { type GitRepository, readGitRepository } from './git-repository.js';

/**
 * The course's repository: the one that its configuration names (`repository: OWNER/NAME`, `branch:`), and what that
 * does not say, as git does. Where git knows of another repository (the course was copied out of it), only names count; where it
 * knows of none on GitHub, what it has is taken for the one that is named.
 * Null where neither names one on GitHub.
 */
export async function courseRepository(config: SiteConfig): Promise<Repository | null> {
  const { raw, source, destination } = config;
  const git = await readGitRepository(source);
  const named = statedRepository(raw['repository']) ?? git?.remote;
  if (named === undefined) return null;
  const isOwn = git !== undefined && (git.remote === undefined || isSame(git.remote, named));
  const own: Partial<GitRepository> = isOwn ? git : {};
  const root = own.root ?? source;
  const branch = typeof raw['branch'] === 'string' ? raw['branch'] : own.branch;
  const output = below(root, destination);
  const domain = await customDomain(source);
  return {
    ...named,
    folder: below(root, source) ?? '',
    ...(branch === undefined ? {} : { branch }),
    ...(output === undefined || output === '' ? {} : { output }),
    ...(domain === undefined ? {} : { domain }),
    ...(own.revision === undefined ? {} : { revision: own.revision }),
  };
}

/** Configuration of other hosts than GitHub Pages, which serve a site at the root of a domain of its own. */
const OTHER_HOSTS = [
  'netlify.toml',
  'vercel.json',
  'firebase.json',
  'wrangler.toml',
  'render.yaml',
  '.gitlab-ci.yml',
  '.readthedocs.yaml',
];

/** Whether the course is set up for another host than GitHub Pages. */
export async function isHostedElsewhere({ source }: Pick<SiteConfig, 'source'>): Promise<boolean> {
  const found = await Promise.all(OTHER_HOSTS.map((name) => isFile(path.join(source, name))));
  return found.includes(true);
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** The domain that the file `CNAME` of a course names. */
async function customDomain(source: string): Promise<string | undefined> {
  try {
    return /^\s*([a-z0-9-]+(?:\.[a-z0-9-]+)+)\s*$/im.exec(
      await readFile(path.join(source, 'CNAME'), 'utf8'),
    )?.[1];
  } catch {
    return undefined;
  }
}

/** `OWNER/NAME`, or the address of the repository on GitHub. */
function statedRepository(stated: unknown): RepositoryName | undefined {
  if (typeof stated !== 'string') return undefined;
  const [, owner, name] =
    /^(?:https?:\/\/github\.com\/)?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i.exec(stated.trim()) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

type RepositoryName = Pick<Repository, 'owner' | 'name'>;

/** GitHub does not look at letter case. */
function isSame(a: RepositoryName, b: RepositoryName): boolean {
  return `${a.owner}/${a.name}`.toLowerCase() === `${b.owner}/${b.name}`.toLowerCase();
}

/** A path relative to a folder, with `/` between names; undefined where it lies outside. */
function below(folder: string, inside: string): string | undefined {
  const relative = path.relative(folder, inside).split(path.sep).join('/');
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
}
