import path from 'node:path';
import type { CourseAddress, LinkedPage, Repository } from '../links/index.js';
import type { SiteConfig } from '../site/index.js';
import type { GitRepository } from './git-repository.js';
import type { ComposedPage, RenderedPage } from './rendered-page.js';

/** What all pages refer to, with what their layouts do. */
export function linkedPages(
  rendered: readonly RenderedPage[],
  composed: readonly ComposedPage[],
): LinkedPage[] {
  const finished = new Map(composed.map((one) => [one.page, one]));
  return rendered.flatMap(({ page, references, anchors, headings }): LinkedPage[] => {
    const found = finished.get(page);
    if (found === undefined) return [];
    const { ids, layout } = found;
    return [
      {
        outputPath: page.outputPath,
        references: [...layout.references, ...references],
        anchors: [...layout.anchors, ...anchors],
        headings,
        ids: isHtml(page.outputPath) ? new Set(ids) : undefined,
      },
    ];
  });
}

function isHtml(outputPath: string): boolean {
  return /\.x?html?$/i.test(outputPath);
}

/**
 * Where the course is on the web: as its configuration says (`repository: OWNER/NAME`, `branch:`), and what it does not
 * say, as git does. Where git knows of another repository (the course was copied out of it), only names count.
 */
export function courseAddress(config: SiteConfig, git: GitRepository | undefined): CourseAddress {
  const { url, baseurl, raw, source, destination } = config;
  const stated = statedRepository(raw['repository']);
  const named = stated ?? git?.remote;
  if (named === undefined) return { url, baseurl };
  const branch = typeof raw['branch'] === 'string' ? raw['branch'] : undefined;
  const isOwn = git?.remote !== undefined && isSame(git.remote, named);
  const root = isOwn && git !== undefined ? git.root : source;
  const known = branch ?? (isOwn ? git?.branch : undefined);
  const output = below(root, destination);
  const repository: Repository = {
    ...named,
    folder: below(root, source) ?? '',
    ...(known === undefined ? {} : { branch: known }),
    ...(output === undefined || output === '' ? {} : { output }),
  };
  return { url, baseurl, repository };
}

/** `OWNER/NAME`, or the address of the repository on GitHub. */
function statedRepository(stated: unknown): { readonly owner: string; readonly name: string } | undefined {
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
