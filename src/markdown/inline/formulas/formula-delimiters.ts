import type { StateInline } from '../../document/markdown-it.js';
import { isMended, type MendName } from '../../document/mend.js';
import { addMends } from '../../document/token-meta.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';
import { addEscapedFormula } from './escaped-tex.js';

const NAME: MendName = 'formula-delimiters';

const LONGEST = 4000;
/** What nobody writes but in a formula: a command of TeX, an exponent, an index of a single letter. */
export const READS_AS_TEX =
  /\\[A-Za-z]{2,}|(?:(?<![A-Za-z0-9])[A-Za-z0-9]|[)}\]])\^[A-Za-z0-9{\\(*]|(?<![A-Za-z0-9])[A-Za-z]_(?:\{|\\|[A-Za-z0-9](?![A-Za-z0-9]))/;
/** A command, and a sign between terms: brackets around anything less may be meant as brackets. */
const COMMAND = /\\[A-Za-z]{2,}/;
const RELATION = /[-+*/=<>]/;
/** The same in delimiters, which proves what the delimiters of a text are. */
const PROOF = /\\\((?:[^\\]|\\[^)\n]){0,200}?(?:\\[A-Za-z]{2,}|[A-Za-z0-9)}\]]\^[A-Za-z0-9{\\(])/;
/** A letter or number by itself, or an equation: a formula where such delimiters have been proved to be meant. */
const LETTER = /^\s*[A-Za-z0-9](?:\s*[-+*/=<>,|].*)?\s*$/s;
/** What makes the bracket behind it an argument or an index rather than the start of a formula. */
const WORD_BEFORE = /[A-Za-z0-9_'"`)\]}]$/;

/**
 * `\(x^2\)`, `\[\frac{a}{b}\]`: MathJax's own delimiters, whose backslashes Markdown takes away, so that readers see TeX in brackets. They are read
 * as delimiters where TeX stands between them; a letter alone is a formula only in a text that has other such formulas.
 */
export function formulaDelimiters(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const bracket = src.charAt(pos + 1);
  if (bracket !== '(' && bracket !== '[') return false;
  const state = spanStateOf(given);
  const close = bracket === '(' ? '\\)' : '\\]';
  const end = state.indexOf(close, pos + 2);
  const tex = end < 0 || end - pos > LONGEST ? '' : src.slice(pos + 2, end);
  const isLink = src.charAt(end + 2) === '(' && bracket === '[';
  if (isLink || WORD_BEFORE.test(src.slice(Math.max(0, pos - 1), pos))) return false;
  if (!isFormula(state, tex, bracket) || !isMended(NAME, state.environment.options)) return false;
  const token = addEscapedFormula(state, pos + 2, end, bracket === '[');
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

function isFormula({ src, memo }: SpanState, tex: string, bracket: string): boolean {
  if (bracket === '[') return COMMAND.test(tex) || (READS_AS_TEX.test(tex) && RELATION.test(tex));
  if (READS_AS_TEX.test(tex)) return true;
  if (!LETTER.test(tex)) return false;
  let proved = memo.get(NAME);
  if (proved === undefined) {
    proved = PROOF.test(src) ? 1 : 0;
    memo.set(NAME, proved);
  }
  return proved === 1;
}
