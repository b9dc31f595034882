import type { IndexOf } from '../source/index-of.js';

/**
 * kramdown's idea of HTML (`kramdown/parser/html.rb`): which elements it knows, how their content is read, and
 * what it takes for a tag. Its patterns are written out as scanners here, so that each is linear and knows the
 * offset of every attribute.
 */

/** How the content of an element is read: as blocks, as text with spans, or not at all. */
export type ContentModel = 'block' | 'span' | 'raw';

const words = (list: string): readonly string[] => list.split(' ');

const BLOCK_MODEL = words(
  'address applet article aside blockquote body dd details div dl dt fieldset figure figcaption footer form ' +
    'header hgroup iframe li main map menu nav noscript object section summary td',
);
const SPAN_MODEL = words(
  'a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q ' +
    'rb rbc rp rt rtc ruby select small span strong sub sup th tt',
);
const RAW_MODEL = words('script style math option textarea pre code kbd samp var');
const SPAN_ELEMENTS = new Set(
  words(
    'a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt ' +
      'rtc ruby samp select small span strong sub sup tt u var',
  ),
);
const BLOCK_ELEMENTS = new Set(
  words(
    'address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer ' +
      'form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre ' +
      'section summary table tbody td th thead tfoot tr ul',
  ),
);
const VOID_ELEMENTS = new Set(
  words('area base br col command embed hr img input keygen link meta param source track wbr'),
);
const MODELS: ReadonlyMap<string, ContentModel> = new Map([
  ...BLOCK_MODEL.map((name): [string, ContentModel] => [name, 'block']),
  ...SPAN_MODEL.map((name): [string, ContentModel] => [name, 'span']),
  ...RAW_MODEL.map((name): [string, ContentModel] => [name, 'raw']),
]);
const KNOWN = new Set([...SPAN_ELEMENTS, ...BLOCK_ELEMENTS, ...VOID_ELEMENTS, ...MODELS.keys()]);

/** Whether kramdown knows the element; of one it knows, upper and lower case are the same. Takes lower case. */
export function isKnownElement(name: string): boolean {
  return KNOWN.has(name);
}

/** Whether the element belongs in a line of text and so never begins a block. Takes lower case. */
export function isSpanElement(name: string): boolean {
  return SPAN_ELEMENTS.has(name);
}

/** Whether the element is a block, whose tags are text inside of text. Takes lower case. */
export function isBlockElement(name: string): boolean {
  return BLOCK_ELEMENTS.has(name);
}

/** Whether the element has neither content nor a closing tag. Takes lower case. */
export function isVoidElement(name: string): boolean {
  return VOID_ELEMENTS.has(name);
}

/** How the content of an element is read where Markdown in HTML is read at all; unknown elements are raw. */
export function contentModel(name: string): ContentModel {
  return MODELS.get(name) ?? 'raw';
}

/** An element's name as kramdown prints it: in lower case if it knows it, else as it was written. */
export function elementName(written: string): string {
  const lower = written.toLowerCase();
  return KNOWN.has(lower) ? lower : written;
}

/** A letter, digit, mark or connecting punctuation: Ruby's `\p{Word}`, for use in patterns with the `u` flag. */
export const WORD = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}';

const NAME_PART = '[\\p{Alphabetic}_][-\\p{Alphabetic}\\p{Nd}._]*';

/** The source of a pattern (flag `u`) for a name of an element or attribute: REXML's `UNAME_STR`. */
export const TAG_NAME = `(?:${NAME_PART}:)?${NAME_PART}`;

const NAME = new RegExp(TAG_NAME, 'uy');
const SPACES = /[ \t\r\n\f\v]*/y;
const EQUALS = /[ \t\r\n\f\v]*=[ \t\r\n\f\v]*/y;
const BARE_VALUE = new RegExp(`[${WORD}]+`, 'uy');

/** An attribute of a tag; offsets into the text that the tag stands in. */
export interface TagAttribute {
  /** As it was written. */
  readonly name: string;
  /** Where its name starts. */
  readonly at: number;
  /** Without its quotes, character references as they were written; '' where it has none. */
  readonly value: string;
  /** Where the value starts and ends; where the name ends if it has none. */
  readonly from: number;
  readonly to: number;
}

