import path from 'node:path';
import { STAGING_NAME } from '../output/index.js';
import { gatherChanges } from './gather-changes.js';

/** What is watched, and what of it is not. Paths are absolute. */
export interface WatchOptions {
  /** The folder of the course. */
  readonly source: string;
  /** Files that lie outside of it and count as well: configuration files. */
  readonly also?: readonly string[];
  /** Files and folders in it that lectern writes: the destination, a report, a cache. */
  readonly written: readonly string[];
}

/** Who is told of what the watch sees. */
export interface WatchListener {
  /** Files and folders, absolute, that have changed, appeared or vanished; those of one burst together. */
  readonly changed: (paths: readonly string[]) => void;
  /** The operating system refuses to watch (something): the rest is still watched. */
  readonly failed: (error: Error) => void;
}

/** Folders that no course is read from, and what editors leave beside a file while it is open or being saved. */
const NEVER_READ = new Set([
  '.git',
  'node_modules',
  '.lectern-cache',
  '.jekyll-cache',
  '.sass-cache',
  '.DS_Store',
]);
const EDITORS_OWN = /~$|^\.#|^#.*#$|^\..*\.sw[a-z]$|^\.goutputstream-|\.kate-swp$/;

/**
 * Watches a course. Answers as soon as the watch is on, with the function that ends it: whatever changes afterwards
 * is told, however it comes about: by writing, by a rename into place, with a new folder around it. Where `signal` is
 * aborted, it answers at once.
 */
export async function watchCourse(
  { source, also = [], written }: WatchOptions,
  { changed, failed }: WatchListener,
  signal?: AbortSignal,
): Promise<() => Promise<void>> {
  const isIgnored = (file: string): boolean =>
    written.some((own) => file === own || file.startsWith(own + path.sep)) ||
    path
      .relative(source, file)
      .split(path.sep)
      .some((name) => NEVER_READ.has(name) || name.startsWith(STAGING_NAME) || EDITORS_OWN.test(name));
  const changes = gatherChanges(changed);
  // chokidar's own handling of files that are removed and written anew would tell of a removed file 100 ms late.
  const { watch } = await import('chokidar');
  const watcher = watch([source, ...also], { ignored: isIgnored, ignoreInitial: true, atomic: false });
  watcher.on('all', (_event, file) => changes.add(file));
  // chokidar leaves out a second change within 50 ms, as of an editor that empties a file before it writes it. What
  // the operating system says is not thinned out, and comes before chokidar has looked at the file.
  watcher.on('raw', (_event, name, details: unknown) => {
    const file = rawPath(name, details);
    if (file !== undefined && !isIgnored(file)) changes.add(file);
  });
  watcher.on('error', (error) => failed(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => {
    watcher.on('ready', resolve);
    signal?.addEventListener('abort', () => resolve());
    if (signal?.aborted) resolve();
  });
  return async () => {
    changes.stop();
    await watcher.close();
  };
}

/** The file that an event of the operating system is about: its name comes with the folder, or is the file's own. */
function rawPath(name: unknown, details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return undefined;
  const { watchedPath } = details;
  if (typeof watchedPath !== 'string') return undefined;
  return typeof name !== 'string' || name === path.basename(watchedPath)
    ? watchedPath
    : path.join(watchedPath, name);
}
