const LONGEST = 40;

/**
 * The name among `known` that was most likely meant by `written`: the one from which the fewest letters differ,
 * at most a third of them; names that differ only in their letters' case come first.
 */
export function suggestion(written: string, known: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.floor(written.length / 3) + 0.9;
  for (const name of known) {
    if (name === written || Math.abs(name.length - written.length) > least) continue;
    const distance = name.toLowerCase() === written.toLowerCase() ? 0.5 : editDistance(written, name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** How many letters must be added, taken away, changed or swapped with their neighbour to get from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped =
        i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
