import type { Diagnostic, Severity } from './diagnostic.js';
import type { Place } from './place.js';

/** What is thrown to end what goes on, or to have it done again: no fault, and never caught as one. */
export class ControlFlow extends Error {}

/** Where something stands: a place, a file where no more is known, or what looks for either. */
type Whereabouts = Place | string | (() => Place | string);

/** Something that lectern does for a course and that must not cost it more than itself. */
export interface Operation {
  /** What it is and what comes of its failing: "finding this place failed, so the start of the file is named". */
  readonly failing: string;
  /** Where what it is done for stands. */
  readonly place: Whereabouts;
  /** `error` where readers get less for it; else `warning`, which is what is left out. */
  readonly severity?: Severity;
}

/** An operation with somebody who is told of its fault. */
export interface GuardedOperation extends Operation {
  readonly tell: (fault: Diagnostic) => void;
}

/** Runs an operation; where it throws, the fault is told and `instead` takes its place. */
export function guarded<T>(operation: GuardedOperation, run: () => T, instead: () => T): T {
  try {
    return run();
  } catch (error) {
    operation.tell(internalFault(operation, error));
    return instead();
  }
}

/** The same for an operation that takes time. */
export async function guardedLater<T>(
  operation: GuardedOperation,
  run: () => Promise<T>,
  instead: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    operation.tell(internalFault(operation, error));
    return await instead();
  }
}

/** Whether an error is thrown to end or to repeat something. */
export function isControlFlow(error: unknown): boolean {
  return error instanceof ControlFlow || (error instanceof Error && error.name === 'AbortError');
}

/**
 * The fault of an operation that has thrown. Throws the error again where it is none: a signal, or the flow of control.
 * It calls nothing that another fault may have struck.
 */
export function internalFault({ failing, place, severity }: Operation, error: unknown): Diagnostic {
  if (isControlFlow(error)) throw error;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const [reason = ''] = message.split('\n', 1);
  const at = placeOf(place);
  return {
    severity: severity ?? 'warning',
    code: 'internal-fault',
    ...(typeof at === 'string' ? { file: at, line: 1, column: 1 } : at),
    message: `A fault of lectern's own: ${failing} (${reason}).`,
    hint: 'Please report it with this file; nothing in the file need be wrong.',
    ...(stack === undefined ? {} : { stack }),
  };
}

function placeOf(place: Whereabouts): Place | string {
  try {
    return typeof place === 'function' ? place() : place;
  } catch {
    return '-';
  }
}

/** Whether any of what was found is a fault of lectern's own, which what was made must not be kept with. */
export function hasInternalFault(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'internal-fault');
}
