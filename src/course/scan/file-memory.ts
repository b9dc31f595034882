import { readFileSync } from 'node:fs';
import { textFingerprint } from '../../cache/index.js';
import { hasInternalFault } from '../../diagnostics/index.js';
import {
  decodeText,
  deserializeReading,
  type FileMemory,
  type FileReadings,
  type SerializedReading,
  type SourceFile,
  serializeReading,
  type TextReading,
} from '../../site/index.js';
import type { PageCache } from '../context/index.js';
import { type CachedFile, readCachedFiles, writeCachedFiles } from './cached-files.js';
import { CourseChanged } from './course-changed.js';
import { isRacy } from './racy-change.js';

/** The files of a course as they have been read, also by builds of other processes. */
export interface CourseMemory extends FileMemory {
  /**
   * Takes over what the cache knows of the course at `source` (absolute), where it has not yet. Answers whether anything is
   * known of the course.
   */
  readonly open: (source: string, cache: PageCache) => boolean;
  /** Hands what it knows to the cache that it was opened with. */
  readonly save: () => void;
  /** Throws a {@link CourseChanged} where a text that the build needed was no longer the one that the scan had found. */
  readonly confirm: () => void;
}

/** What is remembered of one file. */
interface Remembered {
  readonly file: SourceFile;
  readonly readings: Partial<FileReadings>;
}

/**
 * Remembers the files of a course. As git does with its index, it does not trust what the disk says of a file that was
 * changed as late as it was read: a change in the same tick would not show.
 */
export function createFileMemory(clock: () => number): CourseMemory {
  let before = new Map<string, Remembered>();
  let seen = new Map<string, Remembered>();
  let begun = clock();
  let opened: { readonly source: string; readonly cache: PageCache } | undefined;
  let isNew = false;
  let changed: string | undefined;
  const find = (file: SourceFile): Remembered | undefined => {
    const current = seen.get(file.path);
    if (current !== undefined) return isSame(current.file, file) ? current : undefined;
    const earlier = before.get(file.path);
    if (earlier === undefined || !isSame(earlier.file, file)) return undefined;
    seen.set(file.path, earlier);
    return earlier;
  };
  /** Reads the text of a file that the disk says is the one that was read before. */
  const loader = (file: SourceFile, hash: string) => (): string => {
    const text = textAt(file.absolute);
    if (text !== undefined && textFingerprint(text) === hash) return text;
    seen.delete(file.path);
    before.delete(file.path);
    changed = file.path;
    throw new CourseChanged(`${file.path} has changed.`);
  };
  const revivedReading = (file: SourceFile, kept: SerializedReading): TextReading =>
    deserializeReading(kept, file.path, loader(file, kept.traits.hash));
  const revived = ({ file, start, text, image, picture }: CachedFile): Remembered => ({
    file,
    readings: {
      start,
      ...(text === undefined ? {} : { text: revivedReading(file, text) }),
      ...(image === undefined ? {} : { image }),
      ...(picture === undefined ? {} : { picture }),
    },
  });
  /** A reading without the text that it was made from. */
  const unloaded = (file: SourceFile, reading: TextReading): TextReading => {
    const kept = serializeReading(reading);
    return kept === undefined ? reading : revivedReading(file, kept);
  };
  return {
    open: (source, cache) => {
      if (opened?.source !== source || opened.cache !== cache) {
        opened = { source, cache };
        seen = new Map(readCachedFiles(source, cache).map((kept) => [kept.file.path, revived(kept)]));
      }
      return seen.size > 0;
    },
    begin: () => {
      begun = clock();
      changed = undefined;
      before = seen;
      seen = new Map();
    },
    recall: (kind, file) => find(file)?.readings[kind],
    keep: (kind, file, reading) => {
      const { mtimeMs, ctimeMs } = file;
      if (isRacy(Math.max(mtimeMs, ctimeMs), begun)) return;
      // What lectern failed at need not fail again.
      if ('diagnostics' in reading && hasInternalFault(reading.diagnostics)) return;
      const kept = 'body' in reading ? unloaded(file, reading) : reading;
      const readings = { ...find(file)?.readings, [kind]: kept };
      seen.set(file.path, { file, readings });
      isNew ||= readings.start !== undefined;
    },
    fingerprint: textFingerprint,
    save: () => {
      if (opened === undefined || !isNew) return;
      isNew = false;
      const { source } = opened;
      // A theme's files lie elsewhere, on another machine at another place.
      const own = [...seen.values()].filter(({ file }) => file.absolute === `${source}/${file.path}`);
      writeCachedFiles(own.flatMap(keptFile), source, opened.cache);
    },
    confirm: () => {
      if (changed !== undefined) throw new CourseChanged(`${changed} has changed.`);
    },
  };
}

/** Files that have no start are layouts, includes and the like, which every build reads. */
function keptFile({ file, readings: { start, text, image, picture } }: Remembered): CachedFile[] {
  if (start === undefined) return [];
  const kept: SerializedReading | undefined = text === undefined ? undefined : serializeReading(text);
  return [
    {
      file,
      start,
      ...(kept === undefined ? {} : { text: kept }),
      ...(image === undefined ? {} : { image }),
      ...(picture === undefined ? {} : { picture }),
    },
  ];
}

/** The text of a file as the scan reads it; undefined where it cannot be read. */
function textAt(file: string): string | undefined {
  try {
    return decodeText(readFileSync(file)).text;
  } catch {
    return undefined;
  }
}

function isSame(a: SourceFile, b: SourceFile): boolean {
  return (
    a.absolute === b.absolute &&
    a.size === b.size &&
    a.mtimeMs === b.mtimeMs &&
    a.ctimeMs === b.ctimeMs &&
    a.ino === b.ino
  );
}
