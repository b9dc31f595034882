import { strip } from '../core/fragments.js';
import type { ExtraBlock, ExtraTag, TagCall } from '../core/options.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { createPlainSink } from '../render/sink.js';
import { parseFiltered } from '../syntax/filtered.js';
import type { TagDefinition } from './tag.js';

/** A tag that another part of the program implements. */
export function extraTag(implementation: ExtraTag | ExtraBlock): TagDefinition {
  if (typeof implementation === 'function') {
    return {
      kind: 'inline',
      isBlank: false,
      parse: (tag) => (rendering) => {
        rendering.sink().write(implementation(callOf(tag, rendering)), tag.origin);
      },
    };
  }
  return {
    kind: 'block',
    delimiters: [],
    isBlank: false,
    parse: ([{ tag, body }]) => {
      return (rendering) => {
        const inside = createPlainSink();
        rendering.into(inside, () => body.render(rendering));
        const html = implementation.block(callOf(tag, rendering), inside.result().text);
        rendering.sink().write(html, tag.origin);
      };
    },
  };
}

function callOf(tag: Construct, rendering: Rendering): TagCall {
  return {
    markup: strip(tag.markup),
    place: tag.place(),
    evaluate: (expression) => rendering.filtered(parseFiltered(expression).result, tag),
    report: rendering.report,
  };
}
