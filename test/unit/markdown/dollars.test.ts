import { FindTeX } from 'mathjax-full/js/input/tex/FindTeX.js';
import { describe, expect, test } from 'vitest';
import { LITERAL_DOLLAR } from '../../../src/math/formula/formula.js';
import { renderCase, written } from './render-case.js';

const mathjax = new FindTeX({
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
  processEscapes: true,
});

/** The formulas that a browser's MathJax finds in a text. */
const byMathJax = (text: string) => mathjax.findMath([text]).map(({ math }) => math.trim());
const ours = (text: string) =>
  renderCase(text, { dollars: true, mend: {} }).formulas.map(({ tex }) => tex.text);

describe('between dollars a formula is read', () => {
  test.each([
    ['next to letters', 'the $n$th of $m$s'],
    ['next to full-width characters', '変数$x$と$y_1$、「$z$」。'],
    ['of one digit', 'from $0$ to $1$, or $10$'],
    ['over a line end', 'a $x +\ny$ b'],
    ['with blanks around it', 'energy $ F = U - TS $ and $ G = F + pV$'],
    ['with one letter between blanks', 'let $ x $ be'],
    ['with a command and a blank at its end', 'where $e^{-z} = z^{0} = 1 $ and $\\alpha $.'],
    ['with words in it', 'is $x \\text{ if the sum is } y$ here'],
    ['with stars, underlines and quotes', "a $x_1 * y_2$ and $f'_1 * g'_2$ and $a*b*c$"],
    ['with braces', 'set $\\{a, b\\}$ and $\\frac{1}{2}$'],
    ['with a dollar in braces', 'a $x \\text{ for $y$} z$ b'],
    ['with an escaped dollar', 'costs $x = 5\\$$ now'],
    ['with signs of HTML', 'a $x < y$ and $y > z & w$'],
    ['in emphasis and links', '*a $x*y$ b* and [c $z_1$](d) and **$w$**'],
    ['at the ends', '$x$ is $y$'],
    ['in parentheses and brackets', '($x$), [$y$], "$z$"'],
    ['of numbers with a sign', '$-1$ and $+5$ and $5\\%$ and $1/2$'],
  ])('%s', (_, text) => {
    expect(ours(text)).toEqual(byMathJax(text.replace(/\*\*(?=\$)|(?<=\$)\*\*/g, '')));
    expect(ours(text)).not.toEqual([]);
  });
});

describe('a dollar stands for itself', () => {
  test.each([
    ['before prices', 'It costs $5 and that $10.', []],
    ['before prices with cents', 'rose $2.11, or 11 percent, to close at $ 21.51 on', []],
    ['before prices with units', '$10 million or $20 million', []],
    ['before a price at the end', 'from $5 to $6', []],
    ['alone', 'a $ b and $x', []],
    ['with a backslash', 'a \\$5 and \\$10, \\$HOME/\\$PATH and \\$A, \\$B', []],
    ['with two backslashes', 'a \\\\$5 and \\\\$6 or \\\\$x', []],
    ['in code', '`$x$` and `a$b`$', []],
    ['around code', 'give $5 for `x` and $', []],
    ['around tags', 'a $5 <b>x</b> $', []],
    ['before a formula', 'for $5 you get $x$ and $y$', ['x', 'y']],
    ['where a formula was not closed', 'let $x be a word of the text and $y$ one', ['y']],
    ['behind prices', '5$から10$まで', []],
    ['in pairs', 'a $$ b', []],
    ['with blanks between, behind an odd number', 'for $5 and $ $ or $  $', []],
    ['behind prices with spaces', 'for 5 $ or 6 $, a $ or a $, 3 $ an hour and 4 $ a day', []],
  ])('%s', (_, text, formulas) => {
    expect(ours(text)).toEqual(formulas);
    const { html } = renderCase(text, { dollars: true, mend: {} });
    expect(html.replace(/<code[^>]*>[^<]*<\/code>/g, '')).not.toContain('$');
    expect(html.includes(LITERAL_DOLLAR) || /<code/.test(html)).toBe(true);
  });

  test('on a site whose MathJax does not read dollars', () => {
    const { html, formulas } = renderCase('a $x_1$ b $y_1$');
    expect(html).toBe('<p>a $x_1$ b $y_1$</p>\n');
    expect(formulas).toEqual([]);
  });
});

describe('TeX is read without delimiters of Markdown', () => {
  const formula = (text: string) =>
    renderCase(text, { mend: { 'formula-delimiters': false } }).formulas.map(
      ({ tex, display }) => `${display ? 'display' : 'inline'} ${tex.text}`,
    );

  test.each([
    ['\\\\(x_1 * y_2\\\\)', ['inline x_1 * y_2']],
    ['a \\\\[x\\\\] b', ['display x']],
    ['\\\\(\\\\alpha\\_1\\\\)', ['inline \\alpha_1']],
    ['\\\\(x', []],
    ['\\(x\\)', []],
    [
      'a\n\\begin{align}\nx &= y_1 \\\\\nz &= w_1\n\\end{align}\nb',
      ['display \\begin{align}\nx &= y_1 \\\\\nz &= w_1\n\\end{align}'],
    ],
    ['\\begin{a}\\begin{a}x\\end{a}\\end{a}', ['display \\begin{a}\\begin{a}x\\end{a}\\end{a}']],
    ['\\begin{a} x', []],
    ['\\begin{align} x \\\\\\\\ y \\end{align}', ['display \\begin{align} x \\\\ y \\end{align}']],
  ])('%s', (text, expected) => {
    expect(formula(text)).toEqual(expected);
  });
});

