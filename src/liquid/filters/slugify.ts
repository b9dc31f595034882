import { seen } from '../values/unseen.js';
import { downcase } from './string.js';

/** What a mode replaces by hyphens (Jekyll's utils.rb, SLUGIFY_MODES). */
const REPLACED: Readonly<Record<string, RegExp>> = {
  raw: /[ \t\r\n\f\v]+/g,
  default: /[^\p{M}\p{L}\p{Nd}]+/gu,
  pretty: /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu,
  ascii: /[^A-Za-z0-9]+/g,
  latin: /[^\p{M}\p{L}\p{Nd}]+/gu,
};

/** Letters that are not a Latin letter with a mark (i18n, backend/transliterator.rb). */
const LATIN: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ð: 'D',
  '×': 'x',
  Ø: 'O',
  Þ: 'Th',
  ß: 'ss',
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ĳ: 'IJ',
  ĳ: 'ij',
  ĸ: 'k',
  Ŀ: 'L',
  ŀ: 'l',
  Ł: 'L',
  ł: 'l',
  ŉ: "'n",
  Ŋ: 'NG',
  ŋ: 'ng',
  Œ: 'OE',
  œ: 'oe',
  Ŧ: 'T',
  ŧ: 't',
};

/** Jekyll's `Utils.slugify`; an unknown mode only takes the text to lower case. */
export function slugify(source: string, mode: string): string {
  const text = seen(source);
  const replaced = Object.hasOwn(REPLACED, mode) ? REPLACED[mode] : undefined;
  if (replaced === undefined) return downcase(text);
  const plain = mode === 'latin' ? transliterate(text) : text;
  return downcase(plain.replace(replaced, '-').replace(/^-|-$/g, ''));
}

/** Latin letters without their marks; anything else that is not ASCII is a question mark. */
function transliterate(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => {
    const known = LATIN[character];
    if (known !== undefined) return known;
    const base = character <= 'ž' ? character.normalize('NFD').slice(0, 1) : '';
    return /^[A-Za-z]$/.test(base) ? base : '?';
  });
}
