import { isSteering } from '../../diagnostics/index.js';
import { characterWidth } from './display-width.js';
import type { SourceLine } from './source-line.js';

/** A line of a file as a terminal shows it, cut down to what surrounds a place, with a line that marks the place. */
export interface Excerpt {
  readonly line: string;
  /** Spaces, and carets under the text concerned. */
  readonly marks: string;
}

/** How many columns of the line are shown. */
const WIDTH = 100;
/** How many columns before the place are shown of a long line. */
const BEFORE = 40;
/** Tabs go to the next multiple of this. */
const TAB = 4;
const CUT = '…';

/**
 * Cuts the excerpt of a line around `column` (from 1, in code points). Carets stand under `text` where it is what
 * the line holds there, down to the line's end; else a single one stands under the column. Tabs are shown as spaces,
 * characters that would steer the terminal as `·`. Undefined where the line has no such column, and for an empty line.
 */
export function excerptAt(line: SourceLine, column: number, text = ''): Excerpt | undefined {
  const window = windowAround(line, column);
  if (line.isBlank || window === undefined) return undefined;
  const { characters, index, isCutBefore, isCutBehind } = window;
  const [written = ''] = text.split('\n', 1);
  const behind = characters.slice(index).join('');
  const isText =
    written !== '' && (behind.startsWith(written) || (isCutBehind && written.startsWith(behind)));
  const marked = isText ? [...written.slice(0, behind.length)].length : 1;
  const cells = cellsOf(characters);
  const start = cells[index]?.at ?? totalWidth(cells);
  const end = cells[index + marked]?.at ?? Math.max(totalWidth(cells), start + 1);
  const from = Math.max(0, Math.min(start - BEFORE, totalWidth(cells) - WIDTH));
  const shown = cells.filter(({ at, width }) => at >= from && at + width <= from + WIDTH);
  const first = shown[0]?.at ?? 0;
  const cutBefore = first > 0 || isCutBefore ? CUT : '';
  const cutBehind = isCutBehind || (shown.length > 0 && shown.at(-1) !== cells.at(-1)) ? CUT : '';
  const length = Math.max(1, Math.min(end, from + WIDTH) - start);
  return {
    line: `${cutBefore}${shown.map(({ shows }) => shows).join('')}${cutBehind}`.trimEnd(),
    marks: ' '.repeat(cutBefore.length + start - first) + '^'.repeat(length),
  };
}

/** The characters of a line around a place: a line may be as long as the file. */
interface Window {
  readonly characters: readonly string[];
  /** The place among them. */
  readonly index: number;
  readonly isCutBefore: boolean;
  readonly isCutBehind: boolean;
}

/** The window around a column; undefined where the line has no such column. */
function windowAround({ text, offsetOf }: SourceLine, column: number): Window | undefined {
  const first = Math.max(1, column - WIDTH);
  const offset = offsetOf(first);
  if (offset === undefined) return undefined;
  const characters = [...text.slice(offset, offset + 6 * WIDTH)].slice(0, 3 * WIDTH);
  const index = column - first;
  if (index > characters.length) return undefined;
  const { length } = characters.join('');
  return { characters, index, isCutBefore: first > 1, isCutBehind: offset + length < text.length };
}

/** A character of a line as a terminal shows it. */
interface Cell {
  readonly shows: string;
  /** The column of the terminal, from 0, and how many of them it takes. */
  readonly at: number;
  readonly width: number;
}

function cellsOf(characters: readonly string[]): Cell[] {
  let at = 0;
  return characters.map((character) => {
    const cell = cellOf(character, at);
    at += cell.width;
    return cell;
  });
}

function cellOf(character: string, at: number): Cell {
  if (character === '\t') {
    const width = TAB - (at % TAB);
    return { shows: ' '.repeat(width), at, width };
  }
  if (isSteering(character)) return { shows: '·', at, width: 1 };
  return { shows: character, at, width: characterWidth(character) };
}

function totalWidth(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.at + last.width;
}
