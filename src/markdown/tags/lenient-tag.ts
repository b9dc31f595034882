import type { MendNote } from '../document/mend.js';
import type { Warning } from '../document/warnings.js';
import { isHtmlElement } from '../html/names.js';
import { isVoidElement, type OpenTag, type TagAttribute } from '../html/syntax.js';
import type { IndexOf } from '../source/index-of.js';

/** The mends of tags that kramdown takes for text, by what is wrong with such a tag. */
export type TagMend = 'comments-in-tags' | 'unclosed-tags' | 'unquoted-attributes';

/** A tag as its author meant it. */
export interface LenientTag {
  readonly tag: OpenTag;
  /** What is wrong with it, at least one thing. */
  readonly faults: ReadonlySet<TagMend>;
}

/** A tag while it is read. */
interface Reading {
  readonly text: string;
  readonly indexOf: IndexOf;
  readonly attributes: TagAttribute[];
  readonly faults: Set<TagMend>;
  /** The offset behind what has been read. */
  pos: number;
}

const LONGEST_TAG = 4000;
const START = /<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>"'“”]|$)/y;
const SPACES = /[ \t\r]*(?:\n[ \t\r]*)?/y;
const NAME = /[A-Za-z_:@][-\w:.]*/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const TYPOGRAPHIC = /["'“”„‟″＂]([^"'“”„‟″＂<>\n]*)["'“”„‟″＂]/y;
const BARE = /[^\s"'“”<>`]+/y;
const STRAY_QUOTE = /["'“”]/;
/** What may follow a tag that lacks its `>`. */
const BEHIND = /[ \t]*(?:$|[\n\]<)|])/y;
const ENDS_VALUE = /[\s>/]/;
const END_OF_LINE = /[ \t]*(?:$|\n)/y;

/** Attributes that say all by being there. */
const WITHOUT_VALUE: ReadonlySet<string> = new Set(
  (
    'allowfullscreen async autofocus autoplay checked compact controls default defer disabled formnovalidate hidden ' +
    'inert ismap itemscope loop mozallowfullscreen multiple muted nohref noresize noshade novalidate nowrap open ' +
    'playsinline readonly repeat required reversed selected webkitallowfullscreen'
  ).split(' '),
);

/**
 * The tag of an element of HTML at `at` that kramdown takes for text because of how its attributes are written or
 * because it lacks its `>`; undefined where it is not certain that a tag was meant, and where nothing is wrong.
 */
export function lenientTag(text: string, at: number, indexOf: IndexOf): LenientTag | undefined {
  const name = matchAt(START, text, at)?.[1];
  if (name === undefined || !isHtmlElement(name)) return undefined;
  const reading: Reading = { text, indexOf, attributes: [], faults: new Set(), pos: at + 1 + name.length };
  for (;;) {
    if (reading.pos - at > LONGEST_TAG) return undefined;
    const end = tagEnd(reading);
    const goesOn = end === undefined && readPart(reading, name);
    if (goesOn) continue;
    const closed = end ?? unclosedEnd(reading, name.toLowerCase());
    if (closed === undefined || reading.faults.size === 0) return undefined;
    return { tag: { name, attributes: reading.attributes, ...closed }, faults: reading.faults };
  }
}

