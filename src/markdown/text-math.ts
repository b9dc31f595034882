import type { Delimiters } from '../math/index.js';
import { isTextEnvironment } from '../math/index.js';
import { formulaMark, LITERAL_DOLLAR } from '../math/placeholder.js';
import { decodedPiece } from './decoded-piece.js';
import type { MarkdownEnvironment } from './environment.js';
import { createFinder, type Find } from './finder.js';
import { closingDollar } from './inline/dollar-math.js';
import { mappedFormula, type Piece, slicePiece } from './piece.js';
import { texEnd } from './tex-end.js';

/** What may open a formula, or a backslash that takes the meaning of what follows. */
const OPENING = /\\[\\$]|\\\(|\\\[|\$\$?|\\begin\s{0,9}\{([^{}]{1,64})\}/g;

const CLOSING: Readonly<Record<string, string>> = { $$: '$$', '\\(': '\\)', '\\[': '\\]' };

/** A formula in a text, by offsets of its TeX. */
interface Found {
  readonly from: number;
  readonly to: number;
  /** The offset behind its closing delimiter. */
  readonly end: number;
  readonly display: boolean;
  readonly delimiters: Delimiters;
}

/**
 * The text of an HTML element that Markdown leaves alone, with its formulas noted and marks in their places, as
 * MathJax would find them there: `$$…$$`, `\(…\)`, `\[…\]`, environments, and `$…$` where the site has it. Other
 * dollars stand for themselves then. Character references may stand in the text and stay there.
 */
export function markMath(piece: Piece, environment: MarkdownEnvironment): string {
  const { text } = piece;
  if (!/[\\$]/.test(text)) return text;
  const find = createFinder(text);
  const parts: string[] = [];
  let last = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const found = formulaAt(text, match, find, environment);
    if (found !== undefined) {
      parts.push(text.slice(last, match.index), addFormula(piece, found, environment));
      last = found.end;
    } else if (match[0] === '$' && environment.options.dollars) {
      parts.push(text.slice(last, match.index), LITERAL_DOLLAR);
      last = match.index + 1;
    }
    OPENING.lastIndex = Math.max(last, OPENING.lastIndex);
  }
  parts.push(text.slice(last));
  return parts.join('');
}

/** The formula that `match` opens, if it closes. */
function formulaAt(
  text: string,
  match: RegExpExecArray,
  find: Find,
  environment: MarkdownEnvironment,
): Found | undefined {
  const [opening, name] = match;
  const from = match.index + opening.length;
  if (opening === '$') {
    const to = environment.options.dollars ? closingDollar(text, from, find, environment) : -1;
    return to < 0 ? undefined : { from, to, end: to + 1, display: false, delimiters: ['$', '$'] };
  }
  const close = name === undefined ? CLOSING[opening] : `\\end{${name}}`;
  const to = close === undefined ? -1 : texEnd(text, from, close, find, environment);
  if (close === undefined || to < 0) return undefined;
  const end = to + close.length;
  if (name !== undefined && isTextEnvironment(name, text.slice(from, to), environment.document.text))
    return undefined;
  return name === undefined
    ? { from, to, end, display: opening !== '\\(', delimiters: [opening, close] }
    : { from: match.index, to: end, end, display: true, delimiters: ['', ''] };
}

function addFormula(
  piece: Piece,
  { from, to, display, delimiters }: Found,
  environment: MarkdownEnvironment,
): string {
  const formula = { ...decodedPiece(slicePiece(piece, from, to)), display, delimiters };
  return formulaMark(environment.formulas.push(mappedFormula(formula, environment)) - 1);
}
