import { defineMacro, type Macro, simpleMacro } from '../syntax/macro.js';
import { TexError } from '../syntax/tex-error.js';
import {
  type Reader,
  readOptional,
  readUpTo,
  type Token,
  takeAfterSpaces,
  textOf,
  tokenize,
} from '../syntax/tokens.js';
import { filled, replaceByTemplate, templateCommand } from '../translation/template.js';
import { type Handler, plainArgument, rawArgument, type Translation } from '../translation/translation.js';

/** Commands of MathJax 3's extension `mathtools` that need more than a macro (`MathtoolsMethods.ts`). */

const LENGTH = /^\s*(-?\d*\.?\d+)\s*(pt|em|ex|mu|px|mm|cm|in)\s*$/;

/** `\mathmakebox[width][place]{x}`: a box of a given width. */
const mathBox: Handler = (translation, call) => {
  const { reader } = translation;
  const [, size, unit = 'em'] = LENGTH.exec(textOf(readOptional(reader) ?? [])) ?? [];
  const place = textOf(readOptional(reader) ?? []).trim();
  const content = rawArgument(translation, call);
  if (size === undefined) {
    replaceByTemplate(translation, call, '{#1}', content);
    return;
  }
  const kern = (part: number): string => `\\kern${Number(size) * part}${unit} `;
  const template =
    place === 'l'
      ? `{\\mathrlap{#1}${kern(1)}}`
      : place === 'r'
        ? `{${kern(1)}\\mathllap{#1}}`
        : `{${kern(0.5)}\\mathclap{#1}${kern(0.5)}}`;
  replaceByTemplate(translation, call, template, content);
};

/** `\Aboxed{a &= b}`: a box around both sides of an alignment. */
const alignedBox: Handler = (translation, call) => {
  const content = rawArgument(translation, call);
  const split = topLevelIndex(content, '&');
  if (split < 0) {
    replaceByTemplate(translation, call, '\\boxed{#1}', content);
    return;
  }
  const [left, right] = [content.slice(0, split), content.slice(split + 1)];
  const box = '\\mathrlap{\\kern-0.34em\\boxed{#1{}#2}}\\hphantom{#1}&\\hphantom{{}#2}';
  replaceByTemplate(translation, call, box, left, right);
};

/** The index of a token outside of braces and environments; -1 where it is not there. */
function topLevelIndex(tokens: readonly Token[], text: string): number {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '{' || token.text === '\\begin') depth++;
    else if (token.text === '}' || token.text === '\\end') depth--;
    else if (token.text === text && depth === 0) return index;
  }
  return -1;
}

/** `\ArrowBetweenLines[\updownarrow]`, with a star for the right side. */
const arrowBetweenLines: Handler = (translation, call) => {
  const star = takeAfterSpaces(translation.reader, '*');
  const symbol = readOptional(translation.reader) ?? tokenize('\\Updownarrow ');
  const template = star ? '\\notag &&\\quad #1\\\\' : '\\notag #1\\quad &\\\\';
  replaceByTemplate(translation, call, template, symbol);
};

/** `\vdotswithin{=}`: dots in the middle of what stands above them. */
const DOTS = '\\overset{\\smash{\\hphantom{#1}}}{\\vdots}';
const shortDots: Handler = (translation, call) => {
  const star = takeAfterSpaces(translation.reader, '*');
  const template = star ? `\\notag ${DOTS}&\\\\` : `\\notag &${DOTS}\\\\`;
  replaceByTemplate(translation, call, template, rawArgument(translation, call));
};

/** `\xmathstrut[depth]{height}`: a strut that is so much higher and deeper than the usual one. */
const strut: Handler = (translation, call) => {
  const depth = readOptional(translation.reader);
  const height = Number(plainArgument(translation, call));
  const below = depth === undefined ? height : Number(textOf(depth));
  const part = (base: number, more: number): string => `${base * (1 + (Number.isFinite(more) ? more : 0))}em`;
  const d = part(0.25, below);
  replaceByTemplate(translation, call, `{\\rule{0em}{${part(0.75, height)}}\\rule[-${d}]{0em}{${d}}}`);
};

