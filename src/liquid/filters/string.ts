import { Fault } from '../core/fault.js';
import { lstrip, rstrip, strip } from '../core/ruby-string.js';
import { codePoints, isEmpty } from '../render/evaluate.js';
import { isTruthy } from '../values/compare.js';
import { isHash, isNil } from '../values/kind.js';
import { searchPattern, visibleCharacters, visibleText } from '../values/noncharacters.js';
import { type Filter, filter, integerArgument, textFilter, textOrNilFilter } from './filter.js';
import { percentDecode, percentEncode } from './percent.js';

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '>': '&gt;',
  '<': '&lt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (character: string) => HTML_ESCAPES[character] ?? character;

/** Ruby's `CGI.escapeHTML`. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, escaped);
}

/** Ruby's `String#downcase`: a sigma at a word's end is a sigma like any other. */
export function downcase(text: string): string {
  return text.replaceAll('Σ', 'σ').toLowerCase();
}

function capitalize(text: string): string {
  const [first = ''] = text;
  const upper = first.toUpperCase();
  const initial = [...upper].length === 1 ? upper : upper.slice(0, 1) + upper.slice(1).toLowerCase();
  return initial + downcase(text.slice(first.length));
}

/** Ruby's `String#split`: a space splits at runs of white space, and empty pieces at the end are dropped. */
export function splitText(text: string, separator: string): string[] {
  const pieces =
    separator === ' '
      ? lstrip(text).split(/[ \t\r\n\f\v\0]+/)
      : separator === ''
        ? visibleCharacters(text)
        : text.split(searchPattern(separator, text));
  let count = pieces.length;
  while (count > 0 && visibleText(pieces[count - 1] ?? '') === '') count--;
  return pieces.slice(0, count);
}

/** Ruby's `slice(offset, length)` over code points or members; `undefined` outside of it. */
function sliceOf<T>(items: readonly T[], offset: number, length: number): T[] | undefined {
  const start = offset < 0 ? items.length + offset : offset;
  if (start < 0 || start > items.length || length < 0) return undefined;
  return items.slice(start, start + length);
}

function truncate(text: string, length: number, ending: string): string {
  if (codePoints(text) <= length) return text;
  const kept = Math.max(0, length - codePoints(ending));
  return visibleCharacters(text).slice(0, kept).join('') + ending;
}

/**
 * Cuts after `count` words; a text of just as many words gets the ending too (Liquid 4, standardfilters.rb).
 * `undefined` for a shorter text.
 */
function truncateWords(text: string, count: number, ending: string): string | undefined {
  const words = splitText(text, ' ');
  const last = Math.max(0, count - 1);
  return words.length > last ? words.slice(0, last + 1).join(' ') + ending : undefined;
}

/** Ruby's `gsub` with texts: an empty one is found before each character and at the end. */
function replaceAll(text: string, from: string, to: string): string {
  if (from === '') return to + [...text].map((character) => character + to).join('');
  return text.split(searchPattern(from, text)).join(replacement(from, to));
}

function replaceFirst(text: string, from: string, to: string): string {
  // A function, because a text would be read for dollars.
  return text.replace(searchPattern(from, text), () => replacement(from, to));
}

/**
 * Ruby reads `\0` and `\&` in a replacement as what was found, `\1` to `\9` as nothing, `\\` as one
 * backslash.
 */
function replacement(found: string, to: string): string {
  return to.replace(/\\([0-9&\\])/g, (_, mark: string) =>
    mark === '0' || mark === '&' ? found : mark === '\\' ? '\\' : '',
  );
}

function stripHtml(text: string): string {
  const blocks = [
    ['<script', '</script>'],
    ['<!--', '-->'],
    ['<style', '</style>'],
  ] as const;
  return removeSpans(removeSpans(text, blocks), [['<', '>']]);
}

