import { type DataRecord, isRecord } from '../data/data-value.js';

/** Fields that are computed when they are read. */
export type LazyFields = Readonly<Record<string, () => unknown>>;

/**
 * An object whose fields are computed each time they are read. A field of `fields` replaces the value of the same name
 * but leaves it in its place.
 */
export function lazyObject(
  values: Readonly<Record<string, unknown>>,
  fields: LazyFields,
): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(values),
  );
  for (const [name, get] of Object.entries(fields)) {
    Object.defineProperty(object, name, { enumerable: true, configurable: true, get });
  }
  return object;
}

/** A function that computes its value when it is first called, and keeps it. */
export function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}

/**
 * A value as Liquid takes it: mappings that are held as a `Map`, because a record would not keep the order of their
 * keys, become objects that name their keys in that order. Everything else stays the object it is.
 */
export function liquidValue(value: unknown): unknown {
  if (value instanceof Map) {
    return orderedRecord(new Map([...value].map(([key, inner]) => [String(key), liquidValue(inner)])));
  }
  if (Array.isArray(value)) {
    const items = value.map(liquidValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, liquidValue(inner)] as const);
  return entries.every(([key, inner]) => inner === value[key]) ? value : Object.fromEntries(entries);
}

/** An object with the entries of a map that lists its keys in the map's order, number-like ones too. */
export function orderedRecord(entries: ReadonlyMap<string, unknown>): DataRecord {
  return new Proxy(Object.fromEntries(entries), { ownKeys: () => [...entries.keys()] });
}

/** Front matter or the like with each of its values as Liquid takes it. */
export function liquidRecord(data: DataRecord): DataRecord {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, liquidValue(value)]));
}
