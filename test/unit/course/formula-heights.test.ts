import katex from 'katex';
import { expect, test } from 'vitest';
import { withFormulaHeights } from '../../../src/course/typeset/formula-heights.js';

/** A displayed formula as it stands in a page. */
const displayed = (tex: string, attributes = ''): string =>
  `<span class="katex-display math-display"${attributes}>${katex.renderToString(tex, { displayMode: true })}</span>`;

const heights = (html: string): readonly string[] =>
  Array.from(
    withFormulaHeights(html).matchAll(/math-display"([^>]*)>/g),
    ([, attributes = '']) => attributes,
  );

test('a displayed formula says how high it is, and nothing else changes', () => {
  const html = `<p>${displayed('x')} and ${displayed('\\frac{a}{b}', ' id="eq"')}</p>`;
  // KaTeX: a fraction is 1.10756 em above the line and 0.686 em below.
  expect(heights(html)).toEqual([' style="--math-height:1.1"', ' id="eq" style="--math-height:1.79"']);
  expect(withFormulaHeights(html).replaceAll(/ style="--math-height[^"]*"/g, '')).toBe(html);
});

test('what is behind a formula does not count, nor what has no boxes', () => {
  const inLine = katex.renderToString('\\dfrac{a}{b}');
  expect(heights(displayed('x') + inLine)).toEqual([' style="--math-height:1.1"']);
  const mathml = katex.renderToString('x', { displayMode: true, output: 'mathml' });
  expect(heights(`<span class="katex-display math-display">${mathml}</span>`)).toEqual(['']);
});

test('a formula keeps the style that it has', () => {
  expect(heights(displayed('x', ' style="--math-indent:2em"'))).toEqual([
    ' style="--math-height:1.1;--math-indent:2em"',
  ]);
});
