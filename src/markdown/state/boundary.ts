import { isSpanElement, TAG_NAME, WORD } from '../html/syntax.js';
import { isWhiteSpace, matchAt, nextLine, skipIndent, skipOptionalSpace } from '../source/scan.js';
import type { BlockState } from './block-state.js';

/** The offset behind the blank lines at `pos`, or -1 where the line is not blank (kramdown: `BLANK_LINE`). */
export function matchBlank(text: string, pos: number): number {
  let end = -1;
  for (; pos < text.length && isWhiteSpace(text.charCodeAt(pos)); pos++) {
    if (text.charCodeAt(pos) === 10) end = pos + 1;
  }
  return end;
}

const END_OF_BLOCK = /\^[ \t\r\f\v]*\n/y;

/** The offset behind the line with nothing but `^` at `pos`, or -1 (kramdown: `EOB_MARKER`). */
export function matchEndOfBlock(text: string, pos: number): number {
  if (text.charCodeAt(pos) !== 94) return -1;
  const match = matchAt(END_OF_BLOCK, text, pos);
  return match === undefined ? -1 : pos + match[0].length;
}

/** How many characters an attribute list may have: a bound on the search for its end in text that is none. */
const LONGEST_IAL = 4096;
/** White space up to the end of the line. */
export const REST_OF_LINE = /[ \t\r\f\v]*\n/y;

/** Braces that end a line. */
export interface BracesMatch {
  /** What stands before the closing brace. */
  readonly text: string;
  readonly end: number;
}

/**
 * The block IAL at `pos`, such as `{: .class}`, behind at most `spaces` spaces and with nothing behind it on its
 * line (kramdown: `IAL_BLOCK_START`). It may hold line breaks and `\}`.
 */
export function matchBlockIal(src: string, pos: number, spaces = 3): BracesMatch | undefined {
  const start = skipOptionalSpace(src, pos);
  if (start - pos > spaces || !src.startsWith('{:', start)) return undefined;
  if (src[start + 2] === ':' || src[start + 2] === '/') return undefined;
  return matchBraces(src, start + 2);
}

/** What stands from `from` on up to the `}` that ends the line; `\}` is no end unless there is no other. */
export function matchBraces(src: string, from: number): BracesMatch | undefined {
  const text = src.slice(from, from + LONGEST_IAL);
  if (text.startsWith('}')) return undefined;
  let escaped: BracesMatch | undefined;
  for (let at = text.indexOf('}', 1); at >= 0; at = text.indexOf('}', at + 1)) {
    const rest = matchAt(REST_OF_LINE, src, from + at + 1);
    const match = rest && { text: text.slice(0, at), end: from + at + 1 + rest[0].length };
    if (text[at - 1] !== '\\') return match ?? escaped;
    escaped = match ?? escaped;
  }
  return escaped;
}

const OPENING_NAME = new RegExp(`<(?=${TAG_NAME})([${WORD}]*)`, 'uy');
const CLOSING_TAG = new RegExp(`</(?=${TAG_NAME}[ \\t\\r\\n\\f\\v]*>)([${WORD}]*)`, 'uy');

/**
 * Whether a block element's opening or closing tag starts at `pos`, behind at most `spaces` spaces (kramdown:
 * `LAZY_END_HTML_START`, `LAZY_END_HTML_STOP`). Of an opening tag the name is enough. Names of span elements are
 * matched as they are written, so that `<SPAN` does end a paragraph.
 */
export function startsBlockTag(text: string, pos: number, spaces = 3): boolean {
  const start = skipOptionalSpace(text, pos);
  if (start - pos > spaces || text.charCodeAt(start) !== 60) return false;
  const name = (matchAt(OPENING_NAME, text, start) ?? matchAt(CLOSING_TAG, text, start))?.[1];
  return name !== undefined && name !== 'script' && !isSpanElement(name);
}

/** Whether a paragraph can in no case go on at `pos` (kramdown: `LAZY_END`). */
function isLazyEnd(state: BlockState, pos: number): boolean {
  const { src } = state;
  if (pos >= src.length || matchBlank(src, pos) >= 0) return true;
  switch (src.charCodeAt(skipOptionalSpace(src, pos))) {
    case 94: // ^
      return matchEndOfBlock(src, pos) >= 0;
    case 123: // {
      return matchBlockIal(src, pos) !== undefined;
    case 60: // <
      return startsBlockTag(src, pos);
    default:
      return false;
  }
}

