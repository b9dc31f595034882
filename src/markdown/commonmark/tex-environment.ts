import { environmentOf } from '../document/environment.js';
import type { StateInline } from '../document/markdown-it.js';
import { texEnd } from '../inline/formulas/tex-end.js';
import { PlacedInline } from './placed-inline.js';

const BEGIN = /\\begin\{([A-Za-z]+\*?)\}/y;

/** `\begin{align}…\end{align}` in text, which MathJax reads without delimiters, as displayed mathematics. */
export function texEnvironment(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5c || !(state instanceof PlacedInline)) return false;
  BEGIN.lastIndex = pos;
  const [begin, name] = BEGIN.exec(src) ?? [];
  if (begin === undefined || name === undefined) return false;
  const close = `\\end{${name}}`;
  const end = texEnd(src, pos + begin.length, close, state.find, environmentOf(state));
  if (end < 0 || end >= state.posMax) return false;
  if (!silent) state.push('math_environment', 'math', 0).content = src.slice(pos, end + close.length);
  state.pos = end + close.length;
  return true;
}
