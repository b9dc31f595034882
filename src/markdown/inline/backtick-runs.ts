import { firstFrom } from '../../diagnostics/index.js';

/** A run of backticks in a text. */
export interface BacktickRun {
  readonly at: number;
  readonly length: number;
  /** The index of the next run that is longer. */
  longer: number;
}

/** The runs of backticks in a text. Each points to the next longer one, so that looking for a length is fast. */
export function backtickRuns(text: string): readonly BacktickRun[] {
  const runs = Array.from(
    text.matchAll(/`+/g),
    ({ index, 0: { length } }): BacktickRun => ({ at: index, length, longer: -1 }),
  );
  const waiting: BacktickRun[] = [];
  runs.forEach((run, index) => {
    for (
      let shorter = waiting.at(-1);
      shorter !== undefined && shorter.length < run.length;
      shorter = waiting.at(-1)
    ) {
      shorter.longer = index;
      waiting.pop();
    }
    waiting.push(run);
  });
  return runs;
}

/** The first place from `from` on, which lies in no run, where at least `length` backticks stand, or -1. */
export function backticksFrom(runs: readonly BacktickRun[], from: number, length: number): number {
  for (let run = runs[firstFrom(runs, from, ({ at }) => at)]; run !== undefined; run = runs[run.longer]) {
    if (run.length >= length) return run.at;
  }
  return -1;
}
