import { constants, copyFileSync, utimesSync } from 'node:fs';

/** A file that is to be copied, by absolute paths. */
export interface FileCopy {
  readonly from: string;
  readonly to: string;
  /** In bytes. */
  readonly size: number;
  /** The last modification that the copy is to have, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/**
 * Has threads copy files while they have nothing else to do, until `end` resolves; then answers with the numbers of those that
 * none of them has copied.
 */
export type CopyUntil = (copies: readonly FileCopy[], end: Promise<void>) => Promise<readonly number[]>;

/** Files that several threads copy, each taking the next that no other has taken. They share the memory of its arrays. */
export interface SharedCopies {
  readonly copies: readonly FileCopy[];
  /** How many have been taken, how many threads are at some, and how many microseconds they have spent. */
  readonly numbers: Int32Array<SharedArrayBuffer>;
  /** 1 for each that has been copied, by its number. */
  readonly done: Uint8Array<SharedArrayBuffer>;
}

/** Where each number lies. */
const [TAKEN, AT_SOME, SPENT] = [0, 1, 2];

/** Has files copied by several threads. */
export function shareCopies(copies: readonly FileCopy[]): SharedCopies {
  return {
    copies,
    numbers: new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)),
    done: new Uint8Array(new SharedArrayBuffer(copies.length)),
  };
}

/** How many milliseconds all threads have been at them. */
export function timeSpent({ numbers }: SharedCopies): number {
  return Atomics.load(numbers, SPENT) / 1000;
}

/**
 * Has no further file copied; answers with the numbers of those that have not been. `ended` is waited for where a thread is
 * still at some, and resolves when none is.
 */
export async function endCopies(
  { copies, numbers, done }: SharedCopies,
  ended: () => Promise<unknown>,
): Promise<number[]> {
  Atomics.store(numbers, TAKEN, copies.length);
  // A thread says that it is at some before it takes any.
  if (Atomics.load(numbers, AT_SOME) > 0) await ended();
  return [...done.keys()].filter((number) => done[number] === 0);
}

/** So many bytes are copied in a moment, for which a thread can be kept from what else it has to do. */
const MOST_BYTES = 1 << 22;

/**
 * Copies at most so many files, in this thread, and fewer where they are large; answers whether there may be more. One that
 * cannot be copied is not `done`.
 */
export function copySome({ copies, numbers, done }: SharedCopies, most: number): boolean {
  const begun = performance.now();
  Atomics.add(numbers, AT_SOME, 1);
  try {
    let bytes = 0;
    for (let count = 0; count < most && bytes < MOST_BYTES; count++) {
      const number = Atomics.add(numbers, TAKEN, 1);
      const copy = copies[number];
      if (copy === undefined) return false;
      if (isCopied(copy)) done[number] = 1;
      bytes += copy.size;
    }
    return true;
  } finally {
    Atomics.add(numbers, SPENT, Math.round((performance.now() - begun) * 1000));
    Atomics.sub(numbers, AT_SOME, 1);
  }
}

/**
 * Copies a file, whose blocks the disk shares with the copy where it can; false where it cannot be copied: who shares it
 * tries again, and says what is wrong.
 */
function isCopied({ from, to, mtimeMs }: FileCopy): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    utimesSync(to, Date.now() / 1000, mtimeMs / 1000);
    return true;
  } catch {
    return false;
  }
}
