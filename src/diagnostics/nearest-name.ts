import { editDistance } from './edit-distance.js';

/** Names up to this long are compared at once; of longer ones the letters are counted first, which is quicker. */
const SHORT = 20;

/** Longer names are not compared letter by letter. */
const LONGEST = 200;

/** More letters than this never differ by mistake. */
const MOST_MISTAKES = 5;

/** How far a name is that differs in nothing but its letters' case. */
const OTHER_CASE = 0.5;

/**
 * The name that somebody who wrote `written` may have meant: the one from which the fewest letters differ, at most a third
 * of them, and no more than five. Of names that are equally far the first is taken; one that differs
 * in its letters' case only is the nearest of all. Undefined where none is near.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(MOST_MISTAKES, Math.floor(written.length / 3)) + 1;
  const folded = written.toLowerCase();
  for (const name of names) {
    const distance = distanceTo(name, written, folded, Math.ceil(least) - 1);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** How far a name is; anything above `limit` where it is farther than that. */
function distanceTo(name: string, written: string, folded: string, limit: number): number {
  if (name === written || Math.abs(written.length - name.length) > limit) return Number.POSITIVE_INFINITY;
  if (name.length === written.length && name.toLowerCase() === folded) return OTHER_CASE;
  if (written.length > LONGEST || name.length > LONGEST) return Number.POSITIVE_INFINITY;
  if (name.length > SHORT && letterDifference(written, name) > limit) return Number.POSITIVE_INFINITY;
  return editDistance(written, name, limit);
}

/** How many letters one of the names has that the other has not, in any order: never more than their distance. */
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
