import type { StateInline } from '../../document/markdown-it.js';
import { spanStateOf } from '../../state/span-state.js';

/**
 * Two spaces or two backslashes at a line's end (kramdown's `parse_line_break`). Where every line end is a break
 * (`hard_wrap`), the GFM parser does without this rule.
 */
export function lineBreak(given: StateInline): boolean {
  const { src, pos } = given;
  if (!src.startsWith('  \n', pos) && !src.startsWith('\\\\\n', pos)) return false;
  const state = spanStateOf(given);
  if (state.environment.options.kramdown.hard_wrap) return false;
  state.leaf('hardbreak', 'br', pos);
  state.pos += 2;
  return true;
}
