import type { StateInline } from '../document/markdown-it.js';
import { isSpace } from '../source/scan.js';
import { SpanState, spanStateOf } from '../state/span-state.js';

/**
 * `~~x~~` (`parse_strikethrough_gfm`). Its content is a text of its own: what is around it, emphasis say, does
 * not count inside.
 */
export function strikethrough(given: StateInline): boolean {
  const { src, pos } = given;
  if (!src.startsWith('~~', pos)) return false;
  const state = spanStateOf(given);
  if (state.environment.options.kramdown.input !== 'GFM') return false;
  const from = pos + 2;
  const first = src.charAt(from);
  if (first === '~' || isSpace(first)) return false;
  const end = closingTildes(state, from);
  if (end < 0 || !state.mayNest) return false;
  state.element('s', 'del', pos, { kind: 'html', raw: false }, () => {
    // With tokens of its own: markdown-it makes a table of the ones that a state starts with.
    const inner = new SpanState(src.slice(from, end), state.md, state.env, []);
    inner.shift = state.shift + from;
    state.md.inline.tokenize(inner);
    for (const token of inner.tokens) state.tokens.push(token);
    return true;
  });
  state.pos = end + 2;
  return true;
}

/** Where the tildes that close stand: the first behind neither white space nor a tilde. */
function closingTildes({ src, find, learnt }: SpanState, from: number): number {
  const hopeless = learnt.get('~~');
  if (hopeless !== undefined && from >= hopeless) return -1;
  for (let at = find('~~', from + 1); at >= 0; at = find('~~', at + 1)) {
    const before = src.charAt(at - 1);
    if (before !== '~' && !isSpace(before)) return at;
  }
  learnt.set('~~', from);
  return -1;
}
