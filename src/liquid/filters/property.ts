import { Fault } from '../core/fault.js';
import { leadingFloat, leadingInteger } from '../core/fragments.js';
import { Drop } from '../values/drop.js';
import { Float } from '../values/float.js';
import { isHash, isNil } from '../values/kind.js';
import { memberOf } from './array.js';
import type { FilterUse } from './filter.js';

/**
 * A property by which `where`, `find`, `group_by` and `sort` look at an item (Jekyll's filters.rb,
 * item_property): its path may have points, and texts that look like numbers are numbers.
 */
export function itemProperty(item: unknown, property: unknown, use: FilterUse): unknown {
  return numberLike(readPath(item, use.text(property)), use);
}

function readPath(item: unknown, path: string): unknown {
  if (!path.includes('.')) {
    if (isNil(item) || typeof item === 'number' || item instanceof Float) throw noProperty(path);
    return memberOf(item, path);
  }
  return path
    .split('.')
    .reduce<unknown>((value, key) => (canBeRead(value) ? memberOf(value, key) : false), item);
}

function canBeRead(value: unknown): boolean {
  return isHash(value) || value instanceof Drop || typeof value === 'string';
}

function noProperty(path: string): Fault {
  return new Fault(
    'liquid-argument',
    `The list has an item that has no property "${path}" and cannot have one.`,
    'Give a list of objects to this filter.',
  );
}

function numberLike(value: unknown, use: FilterUse): unknown {
  if (typeof value !== 'string' && !(value instanceof Float)) return value;
  const text = use.text(value);
  if (/^[ \t\r\n\f\v]*-?\d+[ \t\r\n\f\v]*$/.test(text)) return leadingInteger(text);
  if (/^[ \t\r\n\f\v]*-?(?:\d+\.?\d*|\.\d+)[ \t\r\n\f\v]*$/.test(text)) return new Float(leadingFloat(text));
  return value;
}
