import { Fault } from '../fault.js';
import { Drop } from '../values/drop.js';
import { isNumeric, numberOf, numberText } from '../values/float.js';
import { isHash, isNil } from '../values/text.js';
import type { FilterUse } from './filter.js';

/** Deeper values than Ruby's JSON writes. */
const DEPTH_LIMIT = 100;

/**
 * Ruby's `to_json`: dates and ranges as their text, floats with their point. A value inside of itself (a page
 * of which the next page's previous one is that page) is `null` there.
 */
export function jsonText(value: unknown, use: FilterUse, within: readonly unknown[] = []): string {
  use.rendering.charge(1);
  if (isNil(value) || within.includes(value)) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return numberJson(value);
  if (within.length > DEPTH_LIMIT)
    throw new Fault('liquid-argument', 'The value is nested too deeply for JSON.', 'Print a part of it.');
  const inside = [...within, value];
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item, use, inside)).join(',')}]`;
  if (isHash(value) || value instanceof Drop) {
    const fields = value instanceof Drop ? value.fields : value;
    const pairs = Object.keys(fields).map(
      (key) => `${JSON.stringify(key)}:${jsonText(fields[key], use, inside)}`,
    );
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(use.text(value));
}

function numberJson(value: Parameters<typeof numberText>[0]): string {
  if (Number.isFinite(numberOf(value))) return numberText(value);
  throw new Fault(
    'liquid-argument',
    `JSON has no number ${numberText(value)}.`,
    'Look for a division by zero.',
  );
}
