import { describe, expect, test } from 'vitest';
import { checked, places } from './checked.js';

const PAGE = '---\nlayout: default\n---\nText with enough words.\n';

describe('a fault of a layout', () => {
  test.each([
    ['a comment', '<!-- navigation\n', 'html-comment'],
    ['an element that holds no markup', '<script>\n', 'html-unclosed'],
    ['an element that browsers read to its end', '<iframe src="https://e.org/">\n', 'html-unclosed'],
  ])('%s that is not closed, and of a page in HTML', async (_, opening, code) => {
    const html = `<html>\n<body>\n${opening}<p>Text</p>\n{{ content }}\n</body></html>\n`;
    const { diagnostics } = await checked({
      '_layouts/default.html': html,
      'index.md': PAGE,
      'b.md': PAGE,
      'c.html': `---\n---\n${html}`,
    });
    expect(places(diagnostics)).toEqual([
      `_layouts/default.html:3:1 warning ${code} ×2`,
      `c.html:5:1 warning ${code}`,
    ]);
  });

  test('a delimiter that Markdown has told of is not told of once more', async () => {
    const { diagnostics } = await checked({
      '_layouts/default.html':
        '<html><head><script src="https://e.org/MathJax.js?config=TeX-AMS_CHTML"></script></head><body>{{ content }}</body></html>',
      'index.md': '---\nlayout: default\n---\nText\n\n$$ \\alpha + b\n\nmore\n',
    });
    expect(places(diagnostics)).toEqual(['index.md:6:1 warning math-unpaired']);
  });

  test('is said once, at the layout, with the number of pages it touches', async () => {
    const { diagnostics } = await checked({
      '_layouts/default.html':
        '<html>\n<body>\n{% include head.html %}\n<img src="/logo.png" alt="">\n{{ content }}\n<a href="/nowhere/">x</a></body></html>',
      '_includes/head.html': '<p>\t図 <a href="{{ "/lost.pdf" | relative_url }}">slides</a></p>\n',
      'index.md': PAGE,
      'b.md': PAGE,
      'c.md': PAGE,
    });
    expect(places(diagnostics)).toEqual([
      '_includes/head.html:1:16 error file-missing ×3',
      '_layouts/default.html:4:11 error figure-missing ×3',
      '_layouts/default.html:6:10 error page-missing ×3',
    ]);
  });

  test('is found in the layout of a layout, and what the page itself links to stays the page’s', async () => {
    const { diagnostics } = await checked({
      '_layouts/base.html': '<html><body>\n{{ content }}\n<img src="/base.png" alt=""></body></html>',
      '_layouts/default.html':
        '---\nlayout: base\n---\n<main>{{ content }}</main>\n<img src="/inner.png" alt="">',
      'index.md': '---\nlayout: default\n---\n![A figure](own.png)\n',
    });
    expect(places(diagnostics)).toEqual([
      '_layouts/base.html:3:11 error figure-missing',
      '_layouts/default.html:5:11 error figure-missing',
      'index.md:4:13 error figure-missing',
    ]);
  });

  test('stands in the front matter where the layout only repeats what that says', async () => {
    const { diagnostics } = await checked({
      '_layouts/default.html':
        '<html><body><a href="/nb/{{ page.notebook }}">open</a>{{ content }}</body></html>',
      'nb/week1.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
      '_config.yml': 'lectern: {notebooks: {pages: false}}\n',
      'index.md': '---\nlayout: default\nnotebook: week1.ipynb\n---\nText.\n',
      'b.md': '---\nlayout: default\nnotebook: week7.ipynb\n---\nText.\n',
    });
    expect(places(diagnostics)).toEqual(['b.md:3:11 error notebook-missing']);
  });

  test('stands at the layout where the front matter has only the same letters', async () => {
    const { diagnostics } = await checked({
      '_config.yml': 'baseurl: /course\n',
      '_layouts/post.html':
        '<html><body><img src="{{ site.baseurl }}/post-bg.png" alt="">{{ content }}</body></html>',
      'index.md': '---\nlayout: post\n---\nText.\n',
    });
    expect(places(diagnostics)).toEqual(['_layouts/post.html:1:23 error figure-missing']);
  });

  test('is found in CSS of a style element, a style attribute, srcset, poster and data', async () => {
    const { diagnostics } = await checked({
      '_layouts/default.html': [
        '<html><head><style>',
        'body { background: url("/back.png") }',
        '</style></head><body>',
        '<p style="background: url(/p.png)">x</p>',
        '<img src="/a.svg" srcset="/a.svg 1x, /a2.svg 2x" alt="">',
        '<video poster="/poster.jpg" src="/a.svg"></video>',
        '<object data="/drawing.svg"></object>',
        '{{ content }}</body></html>',
      ].join('\n'),
      'a.svg': '<svg/>',
      'index.md': PAGE,
    });
    expect(places(diagnostics)).toEqual([
      '_layouts/default.html:2:25 error figure-missing',
      '_layouts/default.html:4:27 error figure-missing',
      '_layouts/default.html:5:38 error figure-missing',
      '_layouts/default.html:6:16 error figure-missing',
      '_layouts/default.html:7:15 error figure-missing',
    ]);
  });

  test('is told of its formula at the layout’s line', async () => {
    const { diagnostics } = await checked({
      '_config.yml': 'katex: {dollars: true}\n',
      '_layouts/default.html': '<html><body>\n<p>By $\\nosuch{x}$</p>\n{{ content }}</body></html>',
      'index.md': PAGE,
      'b.md': PAGE,
    });
    expect(places(diagnostics)).toEqual(['_layouts/default.html:2:8 error math-undefined-macro ×2']);
  });

  test('is an id that the page has, too', async () => {
    const { diagnostics } = await checked({
      '_layouts/default.html': '<html><body><div id="summary">{{ content }}</div></body></html>',
      'index.md': '---\nlayout: default\n---\nText.\n\n## Summary\n\n[up](#summary)\n',
    });
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      'Choose another one; the first stands at _layouts/default.html:1.',
    ]);
    expect(places(diagnostics)).toEqual(['index.md:6:1 warning id-duplicate']);
  });
});

