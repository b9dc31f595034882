import type { DataRecord } from '../pages/page.js';
import { isRecord } from './yaml.js';

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
