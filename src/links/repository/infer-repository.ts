import type { Repository } from '../../site/index.js';
import type { Inventory } from '../inventory/inventory.js';
import { pathInSource } from '../urls/site-location.js';
import { belongsTo, parseRepositoryUrl, splitRevision } from './repository-url.js';

/** A repository that nobody has named, and how many links speak for it. */
export interface InferredRepository {
  readonly repository: Repository;
  readonly links: number;
}

/** Whether a URL can be that of a notebook, by which {@link inferRepository} goes. */
export function namesNotebook(url: string): boolean {
  return /\.ipynb\b/i.test(url);
}

/**
 * Infers which repository is the course's: the one that most links to notebooks name whose notebook lies in the
 * course's folder at that path, and the branch that most of those links name (`HEAD` is the name of none). Undefined
 * where no link does. Where the repository is `known`, only its branch is to be found.
 */
export function inferRepository(
  urls: Iterable<string>,
  inventory: Inventory,
  known?: Repository,
): InferredRepository | undefined {
  const repositories = new Map<string, { owner: string; name: string; links: number }>();
  const branches = new Map<string, Map<string, number>>();
  for (const written of urls) {
    if (!namesNotebook(written) || !URL.canParse(written)) continue;
    const url = parseRepositoryUrl(new URL(written));
    if (url === undefined) continue;
    if (known !== undefined && !belongsTo(url, known)) continue;
    const isThere = (path: string): boolean => {
      const inside = known === undefined ? path : pathInSource(path, known);
      return inside !== undefined && inventory.sources.has(inside);
    };
    const { branch, path } = splitRevision(url.branchAndPath, undefined, isThere);
    if (!isThere(path)) continue;
    const key = `${url.owner}/${url.name}`.toLowerCase();
    const { owner, name, links } = repositories.get(key) ?? { owner: url.owner, name: url.name, links: 0 };
    repositories.set(key, { owner, name, links: links + 1 });
    if (branch === 'HEAD') continue;
    const counts = branches.get(key) ?? new Map<string, number>();
    branches.set(key, counts.set(branch, (counts.get(branch) ?? 0) + 1));
  }
  const [key, found] = most(repositories, ({ links }) => links) ?? [];
  if (key === undefined || found === undefined) return undefined;
  const branch = most(branches.get(key) ?? new Map<string, number>(), (count) => count)?.[0];
  const { owner, name, links } = found;
  return { repository: { owner, name, folder: '', ...(branch === undefined ? {} : { branch }) }, links };
}

function most<Value>(
  entries: ReadonlyMap<string, Value>,
  weight: (value: Value) => number,
): readonly [string, Value] | undefined {
  let found: readonly [string, Value] | undefined;
  for (const entry of entries) {
    if (found === undefined || weight(entry[1]) > weight(found[1])) found = entry;
  }
  return found;
}
