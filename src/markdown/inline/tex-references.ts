import type { StateInline } from '../document/markdown-it.js';
import { metaOf } from '../document/token-meta.js';
import { spanStateOf } from '../state/span-state.js';

/** `\ref{fig:unet}`, `\cref{thm:bayes,lem:one}`; a name has no white space but behind a comma. */
const REFERENCE =
  /\\(eqref|ref|[cC]ref|autoref)[ \t]?\{((?:[^{}\s,"'<>&\\]{1,200})(?:,[ \t]*[^{}\s,"'<>&\\]{1,200}){0,20})\}/y;

/** A reference of LaTeX's as it is written, with its command and the names of what it leads to. */
export interface TexReference {
  readonly written: string;
  readonly command: string;
  readonly names: string;
}

/** The reference that starts at `pos`; undefined where none does. */
export function texReferenceAt(text: string, pos: number): TexReference | undefined {
  REFERENCE.lastIndex = pos;
  const [written, command, names] = REFERENCE.exec(text) ?? [];
  return written === undefined || command === undefined || names === undefined
    ? undefined
    : { written, command, names };
}

/** LaTeX's references in a text, where what they lead to is numbered: `see \eqref{eq:bayes}`. In formulas they are the formulas'. */
export function texReferences(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const reference = texReferenceAt(src, pos);
  if (reference === undefined) return false;
  const { written, command, names } = reference;
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
