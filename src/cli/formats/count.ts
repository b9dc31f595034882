import type { CodeCount } from '../../diagnostics/index.js';

/** A number of things, as in `1 page` and `2 pages`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const NOUNS = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'hint'],
] as const;

/** How many errors, warnings and hints there are; with `isShort` only of what there is any. */
export function totals(counts: readonly CodeCount[], isShort = false): string {
  return NOUNS.map(([wanted, noun]) => {
    const those = counts.filter(({ severity }) => severity === wanted);
    return [those.reduce((sum, { count: times }) => sum + times, 0), noun] as const;
  })
    .filter(([number]) => number > 0 || !isShort)
    .map(([number, noun]) => count(number, noun))
    .join(', ');
}
