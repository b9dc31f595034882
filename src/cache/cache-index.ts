import type { Entry } from './cache.js';
import { readChecked, writeChecked } from './checked-file.js';
import type { Packed } from './pack.js';

/** What is kept, by name, the newest first. */
export interface CacheIndex {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/**
 * Entries as they are written, some of them to a part, so that a large index is not in memory twice. Names, packs and
 * fingerprints of reads, most of which are in many entries, are numbers of strings; these are the last part.
 */
type WrittenEntries = readonly (readonly [name: string, variants: readonly WrittenEntry[]])[];

type WrittenEntry = readonly [
  used: number,
  /** By turns the number of a name and of its fingerprint. */
  reads: readonly number[],
  /** The value, then the texts. */
  ...packed: WrittenPacked[],
];

type WrittenPacked = readonly [pack: number, at: number, length: number, hash: string];

/** How many names have their entries in one part. */
const NAMES = 256;

/** Reads an index; one that is missing or damaged is empty. */
export function readIndex(file: string): CacheIndex {
  const parts = readChecked(file) ?? [];
  // It is what `writeIndex` wrote.
  const strings = (parts.at(-1)?.() ?? []) as readonly string[];
  const string = (index: number | undefined): string => strings[index ?? -1] ?? '';
  const packedOf = ([pack, at, length, hash]: WrittenPacked): Packed => ({
    pack: string(pack),
    at,
    length,
    hash,
  });
  const entryOf = ([used, numbers, value, ...texts]: WrittenEntry): Entry[] =>
    value === undefined
      ? []
      : [{ reads: readsOf(numbers), value: packedOf(value), texts: texts.map(packedOf), used }];
  const readsOf = (numbers: readonly number[]): Entry['reads'] =>
    Array.from({ length: numbers.length / 2 }, (_, index) => [
      string(numbers[2 * index]),
      string(numbers[2 * index + 1]),
    ]);
  const entries = new Map<string, readonly Entry[]>();
  for (const part of parts.slice(0, -1)) {
    for (const [name, variants] of part() as WrittenEntries) entries.set(name, variants.flatMap(entryOf));
  }
  return { entries };
}

/** Writes an index, whole or not at all. Throws the system's error. */
export function writeIndex(file: string, entries: ReadonlyMap<string, readonly Entry[]>): void {
  writeChecked(file, indexParts(entries));
}

function* indexParts(entries: ReadonlyMap<string, readonly Entry[]>): Iterable<unknown> {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  };
  const packedOf = ({ pack, at, length, hash }: Packed): WrittenPacked => [numberOf(pack), at, length, hash];
  let part: (readonly [string, readonly WrittenEntry[]])[] = [];
  for (const [name, variants] of entries) {
    const written = variants.map(
      ({ used, reads, value, texts }): WrittenEntry => [
        used,
        reads.flat().map(numberOf),
        packedOf(value),
        ...texts.map(packedOf),
      ],
    );
    part.push([name, written]);
    if (part.length < NAMES) continue;
    yield part;
    part = [];
  }
  yield part;
  yield [...numbers.keys()];
}
