/** How many columns lie between two whose offsets are kept. */
const STEP = 256;

/**
 * Finds the columns of a line: the offset (UTF-16 units) of a column (from 1, in code points), the line's length for the
 * column behind its last, undefined for those beyond. It walks the line once, however often it is asked: a line may be as
 * long as the file, and have a fault in each word. Characters that are `unseen` stand in no column.
 */
export function columnOffsets(
  line: string,
  unseen: (character: string) => boolean = () => false,
): (column: number) => number | undefined {
  const skip = (from: number): number => {
    let at = from;
    while (at < line.length && unseen(line.charAt(at))) at++;
    return at;
  };
  const walk = (from: number, columns: number): number | undefined => {
    let at = from;
    for (let seen = 0; seen < columns; seen++) {
      if (at >= line.length) return undefined;
      at = skip(at + ((line.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
    }
    return at;
  };
  const kept = [skip(0)];
  return (column) => {
    const before = Math.floor(Math.max(0, column - 1) / STEP);
    while (kept.length <= before) {
      const next = walk(kept.at(-1) ?? 0, STEP);
      if (next === undefined) return undefined;
      kept.push(next);
    }
    return walk(kept[before] ?? 0, column - 1 - before * STEP);
  };
}
