import type { StateInline } from '../../document/markdown-it.js';

/** Per ASCII code: 0 is text, 1 may always start or stop a span, 2 depends on what comes next. */
const ALWAYS = 1;
const DEPENDS = 2;
const MEANING = new Uint8Array(128);
for (const c of '*_`<[]$&{\\') MEANING[c.charCodeAt(0)] = ALWAYS;
for (const c of '!~-. >"\'') MEANING[c.charCodeAt(0)] = DEPENDS;

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
  let pos = from;
  for (; pos < posMax; pos++) {
    const code = src.charCodeAt(pos);
    const meaning = code < 128 ? MEANING[code] : 0;
    if (meaning === 0) continue;
    if (meaning === ALWAYS) break;
    if (code === 0x22 || code === 0x27) {
      if (pos > from) pos -= isLowSurrogate(src.charCodeAt(pos - 1)) && pos - from > 1 ? 2 : 1;
      break;
    }
    if (startsSymbol(src, pos, code)) break;
  }
  return pos;
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}

/** Whether what starts at `pos` with a character that can be text, too, may start a span. */
function startsSymbol(src: string, pos: number, code: number): boolean {
  const next = src.charCodeAt(pos + 1);
  switch (code) {
    case 0x21: // !
      return next === 0x5b;
    case 0x2e: // .
      return next === 0x2e && src.charCodeAt(pos + 2) === 0x2e;
    case 0x20: // space
      if (next === 0x20) return src.charCodeAt(pos + 2) === 0x0a;
      return (next === 0x3c || next === 0x3e) && src.charCodeAt(pos + 2) === next;
    default: // ~ - >
      return next === code;
  }
}
