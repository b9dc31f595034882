import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { textFingerprint } from '../../cache/index.js';
import { ControlFlow } from '../../diagnostics/index.js';
import { STAGING_NAME } from '../../output/index.js';
import type { SiteConfig } from '../../site/index.js';
import { type Theme, themeFiles } from '../../themes/index.js';
import { DEFAULT_BRANCH_FILES, repositoryRoot } from '../git/index.js';

/** What the disk says of every file of a course but those in folders that are {@link isUnseen}, without any being opened. */
export interface CourseSnapshot {
  /** As long as it is the same, so are the files. */
  readonly print: string;
  /** When the last of them was changed, in milliseconds since 1970. */
  readonly newest: number;
}

/** Thrown where the files that a site is made from are not all in the folder of the course. */
class OutOfSight extends ControlFlow {}

/** The files of `.git` one of which changes with what its history and its settings say. */
const OF_GIT = ['HEAD', 'config', 'logs/HEAD', 'packed-refs', 'shallow', ...DEFAULT_BRANCH_FILES];

/**
 * Takes the snapshot of a course; `ownFolders` (absolute) are lectern's own, and not looked into. Undefined where that does
 * not tell all: where a symbolic link leads to a folder, or the history of the course lies elsewhere.
 */
export async function courseSnapshot(
  { source, destination, configFiles, theme }: SiteConfig,
  ownFolders: readonly string[],
): Promise<CourseSnapshot | undefined> {
  const lines: string[] = [];
  let newest = 0;
  const add = (name: string, found: Stats | undefined): void => {
    if (found === undefined) return;
    newest = Math.max(newest, found.mtimeMs, found.ctimeMs);
    lines.push(`${name}\0${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`);
  };
  const passed = new Set([destination, ...ownFolders]);
  const walk = (folder: string, inside: string): void => {
    for (const entry of entriesOf(folder)) {
      const file = `${folder}/${entry.name}`;
      const name = `${inside}${entry.name}`;
      if (!entry.isDirectory()) {
        const found = statSync(file, { throwIfNoEntry: false });
        if (found?.isDirectory() === true) throw new OutOfSight();
        lines.push(name);
        add(name, found);
      } else if (!isUnseen(name) && !passed.has(file)) walk(file, `${name}/`);
    }
  };
  try {
    walk(source, '');
    if (theme !== null) walkTheme(theme, walk, add);
    for (const file of configFiles) add(file, statSync(file, { throwIfNoEntry: false }));
    for (const file of await gitFiles(source)) add(file, statSync(file, { throwIfNoEntry: false }));
  } catch (error) {
    if (error instanceof OutOfSight || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
  return { print: textFingerprint(lines.sort().join('\n')), newest };
}

/** The files of a theme: where it lies in the course, some of its folders may not be looked into otherwise. */
function walkTheme(
  theme: Theme,
  walk: (folder: string, inside: string) => void,
  add: (name: string, found: Stats | undefined) => void,
): void {
  for (const file of themeFiles(theme)) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) walk(file, `${file}/`);
    else add(file, found);
  }
}

/**
 * Whether a folder, by its path in the course, is not looked into: git's own, packages that no site is made of, and where
 * sites wait.
 */
export function isUnseen(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return name === 'node_modules' || last === '.git' || last.startsWith(STAGING_NAME);
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

async function gitFiles(source: string): Promise<string[]> {
  const root = await repositoryRoot(source);
  if (root === undefined) return [];
  const folder = path.join(root, '.git');
  if (!statSync(folder).isDirectory()) throw new OutOfSight();
  // Such a repository has its history in a database.
  if (statSync(path.join(folder, 'reftable'), { throwIfNoEntry: false }) !== undefined)
    throw new OutOfSight();
  const branch = /^ref: (.+?)\s*$/m.exec(readFileSync(path.join(folder, 'HEAD'), 'utf8'))?.[1];
  return [...OF_GIT, ...(branch === undefined ? [] : [branch])].map((name) => path.join(folder, name));
}