/** An opening tag as kramdown reads it. */
export interface OpenTag {
  /** As it was written. */
  readonly name: string;
  readonly attributes: readonly TagAttribute[];
  /** Whether it ends with `/>`. */
  readonly selfClosed: boolean;
  /** The offset behind its `>`. */
  readonly end: number;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpaces(text: string, at: number): number {
  return at + (match(SPACES, text, at)?.length ?? 0);
}

/**
 * The opening tag at `at` (HTML_TAG_RE), or undefined where kramdown would not take it for one: a value without
 * quotes may only hold letters, digits and `_`, and between attributes there must be white space.
 */
export function matchOpenTag(
  text: string,
  at: number,
  indexOf: IndexOf = indexIn(text),
): OpenTag | undefined {
  if (text.charCodeAt(at) !== 0x3c) return undefined;
  const name = match(NAME, text, at + 1);
  if (name === undefined) return undefined;
  const attributes: TagAttribute[] = [];
  let end = at + 1 + name.length;
  for (;;) {
    const start = skipSpaces(text, end);
    const attribute = start > end ? attributeAt(text, start, indexOf) : undefined;
    if (attribute === undefined) {
      const selfClosed = text.charAt(start) === '/';
      const close = selfClosed ? start + 1 : start;
      return text.charAt(close) === '>' ? { name, attributes, selfClosed, end: close + 1 } : undefined;
    }
    attributes.push(attribute.attribute);
    end = attribute.end;
  }
}

function attributeAt(
  text: string,
  at: number,
  indexOf: IndexOf,
): { attribute: TagAttribute; end: number } | undefined {
  const name = match(NAME, text, at);
  if (name === undefined) return undefined;
  const nameEnd = at + name.length;
  const without = { attribute: { name, at, value: '', from: nameEnd, to: nameEnd }, end: nameEnd };
  const equals = match(EQUALS, text, nameEnd);
  if (equals === undefined) return without;
  const from = nameEnd + equals.length;
  const quote = text.charAt(from);
  if (quote === '"' || quote === "'") {
    const to = indexOf(quote, from + 1);
    if (to < 0) return without;
    return { attribute: { name, at, value: text.slice(from + 1, to), from: from + 1, to }, end: to + 1 };
  }
  const bare = match(BARE_VALUE, text, from);
  if (bare === undefined) return without;
  const to = from + bare.length;
  return { attribute: { name, at, value: bare, from, to }, end: to };
}

/** The closing tag at `at` (HTML_TAG_CLOSE_RE), its name as it was written. */
export function matchCloseTag(
  text: string,
  at: number,
): { readonly name: string; readonly end: number } | undefined {
  if (!text.startsWith('</', at)) return undefined;
  const name = match(NAME, text, at + 2);
  if (name === undefined) return undefined;
  const end = skipSpaces(text, at + 2 + name.length);
  return text.charAt(end) === '>' ? { name, end: end + 1 } : undefined;
}

/** The offset behind the comment that starts at `at` (HTML_COMMENT_RE). */
export function matchComment(text: string, at: number, indexOf: IndexOf = indexIn(text)): number | undefined {
  return enclosed(text, at, '<!--', '-->', indexOf);
}

/** The offset behind the processing instruction that starts at `at` (HTML_INSTRUCTION_RE). */
export function matchInstruction(
  text: string,
  at: number,
  indexOf: IndexOf = indexIn(text),
): number | undefined {
  return enclosed(text, at, '<?', '?>', indexOf);
}

function enclosed(
  text: string,
  at: number,
  open: string,
  close: string,
  indexOf: IndexOf,
): number | undefined {
  if (!text.startsWith(open, at)) return undefined;
  const end = indexOf(close, at + open.length);
  return end < 0 ? undefined : end + close.length;
}

function indexIn(text: string): IndexOf {
  return (needle, from) => text.indexOf(needle, from);
}

/**
 * The attributes of a tag as kramdown keeps them (`parse_html_attributes`): of an element that it knows with
 * names in lower case, a repeated one with its last value in the first one's place.
 */
export function attributesOf(tag: OpenTag): Map<string, string> {
  const known = KNOWN.has(tag.name.toLowerCase());
  return new Map(tag.attributes.map(({ name, value }) => [known ? name.toLowerCase() : name, value]));
}
