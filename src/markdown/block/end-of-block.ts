import type { StateBlock } from '../markdown-it.js';
import { matchEndOfBlock } from './boundary.js';
import { type BlockState, blockState } from './state.js';
import type { Block } from './tree.js';

/** A line with nothing but `^`, which ends the block before it (kramdown/parser/kramdown/eob.rb). */
export function endOfBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const end = matchEndOfBlock(state.src, state.pos);
  if (end < 0) return false;
  addEndOfBlock(state, '');
  state.seek(end);
  return true;
}

/** Adds a block that prints nothing and says where it comes from. */
export function addEndOfBlock(state: BlockState, value: string): Block {
  const start = state.tokens.length;
  return state.add('eob', start, { value, ial: state.takeIal() });
}
