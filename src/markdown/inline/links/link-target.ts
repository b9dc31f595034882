import { isSpace } from '../../source/scan.js';
import type { SpanState } from '../../state/span-state.js';

/** The URL in the parentheses behind a link's text; `from` is its offset in the text. */
export interface InlineTarget {
  readonly url: string;
  readonly title: string | undefined;
  readonly from: number;
}

/**
 * The name in the brackets at the current position, which is moved behind them: '' where they are empty,
 * undefined where there are none. White space may stand before them.
 */
export function referenceId(state: SpanState): string | undefined {
  const { src } = state;
  let { pos } = state;
  while (isSpace(src.charAt(pos))) pos++;
  if (src.charAt(pos) !== '[') return undefined;
  const end = state.indexOf(']', pos + 1);
  if (end < 0) return undefined;
  state.pos = end + 1;
  return src.slice(pos + 1, end);
}

const PARENTHESIS = /[()]|[ \t\r\n\f\v](?=["'])/g;
const TITLE = /[ \t\r\n\f\v]*?(["'])([\s\S]+?)\1[ \t\r\n\f\v]*?\)/y;
const STRIP = /^[ \t\r\n\f\v]+|[ \t\r\n\f\v\0]+$/g;

/**
 * The URL and the title in the parentheses that open at the current position, which is moved behind them.
 * Parentheses in a URL have to pair up; it may hold blanks, but ends at one that a quote follows. `<…>` may be
 * around it.
 */
export function linkTarget(state: SpanState): InlineTarget | undefined {
  const { pos: open } = state;
  if (state.indexOf(')', open) < 0) return undefined;
  const { url, from, closed } = bracketedUrl(state) ?? parenthesisedUrl(state);
  const title = closed ? undefined : readTitle(state);
  if (!closed && title === undefined) return undefined;
  return { url, title, from };
}

interface WrittenUrl {
  readonly url: string;
  readonly from: number;
  /** Whether the parentheses have been closed behind it, so that there is no title. */
  readonly closed: boolean;
}

/** `<url>` in parentheses. */
function bracketedUrl(state: SpanState): WrittenUrl | undefined {
  const { src, pos } = state;
  if (src.charAt(pos + 1) !== '<') return undefined;
  const from = pos + 2;
  const end = state.indexOf('>', from);
  const line = state.indexOf('\n', from);
  if (end < 0 || (line >= 0 && line < end)) return undefined;
  const closed = src.charAt(end + 1) === ')';
  state.pos = end + (closed ? 2 : 1);
  return { url: src.slice(from, end), from, closed };
}

function parenthesisedUrl(state: SpanState): WrittenUrl {
  const { src, pos: open } = state;
  let depth = 0;
  let end = open;
  PARENTHESIS.lastIndex = open;
  for (let match = PARENTHESIS.exec(src); match !== null; match = PARENTHESIS.exec(src)) {
    end = PARENTHESIS.lastIndex;
    if (match[0] === '(') depth++;
    else if (match[0] === ')') depth--;
    if (depth === 0 || (match[0] !== '(' && match[0] !== ')')) break;
  }
  state.pos = end;
  const raw = src.slice(open + 1, Math.max(open + 1, end - 1));
  const url = raw.replace(STRIP, '');
  return { url, from: open + 1 + Math.max(0, raw.indexOf(url)), closed: depth === 0 };
}

/** The title at the current position, with the parenthesis behind it. */
function readTitle(state: SpanState): string | undefined {
  TITLE.lastIndex = state.pos;
  const match = TITLE.exec(state.src);
  state.pos = match === null ? state.posMax : TITLE.lastIndex;
  return match?.[2];
}

/** Endings of files that pages link to. */
const FILE = 'html?|md|pdf|ipynb|png|jpe?g|gif|svg|webp|zip|csv|txt|pptx?|docx?|xlsx?|mp[34]|py|jl|css|js';

/** What is a URL for certain: one with a scheme, a path from a folder, an anchor, a file or a folder. */
const CERTAIN_URL = new RegExp(
  `^(?:(?:https?|ftp)://|mailto:|tel:|data:|#[\\p{L}\\p{N}_-]|\\.{0,2}/|[^\\s()<>]*[\\p{L}\\p{N}_%-]\\.(?:${FILE})(?:[#?]|$)|[^\\s()<>]+/$)`,
  'iu',
);

/** Whether parentheses behind brackets hold a URL for certain, rather than the arguments of a function. */
export function isCertainUrl(url: string): boolean {
  return CERTAIN_URL.test(url);
}

const FILE_NAME = new RegExp(`[\\p{L}\\p{N}_%-]\\.(?:${FILE})(?:[#?]\\S*)?$`, 'iu');

/** Whether a URL is that of a file. */
export function isFile(url: string): boolean {
  return FILE_NAME.test(url);
}
