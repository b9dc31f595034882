import { editDistance } from '../diagnostics/index.js';

/** The name that differs from `wanted` in the fewest letters, one in three at the most. */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = Math.floor(wanted.length / 3);
  for (const name of names) {
    const distance = editDistance(wanted, name, least);
    if (distance > least) continue;
    found = name;
    least = distance - 1;
  }
  return found;
}
