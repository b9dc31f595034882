import { backtickRuns, codeSpanAt } from '../../source/code-spans.js';
import { cachedIndexOf } from '../../source/index-of.js';
import { skipWhiteSpace, trimEnd } from '../../source/scan.js';
import { joinSegments, literalSegment, type Segment, sliceSegment } from '../../source/segment.js';

/**
 * Cuts the text of a table's row into cells at its pipes (kramdown/parser/kramdown/table.rb). A pipe in a code
 * span or in `<code>` does not count, nor one behind a backslash, which is taken away.
 */
export function tableCells(row: Segment, leadingPipe: boolean): Segment[] {
  const cells: Segment[][] = [];
  const append = (segment: Segment): void => {
    const last = cells.at(-1);
    if (last === undefined) cells.push([segment]);
    else last.push(segment);
  };
  let at = 0;
  for (let code = codeElement(row.text, at); code !== undefined; code = codeElement(row.text, at)) {
    addSpans(sliceSegment(row, at, code.from), cells, append);
    append(sliceSegment(row, code.from, code.to));
    at = code.to;
  }
  addSpans(sliceSegment(row, at), cells, append);
  const texts = cells.map((segments) => stripped(joinSegments(segments)));
  if (leadingPipe && texts[0]?.text === '') texts.shift();
  if (texts.at(-1)?.text === '') texts.pop();
  return texts;
}

/** The next `<code…>…</code>` in a row. */
function codeElement(text: string, pos: number): { readonly from: number; readonly to: number } | undefined {
  const from = text.indexOf('<code', pos);
  const tagEnd = from < 0 ? -1 : text.indexOf('>', from + 5);
  const close = tagEnd < 0 ? -1 : text.indexOf('</code>', tagEnd + 1);
  return close < 0 ? undefined : { from, to: close + 7 };
}

/** Cuts text with code spans; the spans are written anew, with the fewest backticks that hold them. */
function addSpans(text: Segment, cells: Segment[][], append: (segment: Segment) => void): void {
  const indexOf = cachedIndexOf(text.text);
  const runs = backtickRuns(text.text);
  let start = 0;
  for (let pos = indexOf('`', 0); pos >= 0; ) {
    const span = codeSpanAt(text.text, pos, runs);
    if (typeof span === 'number') {
      pos = indexOf('`', span);
      continue;
    }
    addText(sliceSegment(text, start, pos), cells, append);
    append(literalSegment(codeSource(span.content), sliceSegment(text, pos).origin[0]?.[1] ?? 0));
    start = span.end;
    pos = indexOf('`', start);
  }
  addText(sliceSegment(text, start), cells, append);
}

function codeSource(content: string): string {
  let longest = 0;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const delimiter = '`'.repeat(longest + 1);
  const space = delimiter.length > 1 ? ' ' : '';
  return delimiter + space + content + space + delimiter;
}

/** Cuts text at its pipes: what stands before the first goes on with the cell before. */
function addText(text: Segment, cells: Segment[][], append: (segment: Segment) => void): void {
  if (text.text === '') return;
  let start = 0;
  let first = true;
  const addCell = (end: number): void => {
    const cell = withoutEscapes(sliceSegment(text, start, end));
    if (first) append(cell);
    else cells.push([cell]);
    first = false;
  };
  for (let pos = text.text.indexOf('|'); pos >= 0; pos = text.text.indexOf('|', pos + 1)) {
    if (text.text[pos - 1] === '\\') continue;
    addCell(pos);
    start = pos + 1;
  }
  addCell(text.text.length);
}

function withoutEscapes(text: Segment): Segment {
  if (!text.text.includes('\\|')) return text;
  const parts: Segment[] = [];
  let start = 0;
  for (let pos = text.text.indexOf('\\|'); pos >= 0; pos = text.text.indexOf('\\|', pos + 2)) {
    parts.push(sliceSegment(text, start, pos));
    start = pos + 1;
  }
  parts.push(sliceSegment(text, start));
  return joinSegments(parts);
}

function stripped(text: Segment): Segment {
  const start = skipWhiteSpace(text.text, 0);
  return sliceSegment(text, start, trimEnd(text.text, start, text.text.length));
}
