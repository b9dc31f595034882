import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** What the `.git` folder above a course says of it. */
export interface GitRepository {
  /** Absolute path of the folder that holds the repository's files. */
  readonly root: string;
  /** Owner and name on GitHub, where a remote is there. */
  readonly remote?: { readonly owner: string; readonly name: string };
  /**
   * The remote's default branch; else the one that is checked out, where it has the name of a default one; else the one
   * with such a name that is there.
   */
  readonly branch?: string;
  /** The commit that is checked out. */
  readonly revision?: string;
}

/**
 * Reads which repository on GitHub a folder belongs to, without running git: from the `.git` folder in or above it,
 * or from the file of that name that a worktree or a submodule has (gitrepository-layout(5)). Undefined where there
 * is none; what cannot be read is left out.
 */
export async function readGitRepository(folder: string): Promise<GitRepository | undefined> {
  const found = await findRepository(folder);
  return found === undefined ? undefined : readRepository(found.root, found.own);
}

/** Absolute path of the folder that holds the files of the repository that a folder belongs to; undefined where there is none. */
export async function repositoryRoot(folder: string): Promise<string | undefined> {
  return (await findRepository(folder))?.root;
}

async function findRepository(
  folder: string,
): Promise<{ readonly root: string; readonly own: string } | undefined> {
  for (let root = path.resolve(folder); ; root = path.dirname(root)) {
    const own = await gitFolder(path.join(root, '.git'));
    if (own !== undefined) return { root, own };
    if (root === path.dirname(root)) return undefined;
  }
}

/** The folder that `.git` is, or that the file `.git` names. */
async function gitFolder(dotGit: string): Promise<string | undefined> {
  try {
    if ((await stat(dotGit)).isDirectory()) return dotGit;
  } catch {
    return undefined;
  }
  const named = /^gitdir: (.+?)\s*$/m.exec((await textOf(dotGit)) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(path.dirname(dotGit), named);
}

async function readRepository(root: string, own: string): Promise<GitRepository> {
  const shared = await textOf(path.join(own, 'commondir'));
  // Of several worktrees each has its own HEAD; configuration and remotes they share.
  const common = shared === undefined ? own : path.resolve(own, shared.trim());
  const [config, remoteHead, head] = await Promise.all([
    textOf(path.join(common, 'config')),
    textOf(path.join(common, 'refs/remotes/origin/HEAD')),
    textOf(path.join(own, 'HEAD')),
  ]);
  const remote = remoteOf(config ?? '');
  const standard = /^ref: refs\/remotes\/origin\/(.+?)\s*$/m.exec(remoteHead ?? '')?.[1];
  const current = /^ref: refs\/heads\/(.+?)\s*$/m.exec(head ?? '')?.[1];
  const packed = (await textOf(path.join(common, 'packed-refs'))) ?? '';
  const branch = standard ?? (await defaultBranch(common, packed, current));
  const revision = await commitOf(common, packed, head ?? '', current);
  return {
    root,
    ...(remote === undefined ? {} : { remote }),
    ...(branch === undefined ? {} : { branch }),
    ...(revision === undefined ? {} : { revision }),
  };
}

const DEFAULT_BRANCHES = ['main', 'master', 'gh-pages'];

/** The files of a default branch, by which it is known: of the remote, and of the repository itself. */
function branchFiles(name: string): readonly string[] {
  return [`refs/remotes/origin/${name}`, `refs/heads/${name}`];
}

/** The files of the `.git` folder that say which branch is the default one, besides `HEAD` and `packed-refs`. */
export const DEFAULT_BRANCH_FILES: readonly string[] = [
  'refs/remotes/origin/HEAD',
  ...DEFAULT_BRANCHES.flatMap(branchFiles),
];

async function defaultBranch(
  folder: string,
  packed: string,
  current: string | undefined,
): Promise<string | undefined> {
  if (current !== undefined && DEFAULT_BRANCHES.includes(current)) return current;
  for (const name of DEFAULT_BRANCHES) {
    for (const ref of branchFiles(name)) {
      const isThere = packed.includes(` ${ref}\n`) || (await textOf(path.join(folder, ref))) !== undefined;
      if (isThere) return name;
    }
  }
  return undefined;
}

/** The commit that `HEAD` names, itself or by its branch. */
async function commitOf(
  folder: string,
  packed: string,
  head: string,
  branch: string | undefined,
): Promise<string | undefined> {
  const loose = branch === undefined ? head : await textOf(path.join(folder, 'refs/heads', branch));
  const line = packed.split('\n').find((one) => one.endsWith(` refs/heads/${branch}`));
  return /^[0-9a-f]{40}\b/.exec(loose ?? line ?? '')?.[0];
}

/** The repository on GitHub of the remote `origin`, else of the first remote that is on GitHub. */
function remoteOf(config: string): GitRepository['remote'] {
  let name = '';
  let found: GitRepository['remote'];
  for (const line of config.split('\n')) {
    const section = /^\s*\[(.*)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) name = /^remote "(.*)"$/.exec(section)?.[1] ?? '';
    const url = name === '' ? undefined : /^\s*url\s*=\s*"?(.*?)"?\s*$/.exec(line)?.[1];
    const remote = url === undefined ? undefined : githubRemote(url);
    if (remote !== undefined && (name === 'origin' || found === undefined)) found = remote;
    if (remote !== undefined && name === 'origin') break;
  }
  return found;
}

/** `https://github.com/OWNER/NAME.git`, `git@github.com:OWNER/NAME.git` and their like. */
function githubRemote(url: string): GitRepository['remote'] {
  const match =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?(?:www\.|ssh\.)?github\.com(?::\d+)?[:/]+([^/]+)\/([^/]+?)(?:\.git)?\/?$/i.exec(
      url,
    );
  const [, owner, name] = match ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
