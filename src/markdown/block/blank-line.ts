import type { StateBlock } from '../markdown-it.js';
import { matchBlank } from './boundary.js';
import { type BlockState, blockState } from './state.js';

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

/** Adds a blank to the container; blanks with nothing printed between them print one line break together. */
export function addBlank(state: BlockState, text: string): void {
  const { last } = state;
  if (last?.kind === 'blank') {
    last.value += text;
    return;
  }
  const start = state.tokens.length;
  const ial = state.takeIal();
  if (state.tokens.at(-1)?.type !== 'blank') state.push('blank', '', 0);
  state.add('blank', start, { value: text, ial });
}
