import type { Entry } from './bibtex-entry.js';
import { monthNumber } from './csl-item.js';
import { compareTexts, textOf } from './entry-query.js';

/** In which fields, and which way, entries or groups are ordered: `['year', 'month']`, `['descending', 'ascending']`. */
export interface Ordering {
  readonly keys: readonly string[];
  /** Where there are fewer than keys, the last one counts for the rest. */
  readonly orders: readonly string[];
}

/** Sorts entries as jekyll-scholar does (`utilities.rb`, `sort`); those that are equal stay in their order. */
export function sortEntries(entries: readonly Entry[], { keys, orders }: Ordering): readonly Entry[] {
  return [...entries].sort((a, b) => {
    for (const [index, key] of keys.entries()) {
      const order = compareTexts(sortValue(a, key), sortValue(b, key));
      if (order !== 0) return isDescending(orders[index] ?? orders.at(-1)) ? -order : order;
    }
    return 0;
  });
}

function isDescending(order: string | undefined): boolean {
  return /^(?:desc|reverse)/i.test(order ?? '');
}

/** Fields that say who has made something, of which the first that an entry has counts as its `name`. */
const NAMING = ['author', 'editor', 'institution', 'organization', 'publisher'];

function nameOf(entry: Entry): string {
  const field = NAMING.find((one) => entry.fields.has(one));
  return field === undefined ? '' : (textOf(entry, field) ?? '');
}

function sortValue(entry: Entry, key: string): string {
  if (key === 'name') return nameOf(entry).toLowerCase();
  if (key === 'month' || key === 'month_numeric') return monthOf(entry)?.toString() ?? '';
  return textOf(entry, key) ?? '';
}

function monthOf(entry: Entry): number | undefined {
  return monthNumber(entry.fields.get('month') ?? '');
}

/** How groups are named and ordered. */
export interface Grouping extends Ordering {
  readonly typeAliases: Readonly<Record<string, unknown>>;
  readonly typeNames: Readonly<Record<string, unknown>>;
  readonly typeOrder: readonly string[];
  /** The months' names, from January on. */
  readonly monthNames: readonly string[];
}

/** Entries that have the same value of a field. */
export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Groups entries by the key at `level` (jekyll-scholar: `group`, `group_compare`, `group_name`). */
export function groupEntries(
  entries: readonly Entry[],
  level: number,
  { keys, orders, typeAliases, typeNames, typeOrder, monthNames }: Grouping,
): readonly EntryGroup[] {
  const key = keys[level] ?? '';
  const isMonth = key === 'month' || key === 'month_numeric';
  const valueFor = (entry: Entry): string => {
    if (key === 'type') return named(typeAliases, entry.type);
    if (key === 'name') return nameOf(entry);
    return isMonth ? (monthOf(entry)?.toString() ?? '') : (textOf(entry, key) ?? '');
  };
  const titleOf = (value: string): string => {
    if (key === 'type') return named(typeNames, value);
    return isMonth ? (monthNames[Number(value) - 1] ?? '(unknown)') : value;
  };
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const value = valueFor(entry);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [entry]);
    else group.push(entry);
  }
  const rank = (type: string): number => {
    const index = typeOrder.indexOf(type);
    return index < 0 ? typeOrder.length : index;
  };
  const compare = (a: string, b: string): number => (key === 'type' ? rank(a) - rank(b) : compareTexts(a, b));
  const descends = isDescending(orders[level] ?? orders.at(-1));
  return [...groups]
    .sort(([a], [b]) => (descends ? compare(b, a) : compare(a, b)))
    .map(([value, members]) => ({ title: titleOf(value), entries: members }));
}

function named(names: Readonly<Record<string, unknown>>, name: string): string {
  const found = Object.hasOwn(names, name) ? names[name] : undefined;
  return found === undefined || found === null ? name : String(found);
}
