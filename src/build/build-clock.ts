import { WatchedTime } from '../liquid/index.js';

/** The clock of one build: pages tell what they show of its time. */
export interface BuildClock {
  readonly now: () => Date;
  /** Told of each read, by the name that `site-facts.ts` gives it. */
  note: (name: string) => void;
}

/** Makes the clock of a build that takes place `now`. Nobody listens to it yet. */
export function buildClock(now: () => Date): BuildClock {
  const clock: BuildClock = {
    now: () =>
      new WatchedTime(now(), (pattern) => clock.note(pattern === undefined ? 'time' : `time ${pattern}`)),
    note: () => {},
  };
  return clock;
}
