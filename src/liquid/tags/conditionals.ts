import { Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import { equalOrAsked, evaluate, isMet } from '../render/evaluate.js';
import type { Rendering } from '../render/rendering.js';
import { parseCondition } from '../syntax/condition.js';
import { type Expression, parseExpression } from '../syntax/expression.js';
import { FRAGMENT, SPACE } from '../syntax/fragments.js';
import type { BlockTag, Body, Branch, Complain } from './tag.js';

type Test = (rendering: Rendering) => boolean;

function testOf(branch: Branch, complain: Complain): Test {
  if (branch.tag.name === 'else') return () => true;
  const { result, complaint } = parseCondition(branch.tag.markup);
  complain(complaint);
  return (rendering) => isMet(result, rendering);
}

/**
 * A block that renders the first of its branches whose condition is met; the first one's may be turned round.
 */
function choice(negated: boolean): BlockTag {
  return {
    kind: 'block',
    delimiters: ['elsif', 'else'],
    isBlank: 'body',
    parse: (branches, complain) => {
      const tests = branches.map((branch) => testOf(branch, complain));
      return (rendering) => {
        const met = tests.findIndex((test, index) => test(rendering) !== (negated && index === 0));
        branches[met]?.body.render(rendering);
      };
    },
  };
}

/** `{% if … %} … {% elsif … %} … {% else %} … {% endif %}` (liquid/tags/if.rb). */
export const ifTag: BlockTag = choice(false);

/** `{% unless … %}` (liquid/tags/unless.rb). */
export const unlessTag: BlockTag = choice(true);

const VALUE = new RegExp(FRAGMENT);
const NEXT = new RegExp(`^(?:${SPACE}+or${SPACE}+|${SPACE}*,${SPACE}*)(?=${FRAGMENT})`);

interface When {
  /** The values; none for `else`. */
  readonly values: readonly Expression[] | undefined;
  readonly body: Body;
}

function whenOf(branch: Branch): When {
  const { tag, body } = branch;
  if (tag.name === 'when') return { values: valuesOf(tag.markup), body };
  if (strip(tag.markup) === '') return { values: undefined, body };
  throw new Fault('liquid-syntax', 'The else of a case takes nothing.', 'Write {% else %}.');
}

/** `"a", "b" or "c"`. */
function valuesOf(markup: string): Expression[] {
  const values: Expression[] = [];
  let rest: string | undefined = markup;
  while (rest !== undefined) {
    const match: RegExpExecArray | null = VALUE.exec(rest);
    if (match === null) {
      throw new Fault(
        'liquid-syntax',
        'A when needs a value.',
        'Write {% when "a" %} or {% when "a" or "b" %}.',
      );
    }
    values.push(parseExpression(match[0]));
    const behind: string = rest.slice(match.index + match[0].length);
    const join = NEXT.exec(behind);
    rest = join === null ? undefined : behind.slice(join[0].length);
  }
  return values;
}

/**
 * `{% case x %}{% when 1 or 2 %} … {% else %} … {% endcase %}` (liquid/tags/case.rb). What stands in front of
 * the first `when` is not rendered; every `when` that fits is, once for each value that does.
 */
export const caseTag: BlockTag = {
  kind: 'block',
  delimiters: ['when', 'else'],
  isBlank: 'body',
  parse: ([opener, ...branches]) => {
    const match = VALUE.exec(opener.tag.markup);
    if (match === null)
      throw new Fault('liquid-syntax', 'A case needs a value.', 'Write {% case page.kind %}.');
    const subject = parseExpression(match[0]);
    const whens = branches.map(whenOf);
    return (rendering) => {
      let isOpen = true;
      for (const { values, body } of whens) {
        if (values === undefined) {
          if (isOpen) body.render(rendering);
          continue;
        }
        for (const value of values) {
          if (!equalOrAsked(evaluate(subject, rendering), evaluate(value, rendering))) continue;
          isOpen = false;
          body.render(rendering);
        }
      }
    };
  },
};
