/** What the codes of barriers stand for (`access-*`), and what to do, as in `rule-texts.ts`. */
export const ACCESSIBILITY_TEXTS: Readonly<Record<string, readonly [what: string, help: string]>> = {
  'access-alt-text': [
    'An alternative text that says nothing, such as the name of a file (WCAG 2.2, 1.1.1).',
    'Say in a few words what the picture shows.',
  ],
  'access-contrast': [
    'A colour written onto text that is hard to read on what is below it (WCAG 2.2, 1.4.3).',
    'Write a colour with a contrast of 4.5 to 1, or 3 to 1 for large text; the hint names one.',
  ],
  'access-field-name': [
    'A field or button without a name (WCAG 2.2, 4.1.2).',
    'Write a label for it, or aria-label.',
  ],
  'access-frame-title': ['A frame without a title (WCAG 2.2, 4.1.2).', 'Say in title what it shows.'],
  'access-heading-empty': ['A heading without a text (WCAG 2.2, 2.4.6).', 'Write its text, or remove it.'],
  'access-heading-title': [
    'Several headings of level 1 on a page (WCAG 2.2, 1.3.1).',
    'Leave level 1 to the title of the page.',
  ],
  'access-id-missing': [
    'A label or description whose other side is not there (WCAG 2.2, 1.3.1).',
    'Correct the id that it names.',
  ],
  'access-language-missing': [
    'A page that does not say its language (WCAG 2.2, 3.1.1).',
    'Write lang onto <html> in the layout.',
  ],
  'access-language-text': [
    'Text in another language than the page says (WCAG 2.2, 3.1.2).',
    'Say its language with lang.',
  ],
  'access-link-name': [
    'A link without a text (WCAG 2.2, 2.4.4).',
    'Write where it leads, or say it in the alternative text of its picture.',
  ],
  'access-link-same': [
    'Links with the same text that lead to different places (WCAG 2.2, 2.4.4).',
    'Say in each what it leads to.',
  ],
  'access-link-text': [
    'A link whose text does not say where it leads (WCAG 2.2, 2.4.4).',
    'Link the words that name what is there.',
  ],
  'access-media-title': [
    'A video or a recording that nothing names (WCAG 2.2, 1.1.1).',
    'Say in title what it is.',
  ],
  'access-moving': [
    'Something that moves or sounds by itself (WCAG 2.2, 2.2.2 and 1.4.2).',
    'Let readers start it, and stop it.',
  ],
  'access-page-title': [
    'A page without a title (WCAG 2.2, 2.4.2).',
    'Write a <title> into the head of the layout.',
  ],
  'access-picture-name': [
    'A drawing, or a button or area that is a picture, without a name (WCAG 2.2, 1.1.1).',
    'Name it; the hint says how.',
  ],
  'access-tab-order': [
    'An element that the Tab key reaches before all others (WCAG 2.2, 2.4.3).',
    'Leave tabindex out, or write 0.',
  ],
  'access-table-caption': ['A table without a caption (WCAG 2.2, 1.3.1).', 'Say in a caption what is in it.'],
  'access-table-headers': [
    'A table in which header cells are missing or empty (WCAG 2.2, 1.3.1).',
    'Write what its columns or rows are.',
  ],
  'access-table-layout': [
    'A table for layout that has headers or a caption (WCAG 2.2, 1.3.1).',
    'Take its role away, or the headers.',
  ],
};
