import { editDistance } from '../diagnostics/index.js';

/**
 * Names up to this long are compared at once; of longer ones the letters are counted first, which is quicker.
 */
const SHORT = 20;

/** Longer names are not compared letter by letter. */
const LONGEST = 200;

/** More letters than this never differ by mistake. */
const MOST_MISTAKES = 5;

/**
 * The name that somebody who wrote `wrong` may have meant, or `undefined` where none is near: at most a third
 * of its letters differ, and no more than five.
 */
function nearest(wrong: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.min(MOST_MISTAKES, Math.floor(wrong.length / 3))) + 1;
  for (const name of names) {
    if (Math.abs(wrong.length - name.length) >= least) continue;
    if (name.length > SHORT && letterDifference(wrong, name) >= least) continue;
    if (name !== wrong && (wrong.length > LONGEST || name.length > LONGEST)) continue;
    const distance = editDistance(wrong, name, least - 1);
    if (distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/**
 * How many letters one of the names has that the other has not, in any order: never more than their distance.
 */
function letterDifference(left: string, right: string): number {
  const counts = new Int32Array(256);
  for (let at = 0; at < left.length; at++) add(counts, left.charCodeAt(at), 1);
  for (let at = 0; at < right.length; at++) add(counts, right.charCodeAt(at), -1);
  const more = counts.reduce((sum, count) => sum + Math.max(0, count), 0);
  const fewer = counts.reduce((sum, count) => sum + Math.max(0, -count), 0);
  return Math.max(more, fewer);
}

function add(counts: Int32Array, letter: number, by: number): void {
  const slot = letter & 255;
  counts[slot] = (counts[slot] ?? 0) + by;
}

/** A hint that names the nearest name, or the given one where none is near. */
export function didYouMean(wrong: string, names: Iterable<string>, otherwise: string): string {
  const name = nearest(wrong, names);
  return name === undefined ? otherwise : `Did you mean ${name}?`;
}
