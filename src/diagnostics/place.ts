/**
 * A place in a file of the course. Lines and columns count from 1; a column counts code points, so that a
 * full-width character or an emoji is one column and a tab is one column.
 */
export interface Place {
  /** Path of the file relative to the site's source, with `/` between folders. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file's text as lectern read it: without a byte order mark, lines ended by `\n`. */
export interface SourceText {
  /** Path of the file relative to the site's source, with `/` between folders. */
  readonly file: string;
  readonly text: string;
}

/**
 * One run of a derived text. From `at` (an offset, in UTF-16 units, into the derived text) to the next run's
 * `at`, characters came from `source`, beginning at offset `from`. In a verbatim run the offsets advance
 * together; in any other run (a Liquid expression's output, say) every character points at `from`.
 */
export interface Run {
  readonly at: number;
  readonly source: SourceText;
  readonly from: number;
  readonly verbatim: boolean;
  /** Whether the text came in by an include, so that its author did not write it into the page itself. */
  readonly included?: true;
}

/** A text that still knows which file, line and column each of its characters was written at. */
export interface MappedText {
  readonly text: string;
  /** Sorted by `at`; the first run starts at 0. Empty only for a text that came from no file. */
  readonly runs: readonly Run[];
}

/** The whole of a file, from offset `from` on, as a mapped text. */
export function mapSource(source: SourceText, from = 0, to = source.text.length): MappedText {
  return { text: source.text.slice(from, to), runs: [{ at: 0, source, from, verbatim: true }] };
}

/** A text written by no author (an editor's buffer, a generated page), under a name to report it by. */
export function mapText(text: string, file = '-'): MappedText {
  return mapSource({ file, text });
}

/** The index of the run that holds `offset`: binary search for the last run that starts at or before it. */
function runAt(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The part `[from, to)` of a mapped text, with its places kept. */
export function sliceMapped(mapped: MappedText, from: number, to = mapped.text.length): MappedText {
  const runs: Run[] = [];
  const first = runAt(mapped.runs, from);
  for (let index = first; index < mapped.runs.length; index++) {
    const run = mapped.runs[index];
    if (run === undefined || (run.at >= to && index !== first)) break;
    const shift = index === first && run.verbatim ? from - run.at : 0;
    runs.push({ ...run, at: index === first ? 0 : run.at - from, from: run.from + shift });
  }
  return { text: mapped.text.slice(from, to), runs };
}

/** Several mapped texts, one behind the other. */
export function joinMapped(parts: readonly MappedText[]): MappedText {
  const runs: Run[] = [];
  let text = '';
  for (const part of parts) {
    for (const run of part.runs) runs.push({ ...run, at: run.at + text.length });
    text += part.text;
  }
  return { text, runs };
}

/**
 * Reads places off mapped texts. The returned function takes a text and an offset (UTF-16 units) into it and answers with
 * the place in the author's file; offsets past the end give the end. It makes a table of line starts for each source when
 * that is first asked for, however many texts are cut out of it, so that one of them serves for all that is found on a page.
 */
export function textLocator(): (mapped: MappedText, offset: number) => Place {
  const tables = new Map<SourceText, number[]>();
  let last: Located | undefined;
  return ({ runs }, offset) => {
    const run = runs[runAt(runs, offset)];
    if (run === undefined) return { file: '-', line: 1, column: 1 };
    const { source } = run;
    let table = tables.get(source);
    if (table === undefined) {
      table = lineStarts(source.text);
      tables.set(source, table);
    }
    const at = Math.min(
      run.verbatim ? run.from + Math.max(0, offset - run.at) : run.from,
      source.text.length,
    );
    last = located(source, table, at, last);
    return { file: source.file, line: last.line, column: last.column };
  };
}

/** Reads places off one mapped text, as {@link textLocator} does. */
export function locator(mapped: MappedText): (offset: number) => Place {
  const locate = textLocator();
  return (offset) => locate(mapped, offset);
}

/** The place of an offset into a source. */
interface Located {
  readonly source: SourceText;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

/** The offset at which each line of `text` starts. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * The place of `at`. Columns are counted on, or back, from the place that was asked for last, if that is on the same
 * line: a line may be as long as the file.
 */
function located(
  source: SourceText,
  starts: readonly number[],
  at: number,
  last: Located | undefined,
): Located {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const line = low + 1;
  const start = starts[low] ?? 0;
  const { at: from, column: known } =
    last?.source === source && last.line === line && last.at - start < 2 * (at - start)
      ? last
      : { at: start, column: 1 };
  const column = from <= at ? known + length(source.text, from, at) : known - length(source.text, at, from);
  return { source, at, line, column };
}

/** How many code points stand in `[from, to)`. */
function length(text: string, from: number, to: number): number {
  let count = 0;
  for (const _ of text.slice(from, to)) count++;
  return count;
}

/** How many columns lie between two whose offsets are kept. */
const COLUMN_STEP = 256;

/**
 * Finds the columns of a line: the offset (UTF-16 units) of a column (from 1, in code points), the line's length for the
 * column behind its last, undefined for those beyond. It walks the line once, however often it is asked: a line may be as
 * long as the file, and have a fault in each word. Characters that are `unseen` stand in no column.
 */
export function columnOffsets(
  line: string,
  unseen: (character: string) => boolean = () => false,
): (column: number) => number | undefined {
  const skip = (from: number): number => {
    let at = from;
    while (at < line.length && unseen(line.charAt(at))) at++;
    return at;
  };
  const walk = (from: number, columns: number): number | undefined => {
    let at = from;
    for (let seen = 0; seen < columns; seen++) {
      if (at >= line.length) return undefined;
      at = skip(at + ((line.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
    }
    return at;
  };
  const offsets = [skip(0)];
  return (column) => {
    const before = Math.floor(Math.max(0, column - 1) / COLUMN_STEP);
    while (offsets.length <= before) {
      const next = walk(offsets.at(-1) ?? 0, COLUMN_STEP);
      if (next === undefined) return undefined;
      offsets.push(next);
    }
    return walk(offsets[before] ?? 0, column - 1 - before * COLUMN_STEP);
  };
}
