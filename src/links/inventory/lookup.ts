import { foldPath, type Inventory } from './inventory.js';

/** What GitHub Pages would do with a path of the site. */
export type Lookup =
  | { readonly kind: 'found'; readonly output: string }
  /** A file is there whose name differs in letter case (`letters`) or only in Unicode's normal form (`form`). */
  | { readonly kind: 'case'; readonly output: string; readonly differs: 'letters' | 'form' }
  /** A folder is there, without a page of its own. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** The course has such a file, but it is not part of the site. */
  | { readonly kind: 'unpublished'; readonly source: string }
  /** The course has such a file, which becomes a page of another name. */
  | { readonly kind: 'source'; readonly source: string; readonly output: string }
  | { readonly kind: 'missing' };

/**
 * Looks a path of the site up as GitHub Pages serves it: `x` is the file `x`, else `x.html`, else the page of
 * the folder `x`; `x/` is `x/index.html` and nothing else. Names are compared byte by byte.
 */
export function lookUp(path: string, inventory: Inventory): Lookup {
  const names = namesServed(path);
  const found = lookUpOutput(path, inventory.outputs);
  if (found !== undefined) return { kind: 'found', output: found };
  for (const name of names) {
    const output = inventory.foldedOutputs.get(foldPath(name))?.[0];
    if (output === undefined) continue;
    const differs = output.normalize('NFC') === name.normalize('NFC') ? 'form' : 'letters';
    return { kind: 'case', output, differs };
  }
  const folder = path.replace(/\/+$/, '');
  if (inventory.sources.has(path)) {
    const output = inventory.outputOf.get(path);
    return output === undefined
      ? { kind: 'unpublished', source: path }
      : { kind: 'source', source: path, output };
  }
  if (inventory.folders.has(folder)) return { kind: 'folder', folder };
  return { kind: 'missing' };
}

/** The output that GitHub Pages serves for a path of the site. */
export function lookUpOutput(
  path: string,
  outputs: { readonly has: (output: string) => boolean },
): string | undefined {
  return namesServed(path).find((name) => outputs.has(name));
}

function namesServed(path: string): string[] {
  if (path === '' || path.endsWith('/')) return [`${path}index.html`];
  return [path, `${path}.html`, `${path}/index.html`];
}
