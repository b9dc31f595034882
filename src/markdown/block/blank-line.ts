import type { StateBlock } from '../document/markdown-it.js';
import { addBlank, blockState } from '../state/block-state.js';
import { matchBlank } from '../state/boundary.js';

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
