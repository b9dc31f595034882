import type { StateBlock } from '../document/markdown-it.js';
import { skipOptionalSpace } from '../source/scan.js';
import { blockState } from '../state/block-state.js';
import { matchHorizontalRule } from '../state/boundary.js';

/** A rule across the page (kramdown/parser/kramdown/horizontal_rule.rb). */
export function horizontalRule(current: StateBlock): boolean {
  const state = blockState(current);
  const { src, pos } = state;
  const end = matchHorizontalRule(src, pos);
  if (end < 0) return false;
  state.open('rule', 'hr', 'hr', 0, skipOptionalSpace(src, pos));
  state.seek(end);
  return true;
}
