import { type Content, type HashedText, memoryPack, type OpenPack, type Pack, type Packed } from './pack.js';

/** A thing that a result was made from, by its name, and the fingerprint that it had then. */
export type Read = readonly [name: string, fingerprint: string];

/** A result of an earlier build, or of this one. */
export interface CachedResult<Value> {
  readonly value: Value;
  /** The fingerprint of `value`. */
  readonly print: string;
  readonly reads: readonly Read[];
  /** Its long texts, by their number; undefined where the cache is damaged. */
  readonly text: (index: number) => string | undefined;
  /** The same in UTF-8. */
  readonly bytes: (index: number) => Uint8Array | undefined;
  /** The fingerprint of such a text. */
  readonly hash: (index: number) => string;
}

/** What is kept of one result. */
export interface Entry {
  readonly reads: readonly Read[];
  /** Data as JSON. */
  readonly value: Packed;
  readonly texts: readonly Packed[];
  /** The day on which it was last of use, counted from 1970. */
  used: number;
}

/**
 * Results by name, each with all that was read to make it. A result is of use again where everything that it read
 * has the fingerprint that it had. Of one name several are kept: those of other branches, of an edit that is undone.
 */
export interface Cache<Values> {
  /** The newest kept result whose reads are all current. */
  readonly find: <Kind extends keyof Values & string>(
    kind: Kind,
    name: string,
    isCurrent: (read: Read) => boolean,
  ) => CachedResult<Values[Kind]> | undefined;
  /** Keeps a result. */
  readonly keep: <Kind extends keyof Values & string>(
    kind: Kind,
    name: string,
    result: {
      readonly reads: readonly Read[];
      readonly value: Values[Kind];
      readonly texts?: readonly Content[];
    },
  ) => CachedResult<Values[Kind]>;
  /** Keeps a result that another thread has made, unless the same is kept already; its value is JSON. */
  readonly adopt: <Kind extends keyof Values & string>(
    kind: Kind,
    name: string,
    result: {
      readonly reads: readonly Read[];
      readonly value: HashedText;
      readonly texts: readonly Content[];
    },
  ) => void;
  /** Forgets the results of a name, which turned out to be damaged. */
  readonly forget: (kind: keyof Values & string, name: string) => void;
  /** Writes what is new to disk. A cache that cannot be written is as good as none, and no fault. */
  readonly save: () => void;
  readonly close: () => void;
}

/** How many results of one name are kept. */
const VARIANTS = 4;

/** Where a cache's texts lie. */
export interface Packs {
  /** The pack that new texts go to. */
  readonly current: () => OpenPack;
  readonly find: (name: string) => Pack | undefined;
  readonly save: (entries: Map<string, Entry[]>, isChanged: boolean) => void;
  readonly close: () => void;
}

/** Makes a cache over what is kept already; `today` is the present day, counted from 1970. */
export function createCache<Values>(
  entries: Map<string, Entry[]>,
  packs: Packs,
  today: number,
): Cache<Values> {
  let isChanged = false;
  // What has been read or kept since the cache was opened.
  const values = new WeakMap<Entry, unknown>();
  const bytesOf = (packed: Packed | undefined): Buffer | undefined =>
    packed === undefined ? undefined : packs.find(packed.pack)?.read(packed);
  const readValue = (entry: Entry): unknown => {
    if (values.has(entry)) return values.get(entry);
    const text = bytesOf(entry.value)?.toString();
    const value = text === undefined ? undefined : JSON.parse(text);
    values.set(entry, value);
    return value;
  };
  const cachedResult = <Kind extends keyof Values & string>(
    entry: Entry,
    value: unknown,
  ): CachedResult<Values[Kind]> => {
    const { reads, texts } = entry;
    return {
      // What is kept under a kind was given to `keep` as one of that kind, by the same version of the program: what has
      // a changed byte is not read at all.
      value: value as Values[Kind],
      print: entry.value.hash,
      reads,
      text: (index) => bytesOf(texts[index])?.toString(),
      bytes: (index) => bytesOf(texts[index]),
      hash: (index) => texts[index]?.hash ?? '',
    };
  };
  const add = (
    key: string,
    reads: readonly Read[],
    json: Content,
    value: unknown,
    texts: readonly Content[],
  ) => {
    const pack = packs.current();
    const entry: Entry = { reads, value: pack.add(json), texts: texts.map(pack.add), used: today };
    values.set(entry, value);
    entries.set(key, [entry, ...(entries.get(key) ?? [])].slice(0, VARIANTS));
    isChanged = true;
    return entry;
  };
  return {
    find: (kind, name, isCurrent) => {
      const entry = entries.get(`${kind} ${name}`)?.find(({ reads }) => reads.every(isCurrent));
      const value = entry === undefined ? undefined : readValue(entry);
      if (entry === undefined || value === undefined) return undefined;
      if (entry.used !== today) {
        entry.used = today;
        isChanged = true;
      }
      return cachedResult(entry, value);
    },
    keep: (kind, name, { reads, value: given, texts = [] }) => {
      const json = JSON.stringify(given);
      // As a later build has it, so that nothing tells the two apart; and of what it was made from nothing stays in memory.
      const value: unknown = JSON.parse(json);
      return cachedResult(add(`${kind} ${name}`, reads, json, value, texts), value);
    },
    adopt: (kind, name, { reads, value, texts }) => {
      const key = `${kind} ${name}`;
      const isKept = entries
        .get(key)
        ?.some((entry) => entry.value.hash === value.hash && isSameReads(entry.reads, reads));
      if (isKept !== true) add(key, reads, value, JSON.parse(Buffer.from(value.bytes).toString()), texts);
    },
    forget: (kind, name) => {
      isChanged = entries.delete(`${kind} ${name}`) || isChanged;
    },
    save: () => {
      packs.save(entries, isChanged);
      isChanged = false;
    },
    close: packs.close,
  };
}

/** A cache that ends with the program. */
export function memoryCache<Values>(): Cache<Values> {
  const pack = memoryPack('memory');
  const packs = { current: () => pack, find: () => pack, save: () => {}, close: () => {} };
  return createCache(new Map(), packs, 0);
}

function isSameReads(some: readonly Read[], others: readonly Read[]): boolean {
  return (
    some.length === others.length &&
    some.every(([name, print], index) => others[index]?.[0] === name && others[index][1] === print)
  );
}
