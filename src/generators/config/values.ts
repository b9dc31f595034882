import { type DataRecord, isRecord } from '../../site/index.js';

/** A value of a mapping; undefined where the value is none or has no such key. */
export function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A mapping; any other value as an empty one. */
export function recordOf(value: unknown): DataRecord {
  return isRecord(value) ? value : {};
}

/** A list without its nils, nothing as an empty one, and any other value as a list of it (Ruby: `Array()`). */
export function listOf(value: unknown): readonly unknown[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);
}
