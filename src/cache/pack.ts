import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { textFingerprint } from './fingerprint.js';

/** Where a text lies in a pack, and how it is known to be the right one. */
export interface Packed {
  /** The pack's name. */
  readonly pack: string;
  /** In bytes. */
  readonly at: number;
  readonly length: number;
  readonly hash: string;
}

/** A text's bytes in UTF-8 together with their fingerprint. */
export interface HashedText {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** A text, or its bytes. */
export type Content = string | HashedText;

/** Many texts one behind the other in one file, which is read and written faster than hundreds. */
export interface Pack {
  /** The text at a place, in UTF-8; undefined where the pack is damaged. */
  readonly read: (packed: Packed) => Buffer | undefined;
  readonly close: () => void;
}

/** A pack that texts are still added to. What is added can be read back at once. */
export interface OpenPack extends Pack {
  readonly add: (content: Content) => Packed;
}

/** Opens a pack for reading. Throws the system's error. It can be read on when its file is deleted meanwhile. */
export function openPack(file: string): Pack {
  const handle = openSync(file, 'r');
  return {
    read: ({ at, length, hash }) => {
      const bytes = Buffer.allocUnsafe(length);
      return readAt(handle, bytes, at) === length && textFingerprint(bytes) === hash ? bytes : undefined;
    },
    close: () => closeSync(handle),
  };
}

/** Reads into `bytes`, and answers how many could be read: none of a folder, or of a disk that fails. */
function readAt(handle: number, bytes: Buffer, at: number): number {
  try {
    return readSync(handle, bytes, 0, bytes.length, at);
  } catch {
    return 0;
  }
}

/** Starts a pack in a new file. Throws the system's error; what later does not fit on the disk stays in memory. */
export function createPack(file: string, name: string): OpenPack {
  const handle = openSync(file, 'wx+');
  const unwritten = new Map<number, Buffer>();
  let size = 0;
  return {
    add: (content) => {
      const { bytes, hash } = hashedText(content);
      if (!isWritten(handle, bytes, size)) unwritten.set(size, Buffer.from(bytes));
      const packed = { pack: name, at: size, length: bytes.length, hash };
      size += bytes.length;
      return packed;
    },
    read: ({ at, length }) => {
      const kept = unwritten.get(at);
      if (kept !== undefined) return kept;
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readAt(handle, bytes, at));
    },
    close: () => closeSync(handle),
  };
}

/** A content as its bytes; of those that have been hashed already nothing is done again. */
export function hashedText(content: Content): HashedText {
  if (typeof content !== 'string') return content;
  const bytes = Buffer.from(content);
  return { bytes, hash: textFingerprint(bytes) };
}

function isWritten(handle: number, bytes: Uint8Array, at: number): boolean {
  try {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(handle, bytes, done, bytes.length - done, at + done);
    }
    return true;
  } catch {
    return false;
  }
}

/** A pack in memory. */
export function memoryPack(name: string): OpenPack {
  const kept: Buffer[] = [];
  return {
    add: (content) => {
      const { bytes, hash } = hashedText(content);
      kept.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      return { pack: name, at: kept.length - 1, length: bytes.length, hash };
    },
    read: ({ at }) => kept[at],
    close: () => {},
  };
}
