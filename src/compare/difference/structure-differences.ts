import type { Difference } from './difference.js';
import type { FactComparison, ResolvedPage } from './fact-comparison.js';

/** What elements that structure a text are called, one and several of them. */
const STRUCTURE_NAMES: Readonly<Record<string, readonly [one: string, several: string]>> = {
  table: ['table', 'tables'],
  tr: ['table row', 'table rows'],
  ol: ['numbered list', 'numbered lists'],
  ul: ['bulleted list', 'bulleted lists'],
  li: ['list item', 'list items'],
  blockquote: ['quotation', 'quotations'],
  dt: ['defined term', 'defined terms'],
  dd: ['definition', 'definitions'],
  em: ['emphasis', 'emphases'],
  strong: ['strong emphasis', 'strong emphases'],
  del: ['deletion', 'deletions'],
  sup: ['superscript', 'superscripts'],
  sub: ['subscript', 'subscripts'],
  code: ['piece of code in a line', 'pieces of code in lines'],
  kbd: ['key', 'keys'],
};

/** Of which elements that structure a text a page has fewer than before, or more. */
export function structureDifferences({ old, new: young, mends }: FactComparison): Difference[] {
  return Object.entries(STRUCTURE_NAMES).flatMap(([element, [one, several]]): Difference[] => {
    const count = ({ page }: ResolvedPage): number => page.structure.get(element) ?? 0;
    const [before, after] = [count(old), count(young)];
    if (before === after) return [];
    const isLost = after < before;
    const amount = Math.abs(after - before);
    const numbered = (number: number): string => `${number} ${number === 1 ? one : several}`;
    return [
      {
        subject: 'structure',
        kind: isLost ? 'lost' : 'new',
        isLoss: isLost,
        isMended:
          mends !== undefined &&
          isMostly(count(mends.without), before, after) &&
          isMostly(count(mends.with), after, before),
        what: isLost ? 'fewer than before' : 'more than before',
        old: numbered(before),
        new: numbered(after),
        amount,
        block: 0,
      },
    ];
  });
}

/** Whether a number is `near`, and not `far`, but for a quarter of the way between them. */
function isMostly(number: number, near: number, far: number): boolean {
  return Math.abs(number - near) * 4 <= Math.abs(far - near);
}
