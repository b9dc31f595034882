import { Fault } from '../core/fault.js';
import { createPlainSink } from '../render/sink.js';
import { parseFiltered } from '../syntax/filtered.js';
import { SIGNATURE, SPACE } from '../syntax/fragments.js';
import type { BlockTag, InlineTag } from './tag.js';

const ASSIGNMENT = new RegExp(`(${SIGNATURE})${SPACE}*=${SPACE}*([\\s\\S]*)`);

/**
 * `{% assign name = value | filter %}`: a name for the rest of the page, in includes too
 * (liquid/tags/assign.rb).
 */
export const assignTag: InlineTag = {
  kind: 'inline',
  isBlank: true,
  parse: (tag, complain) => {
    const [, name, markup] = ASSIGNMENT.exec(tag.markup) ?? [];
    if (name === undefined || markup === undefined) {
      throw new Fault(
        'liquid-syntax',
        'An assign needs a name and a value.',
        'Write {% assign name = value %}.',
      );
    }
    const { result, complaint } = parseFiltered(markup);
    complain(complaint);
    return (rendering) => rendering.scopes.assign(name, rendering.filtered(result, tag));
  },
};

const NAME = new RegExp(SIGNATURE);

/** `{% capture name %} … {% endcapture %}` (liquid/tags/capture.rb). */
export const captureTag: BlockTag = {
  kind: 'block',
  delimiters: [],
  isBlank: true,
  parse: ([{ tag, body }]) => {
    const name = NAME.exec(tag.markup)?.[0];
    if (name === undefined) {
      throw new Fault('liquid-syntax', 'A capture needs a name.', 'Write {% capture name %}.');
    }
    return (rendering) => {
      const sink = createPlainSink();
      rendering.into(sink, () => body.render(rendering));
      const { text } = sink.result();
      rendering.charge(text.length);
      rendering.scopes.assign(name, text);
    };
  },
};
