import { describe, expect, test } from 'vitest';
import { locator } from '../../../src/diagnostics/index.js';
import { renderCase } from './render-case.js';

/** The URLs of a text as `element[attribute] url line:column label`. */
function references(text: string): string[] {
  return renderCase(text).references.map(
    ({ element, attribute, url, place, label }) =>
      `${element}[${attribute}] ${url} ${place.line}:${place.column}${label === undefined ? '' : ` ${label}`}`,
  );
}

describe('the place of a URL is where it is written', () => {
  test.each([
    ['a link', 'See [the page](b/c.md "title").', ['a[href] b/c.md 1:16']],
    ['a link behind spaces', '[a](  b  )', ['a[href] b 1:7']],
    ['a link in angle brackets', '[a](<b c>)', ['a[href] b c 1:6']],
    ['an image', 'x\n![the *alt*](pic.png)', ['img[src] pic.png 2:14 the *alt*']],
    ['an image in a link', '[![a](b.png)](c.html)', ['a[href] c.html 1:15', 'img[src] b.png 1:7 a']],
    ['an address', 'at <https://example.com/x>', ['a[href] https://example.com/x 1:5']],
    ['a mail address', '<me@example.com>', ['a[href] mailto:me@example.com 1:2']],
    ['a definition', '[a] and [b][a].\n\n[a]: /url', ['a[href] /url 3:6', 'a[href] /url 3:6']],
    ['text after full-width characters', '日本語 [頁](日本.md)', ['a[href] 日本.md 1:9']],
    ['a list item', '- one\n\n  - two [a](b)', ['a[href] b 3:13']],
    ['a quote', '> x\n> > [a](b)', ['a[href] b 2:9']],
    ['a table cell', '| x | [a](b) |', ['a[href] b 1:11']],
    ['struck text', 'x ~~y [a](b)~~', ['a[href] b 1:11']],
    ['an element in text', 'x <a href="u?a&amp;b">y</a>', ['a[href] u?a&b 1:12']],
    ['an image element', 'x <img alt="the alt" SRC = \'p.png\'>', ['img[src] p.png 1:29 the alt']],
    [
      'a set of sources',
      'x <img srcset="a.png 1x, b.png 2x">',
      ['img[srcset] a.png 1:16', 'img[srcset] b.png 1:26'],
    ],
    ['text without Markdown', 'x {::nomarkdown}<a href=u>y</a>{:/}', ['a[href] u 1:25']],
    ['an attribute list', '[a](b){:href="c"}', ['a[href] c 1:7']],
    ['a block of HTML', '<div>\n<img src="a.png">\n</div>', ['img[src] a.png 2:11']],
  ])('%s', (_, text, expected) => {
    expect(references(text)).toEqual(expected);
  });

  test('a URL in text that turned out to be no link is none', () => {
    expect(references('[a [b](c) d')).toEqual(['a[href] c 1:8']);
    expect(references('*a [b](c) d')).toEqual(['a[href] c 1:8']);
    expect(references('`[a](b)` \\[c](d)')).toEqual([]);
  });
});

describe('the place of a formula is where its TeX is written', () => {
  test.each([
    ['in a line', 'a $$x$$ b', ['x 1:5']],
    ['without the blanks around it', 'a $$ x $$ b', ['x 1:6']],
    ['over lines of a list item', '- a $$x\n  = y$$ b', ['x\n= y 1:7']],
    ['in a raw element', '<font>a $$x$$ b</font> and \\\\(y\\\\)', ['x 1:11', 'y 1:31']],
    ['with character references', 'a <font>$$x &lt; y$$</font>', ['x < y 1:11']],
  ])('%s', (_, text, expected) => {
    const { formulas } = renderCase(text, { mend: {} });
    const found = formulas
      .map(({ tex }) => ({ tex: tex.text, ...locator(tex)(0) }))
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map(({ tex, line, column }) => `${tex} ${line}:${column}`);
    expect(found).toEqual(expected);
  });

  test('behind a line end and an indent, each character has its own', () => {
    const [formula] = renderCase('- a $$x\n  = y$$ b').formulas;
    if (formula === undefined) throw new Error('no formula');
    expect(locator(formula.tex)(formula.tex.text.indexOf('y'))).toMatchObject({ line: 2, column: 5 });
  });
});
