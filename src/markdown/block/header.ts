import type { StateBlock, Token } from '../document/markdown-it.js';
import { addMends, metaOf } from '../document/token-meta.js';
import { matchAt, nextLine, skipOptionalSpace, trimEnd } from '../source/scan.js';
import type { Segment } from '../source/segment.js';
import { type BlockState, blockState } from '../state/block-state.js';
import { ATX_HEADER, afterBoundary, PLAIN_ATX_HEADER } from '../state/boundary.js';
import { wideMarkerAt, wideSpaceNote } from './lists/full-width-spaces.js';

// kramdown/parser/kramdown/header.rb: HEADER_ID, with REXML's classes of name characters.
const NAME_START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D' +
  '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME_CHAR = `${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040`;
const HEADER_ID = new RegExp(`[\\t ]\\{#([${NAME_START}][${NAME_CHAR}]*)\\}$`, 'u');

const SETEXT_HEADER = / {0,3}[^ \t\n][^\n]*\n([-=])[-=]*[ \t\r\f\v]*\n/y;

/**
 * A header that begins with number signs (kramdown-parser-gfm: `parse_atx_header_gfm_quirk`). With the quirk
 * `paragraph_end` it may follow a paragraph directly. kramdown's own parser wants no space, but a block boundary.
 */
export function atxHeader(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const { input } = state.environment.options.kramdown;
  const match = matchAt(input === 'GFM' ? ATX_HEADER : PLAIN_ATX_HEADER, src, pos);
  const marks = match?.[1];
  if (match === undefined || marks === undefined) return false;
  const quirk = state.environment.options.kramdown.gfm_quirks.includes('paragraph_end');
  if (!quirk && !afterBoundary(state)) return false;
  const end = pos + match[0].length;
  const header = headerContents(state, end - 1 - (match[2]?.length ?? 0), end - 1);
  const text = trimmed(header.text, closingMarks(header.text.text, quirk));
  if (text.text === '') return false;
  addHeader(state, marks.length, { text, id: header.id }, pos);
  state.seek(end);
  return true;
}

/**
 * Adds the header whose text is the line from `from` on; its number signs, of which there are `level`, stand at `pos`,
 * and `closing` more at the end of the line belong to them.
 */
export function addAtxHeader(
  state: BlockState,
  level: number,
  pos: number,
  from: number,
  closing: number,
): Token {
  const end = nextLine(state.src, from);
  const header = headerContents(state, from, trimEnd(state.src, from, end) - closing);
  const text = trimmed(header.text, closingMarks(header.text.text, true));
  const token = addHeader(state, level, { text, id: header.id }, pos);
  state.seek(end);
  return token;
}

/** A header whose number signs have a full-width or a no-break space behind them. */
export function wideHeader(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const wide = wideMarkerAt(src, pos, state.environment);
  if (wide === undefined || wide.indent > 0 || !wide.marker.startsWith('#')) return false;
  const token = addAtxHeader(state, wide.marker.length, pos, wide.end, 0);
  addMends(token, [wideSpaceNote(wide, state.documentOffset(wide.spaceAt))]);
  return true;
}

/** A header that is underlined, behind a block boundary (kramdown: `parse_setext_header`). */
export function setextHeader(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const match = matchAt(SETEXT_HEADER, src, pos);
  if (match === undefined || !afterBoundary(state)) return false;
  const start = skipOptionalSpace(src, pos);
  const header = headerContents(state, start, src.indexOf('\n', start));
  if (header.text.text === '') return false;
  addHeader(state, match[1] === '-' ? 2 : 1, header, start);
  state.seek(pos + match[0].length);
  return true;
}

interface HeaderContents {
  readonly text: Segment;
  /** The id that stands in `{#…}` at its end. */
  readonly id: string | undefined;
}

/** The text of a header without white space at its end and without its id (kramdown: `parse_header_contents`). */
function headerContents(state: BlockState, from: number, to: number): HeaderContents {
  const text = state.segment(from, trimEnd(state.src, from, to));
  const match = HEADER_ID.exec(text.text);
  return match === null ? { text, id: undefined } : { text: trimmed(text, match.index), id: match[1] };
}

/**
 * Where the number signs at the end of a header start. With the quirk they need white space before them; without
 * it one behind a backslash is text.
 */
function closingMarks(text: string, quirk: boolean): number {
  let start = text.length;
  while (start > 0 && text[start - 1] === '#') start--;
  const before = text[start - 1];
  if (quirk) return before === ' ' || before === '\t' ? start : text.length;
  return before === '\\' ? Math.min(start + 1, text.length) : start;
}

function trimmed({ text, origin }: Segment, end: number): Segment {
  return { text: text.slice(0, trimEnd(text, 0, end)), origin };
}

function addHeader(state: BlockState, level: number, { text, id }: HeaderContents, pos: number): Token {
  const token = state.open('header', 'heading_open', `h${level}`, 1, pos);
  metaOf(token).level = level;
  if (id !== undefined) token.attrSet('id', id);
  state.inline(text);
  state.push('heading_close', `h${level}`, -1);
  return token;
}
