import { LITERAL_DOLLAR } from '../../math/placeholder.js';
import type { StateInline } from '../markdown-it.js';
import { addFormula } from './inline-math.js';
import { type SpanState, spanStateOf } from './span-state.js';

/**
 * `$x$` in the text of sites whose MathJax reads it so. It comes before all of Markdown, so that no `*`, `_` or
 * backslash in the TeX is taken for markup. A dollar that stands for itself is told apart from a formula's by
 * `isFormula`, and printed so that nobody takes it for one later.
 */
export function dollarMath(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x24) return false;
  const state = spanStateOf(given);
  if (!state.environment.options.dollars) return false;
  if (src.charCodeAt(pos + 1) === 0x24 && state.find('$$', pos + 2) >= 0) return false;
  const end = src.charCodeAt(pos + 1) === 0x24 ? -1 : closingDollar(state, pos + 1);
  if (end < 0 || !isFormula(src.slice(pos + 1, end), src.charAt(end + 1))) {
    state.pending += LITERAL_DOLLAR;
    state.pos += 1;
    return true;
  }
  addFormula(state, pos + 1, end, false);
  state.pos = end + 1;
  return true;
}

/** The dollar that closes what starts at `from`: outside of braces, behind no backslash, and single. */
function closingDollar(state: SpanState, from: number): number {
  const { src, environment } = state;
  if (state.find('$', from) < 0 || environment.effort <= 0) return -1;
  let braces = 0;
  let at = from;
  for (; at < src.length; at++) {
    const code = src.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x7b) braces++;
    else if (code === 0x7d && braces > 0) braces--;
    else if (code === 0x24 && braces === 0) return src.charCodeAt(at + 1) === 0x24 ? -1 : at;
  }
  environment.effort -= at - from;
  return -1;
}

/** A sum of money that goes on as prose, up to the dollar of the next one. */
const PRICE = /^\s*\d[\d.,]*[\s,;:(-]+[A-Za-z]{2,}/;
/** Signs that no sentence is likely to hold. */
const TEX = /[=^_{}+<>\\]/;
/** Two words in a row, which are no names of commands. */
const PROSE = /(?:^|[^\\A-Za-z])[A-Za-z]{2,}\s+[A-Za-z]{2,}/;
const COMMAND = /\\[A-Za-z]/;
const TAG = /<\/?(?!br\b)[A-Za-z][^<>]*>/;

/**
 * Whether what stands between two dollars reads as TeX; `after` is the character behind the second. MathJax would
 * take anything; a person takes `$5 and $10` for prices.
 */
export function isFormula(content: string, after: string): boolean {
  if (content.trim() === '' || content.includes('`') || TAG.test(content)) return false;
  if (COMMAND.test(content)) return !(/\s$/.test(content) && isProse(content));
  if (PRICE.test(content) || /\d/.test(after)) return false;
  if (!/^\s|\s$/.test(content)) return true;
  return TEX.test(content) ? !isProse(content) : /^\s*[A-Za-z]\s*$/.test(content) && !/\w/.test(after);
}

/** Whether words stand in the content, outside of groups such as `\text{…}`. */
function isProse(content: string): boolean {
  return PROSE.test(content.replace(/\\[A-Za-z]+\s*|\{[^{}]*\}/g, ' '));
}
