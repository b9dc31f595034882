import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { locator } from '../../../src/diagnostics/index.js';
import type { MarkdownOptions } from '../../../src/markdown/index.js';
import { LITERAL_DOLLAR } from '../../../src/math/formula/formula.js';
import { renderCase, written } from './render-case.js';

const render = (text: string, options: Partial<MarkdownOptions> = {}) =>
  renderCase(text, { dialect: 'commonmark', dollars: true, ...options });
const html = (text: string, options: Partial<MarkdownOptions> = {}) => written(render(text, options));

describe('CommonMark is printed as markdown-it prints it', () => {
  test.each([
    ['emphasis', '*a* **b** ***c*** `d` a_b_c'],
    ['lists', '- a\n- b\n\n  c\n\n1) d\n2) e'],
    ['a list that starts elsewhere', '5. a\n6. b'],
    ['quotes', '> a\nb\n>\n> - c'],
    ['code', '    a\n\n```\nb\n```'],
    ['links', '[a](b "c") [d] ![e](f) <https://g>\n\n[d]: /h "i"'],
    ['HTML', '<div>\n*a*\n\n*b*\n</div>\n\nc <b>*d*</b>'],
    ['line breaks', 'a  \nb\\\nc\nd'],
    ['a URL of other letters', '[a](日本.html)'],
  ])('%s', (_, text) => {
    expect(html(text)).toBe(new MarkdownIt({ html: true }).render(text));
  });
});

