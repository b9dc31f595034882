import type { StateBlock, Token } from '../../document/markdown-it.js';
import { reportMend } from '../../document/mend.js';
import { metaOf } from '../../document/token-meta.js';
import { reportWarning } from '../../document/warnings.js';
import { codespan } from '../../inline/code-span.js';
import { spanHtml } from '../../inline/span-html.js';
import { isWhiteSpace, matchAt, nextLine, skipOptionalSpace, trimEnd } from '../../source/scan.js';
import { documentOffset, literalSegment, type Segment, sliceSegment } from '../../source/segment.js';
import { type BlockState, blockState } from '../../state/block-state.js';
import { afterBoundary, beforeBoundary } from '../../state/boundary.js';
import { SpanState } from '../../state/span-state.js';
import { isAboutHtml } from '../../tags/block-tags.js';
import { accidentalTable, formulaTableNote, hiddenPipe, hidePipes } from './formula-tables.js';
import { hideUrlPipes, urlPipeNotes } from './link-pipes.js';
import { tableCells } from './table-row.js';

/** kramdown: `TABLE_SEP_LINE`, `TABLE_FSEP_LINE`, `TABLE_HSEP_ALIGN`. */
const SEPARATOR = /[+|: \t-]*-[+|: \t-]*\n/y;
const FOOTER_SEPARATOR = /[+|: \t=]*=[+|: \t=]*\n/y;
const ALIGNMENT = /(:?)-+(:?)/g;

/** A pipe that touches text on both sides, or begins a line of text, as it does not in a table. */
const ACCIDENT = /[^\s|\\]\|[^\s|]|^\|[^\s|]+\|[^|]*$/;

/** What stands for pipes in formulas and URLs. */
const HIDDEN_PIPE = /[\uFDD3\uFDD4]/g;

/** How many empty cells are added to rows that are too short: a bound for tables that no one wrote. */
const MOST_ADDED_CELLS = 100_000;

type Alignment = 'left' | 'center' | 'right' | undefined;

/** A line of a table; `pos` is its offset in the table's lines. */
interface Row {
  readonly pos: number;
  readonly cells: readonly Segment[];
}

interface Section {
  readonly type: 'thead' | 'tbody' | 'tfoot';
  readonly rows: readonly Row[];
}

interface CollectedTable {
  readonly sections: readonly Section[];
  readonly alignments: readonly Alignment[];
  /** The offset behind it in the lines. */
  readonly end: number;
}

/**
 * A table: lines with pipes between block boundaries, cut into head, bodies and foot by separator lines
 * (kramdown/parser/kramdown/table.rb).
 */
export function table(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const start = skipOptionalSpace(src, pos);
  if (isWhiteSpace(src.charCodeAt(start)) || !hasPipe(src, start) || !afterBoundary(state)) return false;
  const lines = state.segment(pos, endOfLines(src, pos));
  const text = hideUrlPipes(hidePipes(lines.text, state.environment), state.environment);
  const hidden: Segment = { text, origin: lines.origin };
  const found = tableIn(state, hidden);
  if (hidden.text !== lines.text) reportPipes(state, lines, hidden.text, found);
  // kramdown gives the attribute list that waits to what looks like a table even if it then turns out to be none.
  if (found === undefined && hasPipe(hidden.text, 0)) state.takeIal();
  if (found === undefined) return false;
  warnOfAccident(state, lines, found);
  addTable(state, found, start, !isAboutHtml(lines.text));
  state.seek(pos + found.end);
  return true;
}

/** The offset behind the lines with pipes that start at `pos`. */
function endOfLines(text: string, pos: number): number {
  while (pos < text.length && hasPipe(text, pos)) pos = nextLine(text, pos);
  return pos;
}

/** The table that starts at the current position, if its lines make one. */
function tableIn(state: BlockState, lines: Segment): CollectedTable | undefined {
  if (!hasPipe(lines.text, skipOptionalSpace(lines.text, 0))) return undefined;
  const found = collectTable(lines);
  if (!beforeBoundary(state, state.pos + found.end)) return undefined;
  if (!hasPipesOnLines(state, sliceSegment(lines, 0, found.end - 1))) return undefined;
  return found.sections.some(({ type }) => type === 'tbody') ? found : undefined;
}

