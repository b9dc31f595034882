import type { Effects } from '../../course/index.js';
import type { Terminal } from '../terminal/index.js';
import { git } from './git.js';

/** What a command lets the reading of a course touch of the world. */
export function courseEffects(
  { cwd, env, now, timezone, writeError }: Terminal,
  progress: Effects['progress'],
): Effects & { readonly git: typeof git } {
  return { cwd, env, now, timezone, git, progress, notice: (sentence) => writeError(`${sentence}\n`) };
}
