import { closeSync, openSync, readSync } from 'node:fs';

/** Reads bytes of a file: as many as there are from an offset on, at most `length`. */
export type ByteReader = (from: number, length: number) => Uint8Array;

/** So many bytes are read at once; most headers lie within the first of them. */
const BLOCK = 4096;

/**
 * Runs `look` with a reader of a file, which reads block by block and only those that are asked for. Throws the system's
 * error.
 */
export function withBytes<T>(file: string, look: (read: ByteReader) => T): T {
  const handle = openSync(file, 'r');
  try {
    let held = new Uint8Array(0);
    let heldFrom = 0;
    return look((from, length) => {
      if (from < heldFrom || from + length > heldFrom + held.length) {
        const buffer = new Uint8Array(Math.max(length, BLOCK));
        held = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, from));
        heldFrom = from;
      }
      return held.subarray(from - heldFrom, from - heldFrom + length);
    });
  } finally {
    closeSync(handle);
  }
}

/** Bytes as Latin letters, as the names of chunks and boxes are written. */
export function letters(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A big-endian number of `length` bytes (at most 6); bytes that are not there count as 0. */
export function bigEndian(bytes: Uint8Array, at: number, length: number): number {
  let number = 0;
  for (let index = 0; index < length; index++) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}

/** The same with the last byte first. */
export function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let number = 0;
  for (let index = length - 1; index >= 0; index--) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}
