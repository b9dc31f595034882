import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Cache, createCache, type Entry, memoryCache, type Packs } from './cache.js';
import { type CacheIndex, readIndex, writeIndex } from './cache-index.js';
import { createPack, memoryPack, type OpenPack, openPack, type Pack, type Packed } from './pack.js';
import { isSystemError } from './system-error.js';

/** Where a cache is and what it is for. */
export interface FolderCacheOptions {
  /** Absolute path of the folder, which is made where it is not there. */
  readonly folder: string;
  /** Fingerprint of the program and its libraries: what another version has kept is not looked at. */
  readonly version: string;
  readonly now: Date;
  /** Told of each time that something could not be written. */
  readonly failed?: (error: Error) => void;
}

const INDEX = 'index.json';

/** How the names of files begin that hold what a whole site was. */
export const RECORD_PREFIX = 'site-';

/** How long a result is kept that no build has had a use for, in days. */
const DAYS = 30;

/** Results that this build has no use for may take up as much as twice those that it has, or this many bytes. */
const SPARE = 64 * 2 ** 20;

/** More files of texts than this are put together into one. */
const MOST_PACKS = 12;

/** A file of texts that no index names may belong to a build that is under way, for so many milliseconds. */
const UNDER_WAY = 600_000;

/**
 * Opens the cache in a folder. It is safe to delete at any time, and may be shared by branches, machines and builds
 * at the same time: files are written whole under names of their own, and the index is replaced by a rename, so that
 * of two builds one's results win. What is damaged is as good as not there.
 */
