import { spanStateOf } from '../inline/span-state.js';
import { addFormula } from '../inline/tex-delimiters.js';
import type { StateInline } from '../markdown-it.js';
import { addMends } from '../token-meta.js';
import { isMended, type MendName } from './mend.js';

const NAME: MendName = 'formula-delimiters';

const LONGEST = 4000;
/** Signs of TeX, without which brackets behind a backslash may be meant as brackets. */
const TEX = /\\[A-Za-z]|[\^_]|^\s*[A-Za-z]\s*(?:[=<>].*)?$/;

/**
 * `\(x^2\)`, `\[\frac{a}{b}\]`: MathJax's own delimiters, whose backslashes Markdown takes away, so that readers see TeX in brackets. They are read
 * as delimiters where TeX stands between them.
 */
export function formulaDelimiters(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const bracket = src.charAt(pos + 1);
  if (bracket !== '(' && bracket !== '[') return false;
  const state = spanStateOf(given);
  const close = bracket === '(' ? '\\)' : '\\]';
  const end = state.find(close, pos + 2);
  const tex = end < 0 || end - pos > LONGEST ? '' : src.slice(pos + 2, end);
  const isLink = src.charAt(end + 2) === '(' && bracket === '[';
  if (isLink || !TEX.test(tex) || !isMended(NAME, state.environment.options)) return false;
  const token = addFormula(state, pos + 2, end, bracket === '[');
  addMends(token, [
    {
      mend: NAME,
      at: state.documentOffset(pos),
      text: src.slice(pos, end + 2),
      message: `Markdown takes the backslashes of these delimiters away, so Jekyll shows TeX in brackets; it is read as a formula.`,
      hint: `For Jekyll, write \\\\${bracket}…\\\\${close.slice(1)} or $$…$$.`,
    },
  ]);
  state.pos = end + 2;
  return true;
}
