import { firstFrom } from '../diagnostics/index.js';

/** A part of a file, from one offset to another. */
export interface FileRange {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Ranges of files, no two of which have a character in common or start at one place. */
export interface RangesByFile {
  /** Adds ranges, all of them or none: false where one touches another one, of these or of those before. */
  readonly take: (ranges: readonly FileRange[]) => boolean;
}

/** Makes a set of ranges that is empty. */
export function rangesByFile(): RangesByFile {
  /** Of each file, in their order. As none touches another one, a new one can touch only its neighbours. */
  const taken = new Map<string, FileRange[]>();
  const add = (range: FileRange): boolean => {
    const ranges = taken.get(range.file) ?? [];
    const index = firstFrom(ranges, range.from, startOf);
    const before = ranges[index - 1];
    const behind = ranges[index];
    if (before !== undefined && range.from < before.to) return false;
    if (behind !== undefined && (behind.from === range.from || behind.from < range.to)) return false;
    ranges.splice(index, 0, range);
    taken.set(range.file, ranges);
    return true;
  };
  const remove = ({ file, from }: FileRange): void => {
    const ranges = taken.get(file) ?? [];
    ranges.splice(firstFrom(ranges, from, startOf), 1);
  };
  return {
    take: (ranges) => {
      const refused = ranges.findIndex((range) => !add(range));
      if (refused < 0) return true;
      for (const range of ranges.slice(0, refused)) remove(range);
      return false;
    },
  };
}

function startOf({ from }: FileRange): number {
  return from;
}
