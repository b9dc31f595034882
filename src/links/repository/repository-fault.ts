import type { Repository } from '../../site/index.js';
import { type Fault, type FaultDetails, linkFault } from '../faults/fault.js';
import { CASE_CODES, MISSING_CODES, resourceKindAt } from '../faults/resource-kind.js';
import { foldPath, type Inventory } from '../inventory/inventory.js';
import { pathInSource } from '../urls/site-location.js';
import { encodePath } from '../urls/url-path.js';
import { isPinned, type RepositoryUrl, type RevisionPath, splitRevision } from './repository-url.js';

/** What a repository's first branch is called by default, now or formerly: no one means one of them beside the other. */
const DEFAULT_BRANCHES: ReadonlySet<string> = new Set(['main', 'master']);

/**
 * What is wrong with a link to a file of the course's own repository: the file must be there, in the right
 * letter case, and the branch must be the one that is published. Of a commit nothing is known, and of files
 * outside the site's source folder neither.
 */
export function repositoryFault(
  text: string,
  link: RepositoryUrl,
  repository: Repository,
  inventory: Inventory,
): Fault | undefined {
  const { branch, path } = revisionPath(link, repository, inventory);
  if (branch === '' || isPinned(branch)) return undefined;
  const inside = pathInSource(path, repository);
  if (inside === undefined || isOutput(path, repository, inventory)) return undefined;
  const resource = resourceKindAt(path, { element: '', attribute: '' });
  const published = branch === 'HEAD' || repository.branch === undefined || branch === repository.branch;
  const exists = isInCourse(path, repository, inventory);
  if (exists && published) return undefined;
  if (!published) {
    return linkFault(
      'warning',
      'notebook-branch',
      `This link opens branch "${branch}", but the course is published from "${repository.branch}".`,
      exists
        ? {
            text,
            hint: `Write ${repository.branch} for ${branch}.`,
            replacement: DEFAULT_BRANCHES.has(branch)
              ? replacedInUrl(text, `${branch}/${path}`, `${repository.branch}/${path}`)
              : undefined,
          }
        : { text, ...missingHint(inside, text, inventory) },
    );
  }
  const [actual, another] = inventory.foldedSources.get(foldPath(inside)) ?? [];
  if (actual !== undefined) {
    const replacement = another === undefined ? replacedInUrl(text, inside, actual) : undefined;
    return linkFault(
      'error',
      CASE_CODES[resource],
      `${link.service} does not find "${path}": its name has other letter case.`,
      { text, hint: `Write ${replacement ?? actual}`, replacement },
    );
  }
  return linkFault(
    'error',
    MISSING_CODES[resource],
    path === ''
      ? `This ${link.service} link names no file.`
      : `The course's repository has no ${link.folder ? 'folder' : resource} "${path}" for ${link.service} to open.`,
    { text, ...missingHint(inside, text, inventory) },
  );
}

/** The branch and the path that a link to the course's repository names. */
export function revisionPath(
  { branchAndPath }: Pick<RepositoryUrl, 'branchAndPath'>,
  repository: Repository,
  inventory: Inventory,
): RevisionPath {
  return splitRevision(branchAndPath, repository.branch, (path) => isInCourse(path, repository, inventory));
}

/** Whether a path of the repository is a file or folder of the course. */
function isInCourse(path: string, repository: Repository, { sources, sourceFolders }: Inventory): boolean {
  const inside = pathInSource(path, repository);
  return inside !== undefined && (sources.has(inside) || sourceFolders.has(inside));
}

/** Whether a path of the repository is a file of the built site, which lies in the repository too. */
function isOutput(path: string, { output }: Repository, { outputs, folders }: Inventory): boolean {
  if (output === undefined || !`${path}/`.startsWith(`${output}/`)) return false;
  const below = path.slice(output.length + 1);
  return outputs.has(below) || folders.has(below);
}

function missingHint(path: string, url: string, { sourceNames, formerNames }: Inventory): FaultDetails {
  const renamed = formerNames.get(path);
  if (renamed !== undefined) {
    const replacement = replacedInUrl(url, path, renamed);
    return { hint: `It was renamed: write ${replacement ?? renamed}`, replacement };
  }
  const moved = path === '' ? undefined : sourceNames.moved(path);
  const nearest = moved ?? (path === '' ? undefined : sourceNames.nearest(path));
  if (nearest === undefined) return { hint: 'Add the file to the course, or correct the link.' };
  const meant = replacedInUrl(url, path, nearest);
  return {
    hint: `Did you mean ${meant ?? nearest}?`,
    replacement: moved === undefined ? undefined : meant,
  };
}

/**
 * The URL with another path (or branch and path) in it, in the spelling, percent-encoded or not, that the author chose;
 * undefined where the URL spells it in yet another way.
 */
export function replacedInUrl(url: string, path: string, by: string): string | undefined {
  for (const encode of [(text: string) => text, encodePath, encodeURIComponent]) {
    if (path !== '' && url.includes(encode(path))) return url.replace(encode(path), () => encode(by));
  }
  return undefined;
}
