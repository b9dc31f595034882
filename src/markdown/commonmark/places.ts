import type { StateCore, Token } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { documentOffset, type OffsetMap, type Segment, sliceOrigin } from '../source/segment.js';

/** What stands on both sides of the TeX of a formula's token. */
const DELIMITERS: Readonly<Record<string, string>> = {
  math_inline: '$',
  math_block: '$$',
  math_environment: '',
};

/** Gives tokens their places in the document, and formulas and HTML the places of all their characters. */
export function places(core: StateCore): void {
  const find = placeFinder(core.src);
  let lines: [from: number, to: number] = [0, 1];
  core.tokens.forEach((token, index) => {
    // Of a table markdown-it knows the lines of the rows, not those of the cells.
    const inCell = token.map === null && token.type === 'inline';
    if (token.map === null && !inCell) return;
    lines = token.map ?? lines;
    const meta = metaOf(token);
    if (token.type === 'inline') {
      const origin = inCell ? find.cell(token.content, lines[0]) : find.text(token.content, lines);
      placeText(token, core.tokens[index - 1], origin);
    } else if (token.type === 'html_block') {
      meta.origin = find.text(token.content, lines);
      token.type = 'html_raw';
    } else if (token.type === 'math_block') {
      const origin = find.text(token.content, lines);
      meta.formula = { text: token.content, origin, display: true, delimiters: ['$$', '$$'] };
    } else if (meta.at === undefined) {
      meta.at = find.line(lines[0]);
    }
  });
}

function placeText(text: Token, opening: Token | undefined, origin: OffsetMap): void {
  const meta = metaOf(text);
  meta.origin = origin;
  meta.at = origin[0]?.[1] ?? 0;
  if (opening?.nesting === 1) metaOf(opening).at = meta.at;
  for (const child of text.children ?? []) placeSpan(child, text.content, origin);
}

/** Where the URL stands in the parentheses at `pos`, if there are any. */
function destination(text: string, pos: number): number | undefined {
  if (text[pos] !== '(') return undefined;
  let at = pos + 1;
  while (/[ \t\n]/.test(text.charAt(at))) at++;
  return text[at] === '<' ? at + 1 : at;
}

function placeSpan(token: Token, text: string, origin: OffsetMap): void {
  if (token.map === null) return;
  const [from, to] = token.map;
  token.map = null;
  const meta = metaOf(token);
  meta.at = documentOffset(origin, from);
  if (token.type === 'link_open' && token.markup === 'autolink') meta.url = from + 1;
  else if (token.type === 'link_open' && token.markup === '') meta.url = destination(text, to + 1);
  else if (token.type === 'image') meta.url = destination(text, from + 2 + token.content.length + 1);
  const { content } = token;
  if (token.type === 'html_inline') {
    token.type = 'html_raw';
    meta.origin = sliceOrigin(origin, from, from + content.length);
    return;
  }
  const delimiter = DELIMITERS[token.type];
  if (delimiter === undefined) return;
  // Within dollars backticks may stand around the TeX, as GitHub has it.
  const inTicks = token.type === 'math_inline' && content.length > 2 && /^`[\s\S]*`$/.test(content);
  const start = from + delimiter.length + (inTicks ? 1 : 0);
  const end = from + delimiter.length + content.length - (inTicks ? 1 : 0);
  const display = token.type !== 'math_inline';
  const segment = { text: text.slice(start, end), origin: sliceOrigin(origin, start, end) };
  meta.formula = { ...segment, display, delimiters: [delimiter, delimiter] };
}

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
function placeFinder(source: string): PlaceFinder {
  const lines = source.split('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  let row: { line: number; segment: Segment; done: number } = {
    line: -1,
    segment: rowSegment('', 0),
    done: 0,
  };

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
      row = { line, segment: rowSegment(lines[line] ?? '', starts[line] ?? length), done: 0 };
    const at = Math.max(row.done, row.segment.text.indexOf(content, row.done));
    row.done = at + content.length;
    return sliceOrigin(row.segment.origin, at, row.done);
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
function rowSegment(line: string, start: number): Segment {
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
