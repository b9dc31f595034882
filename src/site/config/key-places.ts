import type { Place } from '../../diagnostics/index.js';
import { asRecord, type DataRecord } from '../data/data-value.js';
import type { KeyPath } from './config-fields.js';
import type { SiteConfig } from './site-config.js';

/** How many keys deep places are kept: as deep as anything in the configuration is reported. */
const DEPTH = 4;

/** The places of a configuration's keys, by their paths with dots between. */
export function keyPlaces(values: DataRecord, placeOf: (path: KeyPath) => Place): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > 0) places.set(path.join('.'), placeOf(path));
    if (path.length === DEPTH) return;
    const entries = Array.isArray(value) ? value.entries() : Object.entries(asRecord(value) ?? {});
    for (const [key, inner] of entries) walk(inner, [...path, String(key)]);
  };
  walk(values, []);
  return places;
}

/**
 * Where the configuration says something: the place of the key with this path, or of the nearest key around it that
 * is there, or the start of the configuration.
 */
export function keyPlace({ keyPlaces: places }: Pick<SiteConfig, 'keyPlaces'>, ...path: KeyPath): Place {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(path.slice(0, length).join('.'));
    if (place !== undefined) return place;
  }
  const [first] = places.values();
  return { file: first?.file ?? '_config.yml', line: 1, column: 1 };
}
