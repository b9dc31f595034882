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
