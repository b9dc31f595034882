import { describe, expect, test } from 'vitest';
import { locator } from '../../../../src/diagnostics/index.js';
import { renderCase } from '../render-case.js';

/** The line and column of the first `part` of a text, as its author counts them. */
function placeOf(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${[...(before.at(-1) ?? '')].length + 1}`;
}

const render = (text: string) => renderCase(text, { dollars: true, mend: {} });

describe('the URLs of a mended text know where they were written', () => {
  test.each([
    ['behind a tag without quotes', 'Ａ\n\n> a <img src=first.png width=50%> [b](second.html)'],
    ['in a tag that lacks its end', '* x\n* <img src="first.png"\n* [b](second.html)'],
    ['behind a comment that blocks split', '* x <!-- a\n* b --> [b](first.html)\n* <img src="second.png">'],
    ['behind full-width spaces', '*　x\n*　[b](first.html)\n\n#　[c](second.html)'],
    ['in raw HTML', '<div>\n**x** [b](first.html) ![c](second.png)\n</div>'],
    ['behind a stray tag', 'a</b> [b](first.html)</br>\n<img src="second.png">'],
    ['behind a space', 'Ａ [b] (./first.html) and [c](./second.html “Title”)'],
    ['behind an open bracket', '* [b](/first.html\n* [c]((https://second.html)'],
    ['in a misspelt attribute', '<img srac="first.png"> [b](second.html)'],
    ['in a table with formulas', '| $|x|$ | [b](first.html) |\n| $P(a|b)$ | ![c](second.png) |'],
  ])('%s', (_, text) => {
    const { references } = render(text);
    expect(references.map(({ url }) => /first|second/.exec(url)?.[0])).toEqual(['first', 'second']);
    for (const { url, place } of references) expect(`${place.line}:${place.column}`).toBe(placeOf(text, url));
  });

  test('over two lines', () => {
    const text = '[a](https://example.org/first\n/page.html) and <https://example.org/se\ncond>';
    const { references } = render(text);
    expect(references.map(({ url, place }) => `${place.line}:${place.column} ${url}`)).toEqual([
      '1:5 https://example.org/first/page.html',
      '2:18 https://example.org/second',
    ]);
  });
});

describe('the formulas of a mended text know where they were written', () => {
  test.each([
    ['in a table', 'a | b\n$P(a|b)$ | $c$'],
    ['in what would be a table', 'Ａ $P(a|b)$ and $c$'],
    ['with MathJax’s delimiters', 'a \\(x_1\\) and\n\\[y_2 = 1\\] then $z$'],
    ['behind a comment that blocks split', '* x <!-- a\n* b --> $y_1$\n* $z$'],
    ['in raw HTML with Markdown', '<div>**x** $y_1$ *a* $z$</div>'],
    ['in mended headings', '##Title $x$\n\n＃　Title $y_1$'],
  ])('%s', (_, text) => {
    const { formulas } = render(text);
    expect(formulas.length).toBeGreaterThan(1);
    for (const { tex } of formulas) {
      const { line, column } = locator(tex)(0);
      expect(`${line}:${column}`).toBe(placeOf(text, tex.text));
    }
  });

  test('written with Markdown’s backslashes', () => {
    const text = 'a $x\\_1 + \\\\{b\\\\} + \\left\\[c\\right\\]$';
    const [formula] = render(text).formulas;
    if (formula === undefined) throw new Error('No formula was found.');
    expect(formula.tex.text).toBe('x_1 + \\{b\\} + \\left[c\\right]');
    for (const part of ['_1', '{b', 'b', '[c', 'c', ']']) {
      const { line, column } = locator(formula.tex)(formula.tex.text.indexOf(part));
      expect(`${line}:${column}`).toBe(placeOf(text, part));
    }
  });
});

test('headings behind mends know where they were written', () => {
  const { headings } = render('* x <!-- a\n* b -->\n\n##First\n\n#　Second\n\n<center>\nx\n\n# Third\n');
  expect(headings.map(({ place, text }) => `${place.line}:${place.column} ${text}`)).toEqual([
    '4:1 First',
    '6:1 Second',
    '11:1 Third',
  ]);
});
