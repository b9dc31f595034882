import { deserialize, serialize } from 'node:v8';
import { Float, WrittenTime } from '../../liquid/index.js';
import {
  type DataRecord,
  type FileStart,
  type ImageReading,
  isRecord,
  type PictureReading,
  type SerializedReading,
  type SourceFile,
} from '../../site/index.js';
import type { PageCache } from '../context/index.js';

/** What one process tells another of a file: what its first bytes say and, of a page that was read, all but its text. */
export interface CachedFile {
  readonly file: SourceFile;
  readonly start: FileStart;
  readonly text?: SerializedReading;
  readonly image?: ImageReading;
  readonly picture?: PictureReading;
}

/**
 * A file as it is written: of the pages that were read it says which one it is, and of a picture that was, its header and its
 * fingerprint.
 */
type Row = readonly [
  path: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  ino: number,
  hasFrontMatter: boolean,
  hidesFrontMatter: boolean,
  page: number | null,
  image: ImageReading | null,
  picture: PictureReading | null,
];

/** What the cache knows of the files of the course at `source` (absolute). */
export function readCachedFiles(source: string, cache: PageCache): CachedFile[] {
  const kept = cache.find('files', source, () => true);
  const [list, pages] = [kept?.text(0), kept?.text(1)];
  if (list === undefined || pages === undefined) return [];
  const texts = readTexts(pages);
  if (texts === undefined) return [];
  // The cache answers with what `writeCachedFiles` wrote, byte for byte, or not at all.
  const rows: readonly Row[] = JSON.parse(list);
  return rows.map(
    ([name, size, mtimeMs, ctimeMs, ino, hasFrontMatter, hidesFrontMatter, page, image, picture]) => {
      const file = { path: name, absolute: `${source}/${name}`, size, mtimeMs, ctimeMs, ino };
      const text = page === null ? undefined : texts[page];
      return {
        file,
        start: { hasFrontMatter, hidesFrontMatter },
        ...(text === undefined ? {} : { text }),
        ...(image === null ? {} : { image }),
        ...(picture === null ? {} : { picture }),
      };
    },
  );
}

/**
 * Front matter as it is kept: `serialize` knows neither times with a clock of their own nor `Float`, which are therefore
 * kept in a box. No mapping of YAML is a `Set`.
 */
function boxed(value: unknown): unknown {
  if (value instanceof WrittenTime) return new Set([[value.getTime(), value.clock]]);
  if (value instanceof Float) return new Set([value.value]);
  return within(value, boxed);
}

function unboxed(value: unknown): unknown {
  if (!(value instanceof Set)) return within(value, unboxed);
  const [pair]: unknown[] = [...value];
  if (typeof pair === 'number') return new Float(pair);
  const [moment, clock]: unknown[] = Array.isArray(pair) ? pair : [];
  const isClock = typeof clock === 'number' || clock === 'utc' || clock === 'date';
  return typeof moment === 'number' && isClock ? new WrittenTime(moment, clock) : value;
}

/** A list or mapping with its members changed; anything else as it is. */
function within(value: unknown, change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, change(member)]));
  return isRecord(value) ? recordWithin(value, change) : value;
}

function recordWithin(record: DataRecord, change: (member: unknown) => unknown): DataRecord {
  return Object.fromEntries(Object.entries(record).map(([key, member]) => [key, change(member)]));
}

/** Front matter can hold what JSON cannot, such as dates. Another version of Node may write it in another way. */
function readTexts(pages: string): readonly SerializedReading[] | undefined {
  try {
    const texts: readonly SerializedReading[] = deserialize(Buffer.from(pages, 'base64'));
    return texts.map((text) => ({ ...text, data: recordWithin(text.data, unboxed) }));
  } catch {
    return undefined;
  }
}

/** Keeps it. */
export function writeCachedFiles(files: readonly CachedFile[], source: string, cache: PageCache): void {
  const texts: SerializedReading[] = [];
  const rows = files.map(({ file, start, text, image, picture }): Row => {
    const page =
      text === undefined ? null : texts.push({ ...text, data: recordWithin(text.data, boxed) }) - 1;
    const { path: name, size, mtimeMs, ctimeMs, ino } = file;
    return [
      name,
      size,
      mtimeMs,
      ctimeMs,
      ino,
      start.hasFrontMatter,
      start.hidesFrontMatter,
      page,
      image ?? null,
      picture ?? null,
    ];
  });
  cache.forget('files', source);
  cache.keep('files', source, {
    reads: [],
    value: null,
    texts: [JSON.stringify(rows), serialize(texts).toString('base64')],
  });
}
