import { codeMatches } from './codes.js';
import type { Diagnostic } from './diagnostic.js';

/** Which codes are wanted. A code may end in `*`, which stands for anything: `math-*`. */
export interface CodeSelection {
  /** Only these; every code where it is empty. */
  readonly only: readonly string[];
  /** All but these. */
  readonly ignore: readonly string[];
}

/** Those of the diagnostics whose code a selection takes. */
export function selectDiagnostics<Found extends Diagnostic>(
  diagnostics: readonly Found[],
  { only, ignore }: CodeSelection,
): Found[] {
  return diagnostics.filter(
    ({ code }) =>
      (only.length === 0 || only.some((pattern) => codeMatches(pattern, code))) &&
      !ignore.some((pattern) => codeMatches(pattern, code)),
  );
}
