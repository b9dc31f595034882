import { nearestName } from '../../diagnostics/index.js';
import { isHtmlAttribute } from '../html/names.js';

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
export function joinedAttribute(
  first: string,
  second: string,
  value: string,
  element: string,
): string | undefined {
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
export function meantTarget(value: string): string | undefined {
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
