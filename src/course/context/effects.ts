import { WatchedTime } from '../../liquid/index.js';
import type { ThemePlaces } from '../../themes/index.js';
import { machineTimezone } from './machine-timezone.js';
import type { Profile } from './profile.js';

/**
 * What a build touches of the world besides the source and the destination. Handed in by the command, so that
 * a test or an editor can hand in its own.
 */
export interface Effects {
  /** The folder that relative paths are relative to. */
  readonly cwd: string;
  /** Environment variables: `JEKYLL_ENV` says what `jekyll.environment` is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time of the build: `site.time`, and what "future" means for posts. */
  readonly now: () => Date;
  /** IANA name of the machine's time zone, for courses that set none. */
  readonly timezone: string;
  /**
   * Runs git in a folder and answers with what it prints, or with undefined where that cannot be had in a moment.
   * Without it, old names of files are not looked for.
   */
  readonly git?: (args: readonly string[], folder: string) => Promise<string | undefined>;
  /**
   * Files, by their absolute paths, that are read as if they held these bytes, as the unsaved files of an editor are. Each
   * must be on the disk, too.
   */
  readonly changed?: ReadonlyMap<string, Uint8Array>;
  /** Where else than by default themes are looked for. */
  readonly themes?: Partial<ThemePlaces>;
  /** Told where the build's time goes, where that is wanted. */
  readonly profile?: Profile;
  /** Told, as a sentence, of what a build waits for although nothing is wrong with the course. */
  readonly notice?: (sentence: string) => void;
  /** Told as the build goes on; `total` is 0 where it is not known. */
  readonly progress: (stage: string, done: number, total: number) => void;
}

/** Those of the process that asks, where nothing else is handed in: its folder and environment, now, and no progress. */
export function effectsOf({ cwd, env, now, timezone, progress, ...more }: Partial<Effects>): Effects {
  const environment = env ?? process.env;
  return {
    cwd: cwd ?? process.cwd(),
    env: environment,
    now: now ?? (() => new Date()),
    timezone: timezone ?? machineTimezone(environment),
    progress: progress ?? (() => {}),
    ...more,
  };
}

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
