import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { STAGING_NAME } from '../../output/index.js';

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
export function courseFiles(source: string, destination: string): string[] {
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of entriesOf(path.join(source, folder))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(name);
      else if (entry.isSymbolicLink()) {
        if (isOwnFile(path.join(source, name), source)) files.push(name);
      } else if (!entry.isDirectory() || isForeign(entry.name)) continue;
      else if (path.join(source, name) !== destination) walk(name);
    }
  };
  walk('');
  return files.sort();
}

function isForeign(name: string): boolean {
  return FOREIGN.has(name) || name.startsWith(STAGING_NAME);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isOwnFile(link: string, source: string): boolean {
  try {
    const real = realpathSync(link);
    return real.startsWith(realpathSync(source) + path.sep) && statSync(real).isFile();
  } catch {
    return false;
  }
}