/** Leaves out what stands from an opener to the next closer; openers without a closer stay. */
function removeSpans(text: string, spans: readonly (readonly [string, string])[]): string {
  const open = new Map(spans);
  let kept = '';
  let at = 0;
  for (let next = text.indexOf('<'); next >= 0; next = text.indexOf('<', next)) {
    const end = spanEnd(text, next, open);
    if (end === undefined) {
      next++;
      continue;
    }
    kept += text.slice(at, next);
    at = end;
    next = end;
  }
  return kept + text.slice(at);
}

/** Where the span that opens at `at` ends. An opener that has no closer any more is looked for no further. */
function spanEnd(text: string, at: number, open: Map<string, string>): number | undefined {
  for (const [opener, closer] of open) {
    if (!text.startsWith(opener, at)) continue;
    const end = text.indexOf(closer, at + opener.length);
    if (end >= 0) return end + closer.length;
    open.delete(opener);
  }
  return undefined;
}

function urlDecode(text: string): string {
  const decoded = percentDecode(text.replaceAll('+', ' '));
  if (decoded === undefined)
    throw new Fault(
      'liquid-argument',
      'This decodes to bytes that are no text.',
      'Encode the text as UTF-8.',
    );
  return decoded;
}

/** The filters over text of liquid/standardfilters.rb. */
export const stringFilters: Readonly<Record<string, Filter>> = {
  append: filter(1, 1, (input, [ending], use) => use.text(input) + use.text(ending)),
  prepend: filter(1, 1, (input, [start], use) => use.text(start) + use.text(input)),
  downcase: textFilter(downcase),
  upcase: textFilter((text) => text.toUpperCase()),
  capitalize: textFilter(capitalize),
  escape: textOrNilFilter(escapeHtml),
  h: textOrNilFilter(escapeHtml),
  escape_once: textFilter((text) => text.replace(/["><']|&(?!(?:[a-zA-Z]+|#\d+);)/g, escaped)),
  url_encode: textOrNilFilter((text) => percentEncode(text, /[a-zA-Z0-9_.~-]/).replaceAll('%20', '+')),
  url_decode: textOrNilFilter(urlDecode),
  strip: textFilter(strip),
  lstrip: textFilter(lstrip),
  rstrip: textFilter(rstrip),
  strip_html: textFilter(stripHtml),
  strip_newlines: textFilter((text) => text.replace(/\r?\n/g, '')),
  newline_to_br: textFilter((text) => text.replace(/\r?\n/g, '<br />\n')),
  split: filter(1, 1, (input, [separator], use) => splitText(use.text(input), use.text(separator))),
  replace: filter(1, 2, (input, [from, to = ''], use) =>
    replaceAll(use.text(input), use.text(from), use.text(to)),
  ),
  replace_first: filter(1, 2, (input, [from, to = ''], use) =>
    replaceFirst(use.text(input), use.text(from), use.text(to)),
  ),
  remove: filter(1, 1, (input, [from], use) => replaceAll(use.text(input), use.text(from), '')),
  remove_first: filter(1, 1, (input, [from], use) => replaceFirst(use.text(input), use.text(from), '')),
  truncate: filter(0, 2, (input, [length = 50, ending = '...'], use) =>
    isNil(input) ? null : truncate(use.text(input), integerArgument(length), use.text(ending)),
  ),
  truncatewords: filter(0, 2, (input, [count = 15, ending = '...'], use) =>
    isNil(input) ? null : (truncateWords(use.text(input), integerArgument(count), use.text(ending)) ?? input),
  ),
  slice: filter(1, 2, (input, [offset, length], use) => {
    const count = isTruthy(length) ? integerArgument(length) : 1;
    if (Array.isArray(input)) return sliceOf(input, integerArgument(offset), count) ?? [];
    return (sliceOf(visibleCharacters(use.text(input)), integerArgument(offset), count) ?? []).join('');
  }),
  default: filter(0, 2, (input, [value = '', options]) => {
    const allowFalse = isHash(options) && isTruthy(options['allow_false']);
    const missing = allowFalse ? isNil(input) : !isTruthy(input);
    return missing || isEmpty(input) ? value : input;
  }),
};
