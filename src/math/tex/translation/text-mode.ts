import { next, putBack, readArgument, readerOf, readOptional, readUpTo } from '../syntax/reader.js';
import { isCommand, isSpace, type Token, textOf } from '../syntax/token.js';
import { colorArgument } from './color.js';
import { lengthArgument, textLength } from './length-argument.js';
import { type Piece, tex } from './piece.js';
import { TEXT_CHARACTERS } from './text-characters.js';
import {
  braced,
  captured,
  deepen,
  expand,
  type FormulaState,
  frameOf,
  macroFor,
  open,
  type Translation,
} from './translation.js';

/** Characters that KaTeX's text mode takes for something else than what they show. */
const CHARACTERS: Readonly<Record<string, string>> = {
  '#': '\\#',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
};

/** Commands of KaTeX's text mode, with how their arguments are read: `t` text, `c` a colour, `r` as they stand. */
const TEXT_COMMANDS: ReadonlyMap<string, string> = new Map([
  ...'\\text \\textrm \\textsf \\texttt \\textnormal \\textbf \\textmd \\textit \\textup \\emph \\underline \\fbox'
    .split(' ')
    .map((name) => [name, 't'] as const),
  ['\\hspace', 'r'],
  ['\\raisebox', 'rt'],
  ['\\textcolor', 'ct'],
  ['\\colorbox', 'ct'],
  ['\\fcolorbox', 'cct'],
  ['\\rule', 'rr'],
]);

/** Commands of KaTeX's text mode without arguments, and accents, whose argument follows as it does in KaTeX. */
const TEXT_SYMBOLS = new Set([
  ...'\\ \\, \\: \\; \\! \\> \\$ \\% \\# \\& \\_ \\{ \\} \\\' \\` \\^ \\~ \\= \\" \\. \\u \\v \\H \\r \\c \\i \\j'.split(
    ' ',
  ),
  ...'\\quad \\qquad \\enspace \\thinspace \\nobreakspace \\space \\ldots \\dots \\textellipsis'.split(' '),
  ...'\\textasciitilde \\textasciicircum \\textbackslash \\textbar \\textbardbl \\textbraceleft'.split(' '),
  ...'\\textbraceright \\textless \\textgreater \\textdollar \\textunderscore \\textendash'.split(' '),
  ...'\\textemdash \\textquoteleft \\textquoteright \\textquotedblleft \\textquotedblright'.split(' '),
  ...'\\textdegree \\degree \\textsterling \\pounds \\textregistered \\textcopyright \\copyright'.split(' '),
  ...'\\textdagger \\textdaggerdbl \\dag \\ddag \\S \\P \\aa \\AA \\ae \\AE \\oe \\OE \\o \\O \\ss'.split(
    ' ',
  ),
  ...'\\TeX \\LaTeX \\KaTeX \\textcircled \\rm \\bf \\it \\sf \\tt \\newline'.split(' '),
  ...'\\tiny \\scriptsize \\footnotesize \\small \\normalsize \\large \\Large \\LARGE \\huge \\Huge'.split(
    ' ',
  ),
  '\\ ',
]);

/** Commands that are followed by a length, of which space is made. */
const SPACES = new Set(['\\kern', '\\hskip', '\\mkern', '\\mskip', '\\mspace']);

/** What KaTeX writes for text commands of LaTeX that it lacks. */
const RENAMED: Readonly<Record<string, string>> = {
  '\\’': "\\'",
  '\\‘': '\\`',
  '\\mbox': '\\text',
  '\\hbox': '\\text',
  '\\textsc': '\\textnormal',
  '\\textsl': '\\textit',
  '\\textup': '\\textup',
  '\\mathrm': '\\textrm',
  '\\mathbf': '\\textbf',
  '\\mathit': '\\textit',
  '\\mathsf': '\\textsf',
  '\\mathtt': '\\texttt',
  '\\underbar': '\\underline',
  '\\sl': '\\it',
  '\\em': '\\it',
};

