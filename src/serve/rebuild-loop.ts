/** Builds after changes, one build at a time. */
export interface RebuildLoop {
  /** Asks for a build, for the sake of paths that have changed; resolves when no build is left to do. */
  readonly build: (changes: readonly string[]) => Promise<void>;
  /** Begins no more builds; resolves when the one that goes on has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Makes the loop that calls `build` with what has changed since the last call. What changes while a build goes on is
 * built when that one has ended, all of it together. `build` must not reject.
 */
export function createRebuildLoop(build: (changes: readonly string[]) => Promise<void>): RebuildLoop {
  const waiting = new Set<string>();
  let isAsked = false;
  let running: Promise<void> | undefined;
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (isAsked && !isStopped) {
      const changes = [...waiting];
      waiting.clear();
      isAsked = false;
      await build(changes);
    }
    running = undefined;
  };
  return {
    build: (changes) => {
      for (const path of changes) waiting.add(path);
      isAsked = true;
      running ??= run();
      return running;
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}
