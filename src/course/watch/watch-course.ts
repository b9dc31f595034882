import { fstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBuiltSite, STAGING_NAME } from '../../output/index.js';
import { gatherChanges } from './gather-changes.js';

/** What is watched, and what of it is not. Paths are absolute. */
export interface WatchOptions {
  /** The folder of the course. */
  readonly source: string;
  /** Files that lie outside of it and count as well: configuration files. */
  readonly also?: readonly string[];
  /** Files and folders in it that lectern writes: the destination, a report, a cache. Other sites that it built are known. */
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
/** The descriptors of standard output and standard error. */
const OUTPUTS = [1, 2];

/** How often the folder of a course is looked at, in milliseconds. */
const LOOK_AFTER = 1000;

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
  const isOwnOutput = ownOutput();
  const isIgnored = (file: string): boolean => {
    if (written.some((own) => file === own || file.startsWith(own + path.sep))) return true;
    const inside = path.relative(source, file);
    const names = inside.split(path.sep);
    if (names.some((name) => NEVER_READ.has(name) || name.startsWith(STAGING_NAME) || EDITORS_OWN.test(name)))
      return true;
    if (names[0] === '' || names[0] === '..' || path.isAbsolute(inside)) return false;
    return (
      isOwnOutput(file) || names.some((_, end) => isBuiltSite(path.join(source, ...names.slice(0, end + 1))))
    );
  };
  const changes = gatherChanges(changed);
  // chokidar's own handling of files that are removed and written anew would tell of a removed file 100 ms late.
  const { watch } = await import('chokidar');
  /** Whether the folder of the course has been removed or moved since its watching began: what is there now is not watched. */
  let isLost = false;
  const start = async (): Promise<() => Promise<void>> => {
    isLost = false;
    const watcher = watch([source, ...also], { ignored: isIgnored, ignoreInitial: true, atomic: false });
    watcher.on('all', (event, file) => {
      if (event === 'unlinkDir' && file === source) isLost = true;
      changes.add(file);
    });
    // chokidar leaves out a second change within 50 ms, as of an editor that empties a file before it writes it. What
    // the operating system says is not thinned out, and comes before chokidar has looked at the file.
    watcher.on('raw', (event, name, details: unknown) => {
      const file = rawPath(name, details);
      // So Linux tells of the end of the folder that is watched, where chokidar finds the new one too soon to see it.
      // The new one may have the old one's number.
      if (event === 'rename' && file === source) isLost = true;
      if (file !== undefined && !isIgnored(file)) changes.add(file);
    });
    watcher.on('error', (error) => failed(error instanceof Error ? error : new Error(String(error))));
    await new Promise<void>((resolve) => {
      watcher.on('ready', resolve);
      signal?.addEventListener('abort', () => resolve());
      if (signal?.aborted) resolve();
    });
    return () => watcher.close();
  };
  let folder = identityAt(source);
  let close = await start();
  let isEnded = false;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const now = identityAt(source);
    if (isEnded || (now === folder && !isLost)) return;
    const isBack = now !== undefined;
    folder = now;
    await close();
    close = isBack ? await start() : async () => {};
    changes.add(source);
  };
  // A folder that is moved away and back, or removed and made anew, tells nobody.
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => failed(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_AFTER);
  timer.unref();
  return async () => {
    isEnded = true;
    clearInterval(timer);
    await looking;
    changes.stop();
    await close();
  };
}

/**
 * Knows the files that this program's own output goes to, as in `lectern serve > serve.log`: what is said of a build would
 * be a change to build for.
 */
function ownOutput(): (file: string) => boolean {
  const own = OUTPUTS.map(outputAt).filter((identity) => identity !== undefined);
  return (file) => {
    const identity = own.length === 0 ? undefined : identityAt(file);
    return identity !== undefined && own.includes(identity);
  };
}

/** The identity of the file that a descriptor writes to; undefined where it is none: a terminal, a pipe, or closed. */
function outputAt(descriptor: number): string | undefined {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() ? identityOf(stats) : undefined;
  } catch {
    return undefined;
  }
}

/** What tells a file or folder from another one of its name; undefined where there is none. */
function identityAt(file: string): string | undefined {
  try {
    return identityOf(statSync(file));
  } catch {
    return undefined;
  }
}

function identityOf({ dev, ino }: { readonly dev: number; readonly ino: number }): string {
  return `${dev} ${ino}`;
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
