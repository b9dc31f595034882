import { describe, expect, test } from 'vitest';
import { renderCase } from './render-case.js';

/** Quadratic work on texts of this length takes longer than a test may. */
const LENGTH = 100_000;

/** Text that opens what it never closes, again and again, or closes it where it does not count. */
const PARTS = [
  '[',
  '](',
  '[a](',
  '![',
  '![a',
  '[a](b ',
  '[x](<',
  '[a](b "',
  '[a][',
  '[^a]',
  '[[a] ',
  '*',
  '*a ',
  '*a** ',
  '**a *b ',
  '_a ',
  'a*',
  '*_',
  '**x* ',
  '<i>*a</i> ',
  '*[',
  '$',
  '$a ',
  '$$x',
  '${',
  '\\\\(',
  '\\begin{a}',
  '`',
  '`a``',
  '~~',
  '~~a ',
  '~~*a ',
  '<',
  '<a ',
  '<b>',
  '<y>',
  '<a b="',
  '<!--',
  '</b>',
  '<http:',
  '<a@',
  '&',
  '&a',
  '\\',
  '"',
  "'",
  '{:',
  '{::comment}',
  '*a*{:b="',
  '-',
  '.',
  ' ',
  'a\\\n',
  '$$y$${:.z}',
  '$ _x $ ',
  '[x](https://a',
  '<img src="a" alt=x ',
  '<div>~~a',
  '{x=1} ',
  'x <!-- y\n\n',
  '語\n',
  'x\n\n*\u3000a\n\n',
];

describe('text that never closes what it opens is read in time that grows with its length', () => {
  test.each(PARTS)('%s', (part) => {
    const text = `q${part.repeat(LENGTH / part.length)}z`;
    for (const dollars of [false, true]) expect(renderCase(text, { dollars }).html).not.toBe('');
    expect(renderCase(text, { dollars: true, mend: {} }).html).not.toBe('');
  });

  test('runs of backticks of every length', () => {
    const runs = Array.from({ length: 300 }, (_, index) => `${'`'.repeat(300 - index)}a`);
    expect(renderCase(runs.join('')).html).not.toBe('');
    expect(renderCase(runs.reverse().join('')).html).not.toBe('');
  });

  test('environments of which too few are closed', () => {
    expect(renderCase('\\begin{a}'.repeat(5000) + '\\end{a}'.repeat(2500)).html).not.toBe('');
  });

  test('more pieces than a function takes arguments', () => {
    const { html } = renderCase(`${'a\\\n'.repeat(200_000)}*[HTML]:`);
    expect(html.split('<br />').length).toBe(200_000 + 1);
  });

  test('spans in spans in spans', () => {
    for (const [open, close] of [
      ['<b>', '</b>'],
      ['![', '](a)'],
      ['*<i>', '</i>*'],
      ['<y>', '</y>'],
    ] as const) {
      expect(renderCase(open.repeat(5000) + close.repeat(5000)).html).not.toBe('');
    }
  });
});