/**
 * Says what Jekyll would make of pipes in URLs and formulas, where it would make something else; of the formulas of a row once, at
 * the first such pipe. In `hidden` those pipes are other characters.
 */
function reportPipes(
  state: BlockState,
  lines: Segment,
  hidden: string,
  found: CollectedTable | undefined,
): void {
  const cut = tableIn(state, lines);
  if (cut === undefined) return;
  const cells = rowsOf(found);
  rowsOf(cut).forEach((row, index) => {
    if (row.cells.length === cells[index]?.cells.length) return;
    const end = nextLine(hidden, row.pos);
    const place = (at: number): number => documentOffset(lines.origin, at);
    for (const note of urlPipeNotes(hidden, row.pos, end, place)) reportMend(note, state.environment);
    const at = hiddenPipe(hidden, row.pos, end);
    if (at < 0) return;
    reportMend(formulaTableNote(lines.text, at, place(at), found !== undefined), state.environment);
  });
}

/** Says of a line of text with a pipe that a table is made of it: it stands by itself, and not between pipes. */
function warnOfAccident(state: BlockState, lines: Segment, { sections, end }: CollectedTable): void {
  const [row, more] = sections.flatMap(({ rows }) => rows);
  const line = lines.text.slice(0, end).trim();
  if (row === undefined || more !== undefined || /^\|.*\|$/.test(line) || !ACCIDENT.test(line)) return;
  const at = documentOffset(lines.origin, lines.text.indexOf(line));
  reportWarning(accidentalTable(line, at), state.environment);
}

/** A segment of a text with its pipes hidden, as it was. */
function restored({ text, origin }: Segment): Segment {
  return { text: text.replace(HIDDEN_PIPE, '|'), origin };
}

function rowsOf(found: CollectedTable | undefined): readonly Row[] {
  return found?.sections.flatMap(({ rows }) => rows) ?? [];
}

/** Whether the line from `pos` on has a pipe that no backslash precedes (kramdown: `TABLE_LINE`). */
function hasPipe(text: string, pos: number): boolean {
  const end = nextLine(text, pos) - 1;
  for (let at = text.indexOf('|', pos); at >= 0 && at < end; at = text.indexOf('|', at + 1)) {
    if (at === pos || text[at - 1] !== '\\') return true;
  }
  return false;
}

function collectTable(lines: Segment): CollectedTable {
  const src = lines.text;
  const sections: Section[] = [];
  let alignments: Alignment[] = [];
  let rows: Row[] = [];
  let hasFooter = false;
  const close = (type: Section['type']): void => {
    sections.push({ type, rows });
    rows = [];
  };
  let pos = 0;
  const leadingPipe = src[skipWhite(src, pos)] === '|';
  if (matchAt(SEPARATOR, src, pos) !== undefined) pos = nextLine(src, pos);
  for (; pos < src.length && hasPipe(src, pos); pos = nextLine(src, pos)) {
    const separator = matchAt(SEPARATOR, src, pos)?.[0];
    if (separator !== undefined) {
      if (rows.length === 0) continue;
      if (alignments.length === 0 && !hasFooter) {
        close('thead');
        alignments = [...separator.matchAll(ALIGNMENT)].map(([, left, right]) => alignment(left, right));
      } else if (!hasFooter) {
        close('tbody');
      }
    } else if (matchAt(FOOTER_SEPARATOR, src, pos) !== undefined) {
      if (rows.length > 0) close('tbody');
      hasFooter = true;
    } else {
      const text = sliceSegment(lines, pos, trimEnd(src, pos, nextLine(src, pos)));
      rows.push({ pos, cells: tableCells(text, leadingPipe).map(restored) });
    }
  }
  if (rows.length > 0) close(hasFooter ? 'tfoot' : 'tbody');
  return { sections, alignments, end: pos };
}

