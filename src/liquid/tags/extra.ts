import type { ExtraTag } from '../options.js';
import { parseFiltered } from '../syntax/filtered.js';
import { strip } from '../syntax/fragments.js';
import type { InlineTag } from './tag.js';

/** A tag that another part of the program implements. */
export function extraTag(implementation: ExtraTag): InlineTag {
  return {
    kind: 'inline',
    isBlank: false,
    parse: (tag) => (rendering) => {
      const html = implementation({
        markup: strip(tag.markup),
        place: tag.place(),
        evaluate: (expression) => rendering.filtered(parseFiltered(expression).result, tag),
        report: rendering.report,
      });
      rendering.sink().write(html, tag.origin);
    },
  };
}
