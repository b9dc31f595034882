import { TexError } from '../syntax/tex-error.js';
import { next, peek, type Reader, readOptional, skipSpaces, type Token, textOf } from '../syntax/tokens.js';
import { plainArgument, type Translation } from './translation.js';

const KATEX_COLOR = /^(#[a-f0-9]{3}|#[a-f0-9]{6}|[a-z]+)$/i;

/**
 * Reads a colour, `{red}` or `[rgb]{1,0,0}`, as KaTeX writes it: a name or `#rrggbb`. A colour that cannot be
 * understood is black.
 */
export function colorArgument(translation: Translation, command: Token): string {
  const model = readOptional(translation.reader);
  const value = plainArgument(translation, command);
  return colorOf(model === undefined ? '' : textOf(model).trim(), value, translation);
}

/** A colour from its model (`rgb`, `RGB`, `HTML`, `gray`, `cmyk`; '' for a name) and its value. */
export function colorOf(model: string, value: string, { formula }: Translation): string {
  if (model === '' || model === 'named') {
    const defined = formula.page.colors.get(value);
    return defined ?? (KATEX_COLOR.test(value) ? value : 'black');
  }
  if (model === 'HTML' || model === 'html') return /^[a-f0-9]{6}$/i.test(value) ? `#${value}` : 'black';
  const parts = value.split(',').map(Number);
  if (parts.length === 0 || parts.some((part) => !Number.isFinite(part))) return 'black';
  const [a = 0, b = 0, c = 0, k = 0] = parts;
  switch (model) {
    case 'rgb':
      return hexadecimal(a, b, c);
    case 'RGB':
      return hexadecimal(a / 255, b / 255, c / 255);
    case 'gray':
      return hexadecimal(a, a, a);
    case 'cmyk':
      return hexadecimal((1 - a) * (1 - k), (1 - b) * (1 - k), (1 - c) * (1 - k));
    default:
      return 'black';
  }
}

/** Red, green and blue from 0 to 1 as `#rrggbb`. */
function hexadecimal(...parts: readonly number[]): string {
  const digits = parts.map((part) =>
    Math.round(Math.min(1, Math.max(0, part)) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

/** A length without braces, as in `\raise 2pt \hbox{x}`, or in braces. */
export function lengthArgument(translation: Translation, command: Token): string {
  const { reader } = translation;
  if (skipSpaces(reader)?.text === '{') return plainArgument(translation, command);
  let text = '';
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (!/^[-+\d.,\s]$|^\s+$/.test(token.text)) break;
    text += token.text;
    next(reader);
  }
  const unit = [next(reader)?.text ?? '', next(reader)?.text ?? ''].join('');
  return `${text}${unit}`.replace(/\s+/g, '').replace(',', '.');
}

/** A length as KaTeX's text mode takes it, where mu is no unit: 18 mu are 1 em. */
export function textLength(length: string): string {
  const mu = /^(-?[\d.]+)mu$/.exec(length)?.[1];
  return mu === undefined ? length : `${Number(mu) / 18}em`;
}

/** Reads the body of an environment that `call` has opened, up to its `\end`, which is read, too. */
export function readBody(translation: Translation, call: Token, name: string): Token[] {
  const body = bodyUpToEnd(translation.reader, name);
  if (body !== undefined) return body;
  throw new TexError('math-syntax', call.at, `\\begin{${name}} has no \\end{${name}}.`);
}

/** Reads up to the `\end{name}` that closes what is open, and that; undefined where there is none. */
export function bodyUpToEnd(reader: Reader, name: string): Token[] | undefined {
  const { waiting } = reader;
  let depth = 0;
  for (let i = waiting.length - 1; i >= 0; i--) {
    const text = waiting[i]?.text;
    if (text !== '\\begin' && text !== '\\end') continue;
    if (!isNamed(reader, i, name)) continue;
    if (text === '\\begin') depth++;
    else if (depth-- === 0) {
      const body = waiting.splice(i + 1).reverse();
      waiting.length -= name.length + 3;
      return body;
    }
  }
  return undefined;
}

/** Whether the command at an index of what waits is followed by `{name}`. */
function isNamed({ waiting }: Reader, index: number, name: string): boolean {
  for (const [offset, character] of [...`{${name}}`].entries()) {
    if (waiting[index - 1 - offset]?.text !== character) return false;
  }
  return true;
}

/** Tokens cut at a separator outside of braces and environments. */
export function split(tokens: readonly Token[], ...separators: readonly string[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '{' || token.text === '\\begin') depth++;
    else if (token.text === '}' || token.text === '\\end') depth--;
    if (depth === 0 && separators.includes(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
