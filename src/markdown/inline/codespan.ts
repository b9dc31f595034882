import type { StateInline } from '../markdown-it.js';
import { type BacktickRun, backticksFrom } from './backtick-runs.js';
import { isSpace, spanStateOf } from './span-state.js';

const BACKTICKS = /`+/y;

/** A code span in a text. */
export interface CodeSpan {
  readonly delimiter: string;
  readonly content: string;
  readonly end: number;
}

/**
 * The code span that starts at the backtick at `pos` (kramdown's `parse_codespan`), or the offset behind the
 * backticks, which are then text. It ends where as many backticks follow; a single backtick between white space
 * is text. From a run of several, one space on either side is not content. `runs` are the text's `backtickRuns`.
 */
export function codeSpanAt(text: string, pos: number, runs: readonly BacktickRun[]): CodeSpan | number {
  BACKTICKS.lastIndex = pos;
  const [delimiter = ''] = BACKTICKS.exec(text) ?? [];
  const from = pos + delimiter.length;
  const single = delimiter.length === 1;
  if (single && (pos === 0 || isSpace(text.charAt(pos - 1))) && isSpace(text.charAt(from))) return from;
  const to = backticksFrom(runs, from, delimiter.length);
  if (to < 0) return from;
  const content = text.slice(from, to);
  return {
    delimiter,
    content: single ? content : content.replace(/^ /, '').replace(/ $/, ''),
    end: to + delimiter.length,
  };
}

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
