import { Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import { evaluate } from '../render/evaluate.js';
import { createPlainSink } from '../render/sink.js';
import { type Expression, NIL, parseExpression } from '../syntax/expression.js';
import { FRAGMENT, SPACE } from '../syntax/fragments.js';
import { isNil } from '../values/kind.js';
import { inspect, printed, textOf } from '../values/text.js';
import type { BlockTag, InlineTag } from './tag.js';

/** `{% increment name %}` prints a counter, then adds 1 (liquid/tags/increment.rb). */
export const incrementTag: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag) => {
    const name = strip(tag.markup);
    return (rendering) => {
      rendering.sink().write(String(rendering.scopes.count(name, 1)), tag.origin);
    };
  },
};

/** `{% decrement name %}` takes 1 from a counter, then prints it (liquid/tags/decrement.rb). */
export const decrementTag: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag) => {
    const name = strip(tag.markup);
    return (rendering) => {
      rendering.sink().write(String(rendering.scopes.count(name, -1) - 1), tag.origin);
    };
  },
};

const VALUE = new RegExp(FRAGMENT);
const NAMED = new RegExp(`^(${FRAGMENT})${SPACE}*:${SPACE}*([\\s\\S]*)`);
const SOME = new RegExp(`^${FRAGMENT}`);

function valuesOf(markup: string): Expression[] {
  return markup.split(',').flatMap((part) => {
    const match = VALUE.exec(part);
    const value = match === null ? NIL : parseExpression(match[0]);
    return value.kind === 'literal' && isNil(value.value) ? [] : [value];
  });
}

/**
 * `{% cycle "a", "b" %}` prints one value after the other (liquid/tags/cycle.rb). Cycles of the same
 * constants are one, and so are cycles of the same name; one with variables and no name is its own.
 */
export const cycleTag: InlineTag = {
  kind: 'inline',
  isBlank: false,
  parse: (tag) => {
    const [, name, rest] = NAMED.exec(tag.markup) ?? [];
    if (name === undefined && !SOME.test(tag.markup)) {
      throw new Fault('liquid-syntax', 'A cycle needs values.', 'Write {% cycle "odd", "even" %}.');
    }
    const values = valuesOf(rest ?? tag.markup);
    const named = name === undefined ? undefined : parseExpression(name);
    return (rendering) => {
      const { cycles } = rendering.registers;
      const own = () =>
        values.every((value) => value.kind === 'literal')
          ? inspect(
              values.map((value) => evaluate(value, rendering)),
              rendering.zone,
            )
          : tag;
      const key = named === undefined ? own() : `name ${textOf(evaluate(named, rendering), rendering.zone)}`;
      const number = cycles.get(key) ?? 0;
      const value = values[number];
      if (value !== undefined) {
        rendering.sink().write(printed(evaluate(value, rendering), rendering.zone), tag.origin);
      }
      cycles.set(key, number + 1 >= values.length ? 0 : number + 1);
    };
  },
};

/**
 * `{% ifchanged %} … {% endifchanged %}` prints what differs from what one printed last
 * (liquid/tags/ifchanged.rb).
 */
export const ifchangedTag: BlockTag = {
  kind: 'block',
  delimiters: [],
  isBlank: 'body',
  parse: ([{ tag, body }]) => {
    return (rendering) => {
      const sink = createPlainSink();
      rendering.into(sink, () => body.render(rendering));
      const { text } = sink.result();
      if (text === rendering.registers.changed) return;
      rendering.registers.changed = text;
      rendering.sink().write(text, tag.origin);
    };
  },
};
