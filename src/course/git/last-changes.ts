import type { Effects } from '../context/index.js';
import { readGitRepository } from './git-repository.js';

/**
 * When each file of a course was committed last, by its path relative to the folder `source`: nothing of files that git does
 * not have, or of a course that is in no repository. `unknown` where git does not say it in time, or a part of the history is
 * missing (a shallow clone), whose oldest commit would seem to have changed everything.
 */
export async function lastChanges(
  source: string,
  { git }: Pick<Effects, 'git'>,
): Promise<ReadonlyMap<string, Date> | 'unknown'> {
  if ((await readGitRepository(source)) === undefined) return new Map();
  const shallow = await git?.(['rev-parse', '--is-shallow-repository'], source);
  if (git === undefined || shallow?.trim() !== 'false') return 'unknown';
  const options = ['--format=%x01%ct', '--name-only', '--relative', '-z'];
  const log = await git(['-c', 'core.quotePath=false', 'log', ...options], source);
  return log === undefined ? 'unknown' : readLastChanges(log);
}

/**
 * Reads what `git log --format=%x01%ct --name-only -z` prints, the newest commit first: the number 1 and seconds since 1970, and
 * the names of the files, each with a NUL behind it.
 */
export function readLastChanges(log: string): Map<string, Date> {
  const changes = new Map<string, Date>();
  let time = new Date(0);
  for (const field of log.split('\0')) {
    const text = field.replace(/^\n+/, '');
    if (text.startsWith('\u0001')) time = new Date(Number.parseInt(text.slice(1), 10) * 1000);
    else if (text !== '' && !changes.has(text)) changes.set(text, time);
  }
  return changes;
}
