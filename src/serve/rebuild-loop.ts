/** Builds after changes, one build at a time. */
export interface RebuildLoop {
  /** Asks for a build, for the sake of paths that have changed; resolves when no build is left to do. */
  readonly build: (changes: readonly string[]) => Promise<void>;
  /** Ends the build that goes on and begins no more; resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/** Builds, for the sake of `changes`; answers whether the build came to its end. Ends early where `signal` is aborted. */
export type Rebuild = (changes: readonly string[], signal: AbortSignal) => Promise<boolean>;

/** So many builds in a row may be given up; where something changes all the time, a build has to end now and then. */
const MOST_GIVEN_UP = 5;

/**
 * Makes the loop that calls `build` with what has changed since the last build that came to its end. A change while a
 * build goes on has it given up, and the next one begin at once: what is looked at comes first in every build. Only
 * the first build is never given up for a change. `build` must not reject.
 */
export function createRebuildLoop(build: Rebuild): RebuildLoop {
  const waiting = new Set<string>();
  let isAsked = false;
  let isFirst = true;
  let givenUp = 0;
  let running: Promise<void> | undefined;
  let current = new AbortController();
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (isAsked && !isStopped) {
      const changes = [...waiting];
      waiting.clear();
      isAsked = false;
      current = new AbortController();
      if (await build(changes, current.signal)) {
        isFirst = false;
        givenUp = 0;
      } else {
        givenUp++;
        for (const path of changes) waiting.add(path);
      }
    }
    running = undefined;
  };
  return {
    build: (changes) => {
      for (const path of changes) waiting.add(path);
      isAsked = true;
      if (!isFirst && givenUp < MOST_GIVEN_UP) current.abort();
      running ??= run();
      return running;
    },
    stop: async () => {
      isStopped = true;
      current.abort();
      await running;
    },
  };
}
