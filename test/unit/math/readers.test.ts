import { describe, expect, it } from 'vitest';
import { joinParts, type TypesetPart } from '../../../src/math/typesetting/line-breaks.js';
import { formula, mathmlOf, typesetFormulas, typesetHtml } from './support.js';

const X = typesetFormulas([formula('x', false)]).html;

/** A typeset page with `x` for the formula x, and what is kept on its line in brackets. */
function kept(html: string): string {
  const page = typesetHtml(html).html.replaceAll(X, 'x');
  return page.replace(/<span class="math-text">([^<]*)<\/span>/g, '[$1]');
}

describe('no line break comes between a formula and what touches it', () => {
  it.each([
    ['<p>If $x$, then</p>', '<p>If [x,] then</p>'],
    ['<p>the $x$th one</p>', '<p>the [xth] one</p>'],
    ['<p>a $x$-dimensional space</p>', '<p>a [x-]dimensional space</p>'],
    ['<p>so ($x$) is</p>', '<p>so [(x)] is</p>'],
    ['<p>of O($x$).</p>', '<p>of [O(x).]</p>'],
    ['<p>“$x$”</p>', '<p>[“x”]</p>'],
    ['<p>$x$ and</p>', '<p>x and</p>'],
    ['<p><b>$x$</b>, and</p>', '<p><b>x</b>, and</p>'],
    ['<p>値$x$は、</p>', '<p>値xは、</p>'],
    ['<p>値（$x$）。次</p>', '<p>値[（x）。]次</p>'],
    ['<p>$x$&lt;b</p>', '<p>[x&lt;b]</p>'],
    ['<p>$x$&NotEqualTilde;</p>', '<p>[x&NotEqualTilde;]</p>'],
  ])('%s', (html, expected) => {
    expect(kept(html)).toBe(expected);
  });

  it('and the formula can still be broken in itself', () => {
    const { html } = typesetHtml('<p>$a + b = c$.</p>');
    expect(html.match(/<wbr>/g)).toHaveLength(2);
  });

  it('however long the text beside it is, in a time that grows with it', () => {
    const text = '('.repeat(200_000);
    const parts: TypesetPart[] = [
      { kind: 'html', html: text },
      { kind: 'inline', html: '<span class="katex"></span>' },
      { kind: 'html', html: 'a'.repeat(200_000) },
    ];
    expect(joinParts(parts)).toContain(
      `<span class="math-text">((((<span class="katex"></span>${'a'.repeat(12)}</span>`,
    );
  });
});

describe('a formula in a line', () => {
  it('that may be wider than a screen is in a box that scrolls', () => {
    const long = '\\frac{a_1 + a_2 + a_3 + a_4 + a_5 + a_6}{b_1 + b_2 + b_3 + b_4 + b_5 + b_6}';
    const { each, use } = typesetFormulas([
      formula(`x = ${long}`, false),
      formula('x = \\frac{a}{b}', false),
    ]);
    expect(each[0]).toMatch(/^<span class="math-wide"><span class="katex">.*<\/span><\/span>$/);
    expect(each[1]).not.toContain('math-wide');
    expect(use.scrolls).toBe(true);
  });

  it('of MathML alone is, too', () => {
    const options = { output: 'mathml' } as const;
    const { html } = typesetFormulas([formula('\\text{a sentence that is far too long for a line}', false)], {
      options,
    });
    expect(html).toMatch(/^<span class="math-wide"><span class="katex"><span class="katex-mathml"><math /);
  });

  it('that is short needs no box', () => {
    expect(typesetFormulas([formula('x', false)]).use).toMatchObject({ scrolls: false, refers: false });
  });
});

describe('a reference', () => {
  const page = typesetFormulas([formula('x \\label{e} \\tag{1}'), formula('\\eqref{e}', false)]);

  it('is a link around the formula, and no link is hidden in it', () => {
    expect(page.each[1]).toMatch(
      /^<a class="math-ref" href="#mjx-eqn:e" aria-label="\(1\)"><span class="katex">.*<\/span><\/a>$/,
    );
    expect(page.each[1]?.match(/href=/g)).toHaveLength(1);
    expect(page.use.refers).toBe(true);
  });

  it('within a formula is a link for the mouse, and a second one for the keyboard and screen readers', () => {
    const [, html = ''] = typesetFormulas([
      formula('x \\label{e} \\tag{1}'),
      formula('y = \\eqref{e} + \\ref{e}', false),
    ]).each;
    expect(html).toMatch(/<a class="math-ref" tabindex="-1" href="#mjx-eqn:e">/);
    expect(html).toMatch(/<\/span><a class="math-link" href="#mjx-eqn:e" aria-label="\(1\)"><\/a>$/);
    expect(mathmlOf(html)).not.toContain('href');
  });

  it('out of the page is such a link, too', () => {
    const { html } = typesetFormulas([formula('\\href{https://example.org/?a=1&b=2}{a} + b', false)]);
    expect(html).toContain('<a tabindex="-1" href="https://example.org/?a=1&amp;b=2">');
    expect(html).toContain(
      '<a class="math-link" href="https://example.org/?a=1&amp;b=2" aria-label="a"></a>',
    );
  });

  it('in MathML alone is a link around the formula', () => {
    const { each } = typesetFormulas([formula('x \\label{e} \\tag{1}'), formula('\\eqref{e}', false)], {
      options: { output: 'mathml' },
    });
    expect(each[1]).toMatch(/^<a class="math-ref" href="#mjx-eqn:e" aria-label="\(1\)"><span class="katex">/);
    expect(mathmlOf(each[1] ?? '')).not.toContain('href');
  });
});

describe('the number of an equation', () => {
  it('is a link to the equation, for the mouse and for the keyboard', () => {
    const { html } = typesetFormulas([formula('\\begin{align} a &= b \\label{e} \\\\ c &= d \\end{align}')], {
      options: { displayLabel: '数式 "A"' },
    });
    expect(html.match(/<a class="math-number" tabindex="-1" href="[^"]*">/g)).toEqual([
      '<a class="math-number" tabindex="-1" href="#mjx-eqn:e">',
      '<a class="math-number" tabindex="-1" href="#mjx-eqn:2">',
    ]);
    expect(html.match(/<a class="math-link"[^>]*>/g)).toEqual([
      '<a class="math-link" href="#mjx-eqn:e" aria-label="数式 &quot;A&quot; 1">',
      '<a class="math-link" href="#mjx-eqn:2" aria-label="数式 &quot;A&quot; 2">',
    ]);
  });

  it('with letters that links encode still leads to the equation', () => {
    const { html, ids } = typesetFormulas([formula('x \\tag{3:内積の定義}')]);
    expect(ids).toEqual(['mjx-eqn:3:内積の定義']);
    expect(html).toContain(`class="math-number" tabindex="-1" href="#${encodeURI(ids[0] ?? '')}"`);
  });
});
