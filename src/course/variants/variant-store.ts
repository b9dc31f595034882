import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fingerprint } from '../../cache/index.js';

/** Variants of pictures that have been made, by names that say all that they were made from. */
export interface VariantStore {
  /** How many bytes a variant has: 0 where it turned out to serve nobody; undefined where it has not been made. */
  readonly size: (name: string) => number | undefined;
  /** Keeps a variant; no bytes for one that serves nobody. */
  readonly keep: (name: string, bytes: Uint8Array) => void;
  readonly read: (name: string) => Uint8Array;
  /** Removes what has long been of no use. */
  readonly tidy: () => void;
  readonly close: () => void;
}

const FOLDER_PREFIX = 'pictures-';

/** So many days a variant is kept that no build has used. */
const DAYS = 30;
const DAY = 86_400_000;

/**
 * Opens the variants in the folder of a cache (absolute) that were made by the encoder of this version; without a folder they lie among
 * the system's temporary files until the store is closed. What the disk refuses is held in memory.
 */
export function openVariantStore(cache: string | undefined, version: string): VariantStore {
  const held = new Map<string, Uint8Array>();
  const folder =
    cache === undefined
      ? mkdtempSync(path.join(tmpdir(), 'lectern-pictures-'))
      : path.join(cache, FOLDER_PREFIX + fingerprint(version));
  const now = Date.now();
  return {
    size: (name) => {
      const inMemory = held.get(name);
      if (inMemory !== undefined) return inMemory.length;
      const file = path.join(folder, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found?.isFile() !== true) return undefined;
      // When it was last of use.
      if (now - found.mtimeMs > DAY) unlessRefused(() => utimesSync(file, now / 1000, now / 1000));
      return found.size;
    },
    keep: (name, bytes) => {
      const isKept = unlessRefused(() => {
        mkdirSync(folder, { recursive: true });
        const partial = path.join(folder, `${name}.${process.pid}`);
        writeFileSync(partial, bytes);
        renameSync(partial, path.join(folder, name));
      });
      if (!isKept) held.set(name, bytes);
    },
    read: (name) => held.get(name) ?? readFileSync(path.join(folder, name)),
    tidy: () => {
      if (cache === undefined) return;
      unlessRefused(() => {
        for (const entry of readdirSync(cache, { withFileTypes: true })) {
          if (!entry.isDirectory() || !entry.name.startsWith(FOLDER_PREFIX)) continue;
          tidyFolder(path.join(cache, entry.name), now - DAYS * DAY);
        }
      });
    },
    close: () => {
      if (cache === undefined) unlessRefused(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

/** Removes the files of a folder that were last of use before a time, and the folder where that leaves none. */
function tidyFolder(folder: string, oldest: number): void {
  let left = 0;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && found.mtimeMs < oldest) rmSync(file, { force: true });
    else left++;
  }
  if (left === 0) rmSync(folder, { recursive: true, force: true });
}

/** Whether the system has let it be done. */
function unlessRefused(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
