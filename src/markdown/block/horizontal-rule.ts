import type { StateBlock } from '../markdown-it.js';
import { matchAt, skipOptionalSpace } from './scan.js';
import { blockState } from './state.js';

const RULE = / {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n/y;

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

/** The offset behind the horizontal rule at `pos`, or -1 (kramdown: `HR_START`). */
export function matchHorizontalRule(text: string, pos: number): number {
  const match = matchAt(RULE, text, pos);
  return match === undefined ? -1 : pos + match[0].length;
}
