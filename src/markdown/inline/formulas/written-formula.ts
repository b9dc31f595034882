import type { Delimiters } from '../../../math/index.js';
import type { Token } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import type { SpanState } from '../../state/span-state.js';
import { withoutEscapes } from './escaped-tex.js';

/**
 * Adds the formula whose TeX stands at `[from, to)`, which starts at the current position; the backslashes in it that
 * were written for Markdown go.
 */
export function addWrittenFormula(
  state: SpanState,
  from: number,
  to: number,
  display: boolean,
  delimiters?: Delimiters,
): Token {
  const token = state.leaf('math_inline', 'math', state.pos);
  const piece = withoutEscapes(state.piece(from, to));
  metaOf(token).formula = { ...piece, display, ...(delimiters && { delimiters }) };
  return token;
}
