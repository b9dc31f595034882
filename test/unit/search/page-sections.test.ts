import { expect, test } from 'vitest';
import { pageSections } from '../../../src/search/index.js';

test('a reference to a heading with a formula is found by its words and its TeX, and those behind it by theirs', () => {
  const formula = (tex: string): string =>
    `<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex" aria-hidden="true">${tex}</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span class="mord">x</span></span></span>`;
  const link = (text: string, more = ''): string =>
    `<a href="four.html#it" class="reference"${more}>${text}</a>`;
  const [section] = pageSections({
    title: '',
    content: `<p>By ${link('name')}, and ${link('name')}.</p>`,
    formulas: [],
    output: `<p>By ${link(`The ${formula('x_1')} of it`)}, ${link(formula('\\ref{eq:a}'), ' aria-label="(1)"')} and ${link('Theorem 1')}.</p>`,
  });
  expect(section?.text).toBe('By The x_1 of it, and Theorem 1.');
});
