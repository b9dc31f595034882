import { diagnostic } from '../../diagnostics/index.js';
import { isDefined } from '../render/evaluate.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { TEX_KEPT } from '../scan/findings.js';
import { type Filtered, parseFiltered } from '../syntax/filtered.js';
import { printed } from '../values/text.js';
import type { InlineTag } from './tag.js';

function text(isBlank: InlineTag['isBlank']): InlineTag {
  return {
    kind: 'inline',
    isBlank,
    parse: (tag) => (rendering) => {
      rendering.charge(tag.source.text.length);
      rendering.sink().copy(tag.source);
    },
  };
}

/** Text of the template. */
export const textPart: InlineTag = text('source');

/** Text between `{% raw %}` and `{% endraw %}`: it counts as something printed, white or not. */
export const verbatimPart: InlineTag = text(false);

/** `{{ … }}` (liquid/variable.rb). */
export const outputPart: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag, complain) => {
    const { result, complaint } = parseFiltered(tag.markup);
    complain(complaint);
    return (rendering) => {
      if (tag.inMath && isTex(result, rendering)) keepTex(tag, rendering);
      else rendering.sink().write(printed(rendering.filtered(result, tag), rendering.zone), tag.origin);
    };
  },
};

/** Whether a formula's `{{x}}` is TeX after all: nothing defines `x`, and no filter gives it a value. */
function isTex(filtered: Filtered, rendering: Rendering): boolean {
  return filtered.filters.length === 0 && !isDefined(filtered.value, rendering);
}

function keepTex(tag: Construct, rendering: Rendering): void {
  rendering.sink().copy(tag.source);
  if (tag.isReported) return;
  const { severity, code, message, hint } = TEX_KEPT;
  rendering.reportOnce(tag, message, () =>
    diagnostic(severity, code, tag.place(), message, { text: tag.source.text, hint }),
  );
}
