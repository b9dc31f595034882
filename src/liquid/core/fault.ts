import { ControlFlow, isControlFlow, nearestName } from '../../diagnostics/index.js';

/** Kinds of faults in a construct; each is the code of the diagnostic that is made of it. */
type FaultCode =
  | 'liquid-syntax'
  | 'liquid-argument'
  | 'liquid-undefined-variable'
  | 'include-missing'
  | 'link-tag-missing';

/**
 * What is wrong with one construct. It is thrown by the code that parses or evaluates the construct, and
 * caught where the construct is rendered, which knows its place: the construct prints nothing and the page
 * goes on.
 */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
    /**
     * What to do about it; as a function where it takes looking for, which is done when the fault is
     * reported.
     */
    readonly hint: string | (() => string),
  ) {
    super(message);
  }
}

/** What to do about a fault. */
export function hintOf({ hint }: Fault): string {
  return typeof hint === 'string' ? hint : hint();
}

/**
 * Thrown by what takes more work or memory than any page can: the construct it is in is reported, and the
 * page ends.
 */
export class LimitReached extends Error {}

/** Unwinds the rendering of a page that has been reported to end early. */
export class RenderingEnded extends ControlFlow {}

/** Whether an error is Liquid's own way to say what is wrong with a template, or to end it: whoever is called by one lets it pass. */
export function isLiquidError(error: unknown): boolean {
  return error instanceof Fault || error instanceof LimitReached || isControlFlow(error);
}

/** A hint that names the nearest name, or the given one where none is near. */
export function didYouMean(wrong: string, names: Iterable<string>, otherwise: string): string {
  const name = nearestName(wrong, names);
  return name === undefined ? otherwise : `Did you mean ${name}?`;
}
