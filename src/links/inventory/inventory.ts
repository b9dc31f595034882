import { indexNames, type NameIndex } from './name-index.js';

/** A file of the built site. */
export interface PublishedFile {
  /** Path relative to the destination, with `/` between folders, decoded: `lectures/1/index.html`. */
  readonly outputPath: string;
  /** Path of the source it comes from, relative to the site's source; none for what is generated. */
  readonly source?: string;
}

/** What a link can lead to: the files of the built site, and the files of the course's folder. */
export interface Inventory {
  /** Output paths, each with its source, or '' for what is generated. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The first output of each source. */
  readonly outputOf: ReadonlyMap<string, string>;
  /** Every folder that holds an output, without a slash at its end; '' is the root. */
  readonly folders: ReadonlySet<string>;
  /** Output paths under their folded form (see `foldPath`): more than one where names differ in case alone. */
  readonly foldedOutputs: ReadonlyMap<string, readonly string[]>;
  /** Every file of the course's folder, published or not, relative to the site's source. */
  readonly sources: ReadonlySet<string>;
  readonly foldedSources: ReadonlyMap<string, readonly string[]>;
  /** Every folder that holds a file of the course, without a slash at its end; '' is the source itself. */
  readonly sourceFolders: ReadonlySet<string>;
  /** The names that files of the course had before, each with the name of the file that it is now. */
  readonly formerNames: ReadonlyMap<string, string>;
  /** Finds the name nearest to one that does not exist. */
  readonly outputNames: NameIndex;
  readonly sourceNames: NameIndex;
}

/**
 * Makes the inventory of a site once for all of its links. `sources` is every file of the course's folder: what
 * GitHub, Colab and Binder can open, whether or not the site publishes it; a published file's source is counted
 * in anyway. `formerNames` are old names of sources with the new ones.
 */
export function buildInventory(
  published: Iterable<PublishedFile>,
  sources: Iterable<string>,
  formerNames: ReadonlyMap<string, string> = new Map(),
): Inventory {
  const outputs = new Map<string, string>();
  const outputOf = new Map<string, string>();
  const allSources = new Set(sources);
  for (const { outputPath, source } of published) {
    outputs.set(outputPath, source ?? '');
    if (source === undefined) continue;
    allSources.add(source);
    if (!outputOf.has(source)) outputOf.set(source, outputPath);
  }
  return {
    outputs,
    outputOf,
    folders: foldersOf(outputs.keys()),
    foldedOutputs: byFoldedForm(outputs.keys()),
    sources: allSources,
    foldedSources: byFoldedForm(allSources),
    sourceFolders: foldersOf(allSources),
    formerNames: new Map([...formerNames].filter(([, now]) => allSources.has(now))),
    outputNames: indexNames(outputs.keys()),
    sourceNames: indexNames(allSources),
  };
}

/**
 * What is left of a path when letter case and Unicode normal form do not count: under this form a Mac's file
 * system finds a file, while GitHub's servers compare names byte by byte.
 */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function byFoldedForm(paths: Iterable<string>): Map<string, string[]> {
  const folded = new Map<string, string[]>();
  for (const path of paths) {
    const form = foldPath(path);
    const same = folded.get(form);
    if (same === undefined) folded.set(form, [path]);
    else same.push(path);
  }
  return folded;
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

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
