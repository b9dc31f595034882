import type { MappedText, Run, SourceText } from '../../diagnostics/index.js';
import { endOfString } from './json-text.js';
import type { NotebookCell } from './notebook.js';

/** Finds cells' texts again in the file of a notebook. */
export interface CellPlaces {
  /** The offset in the file of an offset of a cell's text. */
  readonly offsetOf: (cell: NotebookCell, offset: number) => number;
  /** A cell's text, each of whose characters knows where in the file it is written. */
  readonly mapped: (cell: NotebookCell) => MappedText;
}

/** Makes the places of a notebook's cells. The file is walked through once, when one of them is first asked for. */
export function cellPlaces(source: SourceText): CellPlaces {
  let found: Map<string, number> | undefined;
  const startOf = (cell: NotebookCell, part: number): number | undefined => {
    found ??= sourceStrings(source.text);
    return found.get(`${cell.path} ${part}`);
  };
  return {
    offsetOf: (cell, offset) => {
      const { starts } = cell;
      const part = Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      );
      const at = startOf(cell, part);
      return at === undefined ? 0 : offsetInString(source.text, at, offset - (starts[part] ?? 0));
    },
    mapped: (cell) => {
      const runs: Run[] = [];
      const [first = 0] = cell.starts;
      if (first > 0) runs.push({ at: 0, source, from: startOf(cell, 0) ?? 0, verbatim: false });
      for (const [part, at] of cell.starts.entries()) {
        const start = startOf(cell, part);
        const length = (cell.starts[part + 1] ?? cell.text.length) - at;
        if (start === undefined) runs.push({ at, source, from: 0, verbatim: false });
        else runs.push(...stringRuns(source, { start, at, length }));
      }
      return { text: cell.text, runs: runs.length > 0 ? runs : [{ at: 0, source, from: 0, verbatim: true }] };
    },
  };
}

/** The runs of a string of JSON, one from each escape in it on; `start` is the offset of its quote, `at` that of its text. */
function stringRuns(
  source: SourceText,
  { start, at, length }: { readonly start: number; readonly at: number; readonly length: number },
): Run[] {
  const { text } = source;
  const end = endOfString(text, start);
  const runs: Run[] = [{ at, source, from: start + 1, verbatim: true }];
  let seen = 0;
  let from = start + 1;
  for (;;) {
    const slash = text.indexOf('\\', from);
    if (slash < 0 || slash >= end) return runs;
    seen += slash - from + 1;
    from = slash + (text.charAt(slash + 1) === 'u' ? 6 : 2);
    if (seen >= length) return runs;
    runs.push({ at: at + seen, source, from, verbatim: true });
  }
}

/** Where each string of a cell's source starts in the file, by the way to it and its number there. */
function sourceStrings(text: string): Map<string, number> {
  const found = new Map<string, number>();
  // The way from the root to where the walk is: a key of an object, or an index of an array.
  const path: (string | number)[] = [];
  let key: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const last = path.length - 1;
    const here = path[last];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (typeof here === 'string' && key === undefined) key = text.slice(at + 1, end);
      else record(found, key === undefined ? path : [...path.slice(0, -1), key], at);
      at = end;
    } else if (sign === ':' && key !== undefined) {
      path[last] = key;
    } else if (sign === ',') {
      if (typeof here === 'number') path[last] = here + 1;
      key = undefined;
    } else if (sign === '{') {
      path.push('');
      key = undefined;
    } else if (sign === '[') {
      path.push(0);
      key = undefined;
    } else if (sign === '}' || sign === ']') {
      path.pop();
      key = typeof path.at(-1) === 'string' ? String(path.at(-1)) : undefined;
    }
  }
  return found;
}

/** The way to a cell's source, alone or in a list: of nbformat 4, or of 3. */
const SOURCE = /^(?:cells \d+ source|worksheets \d+ cells \d+ (?:source|input))(?: \d+)?$/;

function record(found: Map<string, number>, path: readonly (string | number)[], at: number): void {
  if (path[0] !== 'cells' && path[0] !== 'worksheets') return;
  const way = path.join(' ');
  if (SOURCE.test(way)) found.set(typeof path.at(-1) === 'number' ? way : `${way} 0`, at);
}

/** The file offset of the `count`-th character of the JSON string that starts (with its quote) at `start`. */
function offsetInString(text: string, start: number, count: number): number {
  let at = start + 1;
  for (let seen = 0; seen < count; seen++) {
    at += text.charAt(at) !== '\\' ? 1 : text.charAt(at + 1) === 'u' ? 6 : 2;
  }
  return at;
}
