/**
 * TeX is not Liquid
 * -----------------
 * Liquid takes everything between `{{` and `}}` for an expression, and prints nothing for one it cannot read.
 * TeX is full of such braces: of `$\hat{{x}}$` Jekyll leaves `$\hat$`. lectern keeps what the author wrote:
 *
 * 1. Anywhere, `{{ … }}` with a control sequence (`\bf`) outside of quotes is TeX, for Liquid has no backslash, unless it
 *    is a name sent through a filter that exists.
 * 2. In a formula of a page (`formula-spans.ts`), `{{ … }}` is TeX unless it is an expression by Liquid's strict
 *    grammar, from a variable or a quoted text, whose filters all exist. So `{{x_1}}` may be Liquid, but
 *    `{{a+b}}`, `{{-1}}`, `{{|x|}}`, `{{{x}}}` and whatever lacks its second `}` are not.
 * 3. What is left is decided when it is rendered: where nothing defines the variable it starts from (`x` in
 *    `\hat{{x}}`, as against `page.x` or `layout.x`), and no filter gives it a value, it is TeX and stays as it
 *    stands.
 * 4. In a formula of a page, `{%` is how TeX hides the end of a line, unless a tag of a known name begins with it, or
 *    any that ends on its line.
 *
 * The dollars in `{{ … }}` and `{% … %}` delimit no formula (`liquid-mask.ts`), and rules 2 to 4 guess, which is done for
 * what authors write and not for layouts, includes of HTML or scripts.
 *
 * Everything else is Liquid's, in formulas too, and outside of them nothing but rule 1 is different from
 * Jekyll. Each thing that was kept is reported as `liquid-in-math`, since Jekyll shows the page without it.
 */
import { Fault } from '../core/fault.js';
import type { Expression } from '../syntax/expression.js';
import { strictFiltered } from '../syntax/filtered.js';

const FILTERED = /^-?\s*[\w.[\]"'-]+\s*\|\s*(\w+)/;

/** Whether what stands in `{{ … }}` has a TeX control sequence outside of quotes (rule 1). */
export function hasControlSequence(markup: string, isFilter: (name: string) => boolean): boolean {
  if (!markup.includes('\\') || !/\\[a-zA-Z]/.test(markup.replace(/"[^"]*"|'[^']*'/g, ''))) return false;
  const [, filter] = FILTERED.exec(markup) ?? [];
  return filter === undefined || !isFilter(filter);
}

/** Whether what stands in the `{{ … }}` of a formula can be Liquid at all (rule 2). */
export function canBeLiquid(markup: string, isFilter: (name: string) => boolean): boolean {
  try {
    const { value, filters } = strictFiltered(markup);
    return isNameOrText(value) && filters.every((call) => isFilter(call.name));
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function isNameOrText(expression: Expression): boolean {
  if (expression.kind !== 'literal') return expression.kind === 'lookup';
  return typeof expression.value === 'string' && expression.value !== '';
}
