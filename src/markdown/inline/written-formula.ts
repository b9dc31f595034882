import type { Token } from '../markdown-it.js';
import { metaOf } from '../token-meta.js';
import { withoutEscapes } from './escaped-tex.js';
import type { SpanState } from './span-state.js';

/**
 * Adds the formula whose TeX stands at `[from, to)`, which starts at the current position; the backslashes in it that
 * were written for Markdown go.
 */
export function addWrittenFormula(state: SpanState, from: number, to: number, display: boolean): Token {
  const token = state.leaf('math_inline', 'math', state.pos);
  metaOf(token).formula = { ...withoutEscapes(state.piece(from, to)), display };
  return token;
}
