import type { CheckedPage, Finding } from '../page/finding.js';

/** Pages without a title, which is what is told first of a page, and in lists of them (WCAG 2.2, 2.4.2). */
export function pageTitle({ tree }: CheckedPage): readonly Finding[] {
  const html = tree.elements.find(({ name }) => name === 'html');
  if (html === undefined || tree.title !== '') return [];
  return [
    {
      severity: 'warning',
      code: 'access-page-title',
      element: html,
      message: 'A page with this layout has no <title>, or an empty one.',
      hint: 'Write <title>{{ page.title | default: site.title }}</title> into its <head>.',
    },
  ];
}
