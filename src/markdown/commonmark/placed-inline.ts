import { environmentOf } from '../document/environment.js';
import { MarkdownIt, type StateInline, type Token } from '../document/markdown-it.js';
import { texEnd } from '../inline/formulas/tex-end.js';
import { cachedIndexOf, type IndexOf } from '../source/index-of.js';

/**
 * markdown-it's inline state, which notes in a token's `map`, of no use for spans else, what part of the text was
 * being read when it was made: a link's text, or all that is left from where any other span starts.
 */
export class PlacedInline extends MarkdownIt.StateInline {
  private cachedIndex: IndexOf | undefined = undefined;

  /** Where a text next stands in this one. */
  get indexOf(): IndexOf {
    this.cachedIndex ??= cachedIndexOf(this.src);
    return this.cachedIndex;
  }

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = super.push(type, tag, nesting);
    if (nesting >= 0) token.map = [this.pos, this.posMax];
    return token;
  }
}

const BEGIN = /\\begin\{([A-Za-z]+\*?)\}/y;

/** `\begin{align}…\end{align}` in text, which MathJax reads without delimiters, as displayed mathematics. */
export function texEnvironment(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5c || !(state instanceof PlacedInline)) return false;
  BEGIN.lastIndex = pos;
  const [begin, name] = BEGIN.exec(src) ?? [];
  if (begin === undefined || name === undefined) return false;
  const close = `\\end{${name}}`;
  const end = texEnd(src, pos + begin.length, close, state.indexOf, environmentOf(state));
  if (end < 0 || end >= state.posMax) return false;
  if (!silent) state.push('math_environment', 'math', 0).content = src.slice(pos, end + close.length);
  state.pos = end + close.length;
  return true;
}
