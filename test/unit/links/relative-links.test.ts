import { describe, expect, test } from 'vitest';
import { relativeLinks } from '../../../src/links/index.js';

const page = { collection: null, written: true };
const link = relativeLinks({
  config: { baseurl: '/course' },
  pages: [
    { ...page, relativePath: 'a/index.md', url: '/a/' },
    { ...page, relativePath: 'a/b/c.md', url: '/a/b/c.html' },
    { ...page, relativePath: 'top.md', url: '/top.html' },
    { ...page, relativePath: 'a/b/page.html', url: '/a/b/page.html' },
    { collection: 'notes', written: true, relativePath: '_notes/n.md', url: '/notes/n.html' },
    { collection: 'notes', written: false, relativePath: '_notes/hidden.md', url: '/notes/hidden.html' },
  ],
  staticFiles: [
    { relativePath: 'a/b/fig one.png', url: '/a/b/fig one.png' },
    { relativePath: 'a/b/plus+sign.png', url: '/a/b/plus+sign.png' },
    { relativePath: 'a/b/図.png', url: '/a/b/図.png' },
    { relativePath: 'a/b/pct%.png', url: '/a/b/pct%.png' },
  ],
});

describe('relative paths in Markdown become URLs as by jekyll-relative-links', () => {
  test.each([
    ['b/c.md', '/course/a/b/c.html'],
    ['./b/c.md#sec', '/course/a/b/c.html#sec'],
    ['../top.md', '/course/top.html'],
    ['/a/b/c.md', '/course/a/b/c.html'],
    ['/top.md', '/course/top.html'],
    ['b/../b/c.md', '/course/a/b/c.html'],
    ['b/fig%20one.png', '/course/a/b/fig%20one.png'],
    ['b/%E5%9B%B3.png', '/course/a/b/%E5%9B%B3.png'],
    ['b/図.png', '/course/a/b/%E5%9B%B3.png'],
    ['b/pct%25.png', '/course/a/b/pct%25.png'],
    ['b/page.html', '/course/a/b/page.html'],
    ['../_notes/n.md', '/course/notes/n.html'],
  ])('%s', (url, expected) => {
    expect(link(url, 'a/index.md')).toBe(expected);
  });
});

describe('any other link stays as it is', () => {
  test.each([
    'b/missing.md',
    'https://e.org/a.md',
    '//e.org/a.md',
    '#frag',
    'b/c.md?q=1',
    '../../top.md',
    'b/plus+sign.png',
    'b/C.md',
    'b',
    'mailto:a@b.c',
    '../_notes/hidden.md',
    '',
  ])('%s', (url) => {
    expect(link(url, 'a/index.md')).toBeUndefined();
  });
});
