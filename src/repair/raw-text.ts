import type { Place } from '../diagnostics/index.js';

/** A text file of the course exactly as it is on disk, byte order mark and line ends included. */
export interface RawText {
  readonly text: string;
  /** The offset at which each line starts. */
  readonly lineStarts: readonly number[];
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
  return { text, lineStarts };
}

/** Characters that are not part of the text as diagnostics see it, whose columns they do not count in. */
const UNSEEN = /[\uFDD0-\uFDEF]/;

/** The offset of a place, whose columns count code points; undefined where the file has no such place. */
export function offsetAt(
  { text, lineStarts }: RawText,
  { line, column }: Pick<Place, 'line' | 'column'>,
): number | undefined {
  const start = lineStarts[line - 1];
  if (start === undefined) return undefined;
  const next = lineStarts[line];
  const end = next === undefined ? text.length : next - 1;
  let at = skipUnseen(text, start);
  for (let seen = 1; seen < column; seen++) {
    if (at >= end) return undefined;
    at = skipUnseen(text, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  }
  return at;
}

function skipUnseen(text: string, at: number): number {
  while (UNSEEN.test(text.charAt(at))) at++;
  return at;
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
