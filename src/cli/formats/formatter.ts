import type { FoldedCause, FoldedDiagnostic } from '../../diagnostics/index.js';

/** What a format may need besides what was found. */
export interface FormatContext {
  /** Absolute path of the folder of the course, from which diagnostics name their files. */
  readonly source: string;
  /** Absolute path of the folder from which other programs name files: that of the repository, in CI. */
  readonly workspace: string;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** The text of a file of the course with `\n` at the ends of its lines; undefined where it cannot be read. */
  readonly readText: (file: string) => string | undefined;
}

/** Writes out what was found, or its causes, in the order given, to its last line break. */
export type Formatter = (
  diagnostics: readonly (FoldedDiagnostic & Partial<FoldedCause>)[],
  context: FormatContext,
) => string;
