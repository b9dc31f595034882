import { describe, expect, test } from 'vitest';
import { FORMULA_MARK } from '../../../../src/math/formula/formula.js';
import { mathjaxFormulas } from '../../math/mathjax.js';
import { renderCase } from '../render-case.js';

const DOLLARS = [
  ['$', '$'],
  ['\\(', '\\)'],
];

/** The formulas that readers of Jekyll's page see, a prime as TeX writes it. */
const onJekyll = (html: string) =>
  mathjaxFormulas(html, { inlineMath: DOLLARS, processEscapes: true }).flatMap(({ tex, failed }) => {
    expect(failed).toBe(false);
    // An escaped dollar or backslash counts as one, too.
    return tex === '$' || tex === '\\' ? [] : [tex.trim().replaceAll('’', "'")];
  });

const ours = (text: string) => renderCase(text, { dollars: true, mend: {} });
const tex = (text: string) => ours(text).formulas.map((formula) => formula.tex.text);

describe('a formula that readers know is shown as they know it', () => {
  // The HTML is what Jekyll prints.
  test.each([
    ['the chance $\\mathbb{P}(A\\|B)$ and $\\|x\\|$ is', '<p>the chance $\\mathbb{P}(A|B)$ and $|x|$ is</p>'],
    ['a $x \\|y\\|_1$, $z \\|w\\|_2$', '<p>a $x |y|_1$, $z |w|_2$</p>'],
    ['make \\$x\\$ the subject, \\$\\tfrac12 A\\$', '<p>make $x$ the subject, $\\tfrac12 A$</p>'],
    ['by \\$x_1 = 2\\$ or \\$f(x)\\$.', '<p>by $x_1 = 2$ or $f(x)$.</p>'],
    ["a $ x' $, $ f'(x) $, $ a -- b $ and $ 5 $", '<p>a $ x’ $, $ f’(x) $, $ a – b $ and $ 5 $</p>'],
    ["a $x--y$ and $f'(x) $ and $ \\alpha--\\beta$", '<p>a $x–y$ and $f’(x) $ and $ \\alpha–\\beta$</p>'],
    ['so $x_1 = 2\\$ words, and $y_1\\$.', '<p>so $x_1 = 2$ words, and $y_1$.</p>'],
    ['from $0 $ up to $ Wz $, and $ 3$.', '<p>from $0 $ up to $ Wz $, and $ 3$.</p>'],
    ['as \\$\\alpha \\in A$ of a $ tree $', '<p>as $\\alpha \\in A$ of a $ tree $</p>'],
    ['the product ($ * $) and $ + $', '<p>the product ($ * $) and $ + $</p>'],
    ['from $ Wz$ $ \\alpha^2$ to $Wz $', '<p>from $ Wz$ $ \\alpha^2$ to $Wz $</p>'],
    ['with $ $A$ \\le $B$ \\mid 0 $, as', '<p>with $ $A$ \\le $B$ \\mid 0 $, as</p>'],
    ['any $ u \\in $M$ $ so $ u_i $ is', '<p>any $ u \\in $M$ $ so $ u_i $ is</p>'],
    [
      'a $\\mathsf{is\\\\_odd} \\ne b$, $\\texttt{x\\\\_y\\\\_z}$',
      '<p>a $\\mathsf{is\\_odd} \\ne b$, $\\texttt{x\\_y\\_z}$</p>',
    ],
    ['with $\\text{if a\\\\_b}$', '<p>with $\\text{if a\\_b}$</p>'],
    ['hidden $\n$ and $ \n $ are', '<p>hidden $\n$ and $ \n $ are</p>'],
    ['up to $\\\\$L$ a month, or $\\\\$5$', '<p>up to $\\$L$ a month, or $\\$5$</p>'],
    ['the pair $a$$b$ and', '<p>the pair $a$$b$ and</p>'],
    ['a name$\\ast$$\\ast$, $x_1$', '<p>a name$\\ast$$\\ast$, $x_1$</p>'],
    ['so $1$$2$, $x_1$ and $x_2$', '<p>so $1$$2$, $x_1$ and $x_2$</p>'],
    ['is $\\\\$x_1 + y$ more', '<p>is $\\$x_1 + y$ more</p>'],
    ['is $ $ or $  $ a formula', '<p>is $ $ or $  $ a formula</p>'],
    [
      'the mean $<a_ib_{j}^2>$, $<a_i^2>$ or $\\<a_i\\>$ is',
      '<p>the mean $&lt;a_ib_{j}^2&gt;$, $&lt;a_i^2&gt;$ or $&lt;a_i&gt;$ is</p>',
    ],
    ['a norm $<x, y>$ and $x <p> y$', '<p>a norm $&lt;x, y&gt;$ and $x &lt;p&gt; y$</p>'],
    ['so \\\\\\\\$\\beta$ is', '<p>so \\\\$\\beta$ is</p>'],
    ['it costs \\\\$5, and \\\\$6 or \\\\$x there', '<p>it costs \\$5, and \\$6 or \\$x there</p>'],
  ])('%s', (text, html) => {
    expect(tex(text)).toEqual(onJekyll(html));
  });
});

