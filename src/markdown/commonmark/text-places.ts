import { type OffsetMap, type Piece, sliceOrigin } from '../source/segment.js';

/** Finds places in a document whose blocks markdown-it has read. */
export interface PlaceFinder {
  /** Where the text of a block stood, which markdown-it has taken out of these lines, counted from 0. */
  readonly text: (content: string, lines: readonly [from: number, to: number]) => OffsetMap;
  /** Where the text of a table's cell stood, which was in this line, behind the cells asked for before. */
  readonly cell: (content: string, line: number) => OffsetMap;
  /** Where a line starts, which is counted from 0. */
  readonly line: (line: number) => number;
}

/**
 * Finds the texts of a document's blocks again: markdown-it says from which lines it took them, and has taken
 * markers and indents off the starts of the lines, and backslashes before the bars in cells.
 */
export function placeFinder(source: string): PlaceFinder {
  const lines = source.split('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  let row: { line: number; piece: Piece; done: number } = { line: -1, piece: rowPiece('', 0), done: 0 };

  const text: PlaceFinder['text'] = (content, [from, to]) => {
    const places: [number, number][] = [];
    let at = 0;
    let line = from;
    for (const part of content.split('\n')) {
      // A tab of which a container has taken some columns stands in the text as spaces.
      const indentless = part.trimStart();
      const holds = (number: number, sought: string) => (lines[number] ?? '').includes(sought);
      // Before a formula's first line may stand a line with nothing but its delimiter.
      const candidates = line + 1 < to ? [line, line + 1] : [line];
      const whole = candidates.find((number) => holds(number, part));
      const found = whole ?? candidates.find((number) => holds(number, indentless)) ?? line;
      const sought = whole === undefined ? indentless : part;
      const indent = part.length - sought.length;
      const start = starts[found] ?? 0;
      if (indent > 0) places.push([at, start]);
      places.push([at + indent, start + columnOf(lines[found] ?? '', sought)]);
      at += part.length + 1;
      line = found + 1;
    }
    return places;
  };

  const cell: PlaceFinder['cell'] = (content, line) => {
    if (row.line !== line)
      row = { line, piece: rowPiece(lines[line] ?? '', starts[line] ?? length), done: 0 };
    const at = Math.max(row.done, row.piece.text.indexOf(content, row.done));
    row.done = at + content.length;
    return sliceOrigin(row.piece.origin, at, row.done);
  };
  return { text, cell, line: (line) => starts[line] ?? length };
}

function columnOf(line: string, text: string): number {
  const shown = line.trimEnd();
  if (shown.endsWith(text)) return shown.length - text.length;
  if (line.endsWith(text)) return line.length - text.length;
  return Math.max(0, line.indexOf(text));
}

/** A table's row, which starts at a document offset, without the backslashes before bars (GFM, tables). */
function rowPiece(line: string, start: number): Piece {
  const origin: [number, number][] = [[0, start]];
  let text = '';
  let done = 0;
  for (let at = line.indexOf('\\|'); at >= 0; at = line.indexOf('\\|', at + 2)) {
    text += line.slice(done, at);
    done = at + 1;
    origin.push([text.length, start + done]);
  }
  return { text: text + line.slice(done), origin };
}
