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
