import { TexError } from '../syntax/tex-error.js';
import { next, readOptional, skipSpaces, type Token, takeAfterSpaces } from '../syntax/tokens.js';
import { readFenced, replaceByTemplate } from '../translation/template.js';
import { type Handler, rawArgument, type Translation } from '../translation/translation.js';

/** Fences that grow with what stands between them (`PhysicsMethods.ts` of MathJax 3, sections 2.1 to 2.3). */
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '|': '|' };
const BIG = /^\\[bB]igg?$/;

/** Reads `\big`, `\Big`, `\bigg` or `\Bigg` if it stands next. */
function readSize({ reader }: Translation): string | undefined {
  const token = skipSpaces(reader);
  if (token === undefined || !BIG.test(token.text)) return undefined;
  next(reader);
  return token.text;
}

function fenced(open: string, close: string, size: string | undefined, star: boolean): string {
  if (star) return `${open} #1 ${close}`;
  return size === undefined ? `\\left${open} #1 \\right${close}` : `${size}l${open} #1 ${size}r${close}`;
}

/** Reads `(…)`, `[…]` or `|…|`; undefined where none of them stands next or it is not closed. */
function readPair(
  { reader }: Translation,
  allowed: string,
): { readonly open: string; readonly close: string; readonly content: Token[] } | undefined {
  const open = skipSpaces(reader)?.text ?? '';
  const close = PAIRS[open];
  if (close === undefined || !allowed.includes(open)) return undefined;
  const first = next(reader);
  const content = readFenced(reader, open === '|' ? '' : open, close);
  if (content === undefined && first !== undefined) reader.waiting.push(first);
  return content === undefined ? undefined : { open, close, content };
}

/** `\qty(x)`, `\qty{x}`, `\qty\big[x]`: fences as they are written; without any, an empty pair. */
export const quantity: Handler = (translation, call) => {
  const size = readSize(translation);
  if (skipSpaces(translation.reader)?.text === '{') {
    const content = rawArgument(translation, call);
    replaceByTemplate(translation, call, fenced('\\{', '\\}', size, false), content);
    return;
  }
  const pair = readPair(translation, '([|');
  if (pair === undefined) replaceByTemplate(translation, call, '\\left(\\right)');
  else replaceByTemplate(translation, call, fenced(pair.open, pair.close, size, false), pair.content);
};

/** `\abs{x}` and its kin: always the same fences; with a star, or after `\big`, of a given size. */
export function fences(open: string, close: string, before = ''): Handler {
  return (translation, call) => {
    const star = takeAfterSpaces(translation.reader, '*');
    const size = readSize(translation);
    const content = rawArgument(translation, call);
    replaceByTemplate(translation, call, `${before}${fenced(open, close, size, star)}`, content);
  };
}

/** `\comm{a}{b}`. */
export function commutator(open: string, close: string): Handler {
  return (translation, call) => {
    const star = takeAfterSpaces(translation.reader, '*');
    const size = readSize(translation);
    const content = [rawArgument(translation, call), rawArgument(translation, call)];
    const template = fenced(open, close, size, star).replace('#1', () => '#1,#2');
    replaceByTemplate(translation, call, template, ...content);
  };
}

/** `\eval{x}_a^b`, `\eval(x|…`: a bar behind what is evaluated. */
export const evaluated: Handler = (translation, call) => {
  const { reader } = translation;
  const star = takeAfterSpaces(reader, '*');
  const shown = star ? '\\smash{#1}' : '#1';
  const open = skipSpaces(reader)?.text ?? '';
  if (open !== '(' && open !== '[') {
    const content = rawArgument(translation, call);
    replaceByTemplate(translation, call, `\\left. ${shown} \\vphantom{\\int}\\right|`, content);
    return;
  }
  next(reader);
  const content = readFenced(reader, open, '|');
  if (content === undefined) {
    const message = `What ${call.text} evaluates does not end with a bar.`;
    throw new TexError('math-syntax', call.at, message, `Write ${call.text}{…}, or | where it ends.`);
  }
  replaceByTemplate(translation, call, `\\left${open} ${shown} \\vphantom{\\int}\\right|`, content);
};

/** An operator before something in fences, which grow where they are `growing`: `\grad(x)`, `\Re{x}`. */
export function operatorOn(operator: string, growing: string): Handler {
  return (translation, call) => {
    if (skipSpaces(translation.reader)?.text === '{') {
      const content = rawArgument(translation, call);
      const template = growing.includes('{') ? '\\left\\{ #1 \\right\\}' : ' #1 ';
      replaceByTemplate(translation, call, `${operator}${template}`, content);
      return;
    }
    const pair = readPair(translation, growing);
    if (pair === undefined) replaceByTemplate(translation, call, operator);
    else
      replaceByTemplate(
        translation,
        call,
        `${operator}\\left${pair.open} #1 \\right${pair.close}`,
        pair.content,
      );
  };
}

/** `\sin[2](x)`: a function with its power, and parentheses that grow. */
export function functionOn(name: string, takesPower: boolean): Handler {
  return (translation, call) => {
    const power = takesPower ? readOptional(translation.reader) : undefined;
    const raised = power === undefined ? '' : '^{#2}';
    const pair = readPair(translation, '(');
    const operand = pair === undefined ? '' : '\\left( #1 \\right)';
    replaceByTemplate(
      translation,
      call,
      `\\operatorname{${name}}${raised}${operand} `,
      pair?.content ?? [],
      power ?? [],
    );
  };
}