test('the URLs of style sheets are looked up: plain ones, those with front matter, and those of Sass', async () => {
  const { diagnostics } = await checked({
    'index.md': '---\n---\nText.\n',
    'css/plain.css': 'a { color: red }\nb { background: url(../img/none.png) }\n',
    'css/page.css': '---\n---\n\nb { background: url(../img/other.png) }\n',
    'css/main.scss': '---\n---\n@import "look";\n.a { .b { background: url("../img/sass.png") } }\n',
    '_sass/_look.scss': "// colours\n$c: red;\ni { background: url('../img/partial.png') }\n",
  });
  expect(places(diagnostics)).toEqual([
    '_sass/_look.scss:3:22 error figure-missing',
    'css/main.scss:4:28 error figure-missing',
    'css/page.css:4:21 error figure-missing',
    'css/plain.css:2:21 error figure-missing',
  ]);
});

test('whether braces are TeX’s is asked of pages, not of layouts, includes of HTML and scripts', async () => {
  const tex = '$\\hat{{x}}$';
  const { diagnostics } = await checked({
    '_layouts/default.html': `<title>a</title>${tex}{{ content }}`,
    '_includes/nav.html': tex,
    '_includes/text.md': tex,
    'app.js': `---\n---\n$("a").text({{ x }}); $("b")`,
    'a.md': `---\nlayout: default\n---\n{% include nav.html %} {% include text.md %} ${tex}`,
    'b.html': `---\n---\n<p>${tex}</p>`,
  });
  const kept = diagnostics.filter(({ code }) => code === 'liquid-in-math');
  expect(places(kept)).toEqual([
    '_includes/text.md:1:6 info liquid-in-math',
    'a.md:4:51 info liquid-in-math',
    'b.html:3:9 info liquid-in-math',
  ]);
});

test('a script of a page’s own that is no JavaScript is told where the page has it', async () => {
  const { diagnostics } = await checked({
    '_layouts/default.html': '<html><body>{{ content }}</body></html>',
    'index.md':
      '---\nlayout: default\n---\nText with *enough* words.\n\n* and\n* more\n\n<script>\nMathJax = {tex: [}\n</script>\n',
  });
  expect(places(diagnostics)).toEqual(['index.md:9:1 warning mathjax-config-unreadable']);
});

test('a redirect to nowhere is told at the page that has it', async () => {
  const { diagnostics } = await checked({
    '_config.yml': 'plugins: [jekyll-redirect-from]\n',
    'a.md': '---\ntitle: A\nredirect_to: /nowhere/\n---\n',
    'b.md': '---\nredirect_to: x\n---\n',
  });
  expect(places(diagnostics)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^a\.md:3:14 error page-missing/),
      expect.stringMatching(/^b\.md:1:1 error page-missing/),
    ]),
  );
});

test('a style sheet that goes on without end is told, and costs itself alone', async () => {
  const { diagnostics } = await checked({
    'main.scss': '---\n---\n@function f($x) { @return f($x); }\na { b: f(1) }\n',
    'index.md': 'Text with enough words.\n',
  });
  expect(places(diagnostics)).toEqual(['main.scss:3:1 error sass-syntax']);
});
