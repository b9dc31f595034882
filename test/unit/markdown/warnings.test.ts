import { describe, expect, test } from 'vitest';
import { joinMapped, mapText } from '../../../src/diagnostics/index.js';
import { createMarkdown } from '../../../src/markdown/index.js';
import { DEFAULT_OPTIONS, renderCase } from './render-case.js';

/** What is said of a text: `line:column code`. */
function warnings(text: string): string[] {
  return renderCase(text).diagnostics.map(({ code, line, column }) => `${line}:${column} ${code}`);
}

describe('what kramdown warns of is reported at its place', () => {
  test.each([
    ['a footnote that nobody wrote', 'x [^a]', ['1:3 footnote-missing']],
    ['the same in a link that is none', '[x [^a]', ['1:4 footnote-missing']],
    ['a footnote that is not referred to', 'x\n\n[^a]: y', ['3:1 footnote-unused']],
    ['a footnote that is written twice', 'x[^a]\n\n[^a]: y\n\n[^a]: z', ['5:1 definition-duplicate']],
    ['a link that is defined twice', '[x][a]\n\n[a]: /b\n[a]: /c', ['4:1 definition-duplicate']],
    ['a short form that stands for two things', '*[A]: b\n*[A]: c', ['2:1 definition-duplicate']],
    ['a link that is not defined', 'see [x][the page]', ['1:5 link-definition-missing']],
    ['an element in text that is not closed', 'a <b>c *d*', ['1:3 html-unclosed']],
    ['a block that is not closed', 'a\n\n<div>\nb', ['3:1 html-unclosed']],
    [
      'an inner and an outer element that are not closed',
      '<div>\n<p>\nb',
      ['1:1 html-unclosed', '2:1 html-unclosed'],
    ],
    ['an element with Markdown that is not closed', '<div markdown="1">\n\nb', ['1:1 html-unclosed']],
    ['the same with text', '<p markdown="span">\nb', ['1:1 html-unclosed']],
    ['a script that is not closed', '<script>\nb', ['1:1 html-unclosed']],
    ['an element that is opened again', '<u>Title<u> and more', ['1:9 html-unclosed']],
    ['a value without quotes in a tag', 'a <img src=a.png alt=An image>', ['1:3 html-attribute']],
    ['quotes in quotes in raw HTML', '<div>\n<img src="a" alt="say "b"">\n</div>', ['2:1 html-attribute']],
    ['a tag without its end', '<a href="x.html"Here</a>', ['1:1 html-attribute']],
    ['a comment that is not closed', 'a <!-- b\n\nc', ['1:3 html-comment']],
    ['a comment over items', '* a <!-- b\n* c -->', ['1:5 html-comment']],
    ['code that is too long for colours', `a\n\n~~~ c\n${'x '.repeat(1500)}\n~~~`, ['3:1 code-too-long']],
    ['code that is not closed', 'a\n\n```python\nb = 1\n\nc', ['3:1 code-unclosed']],
    ['the same in an item', '- a\n\n  ~~~\n  b\n\nc', ['3:3 code-unclosed']],
    ['a fence that is left over', '```\na\n```\n\nb\n\n```\n', ['7:1 code-unclosed']],
    [
      'code that goes on over the next',
      '```python\na = 1\n\nText.\n\n```python\nb = 1\n```\n\nc',
      ['1:1 code-unclosed'],
    ],
    ['a comment that goes on over the next', 'a\n\n<!-- b\n\nc\n\n<!-- d -->\n\ne', ['3:1 html-comment']],
    ['the same within text', 'a\n\n<div>\nb <!-- b\n\nc <!-- d -->\n</div>', ['4:3 html-comment']],
    ['a formula that is not closed', 'a\n\n$$\nx = 1\n\nb', ['3:1 math-unpaired']],
    ['one that is not opened', 'a\n\nx = 1\n$$\n\nb', ['4:1 math-unpaired']],
    ['one within a line', 'a *b* $$\\alpha_1 c', ['1:7 math-unpaired']],
    [
      'a formula that goes on over a heading',
      'a\n\n$$\nx = 1\n\n## b\n\nc\n\n$$\n\nd',
      ['3:1 math-unpaired'],
    ],
    [
      'a formula that goes on over a paragraph',
      'a\n\n$$\nx = 1\n\nThis is the text of the next part.\n\n$$\n\nd',
      ['3:1 math-unpaired'],
    ],
    ['a block element in text', 'a <div class="b">c</div> d', ['1:3 html-block-in-text']],
    ['the same in an item', '- a <iframe src="b"></iframe>', ['1:5 html-block-in-text']],
    ['the same in a heading', '# a <p>b</p>', ['1:5 html-block-in-text']],
    ['one in another one, once', 'a <ul><li>b</li><li>c</li></ul> *d*', ['1:3 html-block-in-text']],
    ['two of them', '*a <p>b</p>* <p>c</p>', ['1:14 html-block-in-text', '1:4 html-block-in-text']],
    ['a rule in text', 'a <hr> b', ['1:3 html-block-in-text']],
    ['code in an unknown language', 'a\n\n```nolang\nb\n```', ['3:1 code-language']],
  ])('%s', (_, text, expected) => {
    expect(warnings(text).sort()).toEqual(expected);
  });
});

