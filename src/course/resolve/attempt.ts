import { type Diagnostic, guardedLater } from '../../diagnostics/index.js';

/** Does something beside the pages, or answers with `instead` where lectern fails at it, which is told. */
export type Attempt = <T>(
  failing: string,
  place: string,
  run: () => T | Promise<T>,
  instead: T,
) => Promise<T>;

/** Attempts whose failures are added to `faults`. */
export function attemptTelling(faults: Diagnostic[]): Attempt {
  return (failing, place, run, instead) =>
    guardedLater(
      { failing, place, tell: (fault) => faults.push(fault) },
      async () => run(),
      () => instead,
    );
}
