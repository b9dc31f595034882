import type { Repository } from '../../site/index.js';
import { pathInSource } from '../urls/site-location.js';
import { belongsTo, parseRepositoryUrl, splitRevision } from './repository-url.js';

/**
 * The file that an address opens in Colab, by its path in the course; undefined where it opens none of the course's repository.
 * `isThere` tells where in the address a branch with slashes in its name ends.
 */
export function colabFile(
  address: string,
  repository: Repository,
  isThere: (path: string) => boolean,
): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = parseRepositoryUrl(new URL(address));
  if (url?.service !== 'Colab' || url.folder || !belongsTo(url, repository)) return undefined;
  const inCourse = (path: string): boolean => {
    const inside = pathInSource(path, repository);
    return inside !== undefined && isThere(inside);
  };
  return pathInSource(splitRevision(url.branchAndPath, repository.branch, inCourse).path, repository);
}
