import { diffArrays } from 'diff';

/** A part of two sequences: alike, or what one has in place of what the other has. Ends are exclusive. */
export interface AlignedRun {
  readonly isSame: boolean;
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** From so many differences on the longest common subsequence is not looked for: that takes their number squared. */
const MOST_EDITS = 800;

/**
 * Aligns two sequences by a longest common subsequence. Where they differ too much for that, by what each has once and
 * both have in the same order (Bram Cohen's "patience diff"), and between these again.
 */
export function align(old: readonly string[], young: readonly string[]): AlignedRun[] {
  const runs: AlignedRun[] = [];
  const waiting: Range[] = [{ oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: young.length }];
  for (let range = waiting.pop(); range !== undefined; range = waiting.pop()) {
    const { head, middle, tail } = trimmed(old, young, range);
    add(runs, { ...head, isSame: true });
    if (isEmpty(middle.oldFrom, middle.oldTo) || isEmpty(middle.newFrom, middle.newTo)) {
      add(runs, { ...middle, isSame: false });
      add(runs, { ...tail, isSame: true });
      continue;
    }
    const direct = shortest(old, young, middle);
    if (direct !== undefined) {
      for (const run of direct) add(runs, run);
      add(runs, { ...tail, isSame: true });
      continue;
    }
    const anchors = commonAnchors(old, young, middle);
    if (anchors.length === 0) {
      add(runs, { ...middle, isSame: false });
      add(runs, { ...tail, isSame: true });
      continue;
    }
    // The last part is put first, as the first one is taken next.
    const parts: Range[] = [];
    let [oldAt, newAt] = [middle.oldFrom, middle.newFrom];
    for (const [oldAnchor, newAnchor] of anchors) {
      parts.push({ oldFrom: oldAt, oldTo: oldAnchor + 1, newFrom: newAt, newTo: newAnchor + 1 });
      [oldAt, newAt] = [oldAnchor + 1, newAnchor + 1];
    }
    parts.push({ oldFrom: oldAt, oldTo: tail.oldTo, newFrom: newAt, newTo: tail.newTo });
    waiting.push(...parts.reverse());
  }
  return runs;
}

type Range = Omit<AlignedRun, 'isSame'>;

function isEmpty(from: number, to: number): boolean {
  return from >= to;
}

/** Puts a run behind others; runs of one kind that touch become one. */
function add(runs: AlignedRun[], run: AlignedRun): void {
  if (isEmpty(run.oldFrom, run.oldTo) && isEmpty(run.newFrom, run.newTo)) return;
  const last = runs.at(-1);
  if (last?.isSame !== run.isSame) runs.push(run);
  else runs[runs.length - 1] = { ...last, oldTo: run.oldTo, newTo: run.newTo };
}

/** Cuts off what two ranges begin and end with alike. */
function trimmed(
  old: readonly string[],
  young: readonly string[],
  { oldFrom, oldTo, newFrom, newTo }: Range,
): { readonly head: Range; readonly middle: Range; readonly tail: Range } {
  const shorter = Math.min(oldTo - oldFrom, newTo - newFrom);
  let head = 0;
  while (head < shorter && old[oldFrom + head] === young[newFrom + head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[oldTo - 1 - tail] === young[newTo - 1 - tail]) tail++;
  const [oldHead, newHead, oldTail, newTail] = [oldFrom + head, newFrom + head, oldTo - tail, newTo - tail];
  return {
    head: { oldFrom, oldTo: oldHead, newFrom, newTo: newHead },
    middle: { oldFrom: oldHead, oldTo: oldTail, newFrom: newHead, newTo: newTail },
    tail: { oldFrom: oldTail, oldTo, newFrom: newTail, newTo },
  };
}

function shortest(
  old: readonly string[],
  young: readonly string[],
  { oldFrom, oldTo, newFrom, newTo }: Range,
): AlignedRun[] | undefined {
  const changes = diffArrays(old.slice(oldFrom, oldTo), young.slice(newFrom, newTo), {
    maxEditLength: MOST_EDITS,
  });
  if (changes === undefined) return undefined;
  let [oldAt, newAt] = [oldFrom, newFrom];
  return changes.map(({ added, removed, count }) => {
    const [oldStart, newStart] = [oldAt, newAt];
    if (!added) oldAt += count;
    if (!removed) newAt += count;
    return { isSame: !added && !removed, oldFrom: oldStart, oldTo: oldAt, newFrom: newStart, newTo: newAt };
  });
}

/** What both ranges have exactly once, as many as come in the same order in both. */
function commonAnchors(
  old: readonly string[],
  young: readonly string[],
  { oldFrom, oldTo, newFrom, newTo }: Range,
): (readonly [old: number, young: number])[] {
  const places = (keys: readonly string[], from: number, to: number): Map<string, number> => {
    const found = new Map<string, number>();
    for (let at = from; at < to; at++) {
      const key = keys[at] ?? '';
      found.set(key, found.has(key) ? -1 : at);
    }
    return found;
  };
  const ofOld = places(old, oldFrom, oldTo);
  const pairs: (readonly [number, number])[] = [];
  for (const [key, at] of places(young, newFrom, newTo)) {
    const before = ofOld.get(key) ?? -1;
    if (at >= 0 && before >= 0) pairs.push([before, at]);
  }
  return longestRising(pairs.sort(([, a], [, b]) => a - b));
}

/** The most pairs whose first numbers rise, too, by patience sorting. */
function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, [value]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? undefined : tops[low - 1];
    tops[low] = index;
  }
  const rising: (readonly [number, number])[] = [];
  for (let at = tops.at(-1); at !== undefined; at = before[at]) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}