/** Whether a blank line, `^`, an attribute list or the end follows at `pos` (kramdown: `before_block_boundary?`). */
export function beforeBoundary(state: BlockState, pos: number): boolean {
  const { src } = state;
  return (
    pos >= src.length ||
    matchBlank(src, pos) >= 0 ||
    matchEndOfBlock(src, pos) >= 0 ||
    matchBlockIal(src, pos) !== undefined
  );
}

/** Whether a blank line, `^`, an attribute list or nothing stands before (kramdown: `after_block_boundary?`). */
export function afterBoundary(state: BlockState): boolean {
  const { last } = state;
  return (
    last === undefined ||
    last.kind === 'blank' ||
    (last.kind === 'eob' && last.value === '') ||
    state.nextIal !== undefined
  );
}

/** A list item's marker with the white space (or `|`) behind it (kramdown: `LIST_START`). */
export const LIST_START = / {0,3}(?:[+*-]|\d+\.)[\t| ]/y;
/** kramdown-parser-gfm: `ATX_HEADER_START`, with its level and its text. */
export const ATX_HEADER = /(#{1,6})[\t ]+([^\n]*)\n/y;
/** kramdown's own `ATX_HEADER_START`, which asks for no space. */
export const PLAIN_ATX_HEADER = /(#{1,6})[\t ]*([^ \t\n][^\n]*)\n/y;
/** kramdown-parser-gfm: `FENCED_CODEBLOCK_START`. */
const FENCE_START = / {0,3}[~`]{3}/y;

/**
 * Whether a paragraph ends before the line at `pos`. With the quirk `paragraph_end`, which Jekyll sets, the start
 * of a list, header, definition, quote or fence ends it as well (kramdown-parser-gfm: `PARAGRAPH_END_GFM`).
 */
export function isParagraphEnd(state: BlockState, pos: number): boolean {
  if (isLazyEnd(state, pos)) return true;
  const { src } = state;
  const start = skipOptionalSpace(src, pos);
  const code = src.charCodeAt(start);
  if (code === 58) return isSpaceOrPipe(src.charCodeAt(start + 1)); // :
  if (!state.environment.options.kramdown.gfm_quirks.includes('paragraph_end')) return false;
  if (code === 62) return true; // >
  if (code === 35) return start === pos && matchAt(ATX_HEADER, src, pos) !== undefined; // #
  if (code === 96 || code === 126) return matchAt(FENCE_START, src, pos) !== undefined; // ` ~
  if (code === 43 || code === 42 || code === 45) return isSpaceOrPipe(src.charCodeAt(start + 1)); // + * -
  return code >= 48 && code <= 57 && matchAt(LIST_START, src, pos) !== undefined;
}

function isSpaceOrPipe(code: number): boolean {
  return code === 32 || code === 9 || code === 124;
}

/** The offset behind the line at `pos` and all lines that can only continue its block (kramdown: up to `LAZY_END`). */
export function skipLazyLines(state: BlockState, pos: number): number {
  do pos = nextLine(state.src, pos);
  while (!isLazyEnd(state, pos));
  return pos;
}

const RULE = / {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n/y;

/** The offset behind the horizontal rule at `pos`, or -1 (kramdown: `HR_START`). */
export function matchHorizontalRule(text: string, pos: number): number {
  const match = matchAt(RULE, text, pos);
  return match === undefined ? -1 : pos + match[0].length;
}

/**
 * The offset behind the indented lines at `pos`, with the lines that only continue them and the blank lines
 * between them (kramdown: `CODEBLOCK_MATCH`); `pos` itself where there are none.
 */
export function skipIndentedLines(state: BlockState, pos: number): number {
  const { src } = state;
  for (let end = pos; ; ) {
    const blank = matchBlank(src, end);
    let line = blank < 0 ? end : blank;
    if (!isIndentedLine(src, line)) return end;
    do line = nextLine(src, line);
    while (isIndentedLine(src, line) || isContinuation(state, line));
    end = line;
  }
}

function isIndentedLine(text: string, pos: number): boolean {
  const start = skipIndent(text, pos);
  return start >= 0 && startsWithText(text, start);
}

/** Whether anything but white space follows the spaces and tabs at `pos`. */
function startsWithText(text: string, pos: number): boolean {
  while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  return pos < text.length && !isWhiteSpace(text.charCodeAt(pos));
}

/** Whether the line at `pos`, which is not indented, goes on with the line of code before it. */
function isContinuation({ src }: BlockState, pos: number): boolean {
  return (
    startsWithText(src, pos) &&
    matchBlockIal(src, pos) === undefined &&
    matchEndOfBlock(src, pos) < 0 &&
    !startsBlockTag(src, pos)
  );
}
