import { nearestName } from '../../diagnostics/index.js';

/** A hint that names the nearest name, or the given one where none is near. */
export function didYouMean(wrong: string, names: Iterable<string>, otherwise: string): string {
  const name = nearestName(wrong, names);
  return name === undefined ? otherwise : `Did you mean ${name}?`;
}
