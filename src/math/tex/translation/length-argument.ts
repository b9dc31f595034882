import { next, peek, skipSpaces } from '../syntax/reader.js';
import type { Token } from '../syntax/token.js';
import { plainArgument, type Translation } from './translation.js';

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