/** `\adjustlimits\lim_{n}\sup_{p}`: two operators whose limits stand on one line. */
const adjustedLimits: Handler = (translation, call) => {
  const { reader } = translation;
  const operators = [0, 1].map(() => {
    const operator = readUpTo(reader, '_');
    if (operator !== undefined) return [operator, rawArgument(translation, call)] as const;
    const hint = 'Write two operators, each with _ and its limit.';
    throw new TexError('math-syntax', call.at, `${call.text} has no two operators behind it.`, hint);
  });
  const [[first, below] = [[], []], [second, belowSecond] = [[], []]] = operators;
  const template =
    '\\mathop{{#1}\\vphantom{{#3}}}_{{#2}\\vphantom{{#4}}}\\mathop{{#3}\\vphantom{{#1}}}_{{#4}\\vphantom{{#2}}}';
  replaceByTemplate(translation, call, template, first, below, second, belowSecond);
};

/** What a macro of a paired delimiter is made of. `\delimsize` in the body stands for the size of the delimiters. */
interface PairedDelimiter {
  readonly count: number;
  readonly before: readonly Token[];
  readonly left: readonly Token[];
  readonly right: readonly Token[];
  readonly after: readonly Token[];
  readonly body: readonly Token[];
}

/** `\name{…}` with delimiters as they are, `\name[\big]{…}` in a size, `\name*{…}` grown. */
function pairedMacro({ count, before, left, right, after, body }: PairedDelimiter, at: number): Macro {
  const sizeToken: Token[] = [
    { text: '#', at },
    { text: '1', at },
  ];
  const sized = [
    ...shifted(before),
    ...sizeToken,
    ...left,
    ...shifted(body).flatMap((token) => (token.text === '\\delimsize' ? sizeToken : [token])),
    ...sizeToken,
    ...right,
    ...shifted(after),
  ];
  const middle = (token: Token): Token =>
    token.text === '\\delimsize' ? { text: '\\middle', at, primitive: true } : token;
  const grown = [
    ...before,
    { text: '\\left', at, primitive: true } as const,
    ...left,
    ...body.map(middle),
    { text: '\\right', at, primitive: true } as const,
    ...right,
    ...after,
  ];
  return { ...simpleMacro(sized, count + 1, []), starred: simpleMacro(grown, count) };
}

/** A body whose parameters are one further on: the first one is the size. */
function shifted(body: readonly Token[]): Token[] {
  return body.map((token, index) =>
    body[index - 1]?.text === '#' && /^[1-8]$/.test(token.text)
      ? { ...token, text: String(Number(token.text) + 1) }
      : token,
  );
}

/** Reads the name that is defined: in braces or not. */
function readDefinedName(translation: Translation, call: Token): string {
  const name = rawArgument(translation, call).filter(({ text }) => text.trim() !== '');
  const [first, ...more] = name;
  if (first?.text.startsWith('\\') && more.length === 0) return first.text;
  throw new TexError('math-syntax', call.at, `${call.text} is not followed by the name of a command.`);
}

function readCount(reader: Reader, standard: number): number {
  const option = readOptional(reader);
  const count = option === undefined ? standard : Number(textOf(option));
  return Number.isInteger(count) && count >= 0 && count <= 8 ? count : standard;
}

/** `\DeclarePairedDelimiter{\name}{l}{r}`; with `X`, an own body; with `XPP`, what stands before and behind, too. */
function pairDefinition(kind: '' | 'X' | 'XPP'): Handler {
  return (translation, call) => {
    const name = readDefinedName(translation, call);
    const count = kind === '' ? 1 : readCount(translation.reader, 1);
    const read = (): Token[] => rawArgument(translation, call);
    const before = kind === 'XPP' ? read() : [];
    const [left, right] = [read(), read()];
    const after = kind === 'XPP' ? read() : [];
    const body = kind === '' ? filled('#1', call.at) : read();
    const { formula } = translation;
    formula.defines = true;
    const macro = pairedMacro({ count, before, left, right, after, body }, call.at);
    defineMacro(formula.page.table, formula.page.macroLog, name, macro, call);
  };
}