test.each(['so \\\\$\\beta$ is', 'a line \\\\$x_1$.', 'a \\\\\\\\\\\\$\\beta$ b'])(
  'a dollar that MathJax takes for one: %s',
  (text) => {
    expect(tex(text)).toEqual([]);
    // What Jekyll prints.
    expect(onJekyll(`<p>${text.replaceAll('\\\\', '\\')}</p>`)).toEqual([]);
  },
);

// What Jekyll prints behind the formula.
test.each([
  ["$z$'nin ve $W_e$'ye", ['’nin', '’ye']],
  ["the $n$'s, and $x_1$'s", ['’s', '’s']],
  ['say "$x_1$" and "$y$"so', ['” and', '”so']],
  ["of '$x$' and '$y$'z", ['’ and', '’z']],
])('a quote behind a formula closes: %s', (text, quotes) => {
  const { html } = ours(text);
  for (const quote of quotes) expect(html.replace(FORMULA_MARK, '$')).toContain(`$${quote}`);
});

describe('what readers have lost is shown', () => {
  test.each([
    ['a set $\\{a\\|b\\}$ and $\\{\\|x\\|\\}$', ['\\{a|b\\}', '\\{|x|\\}']],
    ['a $\\left\\{ \\|x\\| \\right\\}$ b', ['\\left\\{ \\|x\\| \\right\\}']],
    ['a $\\|x_1*y\\|$ and $z*w$', ['\\|x_1*y\\|', 'z*w']],
    [
      '\\begin{align}\na &= \\left\\\\{ x_1 \\right\\\\} \\\\\\\\\nb &= \\left\\\\| y \\right\\\\|\n\\end{align}',
      ['\\begin{align}\na &= \\left\\{ x_1 \\right\\} \\\\\nb &= \\left\\| y \\right\\|\n\\end{align}'],
    ],
  ])('%s', (text, expected) => {
    expect(tex(text)).toEqual(expected);
  });
});

test('a dollar that MathJax is kept from by a backslash is shown alone', () => {
  const { html } = ours('it costs \\\\$5, and \\\\$6');
  expect(html).not.toContain('\\');
});

test('a formula has what Jekyll makes of it beside what its author wrote', () => {
  const { formulas } = ours('a $\\{x\\}$ and $y$ and $\\left\\{z\\right\\}$');
  expect(formulas.map((formula) => formula.onJekyll)).toEqual(['{x}', undefined, undefined]);
});

describe('an environment of text is text with formulas in it', () => {
  test.each([
    ['a lemma', '\\begin{lemma}\nLet $x_1$ be, and \\\\(y\\\\).\n\\end{lemma}', ['x_1', 'y']],
    ['a list', '\\begin{itemize}\n\\item $a$\n\\item $$b$$\n\\end{itemize}', ['a', 'b']],
    ['a proof without formulas', '\\begin{proof}Easy.\\end{proof}', []],
    ['one that nobody knows, with words', '\\begin{satz}\nthe sum of $a$ and $b$\n\\end{satz}', ['a', 'b']],
    ['raw HTML', '<div>\\begin{theorem} Let $x$ be. \\end{theorem}</div>', ['x']],
    [
      'an equation in one',
      '\\begin{remark}\n\\begin{align}x\\end{align}\n\\end{remark}',
      ['\\begin{align}x\\end{align}'],
    ],
  ])('%s', (_, text, expected) => {
    expect(tex(text)).toEqual(expected);
  });

  test('but not where the page defines it, or where it holds TeX', () => {
    expect(tex('$$\\newenvironment{lemma}{a}{b}$$\n\n\\begin{lemma}x\\end{lemma}')).toHaveLength(2);
    expect(tex('\\begin{aligm}x &= y\\end{aligm}')).toEqual(['\\begin{aligm}x &= y\\end{aligm}']);
  });

  test('and is told of once', () => {
    const { diagnostics } = ours(
      '\\begin{lemma}a\\end{lemma}\n\n\\begin{lemma}b\\end{lemma}\n\n\\begin{proof}c\\end{proof}',
    );
    const told = diagnostics.filter(({ code }) => code === 'math-text-environment');
    expect(told.map(({ line, text }) => `${line} ${text}`)).toEqual(['1 \\begin{lemma}', '5 \\begin{proof}']);
  });
});
