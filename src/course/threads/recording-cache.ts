import { type CachedResult, type HashedText, hashedText, type Read } from '../../cache/index.js';
import type { PageCache, PageProducts } from '../context/index.js';

/** Where something lies in the bytes of a batch, and its fingerprint. */
type Slice = readonly [from: number, to: number, hash: string];

/** Results as they go from one thread to another: all that is long in them is in one buffer. */
export interface ResultBatch {
  readonly results: readonly {
    readonly kind: keyof PageProducts;
    readonly name: string;
    readonly reads: readonly Read[];
    /** The value as JSON. */
    readonly value: Slice;
    readonly texts: readonly Slice[];
  }[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A cache in memory that tells what has been kept in it. */
export interface RecordingCache {
  readonly cache: PageCache;
  /** What has been kept since this was last asked. All but what is read out of layouts is forgotten with it. */
  readonly take: () => ResultBatch;
}

interface Entry {
  readonly kind: keyof PageProducts;
  readonly name: string;
  readonly reads: readonly Read[];
  readonly kept: CachedResult<unknown>;
  readonly value: HashedText;
  readonly texts: readonly HashedText[];
}

/** Makes such a cache. */
export function recordingCache(): RecordingCache {
  const entries = new Map<string, Entry[]>();
  let recorded: Entry[] = [];
  const cache: PageCache = {
    find: (kind, name, isCurrent) =>
      // Under a kind lies what was kept as one of that kind.
      entries.get(`${kind} ${name}`)?.find(({ reads }) => reads.every(isCurrent))?.kept as
        | CachedResult<PageProducts[typeof kind]>
        | undefined,
    keep: (kind, name, { reads, value: given, texts: contents = [] }) => {
      const json = JSON.stringify(given);
      const written = hashedText(json);
      // As the cache has it that this is handed to, so that what is made of it has the same fingerprints.
      const value: typeof given = JSON.parse(json);
      const texts = contents.map(hashedText);
      const kept = {
        value,
        print: written.hash,
        reads,
        text: (index: number) => textOf(texts[index]),
        bytes: (index: number) => texts[index]?.bytes,
        hash: (index: number) => texts[index]?.hash ?? '',
      };
      const entry: Entry = { kind, name, reads, kept, value: written, texts };
      recorded.push(entry);
      const key = `${kind} ${name}`;
      entries.set(key, [entry, ...(entries.get(key) ?? [])]);
      return kept;
    },
    adopt: () => {},
    forget: (kind, name) => {
      entries.delete(`${kind} ${name}`);
    },
    save: () => {},
    close: () => {},
  };
  return {
    cache,
    take: () => {
      const batch = batchOf(recorded);
      recorded = [];
      for (const key of entries.keys()) if (!key.startsWith('mathjax ')) entries.delete(key);
      return batch;
    },
  };
}

/** Hands over to a cache what another thread has made. */
export function adoptBatch({ results, bytes }: ResultBatch, cache: PageCache): void {
  const part = ([from, to, hash]: Slice): HashedText => ({ bytes: bytes.subarray(from, to), hash });
  for (const { kind, name, reads, value, texts } of results) {
    cache.adopt(kind, name, { reads, value: part(value), texts: texts.map(part) });
  }
}

function batchOf(entries: readonly Entry[]): ResultBatch {
  const parts: Uint8Array[] = [];
  let size = 0;
  const slice = ({ bytes, hash }: HashedText): Slice => {
    parts.push(bytes);
    size += bytes.length;
    return [size - bytes.length, size, hash];
  };
  const results = entries.map(({ kind, name, reads, value, texts }) => ({
    kind,
    name,
    reads,
    value: slice(value),
    texts: texts.map(slice),
  }));
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const one of parts) {
    bytes.set(one, at);
    at += one.length;
  }
  return { results, bytes };
}

const decoder = new TextDecoder();

function textOf(content: HashedText | undefined): string | undefined {
  return content === undefined ? undefined : decoder.decode(content.bytes);
}
