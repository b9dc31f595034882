import type { Effects, PageCache } from '../context/index.js';
import { readGitRepository } from './git-repository.js';

/**
 * When each file of a course was committed last, by its path relative to the folder `source`: nothing of files that git does
 * not have, or of a course that is in no repository. `unknown` where git does not say it in time, `cut` where a part of the history
 * is missing (a shallow clone), whose oldest commit would seem to have changed everything. It is the same until the next commit,
 * and the history is cut until more of it is fetched.
 */
export async function lastChanges(
  source: string,
  { git }: Pick<Effects, 'git'>,
  cache: PageCache,
): Promise<ReadonlyMap<string, Date> | 'unknown' | 'cut'> {
  const repository = await readGitRepository(source);
  if (repository === undefined) return new Map();
  const name = `${repository.revision} ${source}`;
  const known = repository.revision === undefined ? undefined : cache.find('changes', name, () => true);
  if (known !== undefined) return new Map(known.value.map(([file, time]) => [file, new Date(time)]));
  const shallow = await git?.(['rev-parse', '--is-shallow-repository'], source);
  if (shallow?.trim() === 'true') return 'cut';
  if (git === undefined || shallow?.trim() !== 'false') return 'unknown';
  const options = ['--format=%x01%ct', '--name-only', '--relative', '-z'];
  const log = await git(['-c', 'core.quotePath=false', 'log', ...options], source);
  if (log === undefined) return 'unknown';
  const changes = readLastChanges(log);
  if (repository.revision !== undefined) {
    const value = [...changes].map(([file, time]) => [file, time.getTime()] as const);
    cache.keep('changes', name, { reads: [], value, texts: [] });
  }
  return changes;
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
