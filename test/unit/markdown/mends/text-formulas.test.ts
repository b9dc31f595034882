import { FindTeX } from 'mathjax-full/js/input/tex/FindTeX.js';
import { describe, expect, test } from 'vitest';
import { locator } from '../../../../src/diagnostics/index.js';
import { FORMULA_MARK } from '../../../../src/math/formula/formula.js';
import { renderCase } from '../render-case.js';

const mathjax = new FindTeX({
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
  processEscapes: true,
});

/** The texts of a page that MathJax searches: it reads over `<br>` and comments, and every other tag ends one. */
function texts(html: string): string[] {
  return html
    .replace(/<!--.*?-->/g, '')
    .replace(/<br \/>/g, '\n')
    .replace(/<code.*?<\/code>/g, '<>')
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
}

/** The formulas that the page shows, in its order. */
function shown(text: string) {
  const { html, formulas } = renderCase(text, { dollars: true, mend: false });
  return [...html.matchAll(FORMULA_MARK)].flatMap(([, index]) => formulas[Number(index)] ?? []);
}

describe('without mends, formulas are what MathJax finds on the page that Jekyll makes', () => {
  // The HTML is what Jekyll prints.
  test.each([
    ['a $x_1 + y_2$ and $x\\{b\\}$ c', '<p>a $x_1 + y_2$ and $x{b}$ c</p>'],
    ['a $*x*$ b $y$ and *$z$*', '<p>a $<em>x</em>$ b $y$ and <em>$z$</em></p>'],
    [`a $f'(x)$ and "$g$" -- $h -- i$`, '<p>a $f’(x)$ and “$g$” – $h – i$</p>'],
    ['a $x  \ny$ b', '<p>a $x<br />\ny$ b</p>'],
    ['a $x <!-- comment --> y$ b', '<p>a $x <!-- comment --> y$ b</p>'],
    ['a $x **and** y$ but $z$', '<p>a $x <strong>and</strong> y$ but $z$</p>'],
    ['a \\$5 and \\$6, $a$', '<p>a $5 and $6, $a$</p>'],
    ['a `$x$` $y$ and $`z`$', '<p>a <code>$x$</code> $y$ and $<code>z</code>$</p>'],
    ['- one $P(a|b)$ two\n', '<table><tr><td>one $P(a</td><td>b)$ two</td></tr></table>'],
    ['<div>a $x$ <b>$y$</b> $z <i>w</i>$</div>', '<div>a $x$ <b>$y$</b> $z <i>w</i>$</div>'],
    ['a \\\\(x * y\\\\) b $z$', '<p>a \\(x * y\\) b $z$</p>'],
    [
      'a\n\\begin{align}\nx &= y \\\nz &= w\n\\end{align}\nb',
      '<p>a\n\\begin{align}\nx &amp;= y <br />\nz &amp;= w\n\\end{align}\nb</p>',
    ],
    ['a $x & y &lt; z$ b', '<p>a $x &amp; y &lt; z$ b</p>'],
    ['a $b $$c$$ d$ e', '<p>a $b \\(c\\) d$ e</p>'],
    ['5$ and 10$', '<p>5$ and 10$</p>'],
  ])('%s', (text, html) => {
    const found = texts(html).flatMap((one) => mathjax.findMath([one]).map(({ math }) => math));
    expect(shown(text).map(({ tex }) => tex.text)).toEqual(found);
  });
});

test('they know where they were written', () => {
  const text = '* a \\_ $x_1$\n* b\n  $y \\| z$ &lt; $w$';
  const places = shown(text).map(({ tex }) => {
    const { line, column } = locator(tex)(0);
    return `${line}:${column} ${tex.text}`;
  });
  expect(places).toEqual(['1:9 x_1', '3:4 y | z', '3:18 w']);
});

test('where the site has no dollars, the page is left as Jekyll prints it', () => {
  const { html, formulas: found } = renderCase('a $x$ and \\\\(y\\\\)', { mend: false });
  expect(html).toBe('<p>a $x$ and \\(y\\)</p>\n');
  expect(found).toEqual([]);
});
