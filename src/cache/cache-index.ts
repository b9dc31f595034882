import type { Entry } from './cache.js';
import { readChecked, writeChecked } from './checked-file.js';

/** What is kept, by name, the newest first. */
export interface CacheIndex {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/**
 * An index as it is written: names and fingerprints of reads, most of which are read by many results, are numbers of
 * strings.
 */
interface WrittenIndex {
  readonly strings: readonly string[];
  readonly entries: readonly (readonly [name: string, variants: readonly WrittenEntry[]])[];
}

interface WrittenEntry extends Omit<Entry, 'reads'> {
  /** By turns the number of a name and of its fingerprint. */
  readonly reads: readonly number[];
}

/** Reads an index; one that is missing or damaged is empty. */
export function readIndex(file: string): CacheIndex {
  const data = readChecked(file);
  if (data === undefined) return { entries: new Map() };
  // It is what `writeIndex` wrote.
  const { strings, entries } = data as WrittenIndex;
  const string = (index: number | undefined): string => strings[index ?? -1] ?? '';
  const readsOf = (numbers: readonly number[]): Entry['reads'] =>
    Array.from({ length: numbers.length / 2 }, (_, index) => [
      string(numbers[2 * index]),
      string(numbers[2 * index + 1]),
    ]);
  return {
    entries: new Map(
      entries.map(([name, variants]) => [
        name,
        variants.map(({ reads, ...entry }) => ({ ...entry, reads: readsOf(reads) })),
      ]),
    ),
  };
}

/** Writes an index, whole or not at all. Throws the system's error. */
export function writeIndex(file: string, entries: ReadonlyMap<string, readonly Entry[]>): void {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  };
  const written = [...entries].map(([name, variants]) => [
    name,
    variants.map((entry): WrittenEntry => ({ ...entry, reads: entry.reads.flat().map(numberOf) })),
  ]);
  writeChecked(file, { strings: [...numbers.keys()], entries: written });
}