/** `\Newextarrow{\name}{left,right}{number}`: an arrow with text above and below, which here does not stretch. */
const newArrow: Handler = (translation, call) => {
  const name = readDefinedName(translation, call);
  rawArgument(translation, call);
  const [zero, ...digits] = rawArgument(translation, call);
  const number = zero === undefined || zero.text === '0' ? digits : [zero, ...digits];
  const { formula } = translation;
  formula.defines = true;
  const body = filled('\\mathrel{\\overset{#2}{\\underset{#1}{\\unicode{#3}}}}', call.at);
  const filledBody = body.flatMap((token, index): readonly Token[] => {
    if (token.text === '#' && body[index + 1]?.text === '3') return number;
    return token.text === '3' && body[index - 1]?.text === '#' ? [] : [token];
  });
  defineMacro(formula.page.table, formula.page.macroLog, name, simpleMacro(filledBody, 2, []), call);
};

/** `\MoveEqLeft[n]`: the line begins so many em further to the left. */
const movedLeft: Handler = (translation, call) => {
  const by = readOptional(translation.reader) ?? tokenize('2');
  replaceByTemplate(translation, call, '\\hspace{#1em}&\\hspace{-#1em}', by);
};

/** A command that only tells MathJax something: it is left out, with so many arguments. */
function leftOut(count: number): Handler {
  return (translation, call) => {
    readOptional(translation.reader);
    for (let i = 0; i < count; i++) rawArgument(translation, call);
    translation.formula.defines = true;
  };
}

/** Space around a line of dots, which KaTeX keeps as it is. */
const spaceKept: Handler = () => undefined;

export const MATHTOOLS_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\clap', templateCommand('\\mathclap{\\text{#1}}', 1)],
  ['\\textllap', templateCommand('\\mathllap{\\text{#1}}', 1)],
  ['\\textrlap', templateCommand('\\mathrlap{\\text{#1}}', 1)],
  ['\\textclap', templateCommand('\\mathclap{\\text{#1}}', 1)],
  ['\\crampedllap', templateCommand('\\mathllap{#1}', 1)],
  ['\\crampedrlap', templateCommand('\\mathrlap{#1}', 1)],
  ['\\crampedclap', templateCommand('\\mathclap{#1}', 1)],
  ['\\crampedsubstack', templateCommand('\\substack{#1}', 1)],
  ['\\mathmakebox', mathBox],
  ['\\MoveEqLeft', movedLeft],
  ['\\Aboxed', alignedBox],
  ['\\ArrowBetweenLines', arrowBetweenLines],
  ['\\vdotswithin', templateCommand(DOTS, 1)],
  ['\\shortvdotswithin', shortDots],
  ['\\MTFlushSpaceAbove', spaceKept],
  ['\\MTFlushSpaceBelow', spaceKept],
  ['\\MTThinColon', templateCommand('\\mathrel{\\vcenter{:}}')],
  ['\\nuparrow', templateCommand('\\mathrel{\\not\\uparrow}')],
  ['\\ndownarrow', templateCommand('\\mathrel{\\not\\downarrow}')],
  ['\\xmathstrut', strut],
  ['\\adjustlimits', adjustedLimits],
  ['\\DeclarePairedDelimiter', pairDefinition('')],
  ['\\DeclarePairedDelimiters', pairDefinition('')],
  ['\\DeclarePairedDelimiterX', pairDefinition('X')],
  ['\\DeclarePairedDelimitersX', pairDefinition('X')],
  ['\\DeclarePairedDelimiterXPP', pairDefinition('XPP')],
  ['\\DeclarePairedDelimitersXPP', pairDefinition('XPP')],
  ['\\Newextarrow', newArrow],
  ['\\mathtoolsset', leftOut(1)],
  ['\\setOptions', leftOut(1)],
]);