/** A tag with an attribute that has a value: in quotes, or else with a `>` further on. */
const UNREAD =
  /<([A-Za-z][A-Za-z0-9]*)[ \t]+[A-Za-z][\w-]*=(?:["'“”][^<>\n]{1,500}>?|[\w/.#][^<>\n]{0,500}>)/y;

/** What stands at `at` and looks like a tag of HTML's, although neither kramdown nor `lenientTag` takes it for one. */
export function unreadTagAt(text: string, at: number): string | undefined {
  const [written, name = ''] = matchAt(UNREAD, text, at) ?? [];
  return isHtmlElement(name) ? written?.trimEnd() : undefined;
}

/** The `>` or `/>` that comes next. */
function tagEnd({ text, pos }: Reading): Pick<OpenTag, 'selfClosed' | 'end'> | undefined {
  const start = skip(SPACES, text, pos);
  if (text.charAt(start) === '>') return { selfClosed: false, end: start + 1 };
  return text.startsWith('/>', start) ? { selfClosed: true, end: start + 2 } : undefined;
}

/** Where a tag ends that is followed by what can stand in none. */
function unclosedEnd(
  { text, pos, attributes, faults }: Reading,
  name: string,
): Pick<OpenTag, 'selfClosed' | 'end'> | undefined {
  if (!attributes.some(({ value }) => value !== '') && name !== 'br' && name !== 'hr') return undefined;
  const slash = /^[ \t]*\//.exec(text.slice(pos, pos + LONGEST_TAG))?.[0].length ?? 0;
  if (matchAt(slash > 0 ? END_OF_LINE : BEHIND, text, pos + slash) === undefined) return undefined;
  faults.add('unclosed-tags');
  return { selfClosed: slash > 0, end: pos + slash };
}

/** Reads an attribute, a comment or a quote too many. Answers false, and stays where it was, where none comes. */
function readPart(reading: Reading, element: string): boolean {
  const { text, indexOf, pos, faults } = reading;
  const start = skip(SPACES, text, pos);
  if (text.startsWith('<!--', start)) {
    const end = indexOf('-->', start + 4);
    if (end < 0 || end - start > LONGEST_TAG) return false;
    faults.add('comments-in-tags');
    reading.pos = end + 3;
    return true;
  }
  if (start === pos && reading.attributes.length > 0 && STRAY_QUOTE.test(text.charAt(start))) {
    faults.add('unquoted-attributes');
    reading.pos = start + 1;
    return true;
  }
  return readAttribute(reading, start, element);
}

function readAttribute(reading: Reading, start: number, element: string): boolean {
  const { text, pos, faults, attributes } = reading;
  const name = matchAt(NAME, text, start)?.[0];
  if (name === undefined) return false;
  const equals = matchAt(EQUALS, text, start + name.length)?.[0];
  if (start === pos && attributes.length === 0) return false;
  if (equals === undefined) {
    // Behind a line break a word is more likely the text that follows a tag without its `>`.
    if (!WITHOUT_VALUE.has(name.toLowerCase()) || text.slice(pos, start).includes('\n')) return false;
    const end = start + name.length;
    attributes.push({ name, at: start, value: '', from: end, to: end });
    reading.pos = end;
    return true;
  }
  if (start === pos) faults.add('unquoted-attributes');
  const from = start + name.length + equals.length;
  const { value, at, end } =
    quotedValue(reading, from) ?? typographicValue(reading, from) ?? bareValue(reading, from, element);
  attributes.push({ name, at: start, value, from: at, to: at + value.length });
  reading.pos = end;
  return true;
}

interface Value {
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

/** A value in quotes, the closing one of which may be missing. */
function quotedValue({ text, indexOf, faults }: Reading, from: number): Value | undefined {
  const quote = text.charAt(from);
  if (quote !== '"' && quote !== "'") return undefined;
  const at = from + 1;
  const close = indexOf(quote, at);
  const markup = indexOf('<', at);
  const isNear = close >= 0 && close - at <= LONGEST_TAG && (markup < 0 || close < markup);
  const value = isNear ? text.slice(at, close) : '';
  const isOpen =
    /\n[ \t]*\n|\s[A-Za-z-]+=$/.test(value) ||
    (value.includes('>') && !ENDS_VALUE.test(text.charAt(close + 1)));
  if (isNear && !isOpen) return { value, at, end: close + 1 };
  // What closes it instead is white space, the end of the tag, or the other quote.
  const [bare = ''] = matchAt(BARE, text, at) ?? [];
  const behind = text.charAt(at + bare.length);
  faults.add('unclosed-tags');
  return { value: bare, at, end: at + bare.length + (STRAY_QUOTE.test(behind) ? 1 : 0) };
}

/** A value in quotes of print, as word processors make them. */
function typographicValue({ text, faults }: Reading, from: number): Value | undefined {
  const match = matchAt(TYPOGRAPHIC, text, from);
  if (match === undefined) return undefined;
  faults.add('unquoted-attributes');
  return { value: match[1] ?? '', at: from + 1, end: from + match[0].length };
}

/** A value without quotes, or with the closing one alone. */
function bareValue({ text, faults }: Reading, from: number, element: string): Value {
  const [written = ''] = matchAt(BARE, text, from) ?? [];
  const isSlashEnd = written.endsWith('/') && text.charAt(from + written.length) === '>';
  const value = isSlashEnd && isVoidElement(element.toLowerCase()) ? written.slice(0, -1) : written;
  const hasQuote = STRAY_QUOTE.test(text.charAt(from + value.length));
  if (hasQuote || !/^\w+$/.test(value)) faults.add('unquoted-attributes');
  return { value, at: from, end: from + value.length + (hasQuote ? 1 : 0) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (matchAt(pattern, text, at)?.[0].length ?? 0);
}

/** Of what looks like a tag, with attributes that nobody can make out. */
export function unreadTag(written: string, at: number): Warning {
  return {
    code: 'html-attribute',
    severity: 'warning',
    at,
    text: written,
    message: 'The attributes of this tag cannot be read, so the tag is shown as text.',
    hint: 'Put each value into plain quotes, with spaces between the attributes and nothing else before the ">"; or, if no tag is meant, put it into backticks.',
  };
}

/**
 * `<iframe src="a.html" <!-- width="50%" --> height="300">`: no comment can stand in a tag. kramdown takes the tag for text;
 * it is read without the comment. This is what is said of it.
 */
export function commentsInTags(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  return {
    text: written,
    message:
      'A comment stands within this tag, so Jekyll shows the tag as text; it is read without the comment.',
    hint: `Write ${meant}, with the comment before or behind it.`,
  };
}

/**
 * `<img src=a.png width=50%>`, `<img src="a.png"alt="A">`, `<td width=“50%”>`: kramdown takes a tag for text if a value without
 * quotes holds more than letters and digits, if no space stands between its attributes, or if its quotes are those
 * of print. Its attributes are read as a browser would read them. This is what is said of it.
 */
export function unquotedAttributes(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  return {
    text: written,
    message:
      'The attributes of this tag lack plain quotes around their values or spaces between them, so Jekyll shows it as text; it is read as a tag.',
    hint: `Write ${meant}.`,
  };
}

/**
 * `[Notebook <img src="badge.svg"](…)` and `<img src="a.png>`: a tag that lacks its `>`, or a quote in it that lacks its
 * partner, is text to kramdown. It is read as a tag that ends where its attributes end, before a line's end, a
 * bracket or the next tag. This is what is said of it.
 */
export function unclosedTags(written: string, meant: string): Omit<MendNote, 'at' | 'mend'> {
  const lacks = written.endsWith('>') ? 'a quote that never closes' : 'no ">" at its end';
  return {
    text: written,
    message: `This tag has ${lacks}, so Jekyll shows it as text; it is read as a tag.`,
    hint: `Write ${meant}.`,
  };
}