describe('in raw HTML, formulas are what MathJax finds', () => {
  test.each([
    ['<div>a $x$ and $$y$$</div>', '<div>a \\(x\\) and \\[y\\]</div>'],
    ['<div>it is $5 and $10</div>', '<div>it is $5 and $10</div>'],
    ['<div><code>$x$</code> <pre>$y$</pre></div>', '<div><code>$x$</code> <pre>$y$</pre></div>'],
    ['<div>$a &lt; b$</div>', '<div>\\(a &lt; b\\)</div>'],
    ['a <font>*$x$*</font>', '<p>a <font>*\\(x\\)*</font></p>'],
    [
      '<div>\\begin{align}x\\end{align} \\(y\\)</div>',
      '<div>\\[\\begin{align}x\\end{align}\\] \\(y\\)</div>',
    ],
    ['<script>$x$</script>', '<script>$x$</script>'],
    ['a {::nomarkdown}<b>$x$</b><code>$y$</code>{:/}', '<p>a <b>\\(x\\)</b><code>$y$</code></p>'],
  ])('%s', (text, expected) => {
    expect(written(renderCase(text, { dollars: true, mend: { 'html-spans': false } })).trim()).toBe(expected);
  });
});

test('references to characters are read as a browser reads them, before the formula is', () => {
  expect(ours('is $a&lt;b$ and $\\begin{matrix}c &amp; d\\end{matrix}$ and $e & f$')).toEqual([
    'a<b',
    '\\begin{matrix}c & d\\end{matrix}',
    'e & f',
  ]);
});

describe('MathJax reads over comments and line breaks', () => {
  // What MathJax finds on the page that Jekyll makes.
  test.each([
    ['in HTML', '<p>a $x_1 <!-- $ --> y$ and $z<br>w$ <b>$u</b>$</p>', ['x_1  y', 'z\nw']],
    ['in the cell of a table', '<table><tr><td>$a <wbr>+ b$</td></tr></table>', ['a + b']],
    ['in Markdown', 'a $x_1 <!-- c --> y$ and $z<br />w$', ['x_1  y', 'z\nw']],
    ['where HTML is printed as it stands', '{::nomarkdown}<i>$a <!-- $ --> b$</i> $c{:/}', ['a  b']],
  ])('%s', (_, text, formulas) => {
    expect(ours(text)).toEqual(formulas);
  });

  test('outside of formulas they stay', () => {
    const { html } = renderCase('<p>5 <!-- one --> $ <br> 6 <!-- two --> <wbr></p>', {
      dollars: true,
      mend: {},
    });
    expect(html.replaceAll(LITERAL_DOLLAR, '$')).toBe(
      '<p>5 <!-- one --> $ <br /> 6 <!-- two --> <wbr /></p>\n',
    );
  });
});

test('definitions are a formula, whatever their comments say', () => {
  const definitions = '\\def\\one#1{x_#1} % the first of all names\n% and a word of it\n';
  expect(ours(`<div>$\n% names of this page\n${definitions}$</div>`)).toEqual([
    `\n% names of this page\n${definitions}`,
  ]);
});

// Read as MathJax finds it on the page that Jekyll makes; but an accent and a number stay as they are written.
test.each([
  ['quotation marks in text', 'a $t = \\text{"ab"}, "c"$', ['t = \\text{“ab”}, “c”']],
  ['a number in another base', 'a $\\char"41$', ['\\char"41']],
  [
    'a star with a backslash',
    '\\begin{align\\*}\nx &= 1\n\\end{align\\*}',
    ['\\begin{align*}\nx &= 1\n\\end{align*}'],
  ],
  [
    'brackets and marks with a backslash in text',
    'a $x\\text{\\[\\"}y\\text{\\"\\]}$',
    ['x\\text{["}y\\text{"]}'],
  ],
  [
    'rows and braces of an author who minds Markdown',
    'a\n\\begin{align}\nx &= \\left(\\\\{y\\\\}\\right)\\\\\\\\\\\nz &= 1\n\\end{align}',
    ['\\begin{align}\nx &= \\left(\\{y\\}\\right)\\\\\nz &= 1\n\\end{align}'],
  ],
  [
    'rows that end now for Markdown and now for TeX',
    'a\n\\begin{align}\nw &= 1 \\\\\nx &= 2 \\\\\\\\\ny &= 3 \\\\\\\\\\\\\nz &= \\\\\\\\\\alpha\n\\end{align}',
    ['\\begin{align}\nw &= 1 \\\\\nx &= 2 \\\\\ny &= 3 \\\\\nz &= \\\\\\alpha\n\\end{align}'],
  ],
  [
    'a command behind the sign between cells',
    'a\n\\begin{align}\nx &\\\\equiv 1 \\\\\ny & \\\\ z\n\\end{align}',
    ['\\begin{align}\nx &\\equiv 1 \\\\\ny & \\\\ z\n\\end{align}'],
  ],
  [
    'braces in a single row',
    '\\begin{align}\\left(\\\\{y\\\\}\\right)\\end{align}',
    ['\\begin{align}\\left(\\{y\\}\\right)\\end{align}'],
  ],
  [
    'rows that are written for TeX',
    '\\begin{align}\nx \\\\\n{y} \\\\{z}\n\\end{align}',
    ['\\begin{align}\nx \\\\\n{y} \\\\{z}\n\\end{align}'],
  ],
  ['an accent in text', 'a $\\text{G\\"odel}$', ['\\text{G\\"odel}']],
])('%s', (_, text, formulas) => {
  expect(ours(text)).toEqual(formulas);
});
