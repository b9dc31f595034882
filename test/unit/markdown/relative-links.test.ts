import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { joinMapped, type MappedText, mapSource, mapText } from '../../../src/diagnostics/index.js';
import { createMarkdown, DEFAULT_KRAMDOWN_OPTIONS } from '../../../src/markdown/index.js';

/** The pages and files of a small site, which Jekyll built with the plugin for the expected URLs below. */
const URLS: Readonly<Record<string, string>> = {
  'other.md': '/other.html',
  'my page.md': '/my%20page.html',
  'dir/deep.md': '/dir/deep.html',
  'dir/pic.png': '/dir/pic.png',
};

const markdown = createMarkdown({
  dialect: 'kramdown',
  kramdown: DEFAULT_KRAMDOWN_OPTIONS,
  dollars: false,
  mend: false,
  highlight: () => undefined,
  relativeLink: (url, from) => {
    const decoded = decodeURIComponent(url);
    return URLS[
      decoded.startsWith('/') ? decoded.slice(1) : path.posix.join(path.posix.dirname(from), decoded)
    ];
  },
});

const html = (document: MappedText) => markdown(document).html.trim();

describe('a relative link in Markdown leads to', () => {
  test.each([
    ['[a](other.md)', '<p><a href="/other.html">a</a></p>'],
    ['[a](other.md#part)', '<p><a href="/other.html#part">a</a></p>'],
    ['[a](other.md#a#b)', '<p><a href="/other.html#a#b">a</a></p>'],
    ['[a](./other.md)', '<p><a href="/other.html">a</a></p>'],
    ['[a](/other.md)', '<p><a href="/other.html">a</a></p>'],
    ['[a](dir/deep.md "Title")', '<p><a href="/dir/deep.html" title="Title">a</a></p>'],
    ['[a](my%20page.md)', '<p><a href="/my%20page.html">a</a></p>'],
    ['[a](my page.md)', '<p><a href="/my%20page.html">a</a></p>'],
    ['![a](dir/pic.png)', '<p><img src="/dir/pic.png" alt="a" /></p>'],
    ['[a [b] c](other.md)', '<p><a href="/other.html">a [b] c</a></p>'],
    ['**[a](other.md)**', '<p><strong><a href="/other.html">a</a></strong></p>'],
    ['[a]\n\n[a]: other.md', '<p><a href="/other.html">a</a></p>'],
    ['[a][b]\n\n[b]: other.md#part "Title"', '<p><a href="/other.html#part" title="Title">a</a></p>'],
  ])('%s', (text, expected) => {
    expect(html(mapText(text, 'page.md'))).toBe(expected);
  });
});

describe('jekyll-relative-links leaves alone', () => {
  test.each([
    ['a page that is not there', '[a](missing.md)', '<p><a href="missing.md">a</a></p>'],
    ['a fragment', '[a](#part)', '<p><a href="#part">a</a></p>'],
    [
      'another site',
      '[a](https://example.com/other.md)',
      '<p><a href="https://example.com/other.md">a</a></p>',
    ],
    ['a query', '[a](other.md?q=1)', '<p><a href="other.md?q=1">a</a></p>'],
    [
      'a title in single quotes',
      "[a](dir/deep.md 'title')",
      '<p><a href="dir/deep.md" title="title">a</a></p>',
    ],
    ['angle brackets', '[a](<other.md>)', '<p><a href="other.md">a</a></p>'],
    ['spaces around a URL', '[a]( other.md )', '<p><a href="other.md">a</a></p>'],
    ['a text over two lines', '[a\nb](other.md)', '<p><a href="other.md">a\nb</a></p>'],
    [
      'the link around an image',
      '[![a](dir/pic.png)](other.md)',
      '<p><a href="other.md"><img src="/dir/pic.png" alt="a" /></a></p>',
    ],
    ['a definition in angle brackets', '[a]\n\n[a]: <other.md>', '<p><a href="other.md">a</a></p>'],
    [
      'a definition with a title in single quotes',
      "[a]\n\n[a]: dir/deep.md 'title'",
      '<p><a href="dir/deep.md" title="title">a</a></p>',
    ],
  ])('%s', (_, text, expected) => {
    expect(html(mapText(text, 'page.md'))).toBe(expected);
  });

  test('a URL that Liquid wrote', () => {
    const source = { file: 'page.md', text: '[gg]({{ "other.md" }})' };
    const liquid = { text: 'other.md', runs: [{ at: 0, source, from: 5, verbatim: false }] };
    const document = joinMapped([mapSource(source, 0, 5), liquid, mapSource(source, source.text.length - 1)]);
    expect(html(document)).toBe('<p><a href="other.md">gg</a></p>');
  });
});
