import { LITERAL_DOLLAR } from '../../../math/index.js';
import type { MarkdownEnvironment } from '../../document/environment.js';
import type { StateInline } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { isBlockElement, matchCloseTag, matchOpenTag } from '../../html/syntax.js';
import type { IndexOf } from '../../source/index-of.js';
import { decodedSegment, replacedSegment } from '../../source/segment.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';
import { withoutEscapes } from './escaped-tex.js';
import { addFormula, unpairedMath } from './inline-math.js';
import { texEnd } from './tex-end.js';

/**
 * `$x$` in the text of sites whose MathJax reads it so. It comes before all of Markdown, so that no `*`, `_` or
 * backslash in the TeX is taken for markup. A dollar that stands for itself is told apart from a formula's by
 * `isFormula`, and printed so that nobody takes it for one later.
 */
export function dollarMath(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x24) return false;
  const state = spanStateOf(given);
  if (!state.environment.options.dollars || !state.environment.mathFirst) return false;
  if (src.charCodeAt(pos + 1) === 0x24) {
    if (state.indexOf('$$', pos + 2) >= 0) return false;
    if (unpairedMath(state)) return true;
  }
  // Of two backslashes Markdown leaves one, which makes the dollar behind it a sign of the formula.
  const skipped = src.startsWith('\\\\$', pos + 1) ? 3 : 0;
  const plain = closingDollar(src, pos + 1 + skipped, state.indexOf, state.environment);
  const escaped = closingEscape(state, pos + 1, plain);
  const end = escaped < 0 ? plain : escaped + 1;
  if (end < 0) {
    state.pending += LITERAL_DOLLAR;
    state.pos += 1;
    return true;
  }
  addDollarMath(state, pos + 1, escaped < 0 ? end : escaped);
  state.pos = end + 1;
  return true;
}

/** Words of any script, outside of commands and groups. */
const WORDS = /\p{L}{2,}/u;

/**
 * Where a `\$` stands that closes the formula whose TeX starts at `from`, or -1. Markdown takes its backslash, so on Jekyll it
 * does. It counts where what it ends is TeX for certain, and up to `plain`, the dollar that would close else, words follow.
 */