/**
 * Translates the argument of `\text` and its kin. MathJax shows the characters `#`, `%`, `&`, `_` and `^` there as
 * they are, and so does this; commands mean what they mean in LaTeX. Formulas within stand between dollars or
 * `\(…\)`; a command that only mathematics knows is set as mathematics.
 */
export function textPieces(tokens: readonly Token[], formula: FormulaState): Piece[] {
  deepen(formula, tokens[0]?.at ?? 0);
  const pieces: Piece[] = [];
  const translation: Translation = { reader: readerOf(tokens), formula, frames: [] };
  const at = tokens[0]?.at ?? 0;
  open(translation, { kind: 'group', name: '', at, pieces, close: () => pieces });
  for (let token = next(translation.reader); token !== undefined; token = next(translation.reader)) {
    textToken(translation, token, pieces);
  }
  formula.depth -= 2;
  return pieces;
}

function textToken(translation: Translation, token: Token, pieces: Piece[]): void {
  const { reader } = translation;
  const { text, at } = token;
  const macro = macroFor(translation, token);
  if (macro !== undefined) expand(translation, token, macro);
  else if (text === '$') inlineMath(translation, token, readUpTo(reader, '$'), pieces);
  else if (text === '\\(') inlineMath(translation, token, readUpTo(reader, '\\)'), pieces);
  else if (isCommand(token)) textCommand(translation, token, pieces);
  else if (isSpace(token)) pieces.push(tex(' ', at));
  else pieces.push(tex(CHARACTERS[text] ?? text, at));
}

function inlineMath(
  { formula }: Translation,
  { text, at }: Token,
  tokens: Token[] | undefined,
  pieces: Piece[],
): void {
  if (tokens === undefined) pieces.push(tex(text === '$' ? '\\$' : '(', at));
  else pieces.push(tex('$', at), formula.translate(tokens, formula), tex('$', at));
}

function textCommand(translation: Translation, token: Token, pieces: Piece[]): void {
  const { reader, formula } = translation;
  const name = RENAMED[token.text] ?? token.text;
  const { at } = token;
  const signature = TEXT_COMMANDS.get(name);
  if (signature !== undefined) {
    pieces.push(tex(name, at));
    if (name === '\\rule') pieces.push(tex(textOf(readOptional(reader) ?? []), at));
    for (const kind of signature) {
      if (kind === 'c') {
        pieces.push(tex(`{${colorArgument(translation, token)}}`, at));
        continue;
      }
      const argument = readArgument(reader) ?? [];
      pieces.push(...braced(kind === 't' ? textPieces(argument, formula) : [tex(textOf(argument), at)], at));
    }
  } else if (name === '\\ref' || name === '\\eqref') {
    const label = textOf(readArgument(reader) ?? []).trim();
    pieces.push({ kind: 'reference', label, parentheses: name === '\\eqref', inText: true, at });
  } else if (TEXT_SYMBOLS.has(name) || isSpace({ text: name.slice(1), at })) {
    pieces.push(tex(isSpace({ text: name.slice(1), at }) ? '\\ ' : name, at));
  } else if (TEXT_CHARACTERS.has(name)) {
    pieces.push(tex(TEXT_CHARACTERS.get(name) ?? '', at));
  } else if (SPACES.has(name)) {
    pieces.push(tex(`\\hspace{${textLength(lengthArgument(translation, token))}}`, at));
  } else if (name === '\\color') {
    pieces.push(tex(`\\color{${colorArgument(translation, token)}}`, at));
  } else if (formula.isKnown(name)) {
    putBack(reader, [token]);
    pieces.push(...mathInText(translation, at));
  } else {
    pieces.push(tex(`\\textbackslash ${name.slice(1)}`, at));
  }
}

/** What stands next in a text, as a formula of its own. */
function mathInText(translation: Translation, at: number): Piece[] {
  const symbol = captured(translation);
  const frame = frameOf(translation);
  const closing = tex(`${frame.closers}$`, at);
  frame.closers = '';
  return [tex('$', at), symbol, closing];
}
