import { Fault } from '../core/fault.js';
import { leadingInteger } from '../core/ruby-string.js';
import { evaluate, membersOf } from '../render/evaluate.js';
import { type Interrupt, type Rendering, STEP_COST } from '../render/rendering.js';
import { type Expression, parseExpression } from '../syntax/expression.js';
import { strictOrLax } from '../syntax/filtered.js';
import { ATTRIBUTE, FRAGMENT, SPACE } from '../syntax/fragments.js';
import { createStrictParser } from '../syntax/strict-parser.js';
import { isTruthy } from '../values/compare.js';
import { Drop } from '../values/drop.js';
import { isNumeric, numberOf } from '../values/float.js';
import { isNil } from '../values/kind.js';
import type { BlockTag, Body, InlineTag } from './tag.js';

interface Loop {
  readonly variable: string;
  readonly collection: Expression;
  /** `variable-collection`, by which `offset: continue` knows it. */
  readonly name: string;
  readonly isReversed: boolean;
  readonly attributes: Attributes;
}

interface Attributes {
  readonly limit?: Expression;
  readonly offset?: Expression | 'continue';
}

const LOOP = new RegExp(`^([\\w-]+)${SPACE}+in${SPACE}+(${FRAGMENT}+)${SPACE}*(reversed)?`);

function strictLoop(markup: string): Loop {
  const parser = createStrictParser(markup);
  const variable = parser.take('id');
  if (!parser.takeWord('in')) throw needsLoop();
  const collection = parser.expression();
  const isReversed = parser.takeWord('reversed');
  const attributes: [string, string][] = [];
  while (parser.sees('id') && parser.sees(':', 1)) {
    const name = parser.take('id');
    if (name !== 'limit' && name !== 'offset') throw needsLoop();
    parser.take(':');
    attributes.push([name, parser.expression()]);
  }
  parser.take('end');
  return loopOf(variable, collection, isReversed, attributes);
}

function laxLoop(markup: string): Loop {
  const [, variable, collection, reversed] = LOOP.exec(markup) ?? [];
  if (variable === undefined || collection === undefined) throw needsLoop();
  const attributes = [...markup.matchAll(new RegExp(ATTRIBUTE, 'g'))];
  return loopOf(
    variable,
    collection,
    reversed !== undefined,
    attributes.map(([, name = '', value = '']) => [name, value]),
  );
}

function loopOf(
  variable: string,
  collection: string,
  isReversed: boolean,
  attributes: readonly (readonly [string, string])[],
): Loop {
  const found: { limit?: Expression; offset?: Expression | 'continue' } = {};
  for (const [name, value] of attributes) {
    if (name === 'limit') found.limit = parseExpression(value);
    if (name === 'offset') found.offset = value === 'continue' ? 'continue' : parseExpression(value);
  }
  const name = `${variable}-${collection}`;
  return { variable, collection: parseExpression(collection), name, isReversed, attributes: found };
}

function needsLoop(): Fault {
  return new Fault(
    'liquid-syntax',
    'A for needs a name and what it runs over.',
    'Write {% for item in site.pages %}, with limit: and offset: behind it.',
  );
}

/** Ruby's `to_i` of what `limit` and `offset` say. */
function countOf(value: unknown): number {
  if (isNumeric(value)) return Math.trunc(numberOf(value));
  if (typeof value === 'string') return leadingInteger(value);
  if (isNil(value)) return 0;
  throw new Fault(
    'liquid-argument',
    'The limit and the offset of a loop are whole numbers.',
    'Write limit: 3.',
  );
}

function itemsFor(loop: Loop, rendering: Rendering): unknown[] {
  const { limit, offset } = loop.attributes;
  const { loopEnds } = rendering.registers;
  const from =
    offset === 'continue'
      ? (loopEnds.get(loop.name) ?? 0)
      : offset === undefined
        ? 0
        : countOf(evaluate(offset, rendering));
  const most = limit === undefined ? undefined : evaluate(limit, rendering);
  const to = isNil(most) ? Number.POSITIVE_INFINITY : from + countOf(most);
  const items = membersOf(evaluate(loop.collection, rendering), from, to);
  loopEnds.set(loop.name, from + items.length);
  return loop.isReversed ? items.reverse() : items;
}

/** `forloop` in one round (liquid/forloop_drop.rb). */
function forloop(loop: Loop, length: number, index: number, parentloop: Drop | undefined): Drop {
  return new Drop('Liquid::ForloopDrop', {
    name: loop.name,
    length,
    parentloop,
    index: index + 1,
    index0: index,
    rindex: length - index,
    rindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
  });
}

