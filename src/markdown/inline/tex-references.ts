import type { StateInline } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { spanStateOf } from '../state/span-state.js';

/** `\ref{fig:unet}`, `\cref{thm:bayes,lem:one}`; a name has no white space but behind a comma. */
const REFERENCE =
  /\\(eqref|ref|[cC]ref|autoref)[ \t]?\{((?:[^{}\s,"'<>&\\]{1,200})(?:,[ \t]*[^{}\s,"'<>&\\]{1,200}){0,20})\}/y;

/** LaTeX's references in a text, where what they lead to is numbered: `see \eqref{eq:bayes}`. In formulas they are the formulas'. */
export function texReferences(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  REFERENCE.lastIndex = pos;
  const [written, command, names] = REFERENCE.exec(src) ?? [];
  if (written === undefined || command === undefined || names === undefined) return false;
  const state = spanStateOf(given);
  if (state.environment.numbering === undefined || state.frame.raw) return false;
  const token = state.leaf('reference', '', pos);
  token.info = command;
  token.content = names;
  token.markup = written;
  metaOf(token).at = state.documentOffset(pos);
  state.pos = pos + written.length;
  return true;
}
