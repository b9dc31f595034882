import type { OffsetMap } from '../environment.js';

/** Finds places in a document whose blocks markdown-it has read. */
export interface PlaceFinder {
  /** Where the text of a block stood, which markdown-it has taken out of these lines. */
  readonly text: (content: string, lines: readonly [from: number, to: number], inLine: boolean) => OffsetMap;
  /** Where a line starts, which is counted from 0. */
  readonly line: (line: number) => number;
}

/**
 * Finds the texts of a document's blocks again: markdown-it says from which lines it took them, and has taken
 * markers and indents off the starts of the lines. What stands within a line (`inLine`: the text of a table's
 * cell) is looked for behind what has been found in that line before.
 */
export function placeFinder(source: string): PlaceFinder {
  const lines = source.split('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  let last = { line: -1, column: 0 };

  const text: PlaceFinder['text'] = (content, [from, to], inLine) => {
    const places: [number, number][] = [];
    let at = 0;
    let line = from;
    for (const part of content.split('\n')) {
      const holds = (number: number) => (lines[number] ?? '').includes(part);
      // Before a formula's first line may stand a line with nothing but its delimiter.
      const found = !holds(line) && line + 1 < to && holds(line + 1) ? line + 1 : line;
      const behind = inLine && last.line === found ? last.column : 0;
      const column = columnOf(lines[found] ?? '', part, inLine, behind);
      places.push([at, (starts[found] ?? 0) + column]);
      last = { line: found, column: column + part.length };
      at += part.length + 1;
      line = found + 1;
    }
    return places;
  };
  return { text, line: (line) => starts[line] ?? length };
}

function columnOf(line: string, text: string, inLine: boolean, behind: number): number {
  const shown = line.trimEnd();
  if (!inLine && shown.endsWith(text)) return shown.length - text.length;
  if (!inLine && line.endsWith(text)) return line.length - text.length;
  return Math.max(behind, line.indexOf(text, behind));
}
