import type { Cache } from '../../cache/index.js';
import { mapConcurrently } from '../../site/index.js';
import type { CheckedFile, FileFindings, FileTables } from '../context/index.js';
import type { TextReader } from '../scan/index.js';

/** How files are looked into, some at a time. */
export interface FileCheck<Found> {
  /** Fingerprint of all that a text is held against. */
  readonly against: string;
  /** How many texts are held in memory at a time. */
  readonly atOnce: number;
  /** What the disk says of a file, as data that JSON can hold: as long as it says the same, the file holds the same. */
  readonly identityOf: (file: string) => unknown;
  readonly textOf: TextReader;
  /** Looks into a text; it is undefined where the file cannot be read. */
  readonly check: (file: string, text: string | undefined) => Found;
  /** Whether what was found is all, as lectern failed at no part of it; what is not whole is not kept. */
  readonly isWhole?: (found: Found) => boolean;
  /** Runs the check of a file, and answers in its place where it throws. */
  readonly attempt?: (file: string, run: () => Promise<Found>) => Promise<Found>;
}

/**
 * What is found in each of the files, in their order. What an earlier build found in a file is found again where the disk
 * says the same of it, which a checkout does not, and else where it holds the same bytes. A kind's findings lie in the cache as
 * one table, which is read faster than hundreds of results.
 */
export async function checkFiles<Kind extends keyof FileTables>(
  cache: Pick<Cache<FileTables>, 'find' | 'forget' | 'keep'>,
  kind: Kind,
  files: readonly string[],
  {
    against,
    atOnce,
    identityOf,
    textOf,
    check,
    isWhole = () => true,
    attempt = (_file, run) => run(),
  }: FileCheck<FileFindings[Kind]>,
): Promise<FileFindings[Kind][]> {
  const kept = cache.find(kind, 'all', ([, print]) => print === against)?.value ?? [];
  const before = new Map(kept.map((row) => [row[0], row]));
  const now = new Map<string, CheckedFile<FileFindings[Kind]>>();
  const found = await mapConcurrently(files, atOnce, (file) =>
    attempt(file, async () => {
      const identity = JSON.stringify(identityOf(file));
      const known = before.get(file);
      if (known?.[1] === identity) {
        now.set(file, known);
        return known[3];
      }
      const read = await textOf(file);
      const print = read?.print ?? '';
      const result = known?.[2] === print ? known[3] : check(file, read?.text());
      if (isWhole(result)) now.set(file, [file, identity, print, result]);
      return result;
    }),
  );
  if (now.size !== before.size || [...now].some(([file, row]) => before.get(file) !== row)) {
    // In the order of the files, whichever was read first.
    const value = files.flatMap((file) => {
      const row = now.get(file);
      return row === undefined ? [] : [row];
    });
    cache.forget(kind, 'all');
    // Each row has what is found in a file of that kind.
    cache.keep(kind, 'all', {
      reads: [['looked', against]],
      value: value as readonly unknown[] as FileTables[Kind],
    });
  }
  return found;
}
