import { Fault } from '../core/fault.js';
import { leadingFloat, leadingInteger } from '../core/ruby-string.js';
import { isMet, membersOf } from '../render/evaluate.js';
import { STEP_COST } from '../render/rendering.js';
import { type Condition, strictCondition } from '../syntax/condition.js';
import { parseFiltered } from '../syntax/filtered.js';
import { readClock, type Time } from '../time/time.js';
import { isDay } from '../time/written-time.js';
import { isEqual, isTruthy, order, orderText } from '../values/compare.js';
import { Drop, dropText } from '../values/drop.js';
import { Float } from '../values/float.js';
import { isHash, isNil, isTime, MethodLiteral, Range } from '../values/kind.js';
import { asTime, joined } from '../values/text.js';
import { identityOf, memberOf, sorted } from './array.js';
import { cannotTake, type Filter, type FilterUse, filter, integerArgument } from './filter.js';

/**
 * What `select` goes over: a list's or a range's members, a mapping's values, a drop's pairs; `undefined` for anything else.
 */
function selectable(input: unknown): unknown[] | undefined {
  if (isHash(input) && dropText(input) === undefined) return Object.values(input);
  return enumerable(input);
}

/** A list's or a range's members, an object's pairs; `undefined` for anything else. */
function enumerable(input: unknown): unknown[] | undefined {
  if (isHash(input)) return Object.entries(input);
  return Array.isArray(input) || input instanceof Range ? membersOf(input) : undefined;
}

/** Ruby's `Array(value)`. */
function listOf(value: unknown): unknown[] {
  return isNil(value) ? [] : (enumerable(value) ?? [value]);
}

/** Ruby's `Array(time)`, by which a time is compared: its second, minute, hour, day, month, year and so on. */
function clockParts(time: Date | Time, { rendering }: FilterUse): number[] {
  const at = readClock(asTime(time, rendering.zone));
  return [at.second, at.minute, at.hour, at.day, at.month, at.year, at.weekday, at.yearDay];
}

/** Jekyll's compare_property_vs_target: equal as text, or, of a list, one member is. */
function matches(property: unknown, target: unknown, use: FilterUse): boolean {
  if (isNil(target)) return isNil(property);
  if (target instanceof MethodLiteral) {
    return isEqual(property, '') || joined(listOf(property), '', use.rendering.zone) === '';
  }
  const text = use.text(target);
  if (typeof property === 'string') return property === text;
  const members = isTime(property) && !isDay(property) ? clockParts(property, use) : listOf(property);
  return members.some((item) => use.text(item) === text);
}

/** A test of `where` or `find`, or `undefined` where the filter leaves its input alone. */
function propertyTest(
  property: unknown,
  target: unknown,
  use: FilterUse,
): ((item: unknown) => boolean) | undefined {
  if (!isTruthy(property) || Array.isArray(target) || isHash(target)) return undefined;
  return (item) => matches(itemProperty(item, property, use), target, use);
}

/** Runs with each item under a name of its own. */
function withEach<T>(use: FilterUse, name: unknown, run: (bind: (item: unknown) => void) => T): T {
  const { scopes } = use.rendering;
  return scopes.within(() => run((item) => scopes.set(use.text(name), item)));
}

/**
 * What is wrong with the condition is wrong with the filter's argument: the construct around it can be read.
 */
function conditionOf(expression: string): Condition {
  try {
    return strictCondition(expression);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const message = `The condition "${expression}" cannot be read: ${error.message}`;
    throw new Fault('liquid-argument', message, error.hint);
  }
}

/** A test of `where_exp` or `find_exp`. */
function expressionTest(expression: unknown, use: FilterUse): () => boolean {
  const condition = conditionOf(use.text(expression));
  return () => {
    use.rendering.charge(STEP_COST);
    return isMet(condition, use.rendering);
  };
}

