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
  // What both begin or end with takes nothing.
  let from = 0;
  let endA = a.length;
  let endB = b.length;
  while (from < endA && from < endB && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  return differentDistance(a.slice(from, endA), b.slice(from, endB), limit);
}

/** The same of texts that begin and end with other letters. */
function differentDistance(a: string, b: string, limit: number): number {
  const far = limit + 1;
  const width = b.length + 1;
  let beforeLast: number[] = new Array<number>(width).fill(far);
  let last: number[] = beforeLast.map((_, index) => Math.min(index, far));
  let row: number[] = [...beforeLast];
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    const first = Math.max(1, i - limit);
    const end = Math.min(b.length, i + limit);
    // The rows are used in turn, and beside what is computed of one nothing of an earlier one may be read.
    row[first - 1] = first === 1 ? Math.min(i, far) : far;
    if (end < b.length) row[end + 1] = far;
    let best = row[first - 1] ?? far;
    let left = best;
    let swapped = first > 1 ? b.charCodeAt(first - 2) : -1;
    for (let j = first; j <= end; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (last[j - 1] ?? far) + (letter === other ? 0 : 1);
      const above = (last[j] ?? far) + 1;
      if (above < cost) cost = above;
      if (left + 1 < cost) cost = left + 1;
      if (swapped === letter && other === letterBefore && j > 1) {
        const across = (beforeLast[j - 2] ?? far) + 1;
        if (across < cost) cost = across;
      }
      if (cost > far) cost = far;
      row[j] = cost;
      if (cost < best) best = cost;
      left = cost;
      swapped = other;
    }
    if (best > limit) return far;
    const free = beforeLast;
    beforeLast = last;
    last = row;
    row = free;
  }
  return last[b.length] ?? far;
}