function run(loop: Loop, items: readonly unknown[], body: Body, rendering: Rendering): void {
  const { loops } = rendering.registers;
  const parent = loops.at(-1);
  rendering.scopes.within(() => {
    for (const [index, item] of items.entries()) {
      const state = forloop(loop, items.length, index, parent);
      rendering.charge(STEP_COST);
      rendering.scopes.set('forloop', state);
      rendering.scopes.set(loop.variable, item);
      loops.push(state);
      try {
        body.render(rendering);
      } finally {
        loops.pop();
      }
      if (rendering.takeInterrupt() === 'break') break;
    }
  });
}

/** `{% for item in list reversed limit: 2 offset: 1 %} … {% else %} … {% endfor %}` (liquid/tags/for.rb). */
export const forTag: BlockTag = {
  kind: 'block',
  delimiters: ['else'],
  isBlank: 'body',
  parse: ([{ tag, body }, ...others], complain) => {
    const { result: loop, complaint } = strictOrLax(
      () => strictLoop(tag.markup),
      () => laxLoop(tag.markup),
    );
    complain(complaint);
    return (rendering) => {
      const items = itemsFor(loop, rendering);
      if (items.length === 0) others.at(-1)?.body.render(rendering);
      else run(loop, items, body, rendering);
    };
  },
};

const TABLEROW = new RegExp(`(\\w+)${SPACE}+in${SPACE}+(${FRAGMENT}+)`);

/** `tablerowloop` in one cell (liquid/tablerowloop_drop.rb). */
function tablerowloop(length: number, index: number, columns: number): Drop {
  const column = columns > 0 ? (index % columns) + 1 : index + 1;
  return new Drop('Liquid::TablerowloopDrop', {
    length,
    row: columns > 0 ? Math.floor(index / columns) + 1 : 1,
    col: column,
    col0: column - 1,
    col_first: column === 1,
    col_last: column === columns,
    index: index + 1,
    index0: index,
    rindex: length - index,
    rindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
  });
}

/** `{% tablerow item in list cols: 3 %} … {% endtablerow %}` (liquid/tags/table_row.rb). */
export const tablerowTag: BlockTag = {
  kind: 'block',
  delimiters: [],
  isBlank: 'body',
  parse: ([{ tag, body }]) => {
    const [, variable, markup] = TABLEROW.exec(tag.markup) ?? [];
    if (variable === undefined || markup === undefined) {
      throw new Fault(
        'liquid-syntax',
        'A tablerow needs a name and what it runs over.',
        'Write {% tablerow item in site.pages cols: 3 %}.',
      );
    }
    const collection = parseExpression(markup);
    const attributes = new Map(
      [...tag.markup.matchAll(new RegExp(ATTRIBUTE, 'g'))].map(([, name = '', value = '']) => [
        name,
        parseExpression(value),
      ]),
    );
    const number = (name: string, rendering: Rendering): number | undefined => {
      const expression: Expression | undefined = attributes.get(name);
      return expression === undefined ? undefined : countOf(evaluate(expression, rendering));
    };
    return (rendering) => {
      const list = evaluate(collection, rendering);
      if (!isTruthy(list)) return;
      const from = number('offset', rendering) ?? 0;
      const limit = number('limit', rendering);
      const items = membersOf(list, from, limit === undefined ? undefined : from + limit);
      const columns = number('cols', rendering) ?? 0;
      const print = (text: string) => rendering.sink().write(text, tag.origin);
      print('<tr class="row1">\n');
      rendering.scopes.within(() => {
        for (const [index, item] of items.entries()) {
          rendering.charge(STEP_COST);
          const { fields } = tablerowloop(items.length, index, columns);
          rendering.scopes.set('tablerowloop', new Drop('Liquid::TablerowloopDrop', fields));
          rendering.scopes.set(variable, item);
          print(`<td class="col${fields['col']}">`);
          body.render(rendering);
          print('</td>');
          if (fields['col_last'] && !fields['last'])
            print(`</tr>\n<tr class="row${Number(fields['row']) + 1}">`);
          if (rendering.takeInterrupt() === 'break') break;
        }
      });
      print('</tr>\n');
    };
  },
};

/** `{% break %}` and `{% continue %}`; outside of a loop they end the page. */
function interrupt(kind: Interrupt): InlineTag {
  return { kind: 'inline', isBlank: false, parse: () => (rendering) => rendering.interrupt(kind) };
}

export const breakTag: InlineTag = interrupt('break');
export const continueTag: InlineTag = interrupt('continue');
