import type { StateInline } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { WORD } from '../../html/syntax.js';
import { isSpace } from '../../source/scan.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';

/** A quote as it is printed: single or double, opening or closing. */
export type SmartQuote = 'lsquo' | 'rsquo' | 'ldquo' | 'rdquo';

const CHARACTERS: Readonly<Record<SmartQuote, string>> = { lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' };

const EMPHASISED = /[_*]{1,2}[^ \t\r\n\f\v]/y;
const PUNCTUATION = /[!"#$%'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;
const WORD_CHARACTER = new RegExp(`[${WORD}]`, 'uy');
const LETTER_OR_DIGIT = /\w/;
const DECADE = /\d\ds/y;
/** What no closing quote may follow. */
const OPENING = /[ \\\t\r\n[{(-]/;

/**
 * `'x'` and `"x"` become typographic quotes (kramdown's `parse_smart_quotes`, which follows RubyPants). The rules
 * look at the character before the quote, so that is read together with it. White space, letters and digits
 * are those of ASCII: a quote behind a Chinese character closes.
 */
export function smartQuotes(given: StateInline): boolean {
  const { src, pos } = given;
  const before = characterBeforeQuote(src, pos);
  if (before === undefined) return false;
  const state = spanStateOf(given);
  if (before === '' && isBehindDollars(state)) return quote(state, '', src.charAt(pos), 'r');
  return readQuote(state, before);
}

/** Whether a formula between single dollars ends here, which kramdown takes for text: a quote behind a dollar closes. */
function isBehindDollars({ src, pos, pending, tokens }: SpanState): boolean {
  if (pending !== '' || src.charAt(pos - 1) !== '$') return false;
  const last = tokens.at(-1);
  return last?.type === 'math_inline' && metaOf(last).formula?.delimiters?.[0] === '$';
}

/** The character at `pos` if a quote follows it, '' if the quote itself is there, undefined where none is. */
function characterBeforeQuote(src: string, pos: number): string | undefined {
  const code = src.charCodeAt(pos);
  const next = src.charCodeAt(pos + 1);
  if (next === 0x22 || next === 0x27) {
    if (code === 0x5c) return undefined;
    return src.charAt(pos);
  }
  if (code === 0x22 || code === 0x27) return '';
  const third = src.charCodeAt(pos + 2);
  const isPair = (code & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00;
  return isPair && (third === 0x22 || third === 0x27) ? src.slice(pos, pos + 2) : undefined;
}

/** The first of kramdown's rules that holds decides; `before` is the character before the quote. */
function readQuote(state: SpanState, before: string): true {
  const { src, pos } = state;
  const here = src.charAt(pos);
  if (isQuote(here)) {
    if (matchesAt(EMPHASISED, src, pos + 1)) return quote(state, '', here, 'l');
    if (isBeforePunctuation(src, pos)) return quote(state, '', here, 'r');
  }
  const space = isSpace(here) ? here : '';
  const first = src.charAt(pos + space.length);
  const second = src.charAt(pos + space.length + 1);
  if (isQuote(first) && isQuote(second) && first !== second && isLetterOrDigit(src, pos + space.length + 2)) {
    quote(state, space, first, 'l');
    return quote(state, '', second, 'l');
  }
  if (first === "'" && matchesAt(DECADE, src, pos + space.length + 1)) return quote(state, space, first, 'r');
  if (space !== '' && isQuote(first) && isLetterOrDigit(src, pos + 2)) return quote(state, space, first, 'l');
  const mark = src.charAt(pos + before.length);
  if (before !== '' && isQuote(mark) && !OPENING.test(before)) return quote(state, before, mark, 'r');
  if (isQuote(here) && isBeforeBlank(src, pos + 1)) return quote(state, '', here, 'r');
  return openRemaining(state, before);
}

/** What no other rule has decided opens; here a single quote goes first, wherever it stands. */
function openRemaining(state: SpanState, before: string): true {
  const { src, pos } = state;
  const here = src.charAt(pos);
  const next = src.charAt(pos + before.length);
  if (before !== '' && next === "'") return quote(state, before, next, 'l');
  if (here === "'") return quote(state, '', here, 'l');
  if (before !== '' && next === '"') return quote(state, before, next, 'l');
  return quote(state, '', '"', 'l');
}

/** Adds the quote behind `before`, which is text. */
function quote(state: SpanState, before: string, mark: string, side: 'l' | 'r'): true {
  const name: SmartQuote = `${side}${mark === '"' ? 'd' : 's'}quo`;
  state.pending += before;
  state.pos += before.length;
  const token = state.leaf('smart_quote', '', state.pos);
  token.info = name;
  token.content = CHARACTERS[name];
  state.pos += 1;
  return true;
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

function matchesAt(pattern: RegExp, src: string, pos: number): boolean {
  pattern.lastIndex = pos;
  return pattern.test(src);
}

function isLetterOrDigit(src: string, pos: number): boolean {
  return LETTER_OR_DIGIT.test(src.charAt(pos));
}

/** Whether punctuation follows the quote at `pos`, but neither an ellipsis nor, behind it, a word. */
function isBeforePunctuation(src: string, pos: number): boolean {
  const mark = src.charAt(pos + 1);
  if (!PUNCTUATION.test(mark) || src.startsWith('..', pos + 2)) return false;
  return (mark === '_') === matchesAt(WORD_CHARACTER, src, pos + 2);
}

/** White space, the end of the text, or the `s` of a genitive. */
function isBeforeBlank(src: string, pos: number): boolean {
  const next = src.charAt(pos);
  if (next === '' || isSpace(next)) return true;
  return next === 's' && !matchesAt(WORD_CHARACTER, src, pos + 1);
}
