import type { MappedText } from '../../diagnostics/index.js';
import { leadingInteger, strip } from '../core/ruby-string.js';
import { isDay } from '../time/written-time.js';
import { isNumeric, numberOf } from '../values/float.js';
import { jsonText } from '../values/json.js';
import { isNil, isTime } from '../values/kind.js';
import { visibleText } from '../values/noncharacters.js';
import { asTime, inspect, joined } from '../values/text.js';
import { cannotTake, type Filter, type FilterUse, filter, textFilter } from './filter.js';
import { downcase, splitText } from './string.js';

/** Ruby's `encode(xml: :attr)` without the quotes around. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

const CJK = '\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hiragana}\\p{Script=Hangul}';
const CJK_CHARACTER = new RegExp(`[${CJK}]`, 'gu');
const OTHER_WORD = new RegExp(`[^${CJK} \\t\\r\\n\\f\\v]+`, 'gu');

function countWords(text: string, mode: unknown): number {
  const plain = splitText(text, ' ').length;
  if (mode !== 'cjk' && mode !== 'auto') return plain;
  const characters = text.match(CJK_CHARACTER)?.length ?? 0;
  if (mode === 'auto' && characters === 0) return plain;
  return characters + (text.match(OTHER_WORD)?.length ?? 0);
}

/** Of more than two, all but the last are joined, with what is inside of them. */
function sentence(items: readonly unknown[], connector: string, { text, rendering }: FilterUse): string {
  if (items.length < 2) return text(items[0]);
  if (items.length === 2) return `${text(items[0])} ${connector} ${text(items[1])}`;
  return `${joined(items.slice(0, -1), ', ', rendering.zone)}, ${connector} ${text(items.at(-1))}`;
}

function toInteger(input: unknown, use: FilterUse): number {
  if (input === true) return 1;
  if (input === false || isNil(input)) return 0;
  if (typeof input === 'string') return leadingInteger(input);
  if (isTime(input) && !isDay(input)) return Math.floor(asTime(input, use.rendering.zone).epoch / 1000);
  if (isNumeric(input) && Number.isFinite(numberOf(input))) return Math.trunc(numberOf(input));
  throw cannotTake('to_integer', input);
}

/** A text all of which points at the construct that made it. */
function mapped(text: string, use: FilterUse): MappedText {
  const { origin } = use.construct;
  return { text, runs: origin === undefined ? [] : [{ at: 0, ...origin, verbatim: false }] };
}

function converter(convert: (text: MappedText, use: FilterUse) => string): Filter {
  return filter(0, 0, (input, _, use) => convert(mapped(use.text(input), use), use));
}

function words(input: unknown, mode: unknown): number {
  if (typeof input !== 'string') throw cannotTake('number_of_words', input);
  return countWords(input, mode);
}

/** A text is a list of its letters, but Ruby can join two of them at most. */
function listed(input: unknown): unknown[] {
  if (typeof input === 'string' && [...input].length < 3) return [...input];
  if (!Array.isArray(input)) throw cannotTake('array_to_sentence_string', input);
  return input;
}

/** The other filters of Jekyll's filters.rb. */
export const jekyllFilters: Readonly<Record<string, Filter>> = {
  markdownify: converter((text, use) => use.rendering.options.markdownify(text)),
  smartify: converter((text, use) => use.rendering.options.smartify(text)),
  scssify: converter((text, use) => use.rendering.options.sassify(text, 'scss')),
  sassify: converter((text, use) => use.rendering.options.sassify(text, 'sass')),
  slugify: filter(0, 1, (input, [mode], use) => {
    if (isNil(input)) return null;
    if (typeof input !== 'string') throw cannotTake('slugify', input);
    return slugify(input, isNil(mode) ? 'default' : use.text(mode));
  }),
  xml_escape: textFilter(escapeXml),
  normalize_whitespace: textFilter((text) => strip(text.replace(/[ \t\r\n\f\v]+/g, ' '))),
  number_of_words: filter(0, 1, (input, [mode]) => words(input, mode)),
  array_to_sentence_string: filter(0, 1, (input, [connector = 'and'], use) =>
    sentence(listed(input), use.text(connector), use),
  ),
  jsonify: filter(0, 0, (input, _, use) => jsonText(input, { text: use.text, charge: use.rendering.charge })),
  inspect: filter(0, 0, (input, _, use) => escapeXml(inspect(input, use.rendering.zone))),
  to_integer: filter(0, 0, (input, _, use) => toInteger(input, use)),
};

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
function slugify(source: string, mode: string): string {
  const text = visibleText(source);
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
