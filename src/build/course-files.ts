import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Folders of any course that hold nothing of its author's. */
const FOREIGN: ReadonlySet<string> = new Set([
  '.git',
  '.lectern-cache',
  'node_modules',
  '.jekyll-cache',
  '.sass-cache',
  '.bundle',
]);

/**
 * Every file of a course's folder, published or not, as paths relative to it: what GitHub, Colab and Binder can open.
 * The folder that the site is written to (absolute, as `source` is) is left out. A symbolic link counts where it leads to
 * a file of the course; what is neither file nor folder does not.
 */
export async function courseFiles(source: string, destination: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const inside: Promise<void>[] = [];
    for (const entry of await entriesOf(path.join(source, folder))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(name);
      else if (entry.isSymbolicLink()) inside.push(follow(name));
      else if (!entry.isDirectory() || FOREIGN.has(entry.name)) continue;
      else if (path.join(source, name) !== destination) inside.push(walk(name));
    }
    await Promise.all(inside);
  };
  const follow = async (name: string): Promise<void> => {
    if (await isOwnFile(path.join(source, name), source)) files.push(name);
  };
  await walk('');
  return files.sort();
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function isOwnFile(link: string, source: string): Promise<boolean> {
  try {
    const [real, root] = await Promise.all([realpath(link), realpath(source)]);
    return real.startsWith(root + path.sep) && (await stat(real)).isFile();
  } catch {
    return false;
  }
}
