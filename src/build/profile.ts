import type { Effects } from './effects.js';

/** Where a build's time is noted. */
export interface Profile {
  /** Monotonic time in milliseconds. */
  readonly clock: () => number;
  /** Told how long something took: a stage of the build, or making one page. */
  readonly add: (kind: ProfileKind, name: string, milliseconds: number) => void;
}

export type ProfileKind = 'stage' | 'page';

/** Runs something, and notes how long it took where the build is profiled. */
export async function timed<T>(
  { profile }: Effects,
  kind: ProfileKind,
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

/** The same of something that ends at once. */
export function timedNow<T>({ profile }: Effects, kind: ProfileKind, name: string, run: () => T): T {
  if (profile === undefined) return run();
  const started = profile.clock();
  try {
    return run();
  } finally {
    profile.add(kind, name, profile.clock() - started);
  }
}
