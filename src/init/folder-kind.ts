import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a folder holds, before anything is written to it. */
export type FolderKind =
  /** Nothing, or only what a repository or a package begins with. */
  | { readonly kind: 'empty' }
  /** A course of Jekyll's kind. */
  | { readonly kind: 'course' }
  /** Other files; some of their names. */
  | { readonly kind: 'other'; readonly names: readonly string[] }
  /** No folder: a file has its name. */
  | { readonly kind: 'file' };

/** What makes a folder a Jekyll site by itself. */
const MARKERS: ReadonlySet<string> = new Set(['_config.yml', '_config.yaml', '_layouts', '_posts']);

/** What a new repository or package has, by names in lower case without extensions, and is no course yet. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  'readme',
  'license',
  'licence',
  'copying',
  'cname',
  'thumbs',
  'desktop',
  'package',
  'package-lock',
  'node_modules',
]);

/** The hidden folder in which files wait to be put into place, of a new course and of one that was there. */
export function stagingName(isNew: boolean): string {
  return isNew ? '.lectern-new-course' : '.lectern-init';
}

/** How many names of other files are told. */
const NAMED = 3;

/**
 * Looks at a folder: a course is one with what Jekyll knows a site by, with Markdown at its top, or with Markdown that
 * has front matter one folder further down. Hidden files do not count, nor a README, a licence and a package.json. A folder that is not there is
 * empty.
 */
export async function readFolderKind(folder: string): Promise<FolderKind> {
  const stats = await lstat(folder).catch(() => undefined);
  if (stats === undefined) return { kind: 'empty' };
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (stats.isDirectory() || stats.isSymbolicLink()) throw error;
    return undefined;
  });
  if (entries === undefined) return { kind: 'file' };
  // A new course that was interrupted is still to be finished.
  if (entries.some(({ name }) => name === stagingName(true))) return { kind: 'empty' };
  const others = entries.filter(({ name }) => !name.startsWith('.') && !BEGINNINGS.has(stem(name)));
  if (others.some(({ name }) => MARKERS.has(name) || isMarkdown(name))) return { kind: 'course' };
  if (others.length === 0) return { kind: 'empty' };
  for (const entry of others) {
    if (entry.isDirectory() && (await holdsPages(path.join(folder, entry.name)))) return { kind: 'course' };
  }
  const names = others.map(({ name }) => name).sort();
  return { kind: 'other', names: names.length > NAMED ? [...names.slice(0, NAMED), '…'] : names };
}

/** Whether a folder has Markdown with front matter, and is no course of its own. */
async function holdsPages(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => MARKERS.has(name))) return false;
  for (const name of names.filter(isMarkdown)) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    if (/^\uFEFF?---\s*\n/.test(text)) return true;
  }
  return false;
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '').toLowerCase();
}

function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown|mkd|mkdn|mkdown)$/i.test(name);
}
