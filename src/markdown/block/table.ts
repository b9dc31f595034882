import type { StateBlock } from '../markdown-it.js';
import { literalPiece, type Piece } from '../piece.js';
import { afterBoundary, beforeBoundary } from './boundary.js';
import { isWhiteSpace, matchAt, nextLine, skipOptionalSpace, trimEnd } from './scan.js';
import { type BlockState, blockState } from './state.js';
import { hasPipesOnLines } from './table-pipes.js';
import { tableCells } from './table-row.js';

/** kramdown: `TABLE_SEP_LINE`, `TABLE_FSEP_LINE`, `TABLE_HSEP_ALIGN`. */
const SEPARATOR = /[+|: \t-]*-[+|: \t-]*\n/y;
const FOOTER_SEPARATOR = /[+|: \t=]*=[+|: \t=]*\n/y;
const ALIGNMENT = /(:?)-+(:?)/g;

/** How many empty cells are added to rows that are too short: a bound for tables that no one wrote. */
const MOST_ADDED_CELLS = 100_000;

type Alignment = 'left' | 'center' | 'right' | undefined;

interface Row {
  readonly pos: number;
  readonly cells: readonly Piece[];
}

interface Section {
  readonly type: 'thead' | 'tbody' | 'tfoot';
  readonly rows: readonly Row[];
}

interface CollectedTable {
  readonly sections: readonly Section[];
  readonly alignments: readonly Alignment[];
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
  // kramdown gives the attribute list that waits to the table even if it then turns out to be none.
  const ial = state.takeIal();
  const found = collectTable(state);
  if (!beforeBoundary(state, found.end) || !hasPipesOnLines(state, state.piece(pos, found.end - 1)))
    return false;
  if (!found.sections.some(({ type }) => type === 'tbody')) return false;
  state.nextIal = ial;
  addTable(state, found, start);
  state.seek(found.end);
  return true;
}

/** Whether the line from `pos` on has a pipe that no backslash precedes (kramdown: `TABLE_LINE`). */
function hasPipe(text: string, pos: number): boolean {
  const end = nextLine(text, pos) - 1;
  for (let at = text.indexOf('|', pos); at >= 0 && at < end; at = text.indexOf('|', at + 1)) {
    if (at === pos || text[at - 1] !== '\\') return true;
  }
  return false;
}

function collectTable(state: BlockState): CollectedTable {
  const { src } = state;
  const sections: Section[] = [];
  let alignments: Alignment[] = [];
  let rows: Row[] = [];
  let hasFooter = false;
  const close = (type: Section['type']): void => {
    sections.push({ type, rows });
    rows = [];
  };
  let { pos } = state;
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
      const text = state.piece(pos, trimEnd(src, pos, nextLine(src, pos)));
      rows.push({ pos, cells: tableCells(text, leadingPipe) });
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

function addTable(state: BlockState, { sections, alignments }: CollectedTable, pos: number): void {
  let columns = 0;
  for (const { rows } of sections) for (const { cells } of rows) columns = Math.max(columns, cells.length);
  let added = 0;
  state.open('table', 'table_open', 'table', 1, pos);
  for (const { type, rows } of sections) {
    state.place(`${type}_open`, type, 1, rows[0]?.pos ?? pos);
    for (const row of rows) {
      state.place('tr_open', 'tr', 1, row.pos);
      const tag = type === 'thead' ? 'th' : 'td';
      row.cells.forEach((cell, column) => {
        addCell(state, tag, cell, alignments[column]);
      });
      for (let column = row.cells.length; column < columns && added < MOST_ADDED_CELLS; column++, added++) {
        addCell(state, tag, literalPiece('', state.documentOffset(row.pos)), alignments[column]);
      }
      state.push('tr_close', 'tr', -1);
    }
    state.push(`${type}_close`, type, -1);
  }
  state.push('table_close', 'table', -1);
}

function addCell(state: BlockState, tag: 'th' | 'td', text: Piece, align: Alignment): void {
  const token = state.push(`${tag}_open`, tag, 1);
  token.meta = { at: text.origin[0]?.[1] ?? 0 };
  if (align !== undefined) token.attrSet('style', `text-align: ${align}`);
  state.inline(text);
  state.push(`${tag}_close`, tag, -1);
}
