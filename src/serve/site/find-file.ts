import type { SiteFile } from '../../course/index.js';
import { readTarget } from './request-path.js';
import { revisionOf } from './served-site.js';

/** What a site has at a path. */
export type Found =
  /** A file, by its path in the site. */
  | { readonly kind: 'file'; readonly file: string }
  /** Another path, to be asked for instead. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302; readonly path: string }
  | { readonly kind: 'missing' };

const MISSING: Found = { kind: 'missing' };

/**
 * Finds what GitHub Pages serves at a path: the file of that name, `x.html` for `x`, `x/index.html` for `x/`, and for
 * `x` a redirect to `x/` where that folder has an index. The site is mounted at `baseurl` ('' or `/course`); its
 * host's root, where nothing else is, leads to it.
 */
export function findFile(path: string, baseurl: string, has: (file: string) => boolean): Found {
  if (baseurl !== '' && path === '/') return { kind: 'redirect', status: 302, path: `${baseurl}/` };
  if (baseurl !== '' && path === baseurl) return { kind: 'redirect', status: 301, path: `${baseurl}/` };
  if (!path.startsWith(`${baseurl}/`)) return MISSING;
  const file = path.slice(baseurl.length + 1);
  if (file === '' || file.endsWith('/')) {
    const index = `${file}index.html`;
    return has(index) ? { kind: 'file', file: index } : MISSING;
  }
  if (has(file)) return { kind: 'file', file };
  if (has(`${file}.html`)) return { kind: 'file', file: `${file}.html` };
  return has(`${file}/index.html`) ? { kind: 'redirect', status: 301, path: `${path}/` } : MISSING;
}

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
