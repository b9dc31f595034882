import { LITERAL_DOLLAR } from '../../../math/index.js';
import type { StateInline, Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { unpairedDollars } from '../../document/unclosed-warnings.js';
import { isSpace } from '../../source/scan.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';

/** `$$x$$` within text, which is mathematics in the line (kramdown's `parse_inline_math`). It may span lines. */
export function inlineMath(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x24 || src.charCodeAt(pos + 1) !== 0x24) return false;
  const state = spanStateOf(given);
  const end = state.indexOf('$$', pos + 2);
  if (end < 0) return unpairedMath(state);
  addFormula(state, pos + 2, end, false);
  state.pos = end + 2;
  return true;
}

/**
 * Takes a `$$` at the current position that lacks its partner for two dollars, and says so. It is printed so that nobody
 * takes it for a formula's later. False where it may mean itself.
 */
export function unpairedMath(state: SpanState): boolean {
  const warning = unpairedDollars(state.src, state.pos, state.documentOffset(state.pos));
  if (warning === undefined) return false;
  state.warnOfText(warning);
  state.pending += (state.environment.mathFirst ? LITERAL_DOLLAR : '$').repeat(2);
  state.pos += 2;
  return true;
}

/** Adds the formula whose TeX stands at `[from, to)`, without the blanks at its ends; it starts at the current position. */
export function addFormula(state: SpanState, from: number, to: number, display: boolean): Token {
  while (from < to && isSpace(state.src.charAt(from))) from++;
  while (to > from && isSpace(state.src.charAt(to - 1))) to--;
  const token = state.leaf('math_inline', 'math', state.pos);
  metaOf(token).formula = { ...state.segment(from, to), display };
  return token;
}
