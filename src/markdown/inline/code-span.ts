import type { StateInline } from '../document/markdown-it.js';
import { codeSpanAt } from '../source/code-spans.js';
import { spanStateOf } from '../state/span-state.js';

/** `` `x` `` (see `codeSpanAt`). */
export function codespan(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x60) return false;
  const state = spanStateOf(given);
  const found = codeSpanAt(src, pos, state.backtickRuns);
  if (typeof found === 'number') return state.takeText(found);
  const code = state.leaf('code_inline', 'code', pos);
  code.markup = found.delimiter;
  code.content = found.content;
  state.pos = found.end;
  return true;
}
