import { accessibleName } from '../page/accessible-name.js';
import { type CheckedPage, type Finding, shortened } from '../page/finding.js';
import type { PageElement } from '../page/page-tree.js';

/** Headings without a text (WCAG 2.2, 2.4.6), and pages with several titles (1.3.1). Skipped levels are told for all pages. */
export function headingOrder({ tree, isOwn }: CheckedPage): readonly Finding[] {
  const headings = tree.elements.filter(({ name }) => /^h[1-6]$/.test(name));
  const isEmpty = (element: PageElement): boolean => accessibleName(element, tree) === '';
  const empty = headings.filter(isEmpty).map(
    (element): Finding => ({
      severity: 'warning',
      code: 'access-heading-empty',
      element,
      message: 'This heading has no text.',
      hint: 'Write its text, or remove it; room between paragraphs comes from a style sheet.',
    }),
  );
  let before: PageElement | undefined;
  const skipping = headings.flatMap((element) => {
    const last = before;
    if (!isEmpty(element)) before = element;
    // Within the page's own text that is told in any case.
    return last !== undefined && isOwn(element) && !isOwn(last) ? skipped(last, element) : [];
  });
  const titles = headings.filter((element) => element.name === 'h1' && !isEmpty(element));
  // What the layout shows is not the author's to change.
  const told = titles.slice(1).find(isOwn) ?? titles.find(isOwn) ?? titles[1];
  const other = titles.find((one) => one !== told);
  if (told === undefined || other === undefined) return [...empty, ...skipping];
  const of = isOwn(other) ? 'one of them' : 'one in its layout';
  return [
    ...empty,
    ...skipping,
    {
      severity: 'info',
      code: 'access-heading-title',
      element: told,
      message: `This page has ${titles.length} headings of level 1, ${of} "${shortened(accessibleName(other, tree))}".`,
      text: shortened(accessibleName(told, tree)),
      hint: 'Leave level 1 to the title of the page, and begin its sections at level 2.',
    },
  ];
}

/** The first heading of a page's text, where it goes more than a level below the one that its layout shows. */
function skipped(before: PageElement, element: PageElement): Finding[] {
  const [above, level] = [levelOf(before), levelOf(element)];
  if (level <= above + 1) return [];
  return [
    {
      severity: 'info',
      code: 'heading-skips',
      element,
      message: `A heading of level ${level} follows one of level ${above}, which the layout shows.`,
      hint: `Make it level ${above + 1}.`,
    },
  ];
}

function levelOf({ name }: PageElement): number {
  return Number(name.slice(1));
}
