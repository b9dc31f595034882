import {
  isCommand,
  isSpace,
  next,
  putBack,
  readArgument,
  readerOf,
  readOptional,
  readUpTo,
  type Token,
  textOf,
} from '../syntax/tokens.js';
import { colorArgument, lengthArgument, textLength } from './arguments.js';
import { type TexNode, tex } from './node.js';
import {
  braced,
  captured,
  deepen,
  expand,
  type FormulaState,
  frameOf,
  type Handler,
  macroFor,
  open,
  type Translation,
  write,
} from './translation.js';

/** MathJax's extensions `textcomp` and `gensymb`: names and characters, in turn. */
const NAMES = `
  textasciicircum ^ textasciitilde ~ textasteriskcentered * textbackslash \\ textbar | textbraceleft {
  textbraceright } textbullet • textdagger † textdaggerdbl ‡ textellipsis … textemdash — textendash –
  textexclamdown ¡ textgreater > textless < textordfeminine ª textordmasculine º textparagraph ¶
  textperiodcentered · textquestiondown ¿ textquotedblleft “ textquotedblright ” textquoteleft ‘
  textquoteright ’ textsection § textunderscore _ textvisiblespace ␣ textacutedbl ˝ textasciiacute ´
  textasciibreve ˘ textasciicaron ˇ textasciidieresis ¨ textasciimacron ¯ textgravedbl ˵ texttildelow ˷
  textbaht ฿ textcent ¢ textcolonmonetary ₡ textcurrency ¤ textdollar $ textdong ₫ texteuro € textflorin ƒ
  textguarani ₲ textlira ₤ textnaira ₦ textpeso ₱ textsterling £ textwon ₩ textyen ¥ textcircledP ℗
  textcopyleft 🄯 textcopyright © textregistered ® textservicemark ℠ texttrademark ™ textbardbl ‖
  textbigcircle ◯ textblank ␢ textbrokenbar ¦ textdiscount ⁒ textestimated ℮ textinterrobang ‽
  textinterrobangdown ⸘ textmusicalnote ♪ textnumero № textopenbullet ◦ textpertenthousand ‱
  textperthousand ‰ textrecipe ℞ textreferencemark ※ textlangle 〈 textrangle 〉 textlbrackdbl ⟦
  textrbrackdbl ⟧ textlquill ⁅ textrquill ⁆ textcelsius °C textdegree ° textdiv ÷ textdownarrow ↓
  textfractionsolidus ⁄ textleftarrow ← textlnot ¬ textmho ℧ textminus − textmu µ textohm Ω textonehalf ½
  textonequarter ¼ textonesuperior ¹ textpm ± textrightarrow → textsurd √ textthreequarters ¾
  textthreesuperior ³ texttimes × texttwosuperior ² textuparrow ↑ textborn * textdied † textdivorced ⚮
  textmarried ⚭ textcentoldstyle ¢ textdollaroldstyle $ textzerooldstyle 0 textoneoldstyle 1
  texttwooldstyle 2 textthreeoldstyle 3 textfouroldstyle 4 textfiveoldstyle 5 textsixoldstyle 6
  textsevenoldstyle 7 texteightoldstyle 8 textnineoldstyle 9 celsius °C perthousand ‰ micro µ
`;

/** The upright Greek letters of MathJax's extension `upgreek`. */
const UPRIGHT_GREEK = `
  upalpha α upbeta β upgamma γ updelta δ upepsilon ϵ upzeta ζ upeta η uptheta θ upiota ι upkappa κ uplambda λ
  upmu μ upnu ν upxi ξ upomicron ο uppi π uprho ρ upsigma σ uptau τ upupsilon υ upphi ϕ upchi χ uppsi ψ
  upomega ω upvarepsilon ε upvartheta ϑ upvarpi ϖ upvarrho ϱ upvarsigma ς upvarphi φ Upgamma Γ Updelta Δ
  Uptheta Θ Uplambda Λ Upxi Ξ Uppi Π Upsigma Σ Upupsilon Υ Upphi Φ Uppsi Ψ Upomega Ω
`;

/** Characters that mean something else in KaTeX's text mode, as it writes them. */
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '#': '\\#',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '⟦': '$\\llbracket$',
  '⟧': '$\\rrbracket$',
};

/** Commands, with their backslash, that are characters of text, as KaTeX's text mode writes them. */
const TEXT_CHARACTERS: ReadonlyMap<string, string> = charactersOf(`${NAMES}${UPRIGHT_GREEK}`).set(
  '\\textcompwordmark',
  '',
);

