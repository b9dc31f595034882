import { describe, expect, it } from 'vitest';
import { mathjaxFormulas, textOfMathml } from './mathjax.js';
import { formula, mathmlOf, typesetFormulas, typesetHtml } from './support.js';

/** Thirty displays and references as a lecture has them. */
const PAGE = [
  '\\begin{equation} a = b \\end{equation}',
  '\\begin{align} a &= b \\\\ c &= d \\nonumber \\\\ e &= f \\tag{x} \\\\ \\end{align}',
  '\\begin{align*} a &= b \\\\ c &= d \\tag{I} \\end{align*}',
  '\\begin{gather} a \\\\ b \\end{gather}',
  '\\begin{multline} a \\\\ b \\\\ c \\end{multline}',
  '\\begin{multline*} a \\\\ b \\end{multline*}',
  '\\begin{eqnarray} a &=& b \\\\ c &=& d \\end{eqnarray}',
  '\\begin{eqnarray*} a &=& b \\end{eqnarray*}',
  '\\[ a \\]',
  '\\[ a \\tag{2} \\]',
  '\\begin{equation} \\begin{split} a &= b \\\\ &= c \\end{split} \\end{equation}',
  '\\begin{alignat}{2} a &= b & c &= d \\\\ e &= f \\end{alignat}',
  '\\begin{flalign} a &= b \\\\ c &= d \\end{flalign}',
  '\\begin{equation} a \\\\ b \\end{equation}',
  '\\begin{equation} \\label{eq:first} a \\end{equation}',
  '\\( \\ref{eq:first} \\)',
  '\\( \\eqref{eq:last} \\)',
  '\\begin{align} a \\label{x} \\\\ b \\notag \\end{align}',
  '\\( \\ref{x} \\)',
  '\\[ \\begin{equation} a \\end{equation} \\]',
  '\\[ \\begin{align} a \\\\ b \\end{align} \\]',
  '\\begin{equation} a \\tag*{Z} \\end{equation}',
  '\\begin{equation} a \\tag{$\\alpha$} \\label{alpha} \\end{equation}',
  '\\( \\eqref{alpha} \\)',
  '\\begin{equation*} a \\end{equation*}',
  '\\begin{equation} \\begin{aligned} a &= b \\\\ c &= d \\end{aligned} \\end{equation}',
  '\\begin{equation} \\begin{cases} a & b \\\\ c & d \\end{cases} \\notag \\end{equation}',
  '\\begin{gather*} a \\\\ b \\tag{G} \\end{gather*}',
  '\\begin{align} a &= \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\\\ b &= c \\end{align}',
  '\\begin{equation} z \\label{eq:last} \\end{equation}',
];

const HTML = PAGE.map((line) => `<p>${line.replace(/&/g, '&amp;')}</p>`).join('\n');

/** The tags that a formula's MathML has, each at the end of its line. */
function tagsOf(html: string): string[] {
  const rows = mathmlOf(html).split('<mtr>').slice(1);
  return rows.flatMap((row) => /\([^()]+\)$|Z$/.exec(textOfMathml(row))?.[0] ?? []);
}

describe.each(['ams', 'all', 'none'] as const)('numbered %s, a page of thirty equations', (tags) => {
  const expected = mathjaxFormulas(HTML, { tags });
  const { html, diagnostics } = typesetHtml(HTML, [], { config: { tags } });
  const found = html.split('\n');

  it('has beside every equation what MathJax puts there', () => {
    expect(expected).toHaveLength(30);
    expect(found.map(tagsOf)).toEqual(expected.map((formula) => formula.tags));
  });

  it('shows in every reference what MathJax shows', () => {
    const references = PAGE.flatMap((line, index) => (line.includes('ref{') ? [index] : []));
    expect(references.map((index) => textOfMathml(mathmlOf(found[index] ?? '')))).toEqual(
      references.map((index) => textOfMathml(expected[index]?.mathml ?? '')),
    );
  });

  it('reports no more than the references that lead nowhere', () => {
    const unresolved = expected.filter(({ mathml }) => mathml.includes('???')).length;
    expect(diagnostics.map(({ code }) => code)).toEqual(
      Array.from({ length: unresolved }, () => 'math-undefined-label'),
    );
  });
});

