import { Fault } from '../core/fault.js';
import { firstOf, membersOf, sizeOf } from '../render/evaluate.js';
import { isDay } from '../time/written-time.js';
import type { Zone } from '../time/zone.js';
import { orderText } from '../values/compare.js';
import { Drop, dropText } from '../values/drop.js';
import { isInteger } from '../values/float.js';
import { isHash, isNil, isTime, Range } from '../values/kind.js';
import { asTime, inspect, joined } from '../values/text.js';
import { cannotTake, describe, type Filter, type FilterUse, filter } from './filter.js';

/**
 * `InputIterator` of liquid/standardfilters.rb: lists flattened, a range's members, the names of a drop's fields,
 * anything else as one item.
 */
function itemsOf(input: unknown): unknown[] {
  if (Array.isArray(input)) return input.flat(Number.POSITIVE_INFINITY);
  if (input instanceof Range || dropText(input) !== undefined) return membersOf(input);
  return isNil(input) ? [] : [input];
}

/** Ruby's `item[key]`: a member of an object, a part of a text, nil of what has no members. */
export function memberOf(item: unknown, key: unknown): unknown {
  if (isHash(item)) return typeof key === 'string' && Object.hasOwn(item, key) ? item[key] : null;
  if (item instanceof Drop) return typeof key === 'string' ? item.fields[key] : null;
  if (typeof item === 'string' && typeof key === 'string') return item.includes(key) ? key : null;
  if (Array.isArray(item) && isInteger(key)) return item.at(key);
  if (typeof item === 'string' && isInteger(key)) return [...item].at(key);
  if (!isInteger(item) && !Array.isArray(item)) return null;
  throw new Fault(
    'liquid-argument',
    `The list has items that have no property ${describe(key)} and cannot have one.`,
    'Give a list of objects to this filter.',
  );
}

/** Sorts without changing the list; pairs that cannot be ordered are a fault. */
export function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number | undefined): T[] {
  return items.toSorted((a, b) => {
    const sign = compare(a, b);
    if (sign === undefined)
      throw new Fault(
        'liquid-argument',
        'The list has items of kinds that have no order.',
        'Sort it by a property, or take the odd items out.',
      );
    return sign;
  });
}

/** By text without regard to (ASCII) case, nil at the end (nil_safe_casecmp). */
function naturalOrder(use: FilterUse): (a: unknown, b: unknown) => number {
  const folded = (value: unknown) => use.text(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return (a, b) => {
    if (isNil(a)) return isNil(b) ? 0 : 1;
    return isNil(b) ? -1 : orderText(folded(a), folded(b));
  };
}

/** What two values share that are one to Ruby's `eql?`: 1 is not 1.0, a drop is itself alone, a time is its moment. */
export function identityOf(value: unknown, zone: Zone): unknown {
  if (dropText(value) !== undefined) return value;
  if (isTime(value) && !isDay(value)) return asTime(value, zone).epoch;
  return inspect(value, zone);
}

/** The first of the items that have the same key. */
function unique(items: readonly unknown[], key: (item: unknown) => unknown, use: FilterUse): unknown[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const id = identityOf(key(item), use.rendering.zone);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** The filters over lists of liquid/standardfilters.rb; `sort` and `where` are Jekyll's own. */
export const arrayFilters: Readonly<Record<string, Filter>> = {
  join: filter(0, 1, (input, [glue = ' '], use) =>
    joined(itemsOf(input), use.text(glue), use.rendering.zone),
  ),
  first: filter(0, 0, (input) => firstOf(input)?.value),
  last: filter(0, 0, (input) =>
    Array.isArray(input) ? input.at(-1) : input instanceof Range ? input.last : null,
  ),
  size: filter(0, 0, (input) => sizeOf(input) ?? 0),
  reverse: filter(0, 0, (input) => itemsOf(input).reverse()),
  map: filter(1, 1, (input, [property]) => itemsOf(input).map((item) => memberOf(item, property) ?? null)),
  compact: filter(0, 1, (input, [property]) =>
    itemsOf(input).filter((item) => !isNil(isNil(property) ? item : memberOf(item, property))),
  ),
  uniq: filter(0, 1, (input, [property], use) =>
    unique(itemsOf(input), (item) => (isNil(property) ? item : memberOf(item, property)), use),
  ),
  concat: filter(1, 1, (input, [more]) => {
    if (!Array.isArray(more)) throw cannotTake('concat', more);
    return [...itemsOf(input), ...more];
  }),
  sort_natural: filter(0, 1, (input, [property], use) => {
    const compare = naturalOrder(use);
    if (isNil(property)) return sorted(itemsOf(input), compare);
    return sorted(itemsOf(input), (a, b) => compare(memberOf(a, property), memberOf(b, property)));
  }),
};
