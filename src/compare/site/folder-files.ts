import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isVisible, MOST_FILES, type SiteFiles } from './site-files.js';

/**
 * The files of a site that lies in a folder. Links to files are followed and links to folders are not, so that no site
 * has itself within it.
 */
export async function folderFiles(folder: string, name: string): Promise<SiteFiles> {
  const sizes = new Map<string, number>();
  const waiting = [''];
  for (let within = waiting.pop(); within !== undefined; within = waiting.pop()) {
    for (const entry of await readdir(path.join(folder, within), { withFileTypes: true })) {
      const file = within === '' ? entry.name : `${within}/${entry.name}`;
      if (!isVisible(entry.name) || sizes.size >= MOST_FILES) continue;
      if (entry.isDirectory()) waiting.push(file);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const size = await sizeOf(path.join(folder, file));
        if (size !== undefined) sizes.set(file, size);
      }
    }
  }
  return {
    name,
    sizes: new Map([...sizes].sort(([a], [b]) => (a < b ? -1 : 1))),
    read: async (file) => {
      try {
        return await readFile(path.join(folder, file), 'utf8');
      } catch {
        return undefined;
      }
    },
    close: async () => {},
  };
}

/** The size of a file; undefined for what is none. */
async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
