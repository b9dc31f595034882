import { TexError } from '../syntax/tex-error.js';
import { next, peek, readOptional, tokenize } from '../syntax/tokens.js';
import { tex } from '../translation/node.js';
import { textNodes } from '../translation/text-mode.js';
import {
  braced,
  frameOf,
  type Handler,
  mathArgument,
  note,
  operatorNodes,
  plainArgument,
  rawArgument,
  write,
} from '../translation/translation.js';

/** `\unicode[font]{x3042}`, `\unicode[height,depth][font]{12354}`: the character of that number. */
const unicode: Handler = (translation, command) => {
  readOptional(translation.reader);
  readOptional(translation.reader);
  const number = plainArgument(translation, command);
  const hexadecimal = /^(?:0?[xX]|")(.*)$/.exec(number)?.[1];
  const code = hexadecimal === undefined ? Number.parseInt(number, 10) : Number.parseInt(hexadecimal, 16);
  const valid = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (!valid) throw new TexError('math-syntax', command.at, `"${number}" is not the number of a character.`);
  const character = textNodes(tokenize(String.fromCodePoint(code)), translation.formula);
  write(translation, [tex('\\text', command.at), braced(character, command.at)]);
};

/** `\mmlToken{mi}[attributes]{text}`: a MathML token, of which the text is kept. */
const mmlToken: Handler = (translation, command) => {
  const kind = plainArgument(translation, command);
  readOptional(translation.reader);
  const text = rawArgument(translation, command);
  const { at } = command;
  if (kind === 'mo') write(translation, braced(translation.formula.translate(text, translation.formula), at));
  else write(translation, [tex('\\text', at), braced(textNodes(text, translation.formula), at)]);
};

/** `\verb|text|`: characters as they stand, between two of the same. */
const verbatim: Handler = (translation, command) => {
  const { reader } = translation;
  const delimiter = next(reader)?.text ?? '';
  let text = '';
  for (let token = next(reader); token?.text !== delimiter; token = next(reader)) {
    if (token === undefined)
      throw new TexError('math-syntax', command.at, `\\verb${delimiter} is not closed.`);
    text += token.text;
  }
  write(translation, tex(`\\verb${unusedIn(text)}`, command.at));
};

/** `text` between delimiters that it does not contain. */
function unusedIn(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const delimiter = [...'|!+=/?"'].find((candidate) => !flat.includes(candidate)) ?? '|';
  return `${delimiter}${flat.replaceAll(delimiter, ' ')}${delimiter}`;
}

/**
 * `\mathbb`: KaTeX's fonts have only capitals, so digits and small letters are written as the characters that
 * Unicode has for them.
 */
const blackboard: Handler = (translation, command) => {
  const { at } = command;
  if (peek(translation.reader) === undefined)
    throw new TexError('math-syntax', at, 'An argument of \\mathbb is missing.');
  const content = mathArgument(translation, command);
  const only = content.length === 1 ? content[0] : undefined;
  const letter =
    only !== undefined && 'kind' in only && only.kind === 'tex' ? doubleStruck(only.tex) : undefined;
  if (letter === undefined) write(translation, [tex('\\mathbb', at), braced(content, at)]);
  else write(translation, tex(`\\text{${letter}}`, at));
};

function doubleStruck(character: string): string | undefined {
  if (/^[0-9]$/.test(character)) return String.fromCodePoint(0x1d7d8 + Number(character));
  if (/^[a-z]$/.test(character) && character !== 'k') {
    return String.fromCodePoint(0x1d552 + character.charCodeAt(0) - 0x61);
  }
  return undefined;
}

/** A font that holds to the end of its group, for which KaTeX has a command with an argument. */
function fontSwitch(name: string): Handler {
  return (translation, { at }) => {
    const frame = frameOf(translation);
    frame.nodes.push(tex(`${name}{`, at));
    frame.closers = `}${frame.closers}`;
  };
}

/** `\displaystyle`, `\textstyle` and their kin: how what follows in the group is set. */
const style: Handler = (translation, { text, at }) => {
  frameOf(translation).displayStyle = text === '\\displaystyle';
  write(translation, tex(text, at));
};

/** `\mathop{x}`: in a displayed formula its limits stand below and above, for which KaTeX must be told. */
const operator: Handler = (translation, command) => {
  const content = mathArgument(translation, command);
  write(translation, operatorNodes(translation, content, command.at));
};

/** Operators that KaTeX lets `\limits` follow. */
const OPERATOR =
  /^\\(mathop|operatorname|operatornamewithlimits|sum|prod|coprod|int|iint|iiint|oint|oiint|oiiint|intop|smallint|big(cap|cup|odot|oplus|otimes|sqcup|uplus|vee|wedge)|lim|limsup|liminf|injlim|projlim|var(limsup|liminf|injlim|projlim)|max|min|sup|inf|det|gcd|Pr|arg|cos|cosh|cot|coth|csc|deg|dim|exp|hom|ker|lg|ln|log|sec|sin|sinh|tan|tanh|arcsin|arccos|arctan|argmax|argmin)\b/;

/** `\limits`, `\nolimits`: KaTeX lets them follow operators only, so anything else is made one. */
const limits: Handler = (translation, { text, at }) => {
  const frame = frameOf(translation);
  const atom = frame.nodes[frame.atom];
  if (atom === undefined) {
    note(translation, 'math-repaired', at, `${text} stands behind nothing that could have limits.`);
    return;
  }
  if (!OPERATOR.test(textStart(atom))) {
    const inside = frame.nodes.splice(frame.atom, 1);
    frame.nodes.splice(frame.atom, 0, [tex('\\mathop{', at), inside, tex('}', at)]);
  }
  const index = frame.atom + 1;
  frame.nodes.splice(index, 0, tex(text, at));
};

function textStart(node: Parameters<typeof write>[1]): string {
  if ('kind' in node) return node.kind === 'tex' ? node.tex : '';
  const [first] = node;
  return first === undefined ? '' : textStart(first);
}

export const CHARACTER_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['\\unicode', unicode],
  ['\\mmlToken', mmlToken],
  ['\\verb', verbatim],
  ['\\mathbb', blackboard],
  ['\\Bbb', blackboard],
  ['\\scr', fontSwitch('\\mathscr')],
  ['\\mit', fontSwitch('\\mathit')],
  ['\\bbFont', fontSwitch('\\mathbb')],
  ['\\oldstyle', fontSwitch('\\mathcal')],
  ['\\sl', fontSwitch('\\mathit')],
  ['\\mathop', operator],
  ...['\\displaystyle', '\\textstyle', '\\scriptstyle', '\\scriptscriptstyle'].map(
    (name): [string, Handler] => [name, style],
  ),
  ['\\limits', limits],
  ['\\nolimits', limits],
]);
