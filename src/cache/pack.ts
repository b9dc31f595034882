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

/** Many texts one behind the other in one file, which is read and written faster than hundreds. */
export interface Pack {
  /** The text at a place; undefined where the pack is damaged. */
  readonly read: (packed: Packed) => string | undefined;
  readonly close: () => void;
}

/** A pack that texts are still added to. What is added can be read back at once. */
export interface OpenPack extends Pack {
  readonly add: (text: string) => Packed;
}

/** Opens a pack for reading. Throws the system's error. It can be read on when its file is deleted meanwhile. */
export function openPack(file: string): Pack {
  const handle = openSync(file, 'r');
  return {
    read: ({ at, length, hash }) => {
      const bytes = Buffer.allocUnsafe(length);
      const whole = readSync(handle, bytes, 0, length, at) === length;
      return whole && textFingerprint(bytes) === hash ? bytes.toString() : undefined;
    },
    close: () => closeSync(handle),
  };
}

/** Starts a pack in a new file. Throws the system's error; what later does not fit on the disk stays in memory. */
export function createPack(file: string, name: string): OpenPack {
  const handle = openSync(file, 'wx+');
  const unwritten = new Map<number, string>();
  let size = 0;
  return {
    add: (text) => {
      const bytes = Buffer.from(text);
      if (!isWritten(handle, bytes, size)) unwritten.set(size, text);
      const packed = { pack: name, at: size, length: bytes.length, hash: textFingerprint(bytes) };
      size += bytes.length;
      return packed;
    },
    read: ({ at, length }) => {
      const text = unwritten.get(at);
      if (text !== undefined) return text;
      const bytes = Buffer.allocUnsafe(length);
      return bytes.toString('utf8', 0, readSync(handle, bytes, 0, length, at));
    },
    close: () => closeSync(handle),
  };
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
  const texts: string[] = [];
  return {
    add: (text) => {
      texts.push(text);
      return { pack: name, at: texts.length - 1, length: text.length, hash: textFingerprint(text) };
    },
    read: ({ at }) => texts[at],
    close: () => {},
  };
}