function charactersOf(list: string): Map<string, string> {
  const words = list.trim().split(/\s+/);
  const characters = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) {
    const character = words[i + 1] ?? '';
    characters.set(`\\${words[i] ?? ''}`, ESCAPED[character] ?? character);
  }
  return characters;
}

/** In a formula such a character is set as text. */
const asText: Handler = (translation, { text, at }) => {
  write(translation, tex(`\\text{${TEXT_CHARACTERS.get(text) ?? ''}}`, at));
};

export const TEXT_CHARACTER_COMMANDS: ReadonlyMap<string, Handler> = new Map(
  Array.from(TEXT_CHARACTERS.keys(), (name) => [name, asText] as const),
);

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
export function textNodes(tokens: readonly Token[], formula: FormulaState): TexNode[] {
  deepen(formula, tokens[0]?.at ?? 0);
  const nodes: TexNode[] = [];
  const translation: Translation = { reader: readerOf(tokens), formula, frames: [] };
  const at = tokens[0]?.at ?? 0;
  open(translation, { kind: 'group', name: '', at, nodes, close: () => nodes });
  for (let token = next(translation.reader); token !== undefined; token = next(translation.reader)) {
    textToken(translation, token, nodes);
  }
  formula.depth -= 2;
  return nodes;
}

function textToken(translation: Translation, token: Token, nodes: TexNode[]): void {
  const { reader } = translation;
  const { text, at } = token;
  const macro = macroFor(translation, token);
  if (macro !== undefined) expand(translation, token, macro);
  else if (text === '$') inlineMath(translation, token, readUpTo(reader, '$'), nodes);
  else if (text === '\\(') inlineMath(translation, token, readUpTo(reader, '\\)'), nodes);
  else if (isCommand(token)) textCommand(translation, token, nodes);
  else if (isSpace(token)) nodes.push(tex(' ', at));
  else nodes.push(tex(CHARACTERS[text] ?? text, at));
}

function inlineMath(
  { formula }: Translation,
  { text, at }: Token,
  tokens: Token[] | undefined,
  nodes: TexNode[],
): void {
  if (tokens === undefined) nodes.push(tex(text === '$' ? '\\$' : '(', at));
  else nodes.push(tex('$', at), formula.translate(tokens, formula), tex('$', at));
}

function textCommand(translation: Translation, token: Token, nodes: TexNode[]): void {
  const { reader, formula } = translation;
  const name = RENAMED[token.text] ?? token.text;
  const { at } = token;
  const signature = TEXT_COMMANDS.get(name);
  if (signature !== undefined) {
    nodes.push(tex(name, at));
    if (name === '\\rule') nodes.push(tex(textOf(readOptional(reader) ?? []), at));
    for (const kind of signature) {
      if (kind === 'c') {
        nodes.push(tex(`{${colorArgument(translation, token)}}`, at));
        continue;
      }
      const argument = readArgument(reader) ?? [];
      nodes.push(...braced(kind === 't' ? textNodes(argument, formula) : [tex(textOf(argument), at)], at));
    }
  } else if (name === '\\ref' || name === '\\eqref') {
    const label = textOf(readArgument(reader) ?? []).trim();
    nodes.push({
      kind: 'reference',
      label,
      form: name === '\\eqref' ? 'in-parentheses' : 'number',
      inText: true,
      at,
    });
  } else if (TEXT_SYMBOLS.has(name) || isSpace({ text: name.slice(1), at })) {
    nodes.push(tex(isSpace({ text: name.slice(1), at }) ? '\\ ' : name, at));
  } else if (TEXT_CHARACTERS.has(name)) {
    nodes.push(tex(TEXT_CHARACTERS.get(name) ?? '', at));
  } else if (SPACES.has(name)) {
    nodes.push(tex(`\\hspace{${textLength(lengthArgument(translation, token))}}`, at));
  } else if (name === '\\color') {
    nodes.push(tex(`\\color{${colorArgument(translation, token)}}`, at));
  } else if (formula.isKnown(name)) {
    putBack(reader, [token]);
    nodes.push(...mathInText(translation, at));
  } else {
    nodes.push(tex(`\\textbackslash ${name.slice(1)}`, at));
  }
}

/** What stands next in a text, as a formula of its own. */
function mathInText(translation: Translation, at: number): TexNode[] {
  const symbol = captured(translation);
  const frame = frameOf(translation);
  const closing = tex(`${frame.closers}$`, at);
  frame.closers = '';
  return [tex('$', at), symbol, closing];
}