function sortBy(items: readonly unknown[], property: unknown, nils: number, use: FilterUse): unknown[] {
  const keyed = items.map((item) => ({ item, key: itemProperty(item, property, use) }));
  const compare = (a: unknown, b: unknown): number => {
    if (isNil(a) !== isNil(b)) return isNil(a) ? nils : -nils;
    return order(a, b) ?? orderText(use.text(a), use.text(b));
  };
  return sorted(keyed, (a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function nilsOrder(nils: unknown): number {
  if (nils === 'first') return -1;
  if (nils === 'last') return 1;
  throw new Fault(
    'liquid-argument',
    'The order of nils is neither "first" nor "last".',
    'Write sort: "title", "last".',
  );
}

/** Groups in the order in which they appear. */
function grouped(items: readonly unknown[], key: (item: unknown) => unknown, use: FilterUse): unknown[] {
  const groups = new Map<unknown, { name: unknown; items: unknown[] }>();
  for (const item of items) {
    const name = key(item);
    const id = identityOf(name, use.rendering.zone);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { name, items: [item] });
    else group.items.push(item);
  }
  return [...groups.values()].map((group) => ({ ...group, size: group.items.length }));
}

/** Takes `count` items off a copy of a list, or leaves anything else alone. */
function shortened(cut: (items: readonly unknown[], count: number) => unknown[]): Filter {
  return filter(0, 1, (input, [count = 1]) => {
    if (!Array.isArray(input)) return input;
    const number = integerArgument(count);
    if (number < 0)
      throw new Fault(
        'liquid-argument',
        'The number of items is negative.',
        'Write how many items to take off.',
      );
    return cut(input, number);
  });
}

/** Some members of a list, drawn at random: one of them, or a list of so many. */
function sample(input: unknown, count: unknown, random: () => number): unknown {
  if (!Array.isArray(input)) return input;
  const items = [...input];
  const drawn: unknown[] = [];
  const number = typeof count === 'number' ? count : 1;
  while (drawn.length < number && items.length > 0) {
    drawn.push(...items.splice(Math.floor(random() * items.length), 1));
  }
  return number === 1 ? drawn[0] : drawn;
}

/** The filters over lists of Jekyll's filters.rb and filters/grouping_filters.rb. */
export const collectionFilters: Readonly<Record<string, Filter>> = {
  where: filter(2, 2, (input, [property, target], use) => {
    const test = propertyTest(property, target, use);
    return test === undefined ? input : (selectable(input)?.filter(test) ?? input);
  }),
  find: filter(2, 2, (input, [property, target], use) => {
    const test = propertyTest(property, target, use);
    const items = selectable(input);
    return test === undefined || items === undefined ? input : (items.find(test) ?? null);
  }),
  where_exp: filter(2, 2, (input, [name, expression], use) => {
    const items = selectable(input);
    if (items === undefined) return input;
    const test = expressionTest(expression, use);
    return withEach(use, name, (bind) =>
      items.filter((item) => {
        bind(item);
        return test();
      }),
    );
  }),
  find_exp: filter(2, 2, (input, [name, expression], use) => {
    const items = selectable(input);
    if (items === undefined) return input;
    const test = expressionTest(expression, use);
    return withEach(use, name, (bind) =>
      items.find((item) => {
        bind(item);
        return test();
      }),
    );
  }),
  group_by: filter(1, 1, (input, [property], use) => {
    const items = enumerable(input);
    if (items === undefined) return input;
    return grouped(items, (item) => use.text(itemProperty(item, property, use)), use);
  }),
  group_by_exp: filter(2, 2, (input, [name, expression], use) => {
    const items = enumerable(input);
    if (items === undefined) return input;
    const { result } = parseFiltered(use.text(expression));
    return withEach(use, name, (bind) =>
      grouped(
        items,
        (item) => {
          bind(item);
          return use.rendering.filtered(result, use.construct);
        },
        use,
      ),
    );
  }),
  sort: filter(0, 2, (input, [property, nils = 'first'], use) => {
    const items = enumerable(input);
    if (items === undefined) throw cannotTake('sort', input);
    if (isNil(property)) return sorted(items, order);
    // Of a drop, `map` is given the names.
    return sortBy(dropText(input) === undefined ? items : membersOf(input), property, nilsOrder(nils), use);
  }),
  pop: shortened((items, count) => items.slice(0, Math.max(0, items.length - count))),
  shift: shortened((items, count) => items.slice(count)),
  push: filter(1, 1, (input, [item]) => (Array.isArray(input) ? [...input, item] : input)),
  unshift: filter(1, 1, (input, [item]) => (Array.isArray(input) ? [item, ...input] : input)),
  sample: filter(0, 1, (input, [count = 1], use) => sample(input, count, use.rendering.options.random)),
};

/**
 * A property by which `where`, `find`, `group_by` and `sort` look at an item (Jekyll's filters.rb,
 * item_property): its path may have points, and texts that look like numbers are numbers.
 */
function itemProperty(item: unknown, property: unknown, use: FilterUse): unknown {
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
