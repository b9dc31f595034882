import { environmentOf, type MarkdownEnvironment, tokenLists } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { isMended, reportMend } from '../document/mend.js';
import { metaOf } from '../document/token-meta.js';
import { LITERAL_ELEMENTS } from '../html/names.js';
import { documentOffset, joinSegments, sliceSegment } from '../source/segment.js';

/** What is done, and where it was done first. */
interface Joined {
  count: number;
  first: number | undefined;
}

/** Where a walk through tokens is. */
interface Walk {
  /** What is printed before the next token, if it is text. */
  before: string;
  /** In how many elements that show their text as it is written. */
  literal: number;
  readonly joined: Joined;
}

/**
 * `一行目。⏎二行目。`: where a line ends between two letters of Chinese or Japanese, browsers show a space that
 * belongs to neither script. The line break is left out. As such pages have hundreds of them, they are reported
 * once.
 */
export function cjkBreaks(core: StateCore): void {
  const environment = environmentOf(core);
  if (!isMended('cjk-breaks', environment.options)) return;
  const joined: Joined = { count: 0, first: undefined };
  for (const tokens of tokenLists(core)) joinInBlocks(tokens, { before: '', literal: 0, joined });
  if (joined.first !== undefined) report(joined.count, joined.first, environment);
}

function joinInBlocks(tokens: readonly Token[], walk: Walk): void {
  tokens.forEach((token, index) => {
    const { children, content } = token;
    if (children === null) {
      if (token.type.startsWith('html_')) joinIn(token, tokens, index, walk, token);
      return;
    }
    walk.before = '';
    // The text of a span in raw HTML is not kept; it is read from one line.
    if (!content.includes('\n')) return;
    children.forEach((child, at) => {
      joinIn(child, children, at, walk, token);
    });
    walk.before = '';
  });
}

/** Leaves the breaks out of a token; `written` is the token that knows where its text was written. */
function joinIn(token: Token, tokens: readonly Token[], index: number, walk: Walk, written: Token): void {
  const { type, content, tag, nesting } = token;
  if (type === 'text' || type === 'html_text') {
    if (walk.literal === 0 && content.includes('\n')) joinText(token, tokens, index, walk, written);
    if (content !== '') walk.before = token.content;
    return;
  }
  if (nesting !== 0 && LITERAL_ELEMENTS.has(tag)) walk.literal += nesting;
  if (walk.before !== '' && !isTransparent(token)) walk.before = '';
}

function joinText(
  token: Token,
  tokens: readonly Token[],
  index: number,
  { before, joined }: Walk,
  written: Token,
): void {
  const { content } = token;
  const parts: (readonly [from: number, to: number])[] = [];
  let done = 0;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) {
    let from = at;
    let to = at + 1;
    while (from > done && isBlank(content.charCodeAt(from - 1))) from--;
    while (to < content.length && isBlank(content.charCodeAt(to))) to++;
    const left = from > 0 ? content.charCodeAt(from - 1) : before.charCodeAt(before.length - 1);
    if (!isWide(left)) continue;
    const right = to < content.length ? content.slice(to, to + 8) : textBehind(tokens, index).slice(0, 8);
    if (!isWide(right.charCodeAt(0)) || OWN_LINE.test(right) || isHash(content, at)) continue;
    parts.push([done, from]);
    done = to;
    joined.count++;
  }
  if (parts.length === 0) return;
  joined.first ??= firstBreak(written);
  parts.push([done, content.length]);
  keepParts(token, parts);
}

/**
 * What lines begin with that are meant to stand by themselves: bullets and numbers that Markdown does not know, and the
 * space that begins a paragraph.
 */
const OWN_LINE =
  /^(?:[・･‧※\u3000\u3200-\u32FF]|[０-９]|[（(][０-９0-9一二三四五六七八九十ァ-ヶぁ-んＡ-Ｚａ-ｚ]{1,3}[)）]|[Ａ-Ｚａ-ｚア-ン一二三四五六七八九十]{1,3}[．.、：:）)])/;

/** Whether the line that ends at `end` begins with number signs, so that it may be meant as a heading. */
function isHash(text: string, end: number): boolean {
  const sign = text.charAt(text.lastIndexOf('\n', end - 1) + 1);
  return sign === '#' || sign === '＃';
}

/** Leaves of a token's text these parts, each at its place. */
function keepParts(token: Token, parts: readonly (readonly [from: number, to: number])[]): void {
  const { content } = token;
  const meta = metaOf(token);
  token.content = parts.map(([from, to]) => content.slice(from, to)).join('');
  if (meta.origin === undefined) return;
  const whole = { text: content, origin: meta.origin };
  meta.origin = joinSegments(parts.map(([from, to]) => sliceSegment(whole, from, to))).origin;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The first and the last of letters of Chinese and Japanese, and of the signs that are as wide. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x2e80, 0x2fdf], // radicals
  [0x3000, 0x30ff], // punctuation, Hiragana, Katakana
  [0x3100, 0x312f], // Bopomofo
  [0x3190, 0x4dbf], // more Katakana, signs, ideographs
  [0x4e00, 0x9fff], // ideographs
  [0xd840, 0xd88f], // the first halves of ideographs beyond the basic plane
  [0xdc00, 0xdfff], // their second halves
  [0xf900, 0xfaff], // compatibility ideographs
  [0xff01, 0xff60], // full-width forms
  [0xffe0, 0xffe6], // full-width signs
];

/** Whether a UTF-16 unit belongs to a letter or sign of Chinese or Japanese, next to which no space belongs. */
function isWide(unit: number): boolean {
  return unit >= 0x2e80 && WIDE.some(([first, last]) => unit >= first && unit <= last);
}

/** The text that is printed behind a token, past the tags of elements within a line. */
function textBehind(tokens: readonly Token[], index: number): string {
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if ((token.type === 'text' || token.type === 'html_text') && token.content !== '') return token.content;
    if (!isTransparent(token)) break;
  }
  return '';
}

/** Whether a token prints nothing but a tag of an element within a line, or nothing at all. */
function isTransparent({ type, tag, content, nesting }: Token): boolean {
  return nesting === 0 ? content === '' && type === 'html_raw' : IN_LINE.has(tag);
}

const IN_LINE: ReadonlySet<string> = new Set(
  'a abbr b big cite del em font i ins mark s small span strike strong u'.split(' '),
);

/** The document offset of the first line break between such letters in a text as it was written. */
function firstBreak({ content, meta }: Token): number {
  const { origin, at = 0 } = metaOf({ meta });
  if (origin === undefined) return at;
  for (let end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', end + 1)) {
    const right = content.slice(end + 1, end + 9);
    if (isWide(content.charCodeAt(end - 1)) && isWide(right.charCodeAt(0)) && !OWN_LINE.test(right))
      return documentOffset(origin, end);
  }
  return documentOffset(origin, Math.max(0, content.indexOf('\n')));
}

function report(count: number, at: number, environment: MarkdownEnvironment): void {
  const message =
    count === 1
      ? 'A line break between letters of Chinese or Japanese would be shown as a space, and is left out.'
      : `${count} line breaks between letters of Chinese or Japanese would be shown as spaces, and are left out.`;
  reportMend(
    {
      mend: 'cjk-breaks',
      severity: 'info',
      at,
      text: '',
      message,
      hint: 'For Jekyll, set "remove_line_breaks_for_cjk: true" under "kramdown:" in _config.yml.',
    },
    environment,
  );
}
