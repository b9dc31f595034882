import { isMet } from '../render/evaluate.js';
import type { Rendering } from '../render/rendering.js';
import { parseCondition } from '../syntax/condition.js';
import type { BlockTag, Branch, Complain } from './tag.js';

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
