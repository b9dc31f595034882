import { type Diagnostic, diagnostic, internalFault } from '../../diagnostics/index.js';
import { Fault, hintOf, LimitReached, RenderingEnded } from '../core/fault.js';
import { type Construct, type Render, type Rendering, STEP_COST } from './rendering.js';

/** Renders a construct; a fault ends with the construct, and the page goes on. */
export function renderConstruct(draw: Render, construct: Construct, rendering: Rendering): void {
  try {
    rendering.charge(STEP_COST);
    rendering.nested(() => draw(rendering));
  } catch (error) {
    if (error instanceof Fault) {
      reportFault(error, construct, rendering);
      if (error.code === 'liquid-syntax') rendering.sink().copy(construct.source);
    } else if (isLimit(error)) {
      rendering.report(limitReached(error, construct));
      throw new RenderingEnded();
    } else {
      const failing = 'rendering this failed, so nothing is shown in its place';
      rendering.report(internalFault({ failing, place: construct.place, severity: 'error' }, error));
    }
  }
}

/** JavaScript's own limits are met too: a text, a list or a nesting that is too long is a RangeError. */
function isLimit(error: unknown): error is LimitReached | RangeError {
  return error instanceof LimitReached || error instanceof RangeError;
}

function limitReached(error: LimitReached | RangeError, construct: Construct): Diagnostic {
  const reason = error instanceof LimitReached ? error.message : 'It makes more than memory holds.';
  return diagnostic('error', 'liquid-limit', construct.place(), `The page ends here. ${reason}`, {
    text: construct.source.text,
    hint: 'Look for a loop or an include that goes on without end.',
  });
}

/** Reports a fault of a construct, once however often it is rendered. */
export function reportFault(fault: Fault, construct: Construct, rendering: Rendering): void {
  rendering.reportOnce(construct, fault.message, () =>
    diagnostic('error', fault.code, construct.place, fault.message, {
      text: construct.source.text,
      hint: () => hintOf(fault),
    }),
  );
}