export function openFolderCache<Values>({
  folder,
  version,
  now,
  failed = () => {},
}: FolderCacheOptions): Cache<Values> {
  const home = path.join(folder, version);
  try {
    mkdirSync(home, { recursive: true });
    const ignore = path.join(folder, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    failed(error);
    return memoryCache();
  }
  const today = Math.floor(now.getTime() / 86_400_000);
  const index = readIndex(path.join(home, INDEX));
  const entries = withoutLost(index.entries, home);
  const known = new Set(liveBytes(entries).keys());
  return createCache(entries, folderPacks({ folder, home, known, today, failed }), today);
}

/** Entries whose texts are where they should be. */
function withoutLost(entries: CacheIndex['entries'], home: string): Map<string, Entry[]> {
  const sizes = new Map<string, number>();
  const sizeOf = (pack: string): number => {
    let size = sizes.get(pack);
    if (size === undefined) {
      size = statSync(path.join(home, pack), { throwIfNoEntry: false })?.size ?? 0;
      sizes.set(pack, size);
    }
    return size;
  };
  const isThere = ({ pack, at, length }: Packed): boolean => at + length <= sizeOf(pack);
  return new Map(
    [...entries].map(([name, variants]) => [
      name,
      variants.filter((entry) => packedOf(entry).every(isThere)),
    ]),
  );
}

interface PackFolder {
  readonly folder: string;
  readonly home: string;
  /** The packs that the index names; no other process can be writing to one of them. */
  readonly known: Set<string>;
  readonly today: number;
  readonly failed: (error: Error) => void;
}

function folderPacks({ folder, home, known, today, failed }: PackFolder): Packs {
  const open = new Map<string, Pack | undefined>();
  let current: OpenPack | undefined;
  // Packs that no entry names since the last time: what was taken out of them may be read until the next.
  let dying = new Set<string>();
  const closeDead = (live: ReadonlyMap<string, number>): void => {
    const dead = [...open.keys()].filter((name) => !live.has(name));
    for (const name of dead) {
      if (!dying.has(name)) continue;
      open.get(name)?.close();
      open.delete(name);
    }
    dying = new Set(dead);
  };
  const start = (): OpenPack => {
    const name = `texts-${randomUUID()}`;
    try {
      current = createPack(path.join(home, name), name);
    } catch (error) {
      if (isSystemError(error)) failed(error);
      current = memoryPack(name);
    }
    open.set(name, current);
    known.add(name);
    return current;
  };
  const find = (name: string): Pack | undefined => {
    if (!open.has(name)) open.set(name, opened(path.join(home, name)));
    return open.get(name);
  };
  return {
    current: () => current ?? start(),
    find,
    save: (entries, isChanged) => {
      if (!isChanged) return;
      try {
        dropOld(entries, today);
        current = undefined;
        if (isLoose(entries, home)) repack(entries, start(), find);
        current = undefined;
        writeIndex(path.join(home, INDEX), entries);
        tidy(folder, home, entries, known);
        closeDead(liveBytes(entries));
      } catch (error) {
        if (!isSystemError(error)) throw error;
        failed(error);
      }
    },
    close: () => {
      for (const pack of open.values()) pack?.close();
      open.clear();
      // What is still kept is not written: the system gives the handle to the next file that is opened.
      current = memoryPack('closed');
      open.set('closed', current);
    },
  };
}

function opened(file: string): Pack | undefined {
  try {
    return openPack(file);
  } catch {
    return undefined;
  }
}

/** Drops what has long been of no use, and of the rest what is too much, the oldest first. */
function dropOld(entries: Map<string, Entry[]>, today: number): void {
  let [needed, spare] = [0, 0];
  const byAge: { readonly name: string; readonly entry: Entry; readonly size: number }[] = [];
  for (const [name, variants] of entries) {
    for (const [position, entry] of variants.entries()) {
      const size = packedOf(entry).reduce((sum, { length }) => sum + length, 0);
      if (position === 0 && entry.used === today) needed += size;
      else {
        spare += size;
        byAge.push({ name, entry, size });
      }
    }
  }
  byAge.sort((a, b) => a.entry.used - b.entry.used);
  for (const { name, entry, size } of byAge) {
    if (entry.used >= today - DAYS && spare <= Math.max(SPARE, 2 * needed)) break;
    spare -= size;
    const rest = entries.get(name)?.filter((other) => other !== entry) ?? [];
    if (rest.length > 0) entries.set(name, rest);
    else entries.delete(name);
  }
}

/** All that a pack holds of an entry: its value, then its texts. */
function packedOf({ value, texts }: Entry): Packed[] {
  return [value, ...texts];
}

/** The bytes of each pack that entries still name. */
function liveBytes(entries: ReadonlyMap<string, readonly Entry[]>): Map<string, number> {
  const live = new Map<string, number>();
  for (const variants of entries.values()) {
    for (const { pack, length } of variants.flatMap(packedOf)) {
      live.set(pack, (live.get(pack) ?? 0) + length);
    }
  }
  return live;
}

/** Whether there are many packs, or more than half of their bytes is named by no entry. */
function isLoose(entries: ReadonlyMap<string, readonly Entry[]>, home: string): boolean {
  const live = liveBytes(entries);
  if (live.size > MOST_PACKS) return true;
  let [used, total] = [0, 0];
  for (const [pack, bytes] of live) {
    used += bytes;
    total += statSync(path.join(home, pack), { throwIfNoEntry: false })?.size ?? 0;
  }
  return total > 2 * used;
}

/** Puts the texts of all entries into one pack. */
function repack(
  entries: Map<string, Entry[]>,
  into: OpenPack,
  find: (name: string) => Pack | undefined,
): void {
  for (const [name, variants] of entries) {
    const moved = variants.flatMap((entry) => {
      const [value, ...texts] = packedOf(entry).flatMap((packed) => {
        const bytes = find(packed.pack)?.read(packed);
        return bytes === undefined ? [] : [into.add({ bytes, hash: packed.hash })];
      });
      return value !== undefined && texts.length === entry.texts.length ? [{ ...entry, value, texts }] : [];
    });
    entries.set(name, moved);
  }
}

/** Removes packs that nobody names any more, and the caches of other versions that nobody has used for long. */
function tidy(
  folder: string,
  home: string,
  entries: ReadonlyMap<string, readonly Entry[]>,
  known: ReadonlySet<string>,
): void {
  const live = liveBytes(entries);
  for (const name of readdirSync(home)) {
    if (name === INDEX || live.has(name)) continue;
    if (known.has(name) || isOlder(path.join(home, name), UNDER_WAY))
      rmSync(path.join(home, name), { recursive: true, force: true });
  }
  for (const version of readdirSync(folder, { withFileTypes: true })) {
    const other = path.join(folder, version.name);
    if (version.isFile() && version.name.startsWith(RECORD_PREFIX) && isOlder(other, DAYS * 86_400_000))
      rmSync(other, { force: true });
    if (!version.isDirectory() || other === home) continue;
    if (isOlder(path.join(other, INDEX), DAYS * 86_400_000)) rmSync(other, { recursive: true, force: true });
  }
}

/** Whether a file is there and was last changed more than so many milliseconds ago. */
function isOlder(file: string, age: number): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > age;
}
