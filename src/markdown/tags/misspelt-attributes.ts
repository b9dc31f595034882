import type { MarkdownEnvironment } from '../document/environment.js';
import { type Ial, type ListEntry, parseAttributeList } from '../document/ial.js';
import { isMended, type MendName, type MendNote, reportMend } from '../document/mend.js';
import { isHtmlElement } from '../html/names.js';
import type { OpenTag, TagAttribute } from '../html/syntax.js';
import type { TagText } from '../html/tag-index.js';
import { documentOffset, type Piece } from '../source/segment.js';
import { joinedAttribute, meantAttribute, meantTarget } from './meant-attributes.js';

const NAME: MendName = 'misspelt-attributes';

/** Elements whose attributes are not HTML's. */
const FOREIGN: ReadonlySet<string> = new Set(['svg', 'math']);

/** An attribute as it was written and as it was meant. */
interface Meaning {
  readonly written: string;
  readonly value: string;
  readonly name: string;
  readonly meant: string;
  /** Document offset of its name. */
  readonly at: number;
  /** What stands in the document from there up to the end of its value, and what should. */
  readonly source: string;
  readonly replacement: string;
}

/** A tag, and what has been mended of its attributes. */
interface MeantTag {
  readonly tag: OpenTag;
  readonly notes: readonly MendNote[];
}

/**
 * `<img sytle="width:50%">`, `<a hre f="…">`, `<a target="_blnak">`: an attribute that HTML does not know is printed as it is, and does
 * nothing. It is read as the one that was meant.
 */
export function meantTag(text: TagText, tag: OpenTag): MeantTag {
  const element = tag.name.toLowerCase();
  if (!isMended(NAME, text.environment.options) || !isHtmlElement(element) || FOREIGN.has(element))
    return { tag, notes: [] };
  const names = new Set(tag.attributes.map(({ name }) => name.toLowerCase()));
  const meanings: Meaning[] = [];
  const offsetOf = (offset: number): number => text.documentOffset(offset);
  const attributes: TagAttribute[] = [];
  for (let first: TagAttribute | undefined, index = 0; index < tag.attributes.length; index++) {
    const attribute = tag.attributes[index];
    if (attribute === undefined) break;
    const joined = first && joinedName(first, attribute, element);
    if (first !== undefined && joined !== undefined && !names.has(joined)) {
      const { at } = first;
      const written = text.src.slice(at, attribute.at + attribute.name.length);
      const whole = { ...attribute, name: written, at };
      meanings.push(meaningIn(text.src, whole, offsetOf, joined));
      attributes[attributes.length - 1] = { ...whole, name: joined };
    } else {
      const [name, value] = meantEntry(attribute, names, element);
      if (name !== attribute.name || value !== attribute.value)
        meanings.push(meaningIn(text.src, attribute, offsetOf, name, value));
      attributes.push({ ...attribute, name, value });
    }
    first = attribute;
  }
  return meanings.length === 0
    ? { tag, notes: [] }
    : { tag: { ...tag, attributes }, notes: meanings.map(noteOf) };
}

/** The name of an attribute without a value and the next one together. */
function joinedName(first: TagAttribute, next: TagAttribute, element: string): string | undefined {
  const isBare = first.from === first.at + first.name.length;
  return isBare ? joinedAttribute(first.name, next.name, next.value, element) : undefined;
}

/**
 * `{:taget="_blank"}`, `{:target="_blnak"}`: the same in the list whose text is `list`. `into` is added to, and `say` is told of what
 * has been mended.
 */
export function meantList(
  list: Piece,
  environment: MarkdownEnvironment,
  into?: Ial,
  say: (note: MendNote) => void = (note) => reportMend(note, environment),
): Ial {
  if (!isMended(NAME, environment.options)) return parseAttributeList(list.text, into);
  const offsetOf = (offset: number): number => documentOffset(list.origin, offset);
  return parseAttributeList(list.text, into, (entry, before) => {
    const [name, value] = meantEntry(entry, before, undefined);
    if (name !== entry.name || value !== entry.value)
      say(noteOf(meaningIn(list.text, entry, offsetOf, name, value)));
    return [name, value];
  });
}

/** The name and the value that were meant, beside attributes of the names `others`. */
export function meantEntry(
  { name, value }: Pick<ListEntry, 'name' | 'value'>,
  others: { has(name: string): boolean },
  element: string | undefined,
): readonly [name: string, value: string] {
  const meant = meantAttribute(name, value, element);
  const known = meant === undefined || others.has(meant) ? name : meant;
  const isLink = element === undefined || /^(?:a|area|base|form)$/.test(element);
  const target = isLink && known.toLowerCase() === 'target' ? meantTarget(value) : undefined;
  return [known, target ?? value];
}

function meaningIn(
  text: string,
  { name: written, value, at, from, to }: ListEntry,
  offsetOf: (offset: number) => number,
  name = written,
  meant = value,
): Meaning {
  const nameEnd = at + written.length;
  const [source, replacement] =
    meant === value ? [written, name] : [text.slice(at, to), `${name}${text.slice(nameEnd, from)}${meant}`];
  return { written, value, name, meant, at: offsetOf(at), source, replacement };
}

function noteOf({ written, value, name, meant, at, source, replacement }: Meaning): MendNote {
  const message =
    name === written
      ? `Browsers take "${value}" for the name of a window that all such links share; it is read as "${meant}".`
      : `HTML knows no attribute "${written}"; it is read as "${name}".`;
  return {
    mend: NAME,
    at,
    text: `${written}="${value}"`,
    message,
    hint: `Write ${name}="${meant}".`,
    edit: { at, written: source, replacement },
  };
}
