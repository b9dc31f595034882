import { Fault } from '../core/fault.js';
import { dropText } from './drop.js';
import { isNumeric, numberOf, numberText } from './float.js';
import { type Hash, isDocument, isHash, isNil } from './kind.js';

/** How JSON is written. */
export interface JsonOptions {
  /** Ruby's `to_s`. */
  readonly text: (value: unknown) => string;
  /** Told of each value. */
  readonly charge?: (units: number) => void;
  /** Whether each member stands on a line of its own (`JSON.pretty_generate`). */
  readonly pretty?: boolean;
}

/** Deeper values than Ruby's JSON writes. */
const DEPTH_LIMIT = 100;

/** What of a neighbour is left out that stands so deep (`DocumentDrop::NESTED_OBJECT_FIELD_BLACKLIST`). */
const LEFT_OUT: ReadonlySet<string> = new Set(['content', 'output', 'excerpt', 'next', 'previous']);

/** How deep a document is written with neighbours that have neighbours (`DocumentDrop#hash_for_json`). */
const NEIGHBOURS_DEPTH = 2;

/**
 * Ruby's `to_json`: dates and ranges as their text, floats with their point. A document's neighbours are written with
 * theirs down to a depth, as Jekyll writes them; any other value inside of itself is `null` there. Throws a fault for
 * what no JSON can hold.
 */
export function jsonText(value: unknown, options: JsonOptions): string {
  return written(value, 0, [], options);
}

function written(value: unknown, depth: number, within: readonly unknown[], options: JsonOptions): string {
  options.charge?.(1);
  if (isNil(value)) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return numberJson(value);
  const isDrop = dropText(value) !== undefined;
  // A list in a drop holds documents themselves, of which JSON is the text; anything else of a template, their drops.
  if (isDocument(value) && Array.isArray(within.at(-1)) && within.some((one) => dropText(one) !== undefined))
    return JSON.stringify(options.text(value));
  if (within.includes(value) && !isDrop) return 'null';
  if (depth > DEPTH_LIMIT)
    throw new Fault('liquid-argument', 'The value is nested too deeply for JSON.', 'Print a part of it.');
  const inside = [...within, value];
  if (Array.isArray(value)) {
    return list('[', ']', depth, options, value, (item) => written(item, depth + 1, inside, options));
  }
  if (isHash(value)) {
    const isCut = isDrop && depth >= NEIGHBOURS_DEPTH;
    const colon = options.pretty === true ? ': ' : ':';
    return list('{', '}', depth, options, Object.keys(value), (key) => {
      const member = isCut && (key === 'next' || key === 'previous') ? withoutText(value[key]) : value[key];
      return `${JSON.stringify(key)}${colon}${written(member, depth + 1, inside, options)}`;
    });
  }
  return JSON.stringify(options.text(value));
}

/** A document's fields without its texts and its neighbours. */
function withoutText(value: unknown): unknown {
  if (!isHash(value)) return value;
  const fields: Hash = value;
  const kept = Object.keys(fields).filter((key) => !LEFT_OUT.has(key));
  return Object.fromEntries(kept.map((key) => [key, fields[key]]));
}

function list<T>(
  open: string,
  close: string,
  depth: number,
  { pretty }: JsonOptions,
  items: readonly T[],
  write: (item: T) => string,
): string {
  if (pretty !== true) return open + items.map(write).join(',') + close;
  const indent = '  '.repeat(depth + 1);
  const lines = items.map((item) => `${indent}${write(item)}`);
  const end = items.length === 0 && open === '{' ? '' : '\n';
  return `${open}\n${lines.join(',\n')}${end}${'  '.repeat(depth)}${close}`;
}

function numberJson(value: Parameters<typeof numberText>[0]): string {
  if (Number.isFinite(numberOf(value))) return numberText(value);
  throw new Fault(
    'liquid-argument',
    `JSON has no number ${numberText(value)}.`,
    'Look for a division by zero.',
  );
}
