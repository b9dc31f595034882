import { Fault } from '../core/fault.js';
import { ATTRIBUTE, FRAGMENT, SPACE } from '../core/fragments.js';
import { evaluate, membersOf } from '../render/evaluate.js';
import { type Rendering, STEP_COST } from '../render/rendering.js';
import { type Expression, parseExpression } from '../syntax/expression.js';
import { isTruthy } from '../values/compare.js';
import { Drop } from '../values/drop.js';
import { countOf } from './for.js';
import type { BlockTag } from './tag.js';

const LOOP = new RegExp(`(\\w+)${SPACE}+in${SPACE}+(${FRAGMENT}+)`);

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
    const [, variable, markup] = LOOP.exec(tag.markup) ?? [];
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
