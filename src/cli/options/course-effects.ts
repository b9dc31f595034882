import { execFile } from 'node:child_process';
import type { Effects } from '../../course/index.js';
import type { Terminal } from '../terminal/index.js';

/** How long git may take, in milliseconds. */
const PATIENCE = 3_000;

/** The most that is read of what git prints, in bytes. */
const MOST = 32 * 1024 * 1024;

/** What git prints, run in a folder; undefined where it cannot be run, fails, or takes too long. */
export function git(args: readonly string[], folder: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'git',
      args,
      { cwd: folder, timeout: PATIENCE, maxBuffer: MOST, windowsHide: true },
      (error, output) => resolve(error === null ? output : undefined),
    );
  });
}

/** What a command lets the reading of a course touch of the world. */
export function courseEffects(
  { cwd, env, now, timezone, writeError }: Terminal,
  progress: Effects['progress'],
): Effects & { readonly git: typeof git } {
  return { cwd, env, now, timezone, git, progress, notice: (sentence) => writeError(`${sentence}\n`) };
}
