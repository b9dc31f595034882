import type { StateInline } from '../../document/markdown-it.js';

/** Where a span may start or stop: at a sign that always may, or one that may before certain others. */
const SPAN_START = /[*_`<[\]$&{\\"']|!(?=\[)|\.(?=\.\.)| (?= \n|<<|>>)|~(?=~)|-(?=-)|>(?=>)/g;

/**
 * Takes text up to the next place where a span could start (the `span_start` patterns of kramdown's span
 * parsers). A quote is read together with the character before it, so text ends one character earlier there.
 */
export function text(state: StateInline): boolean {
  const end = textEnd(state.src, state.pos, state.posMax);
  if (end === state.pos) return false;
  state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** Whether a text is one line in which no span could start: there is nothing to read in it. */
export function isPlainText(content: string): boolean {
  return textEnd(content, 0, content.length) === content.length && !content.includes('\n');
}

/** Where the text that starts at `from` ends. */
function textEnd(src: string, from: number, posMax: number): number {
  SPAN_START.lastIndex = from;
  // Each match is one character, and what comes behind it is only looked at.
  const pos = SPAN_START.test(src) ? SPAN_START.lastIndex - 1 : posMax;
  if (pos >= posMax) return posMax;
  const code = src.charCodeAt(pos);
  const isQuote = code === 0x22 || code === 0x27;
  if (!isQuote || pos === from) return pos;
  return pos - (isLowSurrogate(src.charCodeAt(pos - 1)) && pos - from > 1 ? 2 : 1);
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}
