import { nearestName } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from '../document/environment.js';
import { type Ial, type ListEntry, parseAttributeList } from '../document/ial.js';
import { isMended, type MendName, type MendNote, reportMend } from '../document/mend.js';
import { isHtmlAttribute, isHtmlElement } from '../html/names.js';
import type { OpenTag, TagAttribute } from '../html/syntax.js';
import type { TagText } from '../html/tag-index.js';
import { documentOffset, type Segment } from '../source/segment.js';

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
  list: Segment,
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

/** An attribute that authors of lectures write, and so may misspell. */
interface Known {
  /** What a value of it looks like; of an attribute that may hold any text, undefined. */
  readonly value?: RegExp;
  /** The elements that have it; undefined where all do. */
  readonly elements?: ReadonlySet<string>;
}

const elements = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const LENGTH = /^\s*\d+(?:\.\d+)?\s*(?:%|[a-z]{2,4})?\s*$|^\s*auto\s*$/i;
const URL = /^\S*[/.#]\S*$/;
const SIZED = elements(
  'canvas col colgroup embed hr iframe img input object pre table tbody td tfoot th thead tr video',
);
const LINKS = elements('a area base form link');

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['alt', { elements: elements('area img input') }],
  ['class', {}],
  ['title', {}],
  ['style', { value: /^[^:;{}]*[a-z]\s*:/i }],
  ['width', { value: LENGTH, elements: SIZED }],
  ['height', { value: LENGTH, elements: SIZED }],
  ['align', { value: /^\s*(?:left|right|center|middle|top|bottom|justify)\s*$/i }],
  ['rel', { value: /^\s*(?:no(?:opener|referrer|follow)|stylesheet|icon|me|license)\b/i, elements: LINKS }],
  ['target', { value: /^\s*(?:_\w+|blank)\s*$/i, elements: LINKS }],
  ['href', { value: URL, elements: LINKS }],
  ['src', { value: URL, elements: elements('audio embed iframe img input script source track video') }],
]);
const TARGETS = ['_blank', '_self', '_parent', '_top'];

/**
 * The attribute that was meant by a name that HTML does not know, on an element or, where that is undefined, in an attribute list.
 * One slip away must be an attribute that the element has and whose values look like this one; of those that
 * hold any text only letters that are swapped or doubled count, for authors have names of their own.
 */
export function meantAttribute(name: string, value: string, element: string | undefined): string | undefined {
  if (isHtmlAttribute(name)) return undefined;
  const written = name.toLowerCase();
  for (const [meant, known] of KNOWN) {
    if (!fits(known, value, element)) continue;
    const isSlip = known.value === undefined ? isSwapOrDouble(written, meant) : isOneSlip(written, meant);
    if (isSlip) return meant;
  }
  return undefined;
}

/** The attribute whose name is written with a space in it: `hre f="…"`. */
function joinedAttribute(first: string, second: string, value: string, element: string): string | undefined {
  const name = `${first}${second}`.toLowerCase();
  const known = KNOWN.get(name);
  return known?.value !== undefined && fits(known, value, element) ? name : undefined;
}

function fits(known: Known, value: string, element: string | undefined): boolean {
  return (
    (known.value?.test(value) ?? true) && (element === undefined || (known.elements?.has(element) ?? true))
  );
}

/** The target that was meant by one that browsers take for the name of a window. */
function meantTarget(value: string): string | undefined {
  const lower = value.trim().toLowerCase();
  if (lower === 'blank') return '_blank';
  if (!lower.startsWith('_') || TARGETS.includes(lower)) return undefined;
  return nearestName(lower, TARGETS);
}

/** Whether two words that begin alike differ by one letter, or by two neighbours that have changed places. */
function isOneSlip(written: string, meant: string): boolean {
  if (written.charAt(0) !== meant.charAt(0) || written === meant) return false;
  if (isSwapOrDouble(written, meant)) return true;
  // Behind all that they share at both ends, one letter or none is left of each.
  const from = sharedStart(written, meant);
  const short = Math.min(written.length, meant.length);
  let end = 0;
  while (end < short - from && written.at(-1 - end) === meant.at(-1 - end)) end++;
  const [left, right] = [written.length - from - end, meant.length - from - end];
  return left <= 1 && right <= 1;
}

/** Whether two words differ by neighbours that have changed places, or by one letter that stands once for twice. */
function isSwapOrDouble(written: string, meant: string): boolean {
  const at = sharedStart(written, meant);
  if (written.length === meant.length) {
    const swapped = `${meant.charAt(at + 1)}${meant.charAt(at)}`;
    return written.slice(at, at + 2) === swapped && written.slice(at + 2) === meant.slice(at + 2);
  }
  const [short, long] = written.length < meant.length ? [written, meant] : [meant, written];
  return long.charAt(at) === long.charAt(at - 1) && short.slice(at) === long.slice(at + 1);
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++;
  return at;
}
