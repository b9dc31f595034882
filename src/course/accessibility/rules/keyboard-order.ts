import type { CheckedPage, Finding } from '../page/finding.js';
import { attribute } from '../page/page-tree.js';

/** Elements that the Tab key reaches before all others (WCAG 2.2, 2.4.3). */
export function keyboardOrder({ tree }: CheckedPage): readonly Finding[] {
  return tree.elements.flatMap((element): Finding[] => {
    const index = Number(attribute(element, 'tabindex') ?? 0);
    if (!(index > 0)) return [];
    return [
      {
        severity: 'warning',
        code: 'access-tab-order',
        element,
        message: `With tabindex="${index}" the Tab key comes here before all the rest of the page.`,
        hint: 'Leave tabindex out, or write tabindex="0".',
      },
    ];
  });
}
