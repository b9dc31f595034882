import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
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
 * The folder that the site is written to (absolute, as `source` is) is left out, and links are not followed.
 */
export async function courseFiles(source: string, destination: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const inside: Promise<void>[] = [];
    for (const entry of await entriesOf(path.join(source, folder))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) files.push(name);
      else if (!FOREIGN.has(entry.name) && path.join(source, name) !== destination) inside.push(walk(name));
    }
    await Promise.all(inside);
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