describe('a reference', () => {
  it('leads to the id of the equation, wherever that stands on the page', () => {
    const { each } = typesetFormulas(
      [formula('\\eqref{eq:a b}', false), formula('\\begin{equation} x \\label{eq:a b} \\end{equation}')],
      { config: { version: 2 } },
    );
    expect(each[0]).toContain('href="#mjx-eqn-eq:a_b"');
    expect(each[1]).toContain('id="mjx-eqn-eq:a_b"');
  });

  it('stands in running text of the layout, too', () => {
    const { html } = typesetHtml('<p>See \\eqref{e}.</p><p>\\begin{equation}x\\label{e}\\end{equation}</p>');
    expect(html).toContain('<a class="math-ref" href="#mjx-eqn:e" aria-label="(1)">');
    expect(html).not.toContain('\\eqref{e}.');
  });

  it('to an unknown label is reported with the label that was likely meant', () => {
    const { diagnostics } = typesetFormulas([
      formula('\\begin{equation} x \\label{eq:energy} \\end{equation}'),
      formula('\\eqref{eq:enregy}', false),
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'math-undefined-label', severity: 'warning', hint: 'Did you mean "eq:energy"?' },
    ]);
  });

  it('to a label given twice leads to the first, which is reported', () => {
    const twice = '\\begin{equation} x \\label{e} \\end{equation}';
    const { diagnostics, each } = typesetFormulas([
      formula(twice),
      formula(twice),
      formula('\\ref{e}', false),
    ]);
    expect(diagnostics).toMatchObject([{ code: 'math-repeated-label' }]);
    expect(textOfMathml(mathmlOf(each[2] ?? ''))).toBe('1');
  });
});

describe('a reference to a figure or table, written as mathematics', () => {
  const page = (text: string) =>
    typesetHtml(
      `<p><img id="fig:one" src="a.png"></p><h2 id="figure-drawing">Figure drawing</h2><figure id="fig:two">x</figure>
       <table id="tab:a"></table><p>${text}</p>`,
    );

  it.each([
    ['Figure $\\ref{fig:two}$', '2', '#fig:two'],
    ['Figure \\ref{fig:one}', '1', '#fig:one'],
    ['Table $\\ref{tab:a}$', '1', '#tab:a'],
    ['Figures $(\\ref{fig:one})$', '(1)', '#fig:one'],
  ])('%s leads there under its number', (text, shown, href) => {
    const { html, diagnostics } = page(text);
    expect(diagnostics).toEqual([]);
    expect(textOfMathml(mathmlOf(html))).toBe(shown);
    expect(html).toContain(`href="${href}"`);
  });

  it('is shown as MathJax shows it where there is no such figure, and reported', () => {
    const { html, diagnostics } = page('Figure $\\ref{fig:tow}$ and $\\ref{fig:elsewhere}$');
    expect(textOfMathml(mathmlOf(html))).toBe('???');
    expect(diagnostics).toMatchObject([
      { code: 'math-undefined-label', hint: 'Did you mean "fig:two"?' },
      {
        code: 'math-undefined-label',
        message: 'No figure or table has the id "fig:elsewhere".',
      },
    ]);
  });
});

describe('a number', () => {
  it('stands at the end of the line where an equation is part of a line of text', () => {
    const { each } = typesetFormulas([
      formula('\\begin{equation} x \\end{equation}', false),
      formula('x \\tag{7}', false),
    ]);
    expect(each.map((html) => textOfMathml(mathmlOf(html)))).toEqual(['x(1)', 'x(7)']);
  });

  it('is the same where the same formula is shown again', () => {
    const formulas = [formula('\\begin{equation} x \\end{equation}')];
    const mark = '\uFDD00\uFDD1';
    const { html } = typesetHtml(`<p>${mark}</p>\n<p>${mark}</p>`, formulas);
    const [first = '', second = ''] = html.split('\n');
    expect([first, second].map((part) => textOfMathml(mathmlOf(part)))).toEqual(['x(1)', 'x(1)']);
    expect(html.match(/id="mjx-eqn:1"/g)).toHaveLength(1);
  });

  it('goes on from page to page anew', () => {
    const one = () => typesetFormulas([formula('\\begin{equation} x \\end{equation}')]).each[0] ?? '';
    expect(one()).toBe(one());
  });
});