describe('what takes in all that follows is reported', () => {
  test.each([
    ['code', 'a\n\n```python\nb = 1\n\nc', ['3:1 code-unclosed']],
    ['code in an item', '- a\n\n  ```\n  b\n\nc', ['3:3 code-unclosed']],
    ['code that goes on over the next', '```python\na\n\n```python\nb\n```\n\nc', ['1:1 code-unclosed']],
    ['a comment', 'a\n\n<!-- b\n\nc', ['3:1 html-comment']],
    ['nothing', '```\na\n```\n\n> ~~~~\n> b\n> ~~~~~\n\n<!-- c\n\nd -->\n\n```\n```\n\n<!--> e', []],
  ])('%s', (_, text, expected) => {
    expect(render(text).diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual(
      expected,
    );
  });
});

describe('what GitHub adds to CommonMark', () => {
  test.each([
    ['struck text', '~~Hi~~ Hello', '<p><del>Hi</del> Hello</p>\n'],
    [
      'an address that begins with www (GFM, example 622)',
      'www.commonmark.org',
      '<p><a href="http://www.commonmark.org">www.commonmark.org</a></p>\n',
    ],
    [
      'an address at the end of a sentence (GFM, example 624)',
      'Visit www.commonmark.org.',
      '<p>Visit <a href="http://www.commonmark.org">www.commonmark.org</a>.</p>\n',
    ],
    [
      'an address in parentheses (GFM, example 625)',
      '(www.google.com/search?q=Markup+(business))',
      '<p>(<a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a>)</p>\n',
    ],
    [
      'an address with its protocol (GFM, example 629)',
      'http://commonmark.org',
      '<p><a href="http://commonmark.org">http://commonmark.org</a></p>\n',
    ],
    [
      'a mail address (GFM, example 630)',
      'foo@bar.baz',
      '<p><a href="mailto:foo@bar.baz">foo@bar.baz</a></p>\n',
    ],
    ['a name with a dot is no address', 'see main.rs and e.g. that', '<p>see main.rs and e.g. that</p>\n'],
  ])('%s', (_, text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test('a table (GFM, example 198)', () => {
    expect(html('| foo | bar |\n| --- | --- |\n| baz | bim |')).toBe(
      '<table>\n<thead>\n<tr>\n<th>foo</th>\n<th>bar</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td>baz</td>\n<td>bim</td>\n</tr>\n</tbody>\n</table>\n',
    );
  });

  test('tasks are checkboxes, marked as in the other dialect', () => {
    const box = (checked: string) =>
      `<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"${checked}>`;
    expect(html('- [ ] foo\n- [x] bar\n- baz')).toBe(
      '<ul class="task-list">\n' +
        `<li class="task-list-item">${box('')}foo</li>\n` +
        `<li class="task-list-item">${box(' checked="checked"')}bar</li>\n<li>baz</li>\n</ul>\n`,
    );
  });

  test('headers have ids, and the same text twice has two', () => {
    expect(html('# A *b* `c`\n\n## 図 1.2！\n\n# A b c')).toBe(
      '<h1 id="a-b-c">A <em>b</em> <code>c</code></h1>\n<h2 id="図-12">図 1.2！</h2>\n<h1 id="a-b-c-1">A b c</h1>\n',
    );
    expect(
      render('# A\n\nB\n---').headings.map(({ level, id, text, place }) => [level, id, text, place.line]),
    ).toEqual([
      [1, 'a', 'A', 1],
      [2, 'b', 'B', 3],
    ]);
  });

  test('code in a known language is coloured as in the other dialect', () => {
    expect(html('```python extra\nx = 1\n```')).toBe(
      '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>' +
        '<span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>\n</code></pre></div></div>\n',
    );
    expect(html('```unheard-of\na < b\n```')).toBe(
      '<pre><code class="language-unheard-of">a &lt; b\n</code></pre>\n',
    );
  });
});

describe('formulas', () => {
  test.each([
    ['in a line', 'a $x_1$ b', ['x_1 false 1:4']],
    ['with backticks', 'a $`x`$ b', ['x false 1:5']],
    ['displayed in a line', 'a $$x$$ b', ['x true 1:5']],
    ['on lines of its own', 'a\n\n$$\nx\n$$\n\nb', ['x true 4:1']],
    ['on lines of its own in an item', '- a\n\n  $$\n  x\n  $$', ['x true 4:3']],
    [
      'an environment',
      'a\n\\begin{align}\nx \\\\\n*y*\n\\end{align}',
      ['\\begin{align}⏎x \\\\⏎*y*⏎\\end{align} true 2:1'],
    ],
    ['in HTML', '<div>\n$$x$$ <b>$y$</b></div>', ['x true 2:3', 'y false 2:11']],
    ['in a header', '# A $x$', ['x false 1:6']],
  ])('%s', (_, text, expected) => {
    const { formulas } = render(text);
    expect(
      formulas.map(({ tex, display }) => {
        const { line, column } = locator(tex)(0);
        return `${tex.text.trim().replaceAll('\n', '⏎')} ${display} ${line}:${column}`;
      }),
    ).toEqual(expected);
  });

  test('of which a container has taken half a tab is where it is written', () => {
    const [formula] = render('- a\n  $$\n\t        code\n  $$\n').formulas;
    if (formula === undefined) throw new Error('There is no formula.');
    const { line, column } = locator(formula.tex)(formula.tex.text.indexOf('code'));
    expect(`${line}:${column}`).toBe('3:10');
  });

  test('a price is none, and no later stage can take it for one', () => {
    const { html: page, formulas } = render('It costs $5 and $10.');
    expect(formulas).toEqual([]);
    expect(page).toBe(`<p>It costs ${LITERAL_DOLLAR}5 and ${LITERAL_DOLLAR}10.</p>\n`);
  });

  test('single dollars are text where the site says so', () => {
    const { html: page, formulas } = render('a $x$ and $$y$$', { dollars: false });
    expect(formulas.map(({ tex }) => tex.text)).toEqual(['y']);
    expect(page).toContain('a $x$ and');
  });
});

describe('URLs and ids', () => {
  test.each([
    ['a link', 'a [b](c.md "t")', 'a c.md 1:7'],
    ['a link in angle brackets', '[a]( <b c>)', 'a b%20c 1:7'],
    ['an image', '> ![a *b*](c.png)', 'img c.png 1:12 a *b*'],
    ['an image in a link', '- [![](a.png)](b)', 'a b 1:16 img a.png 1:8'],
    ['a definition', '[a]\n\n[A]: b.html "t"', 'a b.html 3:6'],
    ['an address in angle brackets', 'x <https://y.z>', 'a https://y.z 1:4'],
    [
      'bare addresses',
      'http://a.b www.c.d http://a.b',
      'a http://a.b 1:1 a http://www.c.d 1:12 a http://a.b 1:20',
    ],
    ['cells', '| a | b |\n|---|---|\n| x | [x](y) |', 'a y 3:11'],
    ['HTML', '<p>\n<img src="a.png" alt="b">\n</p>\n\nx <a href="c">d</a>', 'img a.png 2:11 b a c 5:12'],
  ])('%s', (_, text, expected) => {
    const found = render(text).references.map(
      ({ element, url, place, label }) =>
        `${element} ${url} ${place.line}:${place.column}${label === undefined ? '' : ` ${label}`}`,
    );
    expect(found.join(' ')).toBe(expected);
  });

  test('a link to a page of the course becomes its address', () => {
    const relativeLink = (url: string) => (url === 'b.md' ? '/b.html' : undefined);
    expect(html('[a](b.md) [c](d.md) [e]\n\n[e]: b.md', { relativeLink })).toBe(
      '<p><a href="/b.html">a</a> <a href="d.md">c</a> <a href="/b.html">e</a></p>\n',
    );
  });

  test('ids are those of headers and of HTML', () => {
    expect(
      render('# A\n\n<p id="b">x</p>\n\ny <i id="c">z</i>')
        .anchors.map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });
});
