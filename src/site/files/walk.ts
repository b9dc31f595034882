import type { Dirent } from 'node:fs';
import fastGlob from 'fast-glob';
import type { FileSystem } from './effects.js';
import { compareBytes } from './file-name.js';
import { resolvePath } from './resolve-path.js';

/** A file that a walk came to. */
export interface WalkedFile {
  /** Path relative to the folder that was walked. */
  readonly path: string;
  readonly absolute: string;
}

/** Which entries of a folder are walked. */
export interface WalkOptions {
  /** The site's source, which no symbolic link may lead out of. Absolute, with its own links resolved. */
  readonly boundary: string;
  /** Whether an entry is listed, and if it is a folder, walked. `folder` is relative to the walked folder. */
  readonly takes: (name: string, folder: string, isDirectory: boolean) => boolean;
  /** Told of each symbolic link and folder that is left out. `path` is relative to the walked folder. */
  readonly leftOut: (path: string, reason: LeftOut) => void;
}

/**
 * Why something is not walked: a symbolic link leads out of the site, into a folder it lies in, or to no file or
 * folder; a folder cannot be opened.
 */
export type LeftOut = 'outside' | 'cycle' | 'broken' | 'closed';

/** A path may go through this many symbolic links to folders, so that links among folders stay finite. */
const MOST_LINKS = 4;

/**
 * Lists the files below a folder in byte order of their paths. Folders that are not taken are never opened.
 * Symbolic links are followed within the boundary, but not into a folder they lie in. A folder that does not
 * exist has no files. Folders are listed one after the other, which takes a fraction of what handing each of
 * thousands of entries from one thread to another would.
 */
export function walkFiles(fs: FileSystem, root: string, options: WalkOptions): WalkedFile[] {
  const top = resolvePath(fs, root);
  if (top === null) return [];
  const links = new Map<string, string>();

  function list(directory: string): Dirent[] {
    const folder = directory.slice(root.length + 1);
    const taken: Dirent[] = [];
    const entries = readDirectory(fs, directory);
    if (entries === null) options.leftOut(folder, 'closed');
    for (const entry of entries ?? []) {
      const target = entry.isSymbolicLink() ? follow(entry, directory, folder) : entry;
      if (target !== null && options.takes(entry.name, folder, target.isDirectory())) taken.push(target);
    }
    return taken;
  }

  /** What a link leads to, in the link's place; null where it is left out. */
  function follow(entry: Dirent, directory: string, folder: string): Dirent | null {
    const refuse = (reason: LeftOut) => {
      options.leftOut(folder === '' ? entry.name : `${folder}/${entry.name}`, reason);
      return null;
    };
    const path = `${directory}/${entry.name}`;
    const target = resolvePath(fs, path);
    if (target === null || target.kind === 'other') return refuse('broken');
    if (!isInside(target.path, options.boundary)) return refuse('outside');
    const isDirectory = target.kind === 'folder';
    if (isDirectory) {
      const passed = [...links.keys()].filter((link) => path.startsWith(`${link}/`));
      const folders = [...passed, path].map((link) => realPath(link.slice(0, link.lastIndexOf('/'))));
      if (
        passed.length >= MOST_LINKS ||
        folders.some((passedFolder) => isInside(passedFolder, target.path))
      ) {
        return refuse('cycle');
      }
      links.set(path, target.path);
    }
    return Object.assign(Object.create(entry), {
      name: entry.name,
      isDirectory: () => isDirectory,
      isFile: () => !isDirectory,
      isSymbolicLink: () => false,
    });
  }

  /** The real path of a folder that the walk came to, from the last link on the way to it. */
  function realPath(directory: string): string {
    let [from, to] = [root, top?.path ?? root];
    for (const [link, real] of links) {
      if (isInside(directory, link) && link.length > from.length) [from, to] = [link, real];
    }
    return to + directory.slice(from.length);
  }

  const paths = fastGlob.sync('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: true,
    unique: false,
    fs: { readdirSync: readdirMethod((directory) => list(withBreaks(directory)).map(withoutBreaks)) },
  });
  return paths
    .map(withBreaks)
    .sort(compareBytes)
    .map((path) => ({ path, absolute: `${root}/${path}` }));
}

/** Node's `readdirSync` in both of its forms, over a function that lists a folder and never throws. */
function readdirMethod(list: (directory: string) => Dirent[]): ReaddirSync {
  function readdirSync(directory: string, options: { withFileTypes: true }): Dirent[];
  function readdirSync(directory: string): string[];
  function readdirSync(directory: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    const entries = list(directory);
    return options === undefined ? entries.map((entry) => entry.name) : entries;
  }
  return readdirSync;
}

type ReaddirSync = NonNullable<NonNullable<fastGlob.Options['fs']>['readdirSync']>;

/**
 * Line breaks, which the patterns of fast-glob pass over, and the noncharacters of Unicode that stand for them in the
 * names that it is given.
 */
const BREAKS: readonly (readonly [sign: string, substitute: string])[] = [
  ['\n', '\ufde0'],
  ['\r', '\ufde1'],
  ['\u2028', '\ufde2'],
  ['\u2029', '\ufde3'],
];

function withBreaks(path: string): string {
  return BREAKS.reduce((name, [sign, substitute]) => name.replaceAll(substitute, sign), path);
}

function withoutBreaks(entry: Dirent): Dirent {
  const name = BREAKS.reduce((text, [sign, substitute]) => text.replaceAll(sign, substitute), entry.name);
  // The methods of an entry read what it inherits here.
  return name === entry.name ? entry : Object.assign(Object.create(entry), { name });
}

/** A folder's entries, or null where it cannot be opened. */
function readDirectory(fs: FileSystem, directory: string): Dirent[] | null {
  try {
    return fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return null;
  }
}

/** Whether a path is a folder or lies in it. */
function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
