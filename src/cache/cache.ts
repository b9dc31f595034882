import { textFingerprint } from './fingerprint.js';
import type { Content, OpenPack, Pack, Packed } from './pack.js';

/** A thing that a result was made from, by its name, and the fingerprint that it had then. */
export type Read = readonly [name: string, fingerprint: string];

/** A result of an earlier build, or of this one. */
export interface Kept<Value> {
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
  /** Data that JSON can hold. */
  readonly value: unknown;
  /** The fingerprint of `value`. */
  readonly print: string;
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
  ) => Kept<Values[Kind]> | undefined;
  /** Keeps a result. */
  readonly keep: <Kind extends keyof Values & string>(
    kind: Kind,
    name: string,
    result: {
      readonly reads: readonly Read[];
      readonly value: Values[Kind];
      readonly texts?: readonly Content[];
    },
  ) => Kept<Values[Kind]>;
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
  const kept = <Kind extends keyof Values & string>({
    value,
    print,
    reads,
    texts,
  }: Entry): Kept<Values[Kind]> => {
    const bytes = (index: number): Buffer | undefined => {
      const packed = texts[index];
      return packed === undefined ? undefined : packs.find(packed.pack)?.read(packed);
    };
    return {
      // What is kept under a kind was given to `keep` as one of that kind, by the same version of the program: an
      // index of another version or with a changed byte is not read at all.
      value: value as Values[Kind],
      print,
      reads,
      text: (index) => bytes(index)?.toString(),
      bytes,
      hash: (index) => texts[index]?.hash ?? '',
    };
  };
  return {
    find: (kind, name, isCurrent) => {
      const entry = entries.get(`${kind} ${name}`)?.find(({ reads }) => reads.every(isCurrent));
      if (entry === undefined) return undefined;
      if (entry.used !== today) {
        entry.used = today;
        isChanged = true;
      }
      return kept(entry);
    },
    keep: (kind, name, { reads, value, texts = [] }) => {
      const pack = packs.current();
      const print = textFingerprint(JSON.stringify(value));
      const entry: Entry = { reads, value, print, texts: texts.map(pack.add), used: today };
      const key = `${kind} ${name}`;
      entries.set(key, [entry, ...(entries.get(key) ?? [])].slice(0, VARIANTS));
      isChanged = true;
      return kept(entry);
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
