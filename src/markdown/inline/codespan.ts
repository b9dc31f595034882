import type { StateInline } from '../markdown-it.js';
import { isSpace, spanStateOf } from './span-state.js';

const BACKTICKS = /`+/y;

/**
 * `` `x` `` (kramdown's `parse_codespan`). It ends at the next run that holds as many backticks; a single
 * backtick between white space is text. From a run of several, one space on either side is not content.
 */
export function codespan(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x60) return false;
  const state = spanStateOf(given);
  BACKTICKS.lastIndex = pos;
  const [delimiter = ''] = BACKTICKS.exec(src) ?? [];
  const from = pos + delimiter.length;
  const single = delimiter.length === 1;
  if (single && (pos === 0 || isSpace(src.charAt(pos - 1))) && isSpace(src.charAt(from)))
    return state.takeText(from);
  const to = state.find(delimiter, from);
  if (to < 0) return state.takeText(from);
  const code = state.leaf('code_inline', 'code', pos);
  code.markup = delimiter;
  code.content = single ? src.slice(from, to) : src.slice(from, to).replace(/^ /, '').replace(/ $/, '');
  state.pos = to + delimiter.length;
  return true;
}
