import type { Effects } from '../context/index.js';

/** How far back names are looked for: as many files were renamed in the longest history that is worth reading. */
const COMMITS = '5000';

/**
 * The names that files of a course had before, each with the name that it has now, as paths relative to the folder
 * `source`: what git's history says of it. Undefined where git does not say it, or not in time.
 */
export async function formerNames(
  source: string,
  { git }: Effects,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (git === undefined) return new Map();
  const log = await git(
    [
      '-c',
      'core.quotePath=false',
      'log',
      `--max-count=${COMMITS}`,
      '--find-renames',
      '--diff-filter=ADR',
      '--name-status',
      '--relative',
      '--format=',
      '-z',
    ],
    source,
  );
  return log === undefined ? undefined : readRenames(log);
}

/**
 * Reads what `git log --name-status -z` prints of renames, the newest first: `R100`, the old name and the new one,
 * each with a NUL behind it, and `A` or `D` and one name. A file that was renamed again goes by its last name; a name that
 * another file had later leads nowhere.
 */
export function readRenames(log: string): Map<string, string> {
  const names = new Map<string, string>();
  const reused = new Set<string>();
  const fields = log.split('\0').map((field) => field.replace(/^\n+/, ''));
  for (let at = 0; at + 2 < fields.length; ) {
    const [status = '', before = '', after = ''] = fields.slice(at, at + 3);
    if (!/^R\d+$/.test(status)) {
      if (/^[AD]$/.test(status)) reused.add(before);
      at += /^[AD]$/.test(status) ? 2 : 1;
      continue;
    }
    // Going back in time: what the file was named later is known already.
    if (!names.has(before) && !reused.has(before)) names.set(before, names.get(after) ?? after);
    at += 3;
  }
  return names;
}