describe('nothing is said of what is right', () => {
  test.each([
    ['a footnote that is referred to twice', 'x[^a] y[^a]\n\n[^a]: z'],
    ['a footnote in a footnote', 'x[^a]\n\n[^a]: z[^b]\n[^b]: c'],
    ['a link that is defined twice alike', '[x][a]\n\n[a]: /b\n[a]: /b'],
    ['numbers in brackets', 'as in [3][4] and a[i][j]'],
    ['closed elements', 'a <b>c</b> <br> <img src="a">\n\n<div>\n<p>b</p>\n</div>'],
    ['code in no language', '```\na\n```\n\n```text\nb\n```\n\n~~~ plaintext\nc\n~~~'],
    ['code in a known language', '```python\na = 1\n```'],
    ['tags in code', '`<img src="a" b"c">` and `<!--`'],
    ['comparisons', 'if a <b, then c <d'],
    ['a footnote marker in code', '`[^a]`'],
    ['a tag that the text is about', 'Begin it by <p> or `<div class="a">b</div>`.'],
    ['a block element in code', '<code>a <div class="b">c</div></code>'],
    ['a code span of three backticks', '```a``` b\n\n``` a `` b ```'],
    ['code that shows fences', '````\n```python\na\n```\n````\n\n~~~\n```python\n~~~'],
    ['two dollars that mean themselves', 'It costs $$ and more.\n\n\\$\\$\\alpha\n\n`$$\\alpha`'],
    ['formulas over blank lines', '$$\nx = 1\n\ny = 2, \\text{where this is the text of the formula}\n$$'],
    ['a comment in a comment', '<!-- a\n<!-- b -->\n\nc <!-- --> d'],
  ])('%s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

test('an include may hold more footnotes than a page refers to', () => {
  const page = mapText('x[^a]\n\n[^c]: y\n');
  const include = mapText('[^a]: z\n[^b]: w\n', '_includes/notes.md');
  const included = { ...include, runs: include.runs.map((run) => ({ ...run, included: true as const })) };
  const { diagnostics } = createMarkdown(DEFAULT_OPTIONS)(joinMapped([page, included]));
  expect(diagnostics.map(({ code, text }) => `${code} ${text}`)).toEqual(['footnote-unused [^c]:']);
});

test('a footnote that is missing is likely to be the one with a similar name', () => {
  const [found] = renderCase('x[^shuster] y[^other]\n\n[^shuter]: z\n[^other]: w').diagnostics;
  expect(found?.hint).toBe('Did you mean [^shuter]?');
});

test('what looks like a tag that HTML does not have may be text', () => {
  const [found] = renderCase('a <x id="y">z').diagnostics;
  expect(found?.hint).toContain('&lt;x');
});

test('an unknown language is reported once a page', () => {
  expect(warnings('```nolang\na\n```\n\n```nolang\nb\n```')).toEqual(['1:1 code-language']);
});

test('a text that is read more than once is warned of once', () => {
  expect(warnings('*a [b <i>c')).toEqual(['1:7 html-unclosed']);
});
