import type { CodeCount } from '../diagnostics/index.js';

/** A number of things, as in `1 page` and `2 pages`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** How many errors, warnings and hints there are. */
export function totals(counts: readonly CodeCount[]): string {
  const sum = (wanted: CodeCount['severity']): number =>
    counts.reduce((total, { severity, count: times }) => (severity === wanted ? total + times : total), 0);
  return `${count(sum('error'), 'error')}, ${count(sum('warning'), 'warning')}, ${count(sum('info'), 'hint')}`;
}
