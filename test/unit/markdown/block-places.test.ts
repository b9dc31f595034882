import { describe, expect, test } from 'vitest';
import { locator } from '../../../src/diagnostics/index.js';
import { renderCase } from './render-case.js';

/** Every formula, heading, anchor and URL of a text as `what line:column`, in the order of the text. */
function places(text: string): string[] {
  const { formulas, headings, references } = renderCase(text);
  const found = [
    ...formulas.map(({ tex }) => ({ what: `$${tex.text}$`, place: locator(tex)(0) })),
    ...headings.map(({ id, place }) => ({ what: `#${id}`, place })),
    ...references.map(({ url, place }) => ({ what: url, place })),
  ];
  return found
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ what, place }) => `${what} ${place.line}:${place.column}`);
}

describe('the place of what stands in blocks is where it is written', () => {
  test.each([
    ['a formula on lines of its own', 'x\n\n$$\na\n$$', ['$a$ 4:1']],
    ['an indented formula', '   $$ a $$', ['$a$ 1:7']],
    ['a formula in a quote', '> $$\n> a\n> $$', ['$a$ 2:3']],
    ['a formula in a quote in an item', '- > x\n  >\n  > $$a$$', ['$a$ 3:7']],
    ['a formula in an item behind a tab', '-\tx\n\n\t$$a$$', ['$a$ 3:4']],
    ['a formula in a nested item', '1. x\n   - y\n\n     $$a$$', ['$a$ 4:8']],
    ['a link in a lazy line of an item', '- x\n[y](u)', ['u 2:5']],
    ['a link in a lazy line of a quote', '> > x\ny [z](u)', ['u 2:7']],
    ['a link behind tabs in a nested item', '*\tx\n\t*\t[y](u)', ['u 2:8']],
    ['a link in a paragraph that a fence mark does not end', 'x\n``` y z\n[z](u)', ['u 3:5']],
    ['a link in a task', '- [x] [y](u)', ['u 1:11']],
    ['a link in a term and its definition', '[t](u)\n: [d](v)\n\n  [e](w)', ['u 1:5', 'v 2:7', 'w 4:7']],
    ['links in a table', '> | a | [b](u) |\n> | `x|y` [c](v) | \\| [d](w) |', ['u 1:13', 'v 2:15', 'w 2:27']],
    ['a link in a footnote', 'x[^1]\n\n[^1]: y\n\n    [z](u)', ['u 5:9']],
    ['a link in HTML whose text is Markdown', '<div markdown="1">\n\n- [a](u)\n</div>', ['u 3:7']],
    ['a link behind a block of HTML on its line', '<div>x</div> [a](u)', ['u 1:18']],
    ['a link in a paragraph element', '<p markdown="1">\n[a](u)</p>', ['u 2:5']],
    ['a URL in HTML in an item', '- <div>\n  <img src="u">\n  </div>', ['u 2:13']],
    ['a URL in HTML over lines', '> <a\n> href="u">x</a>', ['u 2:9']],
    ['a URL in text without Markdown', '{::nomarkdown}\n<a href="u">x</a>\n{:/}', ['u 2:10']],
    ['a header', 'x\n\n## A', ['#a 3:1']],
    ['an underlined header', '   A\n===', ['#a 1:4']],
    ['a header in a quote', '> x\n>\n> # A', ['#a 3:3']],
    ['a header in an item', '- x\n\n  # A\n- # B', ['#a 3:3', '#b 4:3']],
    ['text after full-width characters', '> 図表 [a](u)', ['u 1:10']],
  ])('%s', (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  test('every character of a formula over lines of a quote has its own', () => {
    const [formula] = renderCase('> > $$\n> > a\n> > + b\n> > $$').formulas;
    if (formula === undefined) throw new Error('no formula');
    const { tex } = formula;
    expect(tex.text).toBe('a\n+ b');
    expect(locator(tex)(tex.text.indexOf('b'))).toMatchObject({ line: 3, column: 7 });
  });

  test('the definition of a link has the place of its own URL', () => {
    expect(places('[a]\n\n> [a]: <u v>\n> "t"')).toEqual(['u v 3:9']);
  });
});

describe('the ids of a page', () => {
  test('are those of headers, attribute lists, elements, footnotes and contents', () => {
    const { anchors } = renderCase(
      '# A\n\ntext\n{: #t}\n\n<p id="p"><a name="n">x</a></p>\n\ny[^1] [z](u){:#z}\n\n* c\n{:toc}\n\n[^1]: note',
    );
    expect(anchors.map(({ id, place }) => `${id} ${place.line}`)).toEqual([
      'a 1',
      't 3',
      'p 6',
      'n 6',
      'fnref:1 8',
      'z 8',
      'markdown-toc 10',
      'markdown-toc-a 10',
      'fn:1 13',
    ]);
  });

  test('of headers come with level and text', () => {
    const { headings } = renderCase('# One *two* `three`\n## Four $$x^2$$ {#f}');
    expect(headings.map(({ level, id, text }) => ({ level, id, text }))).toEqual([
      { level: 1, id: 'one-two-three', text: 'One two three' },
      { level: 2, id: 'f', text: 'Four x^2' },
    ]);
  });

  test('of headers have their dollars as text', () => {
    const { headings } = renderCase('# From $5 to \\$10: $x$', { dollars: true, mend: {} });
    expect(headings.map(({ id, text }) => [id, text])).toEqual([['from-5-to-10-x', 'From $5 to $10: x']]);
  });
});
