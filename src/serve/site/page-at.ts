import type { SiteFile } from '../../course/index.js';
import { findFile } from './find-file.js';
import { readTarget } from './request-path.js';
import { revisionOf } from './revision.js';

/** The page that a browser shows at a path. */
export interface ShownPage {
  /** Its path in the site; undefined where there is no page. */
  readonly file: string | undefined;
  readonly revision: string;
}

/** The page of a site that GitHub Pages shows for an address without a page. */
export const NOT_FOUND_PAGE = '404.html';

/** What a browser shows at the path of an address; where there is nothing, the revision begins with `missing`. */
export function pageAt(address: string, baseurl: string, files: ReadonlyMap<string, SiteFile>): ShownPage {
  const target = readTarget(address);
  const found = target === undefined ? undefined : findFile(target.path, baseurl, (file) => files.has(file));
  const file = found?.kind === 'file' ? found.file : undefined;
  const shown = files.get(file ?? NOT_FOUND_PAGE);
  const revision = shown === undefined ? '' : revisionOf(shown);
  return { file, revision: file === undefined ? `missing${revision}` : revision };
}
