import path from 'node:path';
import { watch } from 'chokidar';

/** How long the course must have been quiet before it is built again, in milliseconds: an editor that saves, or a
 * git checkout, changes several files in a row. */
const QUIET = 80;

/**
 * Calls `changed` whenever files below `source` have changed, once for changes that come close together. The
 * destination (both absolute) and folders that no course is read from are not watched. Answers, as soon as the
 * watch is on, with the function that ends it.
 */
export async function watchCourse(
  source: string,
  destination: string,
  changed: () => void,
): Promise<() => Promise<void>> {
  const isIgnored = (file: string): boolean =>
    file === destination ||
    /[\\/](?:\.git|node_modules)(?:[\\/]|$)/.test(file.slice(path.resolve(source).length));
  const watcher = watch(source, { ignored: isIgnored, ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET);
  });
  await new Promise<void>((resolve) => watcher.on('ready', resolve));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
