import { colabFile } from '../../links/index.js';
import type { Site } from '../../site/index.js';
import type { SiteLookups } from './site-lookups.js';

/** The page of a notebook, by its URL without `baseurl`. */
export interface ColabPage {
  readonly url: string;
  readonly title: string;
}

/** The page of the notebook that an address opens in Colab; undefined where the course has none for it. */
export function colabPage(
  address: string,
  { config: { repository }, pages }: Pick<Site, 'config' | 'pages'>,
  { notebooks }: Pick<SiteLookups, 'notebooks'>,
): ColabPage | undefined {
  if (repository === null) return undefined;
  const path = colabFile(address, repository, (inside) => notebooks.has(inside));
  const url = path === undefined ? undefined : notebooks.get(path);
  if (url === undefined) return undefined;
  const page = pages.find(({ kind, file }) => kind === 'notebook' && file.path === path);
  return { url, title: page?.title ?? '' };
}
