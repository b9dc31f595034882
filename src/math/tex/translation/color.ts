import { readOptional } from '../syntax/reader.js';
import { type Token, textOf } from '../syntax/token.js';
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
