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

/**
 * How many letters have to be inserted, left out, replaced or swapped with their neighbour to make `b` of `a`
 * (optimal string alignment), counted in UTF-16 units. Gives up, with `limit + 1`, where it takes more than
 * `limit`: the work is then in proportion to the length times the limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const far = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(far);
    row[0] = Math.min(i, far);
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    let best = row[0];
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(
        (last[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        (last[j - 1] ?? far) + (same ? 0 : 1),
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? far) + 1);
      row[j] = Math.min(cost, far);
      best = Math.min(best, cost);
    }
    if (best > limit) return far;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? far;
}
