import { firstFrom } from '../../diagnostics/index.js';
import { isSpace } from './scan.js';

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
function backticksFrom(runs: readonly BacktickRun[], from: number, length: number): number {
  for (let run = runs[firstFrom(runs, from, ({ at }) => at)]; run !== undefined; run = runs[run.longer]) {
    if (run.length >= length) return run.at;
  }
  return -1;
}

const BACKTICKS = /`+/y;

/** A code span in a text. */
export interface CodeSpan {
  readonly delimiter: string;
  readonly content: string;
  readonly end: number;
}

/**
 * The code span that starts at the backtick at `pos` (kramdown's `parse_codespan`), or the offset behind the
 * backticks, which are then text. It ends where as many backticks follow; a single backtick between white space
 * is text. From a run of several, one space on either side is not content. `runs` are the text's `backtickRuns`.
 */
export function codeSpanAt(text: string, pos: number, runs: readonly BacktickRun[]): CodeSpan | number {
  BACKTICKS.lastIndex = pos;
  const [delimiter = ''] = BACKTICKS.exec(text) ?? [];
  const from = pos + delimiter.length;
  const single = delimiter.length === 1;
  if (single && (pos === 0 || isSpace(text.charAt(pos - 1))) && isSpace(text.charAt(from))) return from;
  const to = backticksFrom(runs, from, delimiter.length);
  if (to < 0) return from;
  const content = text.slice(from, to);
  return {
    delimiter,
    content: single ? content : content.replace(/^ /, '').replace(/ $/, ''),
    end: to + delimiter.length,
  };
}