function skipWhite(text: string, pos: number): number {
  while (text[pos] === ' ' || text[pos] === '\t') pos++;
  return pos;
}

function alignment(left = '', right = ''): Alignment {
  if (left === '') return right === '' ? undefined : 'right';
  return right === '' ? 'left' : 'center';
}

function addTable(
  state: BlockState,
  { sections, alignments }: CollectedTable,
  start: number,
  readsTags: boolean,
): void {
  const { pos } = state;
  let columns = 0;
  for (const { rows } of sections) for (const { cells } of rows) columns = Math.max(columns, cells.length);
  let added = 0;
  state.open('table', 'table_open', 'table', 1, start);
  for (const { type, rows } of sections) {
    state.place(`${type}_open`, type, 1, pos + (rows[0]?.pos ?? 0));
    for (const row of rows) {
      state.place('tr_open', 'tr', 1, pos + row.pos);
      const tag = type === 'thead' ? 'th' : 'td';
      row.cells.forEach((cell, column) => {
        const text = addCell(state, tag, cell, alignments[column]);
        if (readsTags) metaOf(text).inCell = true;
      });
      for (let column = row.cells.length; column < columns && added < MOST_ADDED_CELLS; column++, added++) {
        addCell(state, tag, literalSegment('', state.documentOffset(pos + row.pos)), alignments[column]);
      }
      state.push('tr_close', 'tr', -1);
    }
    state.push(`${type}_close`, type, -1);
  }
  state.push('table_close', 'table', -1);
}

function addCell(state: BlockState, tag: 'th' | 'td', text: Segment, align: Alignment): Token {
  const token = state.push(`${tag}_open`, tag, 1);
  token.meta = { at: text.origin[0]?.[1] ?? 0 };
  if (align !== undefined) token.attrSet('style', `text-align: ${align}`);
  const inline = state.inline(text);
  state.push(`${tag}_close`, tag, -1);
  return inline;
}

/** kramdown: `TABLE_PIPE_CHECK`, a pipe that no backslash precedes. */
const PIPE = /^(?:\||[^\n]*?[^\\\n]\|)/;

/**
 * Whether each line of what looks like a table has a pipe outside of code spans and HTML, as a table must
 * (kramdown/parser/kramdown/table.rb: `parse_table`). Like kramdown it looks at the first and last line of each
 * stretch of text between those.
 */
function hasPipesOnLines(state: BlockState, text: Segment): boolean {
  let pipeOnLine = false;
  for (const token of spansOf(state, text)) {
    const lines = token.content.replace(/\n+$/, '').split('\n');
    if (token.type === 'code_inline') {
      if (lines.length > 2 || (lines.length === 2 && !pipeOnLine)) break;
      if (lines.length === 2) pipeOnLine = false;
    } else {
      const isBroken = lines.length > 1;
      if (isBroken && !pipeOnLine && !PIPE.test(lines[0] ?? '')) break;
      pipeOnLine = (!isBroken && pipeOnLine) || PIPE.test(lines.at(-1) ?? '');
    }
  }
  return pipeOnLine;
}

/** The code spans, comments and stretches of text, without what stands in HTML elements. */
function spansOf(state: BlockState, { text, origin }: Segment): Token[] {
  state.environment.origin = origin;
  const spans = new SpanState(text, state.md, state.env, []);
  while (spans.pos < spans.posMax) {
    if (!codespan(spans) && !spanHtml(spans)) spans.takeText(nextSpan(text, spans.pos + 1));
  }
  if (spans.pending !== '') spans.pushPending();
  return withoutElements(spans.tokens);
}

/** The offset of the next backtick or angle bracket. */
function nextSpan(text: string, pos: number): number {
  while (pos < text.length && text[pos] !== '`' && text[pos] !== '<') pos++;
  return pos;
}

function withoutElements(tokens: readonly Token[]): Token[] {
  const outer: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.nesting < 0) depth--;
    else if (depth === 0 && token.nesting === 0) outer.push(token);
    if (token.nesting > 0) depth++;
  }
  return outer;
}
