import { TexError } from '../syntax/tex-error.js';
import { next, putBack, readOptional, readUpTo, skipSpaces, type Token } from '../syntax/tokens.js';
import { bodyUpToEnd, lengthArgument } from '../translation/arguments.js';
import { tex } from '../translation/node.js';
import {
  braced,
  frameOf,
  type Handler,
  mathArgument,
  note,
  rawArgument,
  type Translation,
  write,
} from '../translation/translation.js';
import { delimiter, sized } from './delimiters.js';

/** `\pmatrix{a & b \cr c & d}`: plain TeX's form of what LaTeX writes as an environment. */
function asEnvironment(name: string, argument = ''): Handler {
  return (translation, command) => {
    const { at } = command;
    const content = readMatrix(translation, command, name);
    const word = (text: string): Token => ({ text, at });
    const around = (command_: string): Token[] => [
      { text: command_, at, primitive: true },
      word('{'),
      ...Array.from(name, word),
      word('}'),
    ];
    const columns = argument === '' ? [] : [word('{'), ...Array.from(argument, word), word('}')];
    putBack(translation.reader, [...around('\\begin'), ...columns, ...content, ...around('\\end')]);
  };
}

/**
 * The lines of a matrix in braces. Where the braces are closed by `\end{name}`, as those are that have half become an
 * environment, that is taken for their end.
 */
function readMatrix(translation: Translation, command: Token, name: string): Token[] {
  const { reader } = translation;
  const brace = skipSpaces(reader);
  if (brace?.text !== '{') return rawArgument(translation, command);
  next(reader);
  const content = readUpTo(reader, '}');
  if (content !== undefined) return content;
  const body = bodyUpToEnd(reader, name);
  if (body === undefined) {
    putBack(reader, [brace]);
    return rawArgument(translation, command);
  }
  const message = `The brace behind ${command.text} is closed by \\end{${name}}.`;
  note(translation, 'math-repaired', command.at, message, `Write \\begin{${name}} for ${command.text}{.`);
  return body;
}

/** `\buildrel a \over b`: `a` above the relation `b`. */
const buildRelation: Handler = (translation, command) => {
  const above = readUpTo(translation.reader, '\\over');
  if (above === undefined)
    throw new TexError('math-syntax', command.at, '\\buildrel is not followed by \\over.');
  const over = translation.formula.translate(above, translation.formula);
  const { at } = command;
  write(translation, [
    tex('\\stackrel', at),
    braced(over, at),
    braced(mathArgument(translation, command), at),
  ]);
};

/** `\root n \of x`: the `n`th root. */
const root: Handler = (translation, command) => {
  const degree = readUpTo(translation.reader, '\\of');
  if (degree === undefined) throw new TexError('math-syntax', command.at, '\\root is not followed by \\of.');
  const index = translation.formula.translate(degree, translation.formula);
  const { at } = command;
  write(translation, [
    tex('\\sqrt[', at),
    braced(index, at),
    tex(']', at),
    braced(mathArgument(translation, command), at),
  ]);
};

/** `a \overwithdelims() b`, `a \atopwithdelims() b`: a fraction between delimiters, in the group it stands in;
 * `\abovewithdelims` also takes the thickness of its line. */
function withDelimiters(infix: string): Handler {
  return (translation, command) => {
    const left = delimiter(translation, command);
    const right = delimiter(translation, command);
    const thickness = infix === '\\above ' ? lengthArgument(translation, command) : '';
    const frame = frameOf(translation);
    const { at } = command;
    const above = frame.nodes.splice(frame.cell);
    frame.nodes.push(tex(`${sized('\\left', left)}{`, at), above, tex(`${infix}${thickness} `, at));
    frame.closers = `}${sized('\\right', right)}${frame.closers}`;
  };
}

/** `\raise`, `\lower`: a box above or below its line. */
function raised(sign: 1 | -1): Handler {
  return (translation, command) => {
    const { at } = command;
    const by = lengthArgument(translation, command);
    const signed = sign === 1 ? by : by.startsWith('-') ? by.slice(1) : `-${by}`;
    const box = mathArgument(translation, command);
    write(translation, [tex(`\\raisebox{${signed}}{$`, at), box, tex('$}', at)]);
  };
}

/** `\moveleft`, `\moveright`: a box beside its place. */
function moved(sign: 1 | -1): Handler {
  return (translation, command) => {
    const { at } = command;
    const by = lengthArgument(translation, command);
    const back = by.startsWith('-') ? by.slice(1) : `-${by}`;
    const [before, after] = sign === 1 ? [by, back] : [back, by];
    const box = mathArgument(translation, command);
    write(translation, [tex(`{\\kern${before}`, at), box, tex(`\\kern${after}}`, at)]);
  };
}

/** `\skew{n}{\hat}{x}`: an accent put aside by hand; KaTeX places accents itself. */
const skewed: Handler = (translation, command) => {
  rawArgument(translation, command);
  const accent = rawArgument(translation, command);
  putBack(translation.reader, accent);
};

/** `\uproot{n}`, `\leftroot{n}`: the place of a root's degree, which KaTeX chooses itself. */
const rootPlace: Handler = (translation, command) => {
  rawArgument(translation, command);
};

/** `\cfrac[l]{1}{x}`: KaTeX centres its numerators. */
const continuedFraction: Handler = (translation, command) => {
  readOptional(translation.reader);
  write(translation, [tex('\\cfrac', command.at)]);
};

export const PLAIN_TEX_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\matrix', asEnvironment('matrix')],
  ['\\pmatrix', asEnvironment('pmatrix')],
  ['\\cases', asEnvironment('cases')],
  ['\\eqalign', asEnvironment('aligned')],
  ['\\eqalignno', asEnvironment('aligned')],
  ['\\leqalignno', asEnvironment('aligned')],
  ['\\displaylines', asEnvironment('gathered')],
  ['\\array', asEnvironment('array', 'c')],
  ['\\buildrel', buildRelation],
  ['\\cfrac', continuedFraction],
  ['\\root', root],
  ['\\overwithdelims', withDelimiters('\\over ')],
  ['\\atopwithdelims', withDelimiters('\\atop ')],
  ['\\abovewithdelims', withDelimiters('\\above ')],
  ['\\raise', raised(1)],
  ['\\lower', raised(-1)],
  ['\\moveright', moved(1)],
  ['\\moveleft', moved(-1)],
  ['\\skew', skewed],
  ['\\uproot', rootPlace],
  ['\\leftroot', rootPlace],
]);
