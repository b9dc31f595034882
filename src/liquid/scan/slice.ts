import type { MappedText, Run } from '../../diagnostics/index.js';

/**
 * Cuts parts out of a mapped text. Ask for parts in ascending order: then all of them together take one walk
 * over the text's runs.
 */
export function createSlicer(mapped: MappedText): (from: number, to: number) => MappedText {
  const { text, runs } = mapped;
  let first = 0;
  return (from, to) => {
    while ((runs[first + 1]?.at ?? Number.POSITIVE_INFINITY) <= from) first++;
    const cut: Run[] = [];
    for (let index = first; index < runs.length; index++) {
      const run = runs[index];
      if (run === undefined || run.at >= to) break;
      const skipped = Math.max(0, from - run.at);
      cut.push({ ...run, at: run.at + skipped - from, from: run.verbatim ? run.from + skipped : run.from });
    }
    return { text: text.slice(from, to), runs: cut };
  };
}
