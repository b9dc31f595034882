import { constants, copyFileSync, utimesSync } from 'node:fs';

/** A file that is to be copied, by absolute paths. */
export interface FileCopy {
  readonly from: string;
  readonly to: string;
  /** The last modification that the copy is to have, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** Files that several threads copy, each taking the next that no other has taken. They share the memory of its arrays. */
export interface SharedCopies {
  readonly copies: readonly FileCopy[];
  /** How many of them have been taken. */
  readonly taken: Int32Array<SharedArrayBuffer>;
  /** 1 for each that has been copied, by its number. */
  readonly done: Uint8Array<SharedArrayBuffer>;
}

/** Has files copied by several threads. */
export function shareCopies(copies: readonly FileCopy[]): SharedCopies {
  return {
    copies,
    taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    done: new Uint8Array(new SharedArrayBuffer(copies.length)),
  };
}

/**
 * Has no further file copied; answers with the numbers of those that have not been, once `ended` says that no thread is at
 * one.
 */
export async function endCopies(
  { copies, taken, done }: SharedCopies,
  ended: () => Promise<void>,
): Promise<number[]> {
  Atomics.store(taken, 0, copies.length);
  await ended();
  return [...done.keys()].filter((number) => done[number] === 0);
}

/** Copies at most so many files, in this thread; answers whether there may be more. One that cannot be copied is not `done`. */
export function copySome(shared: SharedCopies, most: number): boolean {
  for (let count = 0; count < most; count++) {
    const number = Atomics.add(shared.taken, 0, 1);
    const copy = shared.copies[number];
    if (copy === undefined) return false;
    try {
      copyNow(copy);
      shared.done[number] = 1;
    } catch {
      // Who shares it tries again, and says what is wrong.
    }
  }
  return true;
}

/** The disk shares the blocks of both files where it can. */
function copyNow({ from, to, mtimeMs }: FileCopy): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  utimesSync(to, Date.now() / 1000, mtimeMs / 1000);
}
