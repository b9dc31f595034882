import { diagnostic } from '../../diagnostics/index.js';
import { isDefined } from '../render/evaluate.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { TEX_KEPT } from '../scan/findings.js';
import { type Expression, isParameter } from '../syntax/expression.js';
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
    const isHandedOver = printsParameter(result);
    return (rendering) => {
      if (tag.inMath && isTex(result, rendering)) keepTex(tag, rendering);
      else {
        // An author who looks for a wrong path finds it in the page, and not in the include that shows it.
        const origin = (isHandedOver ? rendering.caller() : undefined) ?? tag.origin;
        rendering.sink().write(printed(rendering.filtered(result, tag), rendering.zone), origin);
      }
    };
  },
};

/** Whether what is printed comes out of a parameter of the include. */
function printsParameter({ value, filters }: Filtered): boolean {
  return (
    isParameter(value) ||
    filters.some(
      ({ args, keywords }) =>
        args.some(isParameter) || keywords.some(([, argument]) => isParameter(argument)),
    )
  );
}

/** Whether a formula's `{{x}}` is TeX after all: nothing defines `x`, and no filter gives it a value. */
function isTex({ value, filters }: Filtered, rendering: Rendering): boolean {
  return filters.length === 0 && !isDefined(value, rendering) && !isMember(value);
}

/** Whether a value is asked of a name that is a word: `layout.title`, which is no TeX even where nothing defines it. */
function isMember(value: Expression): boolean {
  return value.kind === 'lookup' && /^\w{2,}[.[]/.test(value.markup);
}

function keepTex(tag: Construct, rendering: Rendering): void {
  rendering.sink().copy(tag.source);
  if (tag.isReported) return;
  const { severity, code, message, hint } = TEX_KEPT;
  rendering.reportOnce(tag, message, () =>
    diagnostic(severity, code, tag.place(), message, { text: tag.source.text, hint }),
  );
}
