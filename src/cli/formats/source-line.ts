import { columnOffsets } from '../../diagnostics/index.js';

/** A line of a file, in which places are found by their columns. */
export interface SourceLine {
  /** Without its end. */
  readonly text: string;
  readonly isBlank: boolean;
  /** The offset of a column (from 1, in code points); undefined where the line has no such column. */
  readonly offsetOf: (column: number) => number | undefined;
}

export function sourceLine(text: string): SourceLine {
  return { text, isBlank: text.trim() === '', offsetOf: columnOffsets(text) };
}

/**
 * Makes the function that reads a line (from 1) of a file; undefined where there is none. It keeps the file and the line
 * that it was asked for last, for diagnostics come in the order of files and lines.
 */
export function lineReader(
  readText: (file: string) => string | undefined,
): (file: string, line: number) => SourceLine | undefined {
  let lastFile: { readonly file: string; readonly lines: readonly string[] } | undefined;
  let lastLine: { readonly number: number; readonly line: SourceLine | undefined } | undefined;
  return (file, number) => {
    if (lastFile?.file !== file) {
      lastFile = { file, lines: readText(file)?.split('\n') ?? [] };
      lastLine = undefined;
    }
    if (lastLine?.number !== number) {
      const text = lastFile.lines[number - 1];
      lastLine = { number, line: text === undefined ? undefined : sourceLine(text) };
    }
    return lastLine.line;
  };
}
