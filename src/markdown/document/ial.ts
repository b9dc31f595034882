import type { IndexOf } from '../source/index-of.js';
import type { Token } from './markdown-it.js';

/** Attributes of an element in the order in which they will be printed; a later value replaces an earlier one. */
export type Attributes = Map<string, string>;

/** What an attribute list (`{:.class #id key="value" ref}`, an IAL or ALD of kramdown) says. */
export interface Ial {
  /** Names of attribute list definitions, in the order in which they are applied. */
  readonly refs: string[];
  readonly attributes: Attributes;
}

/** How many definitions one list may pull in: definitions that name each other must not go on for ever. */
const MOST_DEFINITIONS = 200;

const CLASS = 'class';
const KEY = /(\w[\w-]*)=(["'])/y;
const REFERENCE = /(\w[\w-]*)(?=[ \t\r\n\f\v]|$)/y;
const IDS_AND_CLASSES = /(?:#[A-Za-z][\w:-]*|\.[^ \t\r\n\f\v.#]+)+(?=[ \t\r\n\f\v]|$)/y;
const ID_OR_CLASS = /#([A-Za-z][\w:-]*)|\.([^ \t\r\n\f\v.#]+)/g;
const SPACE = /[ \t\r\n\f\v]/;

/** An attribute list that says nothing yet. */
export function emptyIal(): Ial {
  return { refs: [], attributes: new Map() };
}

/** An entry `key="value"` of an attribute list. Its offsets are into the text of the list. */
export interface ListEntry {
  readonly name: string;
  readonly value: string;
  /** Where its name starts. */
  readonly at: number;
  /** Where its value starts and ends, within the quotes. */
  readonly from: number;
  readonly to: number;
}

/** Says what an entry is taken for, beside those that the list has already. */
export type EntryReader = (entry: ListEntry, before: Attributes) => readonly [name: string, value: string];

const asWritten: EntryReader = ({ name, value }) => [name, value];

/**
 * Reads the text between `{:` and `}` (kramdown's `parse_attribute_list`). What is no key with a quoted value,
 * no `.class`, `#id` or name of a definition is passed over. `into` is added to, as kramdown adds the lists of
 * several IALs in a row. `read` may take entries otherwise than they are written.
 */
export function parseAttributeList(text: string, into: Ial = emptyIal(), read: EntryReader = asWritten): Ial {
  /** Per quote: where the search for its end failed last. A search that starts before that fails there too. */
  const failed = new Map<string, number>();
  const next = (at: number): number | undefined => entryAt(text, at, into, failed, read);
  let at = next(0) ?? 0;
  while (at < text.length) at = SPACE.test(text.charAt(at)) ? (next(at + 1) ?? at + 1) : at + 1;
  return into;
}

/** Reads the entry that starts at `at` into the list and answers where it ends, or undefined where none does. */
function entryAt(
  text: string,
  at: number,
  into: Ial,
  failed: Map<string, number>,
  read: EntryReader,
): number | undefined {
  KEY.lastIndex = at;
  const [, key = '', quote = ''] = KEY.exec(text) ?? [];
  if (quote !== '') {
    const from = KEY.lastIndex;
    const end = valueEnd(text, from, quote, failed);
    if (end !== undefined) {
      const value = unescapeValue(text.slice(from, end), quote);
      into.attributes.set(...read({ name: key, value, at, from, to: end }, into.attributes));
      return end + 1;
    }
  }
  REFERENCE.lastIndex = at;
  const [, reference] = REFERENCE.exec(text) ?? [];
  if (reference !== undefined) {
    into.refs.push(reference);
    return REFERENCE.lastIndex;
  }
  IDS_AND_CLASSES.lastIndex = at;
  const [multi] = IDS_AND_CLASSES.exec(text) ?? [];
  if (multi === undefined) return undefined;
  for (const [, id, name = ''] of multi.matchAll(ID_OR_CLASS)) {
    if (id === undefined) addClass(into.attributes, name);
    else into.attributes.set('id', id);
  }
  return IDS_AND_CLASSES.lastIndex;
}

/**
 * Where the value that starts at `from` ends: at the first of its quotes that white space or the end follows. A
 * `}` inside is only possible behind a backslash (ALD_TYPE_KEY_VALUE_PAIR).
 */
function valueEnd(
  text: string,
  from: number,
  quote: string,
  failed: Map<string, number>,
): number | undefined {
  if (from <= (failed.get(quote) ?? -1)) return undefined;
  let at = from;
  for (; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === quote && (at + 1 === text.length || SPACE.test(text.charAt(at + 1)))) return at;
    if (c === '\x02' || (c === '}' && (at === from || text.charAt(at - 1) !== '\\'))) break;
  }
  failed.set(quote, at);
  return undefined;
}

function unescapeValue(value: string, quote: string): string {
  return value.includes('\\') ? value.replaceAll('\\}', '}').replaceAll(`\\${quote}`, quote) : value;
}

function addClass(attributes: Attributes, names: string): void {
  const before = attributes.get(CLASS) ?? '';
  attributes.set(CLASS, before === '' ? names.trimStart() : `${before} ${names}`);
}

/** Adds what one list says to another (kramdown's `update_ial_with_ial`): classes add up, the rest replaces. */
export function mergeIal(into: Ial, from: Ial): void {
  for (const name of from.refs) into.refs.push(name);
  addAttributes(into.attributes, from.attributes);
}

function addAttributes(into: Attributes, from: Attributes): void {
  for (const [key, value] of from) {
    if (key === CLASS) addClass(into, value);
    else into.set(key, value);
  }
}

/**
 * Puts what a list says on an element's attributes (kramdown's `update_attr_with_ial`): first the definitions
 * it names, in turn with those that they name, then its own. Names that nobody defined are passed over; a
 * definition that leads back to itself ends there.
 */
export function applyIal(attributes: Attributes, ial: Ial, definitions: ReadonlyMap<string, Ial>): void {
  let left = MOST_DEFINITIONS;
  const apply = (list: Ial, path: readonly Ial[]): void => {
    for (const name of list.refs) {
      const definition = definitions.get(name);
      if (definition === undefined || path.includes(definition) || left-- <= 0) continue;
      apply(definition, [...path, definition]);
    }
    addAttributes(attributes, list.attributes);
  };
  apply(ial, [ial]);
}

/**
 * Where the braces that open at `from` close, or -1: at the first `}` without a backslash before it, else at the
 * last one that has one (`(?:\\\}|[^\}])*\}` of kramdown, which steps back so). `from` is the first offset inside.
 */
export function closingBrace(text: string, from: number, indexOf: IndexOf): number {
  let escaped = -1;
  for (let at = indexOf('}', from); at >= 0; at = indexOf('}', at + 1)) {
    if (at === from || text.charAt(at - 1) !== '\\') return at;
    escaped = at;
  }
  return escaped;
}

/** The attributes of a token as a map, to be changed and given back to `setAttributes`. */
export function attributesOfToken(token: Token): Attributes {
  return new Map((token.attrs ?? []).map(([name, value]) => [name, String(value)]));
}

/** Gives a token its attributes, in the order in which they are printed. */
function setAttributes(token: Token, attributes: Attributes): void {
  token.attrs = attributes.size === 0 ? null : [...attributes];
}

/** Puts what an attribute list says on a token. */
export function applyToToken(
  token: Token,
  ial: Ial,
  { attributeLists }: { readonly attributeLists: ReadonlyMap<string, Ial> },
): void {
  const attributes = attributesOfToken(token);
  applyIal(attributes, ial, attributeLists);
  setAttributes(token, attributes);
}
