import type { Dirent } from 'node:fs';
import fastGlob from 'fast-glob';
import type { FileSystem } from './effects.js';
import { compareBytes } from './file-name.js';

/** A file that a walk came to. */
export interface WalkedFile {
  /** Path relative to the folder that was walked. */
  readonly path: string;
  readonly absolute: string;
}

export interface WalkOptions {
  /** The site's source, which no symbolic link may lead out of. Absolute, with its own links resolved. */
  readonly boundary: string;
  /** Whether an entry is listed, and if it is a folder, walked. `folder` is relative to the walked folder. */
  readonly takes: (name: string, folder: string, isDirectory: boolean) => boolean;
  /** Told of each symbolic link that is left out. `path` is relative to the walked folder. */
  readonly refused: (path: string, reason: RefusedLink) => void;
}

/** Why a symbolic link is not followed: it leads out of the site, into a folder it lies in, or nowhere. */
export type RefusedLink = 'outside' | 'cycle' | 'broken';

/** A path may go through this many symbolic links to folders, so that links among folders stay finite. */
const MOST_LINKS = 4;

/**
 * Lists the files below a folder in byte order of their paths. Folders that are not taken are never opened.
 * Symbolic links are followed within the boundary, but not into a folder they lie in. A folder that does not
 * exist or cannot be opened has no files.
 */
export async function walkFiles(fs: FileSystem, root: string, options: WalkOptions): Promise<WalkedFile[]> {
  const top = await resolvePath(fs, root);
  if (top === null) return [];
  const links = new Map<string, string>();

  async function list(directory: string): Promise<Dirent[]> {
    const folder = directory.slice(root.length + 1);
    const taken: Dirent[] = [];
    for (const entry of await readDirectory(fs, directory)) {
      const target = entry.isSymbolicLink() ? await follow(entry, directory, folder) : entry;
      if (target !== null && options.takes(entry.name, folder, target.isDirectory())) taken.push(target);
    }
    return taken;
  }

  /** What a link leads to, in the link's place; null where it is left out. */
  async function follow(entry: Dirent, directory: string, folder: string): Promise<Dirent | null> {
    const refuse = (reason: RefusedLink) => {
      options.refused(folder === '' ? entry.name : `${folder}/${entry.name}`, reason);
      return null;
    };
    const path = `${directory}/${entry.name}`;
    const target = await resolvePath(fs, path);
    if (target === null) return refuse('broken');
    if (!isInside(target.path, options.boundary)) return refuse('outside');
    if (target.isDirectory) {
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
      isDirectory: () => target.isDirectory,
      isFile: () => !target.isDirectory,
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

  const paths = await fastGlob('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: true,
    suppressErrors: true,
    unique: false,
    fs: { readdir: readdirMethod(list) },
  });
  return paths.sort(compareBytes).map((path) => ({ path, absolute: `${root}/${path}` }));
}

/** Node's `readdir` in both of its forms, over a function that lists a folder. */
function readdirMethod(list: (directory: string) => Promise<Dirent[]>): Readdir {
  function readdir(directory: string, options: { withFileTypes: true }, done: Done<Dirent[]>): void;
  function readdir(directory: string, done: Done<string[]>): void;
  function readdir(
    directory: string,
    options: { withFileTypes: true } | Done<string[]>,
    done?: Done<Dirent[]>,
  ): void {
    list(directory).then(
      (entries) => {
        if (typeof options === 'function')
          options(
            null,
            entries.map((entry) => entry.name),
          );
        else done?.(null, entries);
      },
      (error: NodeJS.ErrnoException) =>
        typeof options === 'function' ? options(error, []) : done?.(error, []),
    );
  }
  return readdir;
}

type Readdir = NonNullable<NonNullable<fastGlob.Options['fs']>['readdir']>;
type Done<T> = (error: NodeJS.ErrnoException | null, entries: T) => void;

function readDirectory(fs: FileSystem, directory: string): Promise<Dirent[]> {
  return new Promise((resolve, reject) => {
    fs.readdir(directory, { withFileTypes: true }, (error, entries) =>
      error === null ? resolve(entries) : reject(error),
    );
  });
}

/** A path without symbolic links, and whether it is a folder; null where it leads nowhere. */
export function resolvePath(
  fs: FileSystem,
  path: string,
): Promise<{ path: string; isDirectory: boolean } | null> {
  return new Promise((resolve) => {
    fs.realpath(path, (pathError, real) => {
      if (pathError !== null) return resolve(null);
      fs.stat(real, (error, stats) =>
        resolve(error === null ? { path: real, isDirectory: stats.isDirectory() } : null),
      );
    });
  });
}

/** Whether a path is a folder or lies in it. */
function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
