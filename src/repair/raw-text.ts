import { columnOffsets, type Place } from '../diagnostics/index.js';

/** A text file of the course exactly as it is on disk, byte order mark and line ends included. */
export interface RawText {
  readonly text: string;
  /** The offset of a place, whose columns count code points; undefined where the file has no such place. */
  readonly offsetAt: (place: Pick<Place, 'line' | 'column'>) => number | undefined;
}

/** Decodes a file, to be encoded again to the same bytes; undefined where it is not UTF-8. */
export function readRaw(bytes: Uint8Array): RawText | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  // The mark stands before the first column.
  const lineStarts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { text, offsetAt: offsetsOf(text, lineStarts) };
}

/** Characters that are not part of the text as diagnostics see it, whose columns they do not count in. */
const UNSEEN = /[\uFDD0-\uFDEF]/;

function offsetsOf(text: string, lineStarts: readonly number[]): RawText['offsetAt'] {
  const finders = new Map<number, (column: number) => number | undefined>();
  return ({ line, column }) => {
    const start = lineStarts[line - 1];
    if (start === undefined) return undefined;
    let finder = finders.get(line);
    if (finder === undefined) {
      const next = lineStarts[line];
      finder = columnOffsets(text.slice(start, next === undefined ? text.length : next - 1), isUnseen);
      finders.set(line, finder);
    }
    const offset = finder(column);
    return offset === undefined ? undefined : start + offset;
  };
}

function isUnseen(character: string): boolean {
  return UNSEEN.test(character);
}

/**
 * Where `written` ends, if it is what stands at `at`: the offset behind it, else undefined. A line's end in it matches any
 * that files have.
 */
export function endOfWritten(text: string, at: number, written: string): number | undefined {
  let end = at;
  for (const unit of written.split('')) {
    if (unit === '\n' && text.startsWith('\r\n', end)) end += 2;
    else if (text.charAt(end) === unit) end += 1;
    else return undefined;
  }
  return end;
}

/** The line end that a text uses: that of its first line. */
export function lineEnd(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text.charAt(first - 1) === '\r' ? '\r\n' : '\n';
}
