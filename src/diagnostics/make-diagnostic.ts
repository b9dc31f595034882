import type { Diagnostic, Severity } from './diagnostic.js';
import { internalFault } from './internal-fault.js';
import type { Place } from './place.js';

/**
 * Makes a diagnostic at a place. A place and a hint may be functions, where they take looking for; where that fails, the
 * diagnostic is of this fault, and says what it was to say.
 */
export function diagnostic(
  severity: Severity,
  code: string,
  place: Place | (() => Place),
  message: string,
  more: { readonly text?: string; readonly hint?: string | (() => string) } = {},
): Diagnostic {
  try {
    const { file, line, column } = typeof place === 'function' ? place() : place;
    const { hint, ...others } = more;
    const said = typeof hint === 'function' ? hint() : hint;
    return {
      severity,
      code,
      message,
      file,
      line,
      column,
      ...others,
      ...(said !== undefined && { hint: said }),
    };
  } catch (error) {
    const failing = `saying more of this failed: ${code}: ${message.replace(/\.$/, '')}`;
    return internalFault({ failing, place, severity: severity === 'error' ? 'error' : 'warning' }, error);
  }
}
