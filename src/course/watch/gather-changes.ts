/** So many files are a save; more are the work of a program: a checkout, a script, a copied folder. */
const SAVE = 4;
/** How long after a save nothing more may have changed, in milliseconds. A rename into place takes less. */
const QUIET_AFTER_SAVE = 10;
/** The same after more than a save: between two files a program may be slow. */
const QUIET_AFTER_MANY = 120;
/** How long changes are gathered at most, in milliseconds, where they never end. */
const LONGEST = 2000;

/** Changes on their way to being told together. */
export interface GatheredChanges {
  readonly add: (path: string) => void;
  /** Forgets what has not been told. */
  readonly stop: () => void;
}

/**
 * Gathers paths that change close together and hands them over once: a save almost at once, a burst when it is over.
 * A path is told once, however often it has changed meanwhile.
 */
export function gatherChanges(tell: (paths: readonly string[]) => void): GatheredChanges {
  const paths = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const handOver = (): void => {
    const told = [...paths];
    paths.clear();
    tell(told);
  };
  return {
    add: (path) => {
      const now = performance.now();
      if (paths.size === 0) since = now;
      paths.add(path);
      const quiet = paths.size > SAVE ? QUIET_AFTER_MANY : QUIET_AFTER_SAVE;
      clearTimeout(timer);
      timer = setTimeout(handOver, Math.min(quiet, Math.max(0, since + LONGEST - now)));
    },
    stop: () => {
      clearTimeout(timer);
      paths.clear();
    },
  };
}
