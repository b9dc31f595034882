import type { StateBlock } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { swallowingFormula } from '../document/unclosed-warnings.js';
import { reportWarning } from '../document/warnings.js';
import { matchAt, skipOptionalSpace, skipWhiteSpace, trimEnd } from '../source/scan.js';
import { blockState } from '../state/block-state.js';
import { afterBoundary, beforeBoundary, REST_OF_LINE } from '../state/boundary.js';

/**
 * A formula on lines of its own, `$$…$$`, with a block boundary on both sides (kramdown/parser/kramdown/math.rb:
 * `parse_block_math`).
 */
export function mathBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  let start = skipOptionalSpace(src, pos);
  const escaped = src[start] === '\\';
  if (escaped) start++;
  if (!src.startsWith('$$', start) || !afterBoundary(state)) return false;
  const close = state.indexOf('$$', start + 2);
  if (close < 0) return false;
  const rest = matchAt(REST_OF_LINE, src, close + 2);
  if (escaped) {
    // kramdown takes the backslash off a formula that would else stand alone, and reads on behind it.
    if (rest !== undefined) state.seek(start);
    return false;
  }
  const end = close + 2 + (rest?.[0].length ?? 0);
  if (!beforeBoundary(state, end)) return false;
  const from = skipWhiteSpace(src, start + 2, close);
  const token = state.open('math', 'math_block', 'math', 0, start);
  const warning = swallowingFormula(src.slice(from, close), state.documentOffset(start));
  if (warning !== undefined) reportWarning(warning, state.environment);
  metaOf(token).formula = { ...state.segment(from, trimEnd(src, from, close)), display: true };
  state.seek(end);
  return true;
}