function closingEscape({ src, indexOf, environment }: SpanState, from: number, plain: number): number {
  const at = indexOf('\\$', from);
  if (at < 0 || (plain >= 0 && at > plain) || texEnd(src, from, '\\$', indexOf, environment) !== at)
    return -1;
  const content = src.slice(from, at);
  if (/[$`\n\\]$|^\s|\s$/.test(content) || content.includes('$') || !isSurelyTex(content)) return -1;
  if (!isFormula(content, '', src.charAt(at + 2))) return -1;
  const rest = src.slice(at + 2, Math.max(at + 2, plain)).replace(/\\[A-Za-z]+|\{[^{}]*\}/g, ' ');
  return plain < 0 || WORDS.test(rest) ? at : -1;
}

/** What MathJax reads over: a comment, and a line break, which is a line's end to it. */
const READ_OVER = /<!--(?:(?!-->)[\s\S])*-->|<br\s{0,9}\/?>/g;

/** Adds the formula between dollars whose TeX stands at `[from, to)`; it starts at the current position. */
export function addDollarMath(state: SpanState, from: number, to: number): void {
  const meta = metaOf(addFormula(state, from, to, false));
  if (meta.formula === undefined) return;
  // A browser reads tags and references to characters before MathJax reads the formula.
  const written = replacedSegment(withoutEscapes(meta.formula), READ_OVER, (tag) =>
    tag.startsWith('<!') ? '' : '\n',
  );
  const segment = decodedSegment(written);
  meta.formula = { ...segment, display: false, delimiters: ['$', '$'] };
}

/** Where the single dollar stands that closes the formula whose TeX starts at `from`, or -1. */
export function closingDollar(
  text: string,
  from: number,
  indexOf: IndexOf,
  environment: MarkdownEnvironment,
): number {
  const end = text.charAt(from) === '$' ? -1 : texEnd(text, from, '$', indexOf, environment);
  if (end < 0 || (text.charAt(end + 1) === '$' && !isBeforeFormula(text, end, indexOf))) return -1;
  if (environment.options.dollars === 'tight' && !isTight(text, from, end)) return -1;
  const content = text.slice(from, end);
  if (/^\s+$/.test(content)) return isBehindPairs(text, from - 1, environment) ? end : -1;
  const before = text.slice(Math.max(0, from - 4), from - 1);
  return isFormula(content, before, text.charAt(end + 1)) ? end : -1;
}

/** Whether the dollar behind the one at `end` begins a formula of its own: `$a$$b$`, where no other two dollars make one of `$$b$…$$`. */
function isBeforeFormula(text: string, end: number, indexOf: IndexOf): boolean {
  return text.charAt(end + 2) !== '$' && indexOf('$$', end + 2) < 0 && indexOf('$', end + 2) >= 0;
}

/**
 * Whether the dollars before `at` are pairs. Then MathJax takes a blank between two dollars for an empty formula, and does
 * not begin another one with the second.
 */
function isBehindPairs(text: string, at: number, environment: MarkdownEnvironment): boolean {
  environment.budget -= at;
  return (text.slice(0, at).match(/(?<!\\)\$/g) ?? []).length % 2 === 0;
}

function isTight(text: string, from: number, end: number): boolean {
  return !/\s/.test(text.charAt(from) + text.charAt(end - 1)) && !/\d/.test(text.charAt(end + 1));
}

/**
 * Where the `\$` stands that closes the formula whose TeX starts at `from`, or -1. Markdown makes `$x$` of `\$x\$`, which MathJax
 * typesets; `\$5` stands for money, and anything that is not TeX for certain.
 */
export function escapedClosingDollar(
  text: string,
  from: number,
  indexOf: IndexOf,
  environment: MarkdownEnvironment,
): number {
  const end = indexOf('\\$', from);
  if (end < 0 || texEnd(text, from, '\\$', indexOf, environment) !== end) return -1;
  const content = text.slice(from, end);
  if (content.includes('$') || content.endsWith('\\') || /^\s|\s$|`/.test(content)) return -1;
  if (/[\w$]/.test(text.charAt(end + 2)) || !isFormula(content, '', text.charAt(end + 2))) return -1;
  return isSurelyTex(content) ? end : -1;
}

/** Whether a text that may be a formula holds what no amount of money and no name of a variable holds. */
function isSurelyTex(content: string): boolean {
  return COMMAND.test(content) || /[=^_{}]/.test(content) || TERMS.test(content);
}

/** A sum of money that goes on as prose, up to the dollar of the next one. */
const PRICE = /^\s*\d[\d.,]*[\s,;:(-]+[A-Za-z]{2,}/;
/** Signs that no sentence is likely to hold. */
const TEX = /[=^_{}+<>\\]/;
/** Two words in a row, which are no names of commands. */
const PROSE = /(?:^|[^\\A-Za-z])[A-Za-z]{2,}\s+[A-Za-z]{2,}/;
const COMMAND = /\\[A-Za-z]/;
/** A definition, which no sentence holds; comments beside it may be sentences. */
const DEFINITION =
  /\\(?:[egx]?def|let|(?:re)?new(?:command|environment)|providecommand|Declare[A-Z][A-Za-z]+)\*?\s*[\\{]/;
/** Letters by themselves and signs, but no words: `f'(x)`, `a -- b`. */
const TERMS = /^[^\p{L}]*(?:(?:[A-Za-z](?![A-Za-z])|\p{Script=Greek})[^\p{L}]*)+$/u;
/** What no formula begins with, but what goes on behind `5 $`. */
const GOES_ON = /^\s*[,;.:)!?]/;
/** A sign by itself: `$ * $`. */
const SIGN = /^\s[*+\-/|·×÷~∘⊗⊕]\s$/u;
const NUMBER = /^\s?[\d.,/%+-]+\s?$/;
/** A product of letters that is no word between two signs of money. */
const PRODUCT =
  /^\s?(?!(?:an?|and|as|are|at|bis|by|each|et|for|from|in|is|oder|of|on|or|ou|per|plus|pour|que|than|the|then|to|und|with)\b)[A-Za-z]{2,12}\s?$/i;
/** A letter of Chinese or Japanese at either end, as of a sentence between `5$` and `10$`. */
const CJK_EDGE =
  /^\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\s*$/u;
const LESS_THAN = /<(?!\/?br\b)/g;

/**
 * Whether what stands between two dollars reads as TeX; `before` and `after` are the characters around them. MathJax would
 * take anything; a person takes `$5 and $10` for prices.
 */
function isFormula(content: string, before: string, after: string): boolean {
  if (content.trim() === '' || content.includes('`') || holdsTag(content)) return false;
  if (DEFINITION.test(content)) return true;
  if (COMMAND.test(content)) return !(/\s$/.test(content) && isProse(content));
  if (PRICE.test(content) || /\d/.test(after)) return false;
  const hasSigns = TEX.test(content);
  if (!/^\s|\s$/.test(content)) return hasSigns || !CJK_EDGE.test(content);
  return hasSigns ? !isProse(content) : isSpacedTerm(content, before, after);
}

/**
 * Whether kramdown reads an element's tag in a content, where MathJax's formulas end. `<X_t^2>` is text to it, as is a block element's
 * tag within a line of text.
 */
function holdsTag(content: string): boolean {
  return Array.from(content.matchAll(LESS_THAN)).some(({ index }) => {
    const tag = matchOpenTag(content, index) ?? matchCloseTag(content, index);
    return tag !== undefined && !isBlockElement(tag.name.toLowerCase());
  });
}

/** Whether a content without signs of TeX, but with a space at one end or at both, is a formula rather than what is between prices. */
function isSpacedTerm(content: string, before: string, after: string): boolean {
  if (/\w/.test(after) || /\d\s*$/.test(before) || GOES_ON.test(content)) return false;
  const isSpacedAround = /^\s/.test(content) && /\s$/.test(content);
  return TERMS.test(content)
    ? isSpacedAround || !/^\s*\d/.test(content)
    : [NUMBER, SIGN, PRODUCT].some((pattern) => pattern.test(content));
}

/** Whether words stand in the content, outside of groups such as `\text{…}`. */
function isProse(content: string): boolean {
  return PROSE.test(content.replace(/\\[A-Za-z]+\s*|\{[^{}]*\}/g, ' '));
}
