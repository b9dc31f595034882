import type { Interrupt } from '../render/rendering.js';
import type { InlineTag } from './tag.js';

/** `{% break %}` and `{% continue %}`; outside of a loop they end the page. */
function interrupt(kind: Interrupt): InlineTag {
  return { kind: 'inline', isBlank: false, parse: () => (rendering) => rendering.interrupt(kind) };
}

export const breakTag: InlineTag = interrupt('break');
export const continueTag: InlineTag = interrupt('continue');
