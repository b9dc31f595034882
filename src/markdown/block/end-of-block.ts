import type { StateBlock } from '../document/markdown-it.js';
import { addEndOfBlock, blockState } from '../state/block-state.js';
import { matchEndOfBlock } from '../state/boundary.js';

/** A line with nothing but `^`, which ends the block before it (kramdown/parser/kramdown/eob.rb). */
export function endOfBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const end = matchEndOfBlock(state.src, state.pos);
  if (end < 0) return false;
  addEndOfBlock(state, '');
  state.seek(end);
  return true;
}
