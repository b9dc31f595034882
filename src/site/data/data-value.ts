import { Float } from '../../liquid/index.js';

/** Front matter, data or configuration: what YAML can say. A mapping's keys are strings. */
export type DataRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping that is held as a record. */
export function isRecord(value: unknown): value is DataRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Float) &&
    !(value instanceof Map)
  );
}

/** A mapping as a record, also where it is held as a `Map`; null for anything else. */
export function asRecord(value: unknown): DataRecord | null {
  if (value instanceof Map) return Object.fromEntries(value);
  return isRecord(value) ? value : null;
}

/**
 * One mapping laid over another, mappings inside them merged alike; null does not replace a value (Jekyll:
 * `Utils.deep_merge_hashes`). Keys keep the order in which they first appear.
 */
export function deepMerge(under: DataRecord, over: DataRecord): DataRecord {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const old = merged.get(key);
    if ((value === null || value === undefined) && merged.has(key)) continue;
    merged.set(key, isRecord(old) && isRecord(value) ? deepMerge(old, value) : value);
  }
  return Object.fromEntries(merged);
}

/** What Ruby takes for true: everything but nil and false. */
export function isTruthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** A value as Ruby's `to_s` writes it into an address. */
export function rubyText(value: unknown): string {
  const inside = (item: unknown): string =>
    typeof item === 'string' ? JSON.stringify(item) : item === null ? 'nil' : rubyText(item);
  if (Array.isArray(value)) return `[${value.map(inside).join(', ')}]`;
  if (!isRecord(value)) return String(value ?? '');
  return `{${Object.entries(value)
    .map(([key, item]) => `${inside(key)}=>${inside(item)}`)
    .join(', ')}}`;
}
