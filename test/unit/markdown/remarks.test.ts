import { describe, expect, test } from 'vitest';
import { renderCase } from './render-case.js';

/** What is said of a text: `line:column code`. */
function remarks(text: string): string[] {
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
    ['code in an unknown language', 'a\n\n```nolang\nb\n```', ['3:1 code-language']],
  ])('%s', (_, text, expected) => {
    expect(remarks(text).sort()).toEqual(expected);
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
    ['a footnote marker in code', '`[^a]`'],
  ])('%s', (_, text) => {
    expect(remarks(text)).toEqual([]);
  });
});

test('a footnote that is missing is likely to be the one with a similar name', () => {
  const [found] = renderCase('x[^shuster] y[^other]\n\n[^shuter]: z\n[^other]: w').diagnostics;
  expect(found?.hint).toBe('Did you mean [^shuter]?');
});

test('an unknown language is reported once a page', () => {
  expect(remarks('```nolang\na\n```\n\n```nolang\nb\n```')).toEqual(['1:1 code-language']);
});

test('a text that is read more than once is remarked upon once', () => {
  expect(remarks('*a [b <i>c')).toEqual(['1:7 html-unclosed']);
});
