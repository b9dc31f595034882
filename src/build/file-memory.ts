import { textFingerprint } from '../cache/index.js';
import type { FileMemory, FileReadings, SourceFile } from '../site/index.js';

/** What is remembered of one file. */
interface Remembered {
  readonly file: SourceFile;
  readonly readings: Partial<FileReadings>;
}

/**
 * How much older than a scan a file's last change has to be, in milliseconds, for a later change to show in its times:
 * a clock's tick, and the whole seconds that some file systems count in.
 */
const TICK = 50;
const SECONDS = 2000;

/**
 * Remembers the files of a course for the scans of one process. As git does with its index, it does not trust what the
 * disk says of a file that was changed as late as it was read: a change in the same tick would not show.
 */
export function createFileMemory(clock: () => number): FileMemory {
  let before = new Map<string, Remembered>();
  let seen = new Map<string, Remembered>();
  let begun = clock();
  const find = (file: SourceFile): Remembered | undefined => {
    const current = seen.get(file.path);
    if (current !== undefined) return isSame(current.file, file) ? current : undefined;
    const earlier = before.get(file.path);
    if (earlier === undefined || !isSame(earlier.file, file)) return undefined;
    seen.set(file.path, earlier);
    return earlier;
  };
  return {
    begin: () => {
      begun = clock();
      before = seen;
      seen = new Map();
    },
    recall: (kind, file) => find(file)?.readings[kind],
    keep: (kind, file, reading) => {
      const { mtimeMs, ctimeMs } = file;
      const changed = Math.max(mtimeMs, ctimeMs);
      if (changed >= begun - (changed % 1000 === 0 ? SECONDS : TICK)) return;
      seen.set(file.path, { file, readings: { ...find(file)?.readings, [kind]: reading } });
    },
    fingerprint: textFingerprint,
  };
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
