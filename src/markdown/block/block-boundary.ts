import type { StateBlock } from '../document/markdown-it.js';
import { addBlank, addEndOfBlock, blockState } from '../state/block-state.js';
import { matchBlank, matchEndOfBlock } from '../state/boundary.js';

/** One or more blank lines (kramdown/parser/kramdown/blank_line.rb). */
export function blankLine(current: StateBlock): boolean {
  const state = blockState(current);
  const { pos } = state;
  const end = matchBlank(state.src, pos);
  if (end < 0) return false;
  addBlank(state, state.src.slice(pos, end));
  state.seek(end);
  return true;
}

/** A line with nothing but `^`, which ends the block before it (kramdown/parser/kramdown/eob.rb). */
export function endOfBlock(current: StateBlock): boolean {
  const state = blockState(current);
  const end = matchEndOfBlock(state.src, state.pos);
  if (end < 0) return false;
  addEndOfBlock(state, '');
  state.seek(end);
  return true;
}
