/**
 * What time can go to:
 * - `stage`: a stage of the build. Stages follow each other.
 * - `beside`: something that goes on beside the stages, such as copying files.
 * - `text`, `excerpt`, `layouts`, `formulas`: parts of making one page, which is named by its file.
 * - `include`: an include or a layout, named by its file, without what it includes in turn.
 * - `formula`: one formula, named by its place and how its TeX begins.
 */
export type ProfileKind =
  | 'stage'
  | 'beside'
  | 'text'
  | 'excerpt'
  | 'layouts'
  | 'formulas'
  | 'include'
  | 'formula';

/** The parts of making a page, with what they are called, also where other threads do them `beside` the stages. */
export const PAGE_PARTS = {
  text: 'Liquid and Markdown',
  excerpt: 'excerpts',
  layouts: 'layouts',
  formulas: 'typesetting formulas',
} as const;

/** What the stage is called that these are parts of. */
export const MAKING_PAGES = 'making pages';

/** What it is called that the thread for style sheets does beside the stages. */
export const COMPILING_SHEETS = 'compiling style sheets';

/** The time that something took, all its uses together. */
export interface TimeSpent {
  readonly name: string;
  readonly milliseconds: number;
  readonly uses: number;
}

/** Where a build's time is noted. */
export interface Profile {
  /** Monotonic time in milliseconds. */
  readonly clock: () => number;
  /** Notes a time, of so many uses (one). */
  readonly add: (kind: ProfileKind, name: string, milliseconds: number, uses?: number) => void;
  /**
   * Runs something that ends at once and may have more of the sort in it, and notes how long it took by itself: a page
   * without the pages whose content it reads, an include also without the includes in it.
   */
  readonly within: <T>(kind: Exclude<ProfileKind, 'stage' | 'beside'>, name: string, run: () => T) => T;
  /** What has been noted of a kind, in the order in which it came. */
  readonly times: (kind: ProfileKind) => readonly TimeSpent[];
  /** All that has been noted since this was last asked, which is forgotten. */
  readonly take: () => readonly (readonly [kind: ProfileKind, time: TimeSpent])[];
}

/** Something under way, and the milliseconds of what has been run in it. */
interface Frame {
  /** All that it ran itself. */
  inner: number;
  /** The pages that it, or an include in it, ran. */
  pages: number;
}

/** Makes a profile that is taken by a clock of milliseconds. */
export function createProfile(clock: () => number): Profile {
  const kinds = new Map<ProfileKind, Map<string, TimeSpent>>();
  const frames: Frame[] = [];
  const add: Profile['add'] = (kind, name, milliseconds, uses = 1) => {
    const times = kinds.get(kind) ?? new Map<string, TimeSpent>();
    kinds.set(kind, times);
    const before = times.get(name) ?? { milliseconds: 0, uses: 0 };
    times.set(name, { name, milliseconds: before.milliseconds + milliseconds, uses: before.uses + uses });
  };
  return {
    clock,
    add,
    within: (kind, name, run) => {
      const isPage = kind !== 'include';
      const frame: Frame = { inner: 0, pages: 0 };
      const started = clock();
      frames.push(frame);
      try {
        return run();
      } finally {
        frames.pop();
        const took = clock() - started;
        add(kind, name, took - (isPage ? frame.pages : frame.inner));
        const around = frames.at(-1);
        if (around !== undefined) {
          around.inner += took;
          around.pages += isPage ? took : frame.pages;
        }
      }
    },
    times: (kind) => [...(kinds.get(kind)?.values() ?? [])],
    take: () => {
      const taken = [...kinds].flatMap(([kind, times]) =>
        [...times.values()].map((time) => [kind, time] as const),
      );
      kinds.clear();
      return taken;
    },
  };
}

/** Where time may be noted. */
export interface Profiled {
  readonly profile?: Profile | undefined;
}

/** Runs a stage of the build, or what goes on beside its stages, and notes how long it took where that is wanted. */
export async function timed<T>(
  { profile }: Profiled,
  kind: 'stage' | 'beside',
  name: string,
  run: () => T | Promise<T>,
): Promise<T> {
  if (profile === undefined) return run();
  const started = profile.clock();
  try {
    return await run();
  } finally {
    profile.add(kind, name, profile.clock() - started);
  }
}

/** Makes a part of a page, and notes how long it took where that is wanted. */
export function timedPage<T>(
  { profile }: Profiled,
  kind: 'text' | 'excerpt' | 'layouts',
  page: string,
  run: () => T,
): T {
  return profile === undefined ? run() : profile.within(kind, page, run);
}
