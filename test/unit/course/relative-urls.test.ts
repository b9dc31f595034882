import { expect, test } from 'vitest';
import { rootOf, withRelativeUrls } from '../../../src/course/typeset/relative-urls.js';

const PAGE = 'lectures/one/index.html';

/** A page of a site below /course, with what starts at its root relative. */
function relative(html: string, outputPath = PAGE, baseurl = '/course'): string {
  return withRelativeUrls(html, baseurl, rootOf(html, outputPath, baseurl));
}

test.each([
  ['<a class="x" href="/course/two/#a">', '<a class="x" href="../../two/#a">'],
  ["<a href='/course/'>", "<a href='../../'>"],
  ['<a href=/course/two/>', '<a href=../../two/>'],
  ['<a href="/course">', '<a href="../../">'],
  ['<a href="/course#a">', '<a href="../../#a">'],
  ['<link rel="stylesheet" href = "/course/css/a.css">', '<link rel="stylesheet" href = "../../css/a.css">'],
  ['<script defer src="/course/a.js"></script>', '<script defer src="../../a.js"></script>'],
  ['<img alt="a > b" src="/course/a.png">', '<img alt="a > b" src="../../a.png">'],
  [
    '<img srcset="/course/a.png 1x, /course/b.png 2x" src="/course/a.png">',
    '<img srcset="../../a.png 1x, ../../b.png 2x" src="../../a.png">',
  ],
  ['<svg><use xlink:href="/course/a.svg#b"/></svg>', '<svg><use xlink:href="../../a.svg#b"/></svg>'],
])('%s leads to the same place from wherever the site lies', (html, expected) => {
  expect(relative(html)).toBe(expected);
});

test.each([
  '<a href="/other/">',
  '<a href="//course/x">',
  '<a href="/course//example.org/x">',
  '<a href="two/">',
  '<a href="#a">',
  '<a href="https://example.org/course/">',
  '<p>href="/course/two/"</p>',
  '<pre>&lt;a href="/course/two/"></pre>',
  '<script>const a = \'<a href="/course/two/">\';</script>',
  '<!-- <a href="/course/two/"> -->',
  '<a title="/course/two/" data-href="x">',
  '<p title=" href=/course/two/ ">',
  `<p data-all='{"a": " src=/course/two/"}' title="x">`,
])('%s stays as it is', (html) => {
  expect(relative(html)).toBe(html);
});

test.each([
  ['index.html', './two/'],
  ['one.html', './two/'],
  ['a/b/c.html', '../../two/'],
  ['404.html', '/two/'],
])('from %s', (outputPath, expected) => {
  expect(relative('<a href="/two/">', outputPath, '')).toBe(`<a href="${expected}">`);
});

test('a page that says what its addresses start from stays as it is', () => {
  const html = '<base href="https://example.org/"><a href="/course/two/">';
  expect(relative(html)).toBe(html);
});
