import { statSync } from 'node:fs';
import path from 'node:path';
import type { git } from '../options/index.js';

/** Files that no commit of so many has touched are old. */
const COMMITS = '500';

/** When a file of the course was changed last, in milliseconds since 1970; 0 where nothing tells. */
export type ChangeTimes = (file: string) => number;

/** When the disk says that the files of a course were changed. */
export function diskTimes(source: string): ChangeTimes {
  return (file) => statSync(path.resolve(source, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * When files of a course were changed: as the disk says for what is not committed, as git says for the rest, since a clone
 * makes every file new. Without git all is as the disk says.
 */
export async function changeTimes(source: string, run: typeof git): Promise<ChangeTimes> {
  const list = (...args: string[]) => run(['-c', 'core.quotePath=false', ...args], source);
  const [log, modified, untracked] = await Promise.all([
    list('log', '-n', COMMITS, '--format=@%ct', '--name-only', '--relative', '--', '.'),
    list('diff', '--name-only', '--relative', 'HEAD', '--', '.'),
    list('ls-files', '--others', '--exclude-standard', '--', '.'),
  ]);
  const onDisk = diskTimes(source);
  if (log === undefined || modified === undefined || untracked === undefined) return onDisk;
  const uncommitted = new Set([...modified.split('\n'), ...untracked.split('\n')]);
  const committed = new Map<string, number>();
  let seconds = 0;
  for (const line of log.split('\n')) {
    if (/^@\d+$/.test(line)) seconds = Number(line.slice(1));
    else if (line !== '' && !committed.has(line)) committed.set(line, seconds * 1000);
  }
  return (file) => (uncommitted.has(file) ? onDisk(file) : (committed.get(file) ?? 0));
}
