import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCourseBuilder } from '../../../src/course/index.js';
import { builtCourse } from '../../support/built-course.ts';
import {
  codeCell,
  type Json,
  lines,
  markdownCell,
  notebook,
  pngBase64,
  result,
  stream,
} from '../../support/notebooks.ts';
import { checked, withCourse } from '../check/checked.js';

const PNG = pngBase64(48, 30);

/** The article of a page of a course with lectern's own theme that has these files. */
async function built(files: Readonly<Record<string, string>>, config = '') {
  const { state, html } = await builtCourse({
    '_config.yml': `title: Course\ntheme: lectern\nrepository: you/course\nbranch: main\n${config}`,
    'index.md': '---\ntitle: Course\n---\nText.\n',
    ...files,
  });
  const article = (page: string): string => /<article[\s\S]*<\/article>/.exec(html(page))?.[0] ?? '';
  return { state, html, article };
}

async function pageOf(...cells: readonly Json[]): Promise<string> {
  return (await built({ 'a.ipynb': notebook(cells) })).article('a.html');
}

test('a notebook becomes a page beside its file, with its title, its badge and the file itself', async () => {
  const { state, html, article } = await built({
    'labs/one.ipynb': notebook([markdownCell('# Lab *one*\n\nText.'), markdownCell('## Part\n\n## Next')]),
  });
  expect([...state.files.keys()].filter((name) => name.startsWith('labs/'))).toEqual([
    'labs/one.ipynb',
    'labs/one.html',
  ]);
  expect(html('labs/one.html')).toContain('<title>Lab one · Course</title>');
  const page = article('labs/one.html');
  expect(page.match(/<h1[\s\S]*?<\/h1>/g)).toEqual(['<h1>Lab one</h1>']);
  expect(page).toContain('https://colab.research.google.com/github/you/course/blob/main/labs/one.ipynb');
  expect(page).toMatch(/<a href="\.\.\/labs\/one\.ipynb" download>Download the notebook<\/a>/);
  expect(page).toContain('<h2 id="part">Part<a class="self-link" href="#part"');
  expect(html('labs/one.html')).toMatch(/<nav class="contents"[\s\S]*href="#part"/);
});

test('a notebook without a heading has the name of its file for a title', async () => {
  const { html } = await built({ 'week 1.ipynb': notebook([codeCell('1')]) });
  expect(html('week 1.html')).toContain('<title>week 1 · Course</title>');
});

test('the file of a notebook is led to, whatever signs its name has', async () => {
  const { html, state } = await built({ 'C# for you?.ipynb': notebook([codeCell('1')]) });
  expect(html('C# for you?.html')).toContain('href="./C%23%20for%20you%3F.ipynb" download');
  expect(html('C# for you?.html')).toContain('/blob/main/C%23%20for%20you%3F.ipynb"');
  expect(state.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('dollars are formulas in notebooks, with the macros of the course', async () => {
  const files = { 'a.ipynb': notebook([markdownCell('For $x \\in \\R$:\n\n$$\nx^2\n$$\n')]) };
  const { article, state } = await built(files, "katex: {macros: {'\\R': '\\mathbb{R}'}}\n");
  expect(state.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(article('a.html').match(/class="katex"/g)).toHaveLength(2);
  expect(article('a.html')).toContain('ℝ');
});

test('code is coloured in the language of the kernel or of its magic, with its number', async () => {
  const page = await pageOf(
    codeCell('def f(): pass', [], { execution_count: 3 }),
    codeCell('%%bash\nls | wc'),
  );
  expect(page).toContain('<span class="cell-label">In [3]</span>');
  expect(page).toContain('<span class="k">def</span>');
  expect(page).toContain('class="language-bash highlighter-rouge"');
  const r = await built({ 'a.ipynb': notebook([codeCell('x <- 1')], { kernelspec: { name: 'ir' } }) });
  expect(r.article('a.html')).toContain('class="language-r highlighter-rouge"');
});

test('streams of one name are one text, in colours of a terminal; progress bars are as they ended', async () => {
  const page = await pageOf(
    codeCell('run()', [
      stream('a\n'),
      stream('\x1b[1;31mb\x1b[0m\n'),
      stream('10%\r50%\r100%\n'),
      stream('careful <b>\n', 'stderr'),
    ]),
  );
  expect(page).toContain(
    '<pre class="output-text">a\n<span class="ansi-bold ansi-red">b</span>\n100%\n</pre>',
  );
  expect(page).toContain('<pre class="output-text is-stderr">careful &lt;b&gt;\n</pre>');
});

test('long outputs are folded, and very long ones cut with a link to the notebook', async () => {
  const many = Array.from({ length: 50 }, (_, line) => `line ${line}\n`).join('');
  const page = await pageOf(codeCell('a', [stream(many)]), codeCell('b', [stream('x y\n'.repeat(100_000))]));
  expect(page).toContain('<details><summary>Output of 50 lines</summary>');
  expect(page).toContain('The rest is left out here.');
  expect(page.length).toBeLessThan(150_000);
});

test('pictures become files beside the page, as large as they are', async () => {
  const { state, article } = await built({
    'labs/a.ipynb': notebook([
      codeCell('plot()', [result({ 'image/png': `${PNG}\n`, 'text/plain': ['<Figure>'] })]),
      codeCell('plot()', [result({ 'image/png': lines(PNG) }, { 'image/png': { width: 24, height: 15 } })]),
    ]),
  });
  const names = [...state.files.keys()].filter((name) => name.startsWith('labs/a_files/'));
  expect(names).toHaveLength(1);
  const file = state.files.get(names[0] ?? '');
  const bytes = file?.kind === 'generated' ? file.content() : '';
  expect(Buffer.from(bytes)).toEqual(Buffer.from(PNG, 'base64'));
  const page = article('labs/a.html');
  expect(page).toContain(`src="${names[0]?.slice('labs/'.length)}" alt="Output 1" width="48" height="30"`);
  expect(page).toContain('width="24" height="15"');
  expect(page).not.toContain('data:');
});

test('attached pictures, and such as stand in Markdown, become files, too; one that is missing is found', async () => {
  const { state, article } = await built({
    'a.ipynb': notebook([
      markdownCell(`![one](attachment:one.png) ![two](data:image/png;base64,${PNG})`, {
        attachments: { 'one.png': { 'image/png': PNG } },
      }),
      markdownCell('Text.\n\n![gone](attachment:gone.png)'),
    ]),
  });
  expect(article('a.html').match(/<img src="a_files\/[^"]+\.png"/g)).toHaveLength(2);
  const [found] = state.diagnostics.filter(({ code }) => code === 'figure-missing');
  expect(found).toMatchObject({
    file: 'a.ipynb',
    message: 'No picture "gone.png" is attached to this cell.',
  });
  expect(found?.line).toBeGreaterThan(20);
});

test('tables of libraries stay tables in a box that scrolls, without their styles', async () => {
  const table =
    '<div>\n<style scoped>.dataframe {x: y}</style>\n<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead><tbody><tr><th>0</th><td>1</td></tr></tbody></table></div>';
  const page = await pageOf(codeCell('df', [result({ 'text/html': lines(table), 'text/plain': ['a'] })]));
  expect(page).toContain('<div class="scroll" tabindex="0"');
  expect(page).toContain('<table class="dataframe"><thead><tr style="text-align: right">');
  expect(page).not.toContain('<style');
});

test('LaTeX is typeset, also between dollars; documents of it are shown as they are', async () => {
  const page = await pageOf(
    codeCell('a', [result({ 'text/latex': ['$\\displaystyle \\frac{1}{2}$'], 'text/plain': ['1/2'] })]),
    codeCell('b', [result({ 'text/latex': ['\\begin{align}x &= 1\\end{align}'] })]),
    codeCell('c', [result({ 'text/latex': ['\\begin{tabular}{ll}a & b\\end{tabular}'] })]),
  );
  expect(page.match(/<div class="output-latex">[\s\S]*?class="katex"/g)).toHaveLength(2);
  expect(page).toMatch(/<pre class="output-text"[^>]*>\\begin\{tabular\}/);
});

test('Markdown that a cell puts out is Markdown', async () => {
  const page = await pageOf(codeCell('a', [result({ 'text/markdown': ['**bold** $x$'] })]));
  expect(page).toMatch(/<strong>bold<\/strong> .*class="katex"/);
});

test('errors show their trace', async () => {
  const page = await pageOf(
    codeCell('1/0', [
      {
        output_type: 'error',
        ename: 'ZeroDivisionError',
        evalue: 'division by zero',
        traceback: [
          `\x1b[0;31m${'-'.repeat(75)}\x1b[0m`,
          '\x1b[0;31mTraceback\x1b[0m',
          'ZeroDivisionError: division by zero',
        ],
      },
    ]),
  );
  expect(page).toMatch(
    /<pre class="output-text is-error"><span class="ansi-red">Traceback<\/span>\nZeroDivisionError: division by zero\n<\/pre>/,
  );
});

test('widgets and scripts stand as a note', async () => {
  const page = await pageOf(
    codeCell('w', [result({ 'application/vnd.jupyter.widget-view+json': { model_id: 'a' } })]),
    codeCell('p', [result({ 'text/html': ['<div id="p"></div><script>draw()</script>'] })]),
    codeCell('j', [result({ 'application/javascript': ['draw()'], 'text/plain': ['<JS>'] })]),
  );
  expect(page).toContain('it is a widget');
  expect(page.match(/it needs a script/g)).toHaveLength(2);
  expect(page).not.toContain('draw()');
  expect(page).not.toContain('JS');
});

test('drawings are pictures in files, also those within HTML', async () => {
  const svg = '<svg width="9" height="9"><script>run()</script></svg>';
  const { state, article } = await built({
    'a.ipynb': notebook([
      codeCell('a', [result({ 'image/svg+xml': [svg] })]),
      codeCell('b', [result({ 'text/html': [`<b>x</b>${svg}`] })]),
    ]),
  });
  expect(article('a.html').match(/<img [^>]*src="a_files\/[^"]+\.svg"/g)).toHaveLength(2);
  expect(article('a.html')).not.toContain('run()');
  expect(
    [...state.files.keys()].filter((name) => name.endsWith('.svg') && name.startsWith('a_')),
  ).toHaveLength(1);
});

test('links lead to what files have become: to other notebooks by their pages, to lectures, to headings', async () => {
  const { state, article } = await built({
    'labs/a.ipynb': notebook([
      markdownCell(
        '## The Second Part\n\n[b](b.ipynb#x) [up](../index.md) [here](#The-Second-Part) [csv](data.csv)\n',
      ),
    ]),
    'labs/b.ipynb': notebook([markdownCell('# B')]),
    'labs/data.csv': '1,2\n',
  });
  expect(state.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  const links = [...article('labs/a.html').matchAll(/<a href="([^"]*)">(?:b|up|here|csv)</g)];
  expect(links.map(([, href]) => href)).toEqual([
    '../labs/b.html#x',
    '../',
    '#the-second-part',
    '../labs/data.csv',
  ]);
});

test('what a notebook links in vain is told once, at its line', async () => {
  const text = notebook([
    markdownCell('Text with a \\ and "quotes".\n\nA [link](gone.md) and [part](#gone).'),
  ]);
  const { state } = await built({ 'a.ipynb': text });
  const line = text.split('\n').findIndex((one) => one.includes('gone.md')) + 1;
  const found = state.diagnostics.filter(({ severity }) => severity !== 'info');
  expect(found.map(({ code, file, line: at }) => [code, file, at])).toEqual([
    ['page-missing', 'a.ipynb', line],
    ['anchor-missing', 'a.ipynb', line],
  ]);
});

test('ids are those of the page where cells have the same heading', async () => {
  const page = await pageOf(markdownCell('## Try'), markdownCell('## Try\n\n[up](#try)'));
  expect(page.match(/<h2 id="[^"]*"/g)).toEqual(['<h2 id="try"', '<h2 id="try-1"']);
});

test('a cell that does not close what it opens leaves the next one alone', async () => {
  const page = await pageOf(markdownCell('<div>\n\n```python\nx = 1'), markdownCell('**bold**'));
  expect(page).toContain('<strong>bold</strong>');
});

test('front matter in a first raw cell holds, and defaults do; addresses and layouts of pages do not', async () => {
  const raw = { cell_type: 'raw', metadata: {}, source: ['---\n', 'title: Mine\n', 'author: Ada\n', '---'] };
  const { html, article, state } = await built(
    { 'a.ipynb': notebook([raw, markdownCell('# Other')]), 'b.ipynb': notebook([markdownCell('# B')]) },
    "defaults:\n  - {scope: {path: ''}, values: {layout: lecture, permalink: '/:basename/', description: All}}\n  - {scope: {path: 'b.ipynb', type: notebooks}, values: {published: false}}\n",
  );
  expect(html('a.html')).toContain('<title>Mine · Course</title>');
  expect(article('a.html')).toContain('Ada');
  expect(article('a.html')).toContain('<p class="summary">All</p>');
  expect(article('a.html')).not.toContain('author: Ada');
  expect(state.files.has('b.html')).toBe(false);
});

test('front matter that cannot be read is told at its line of the notebook', async () => {
  const raw = { cell_type: 'raw', metadata: {}, source: ['---\n', 'title: "open\n', '---\n'] };
  const text = notebook([raw]);
  const { state } = await built({ 'a.ipynb': text });
  const [found] = state.diagnostics.filter(
    ({ file, severity }) => file === 'a.ipynb' && severity === 'error',
  );
  expect(found?.code).toBe('front-matter-yaml');
  const from = text.split('\n').findIndex((line) => line.includes('title:')) + 1;
  expect(found?.line).toBeGreaterThanOrEqual(from);
  expect(found?.line).toBeLessThanOrEqual(from + 2);
});

test('notebooks of nbformat 3 are pages, too', async () => {
  const old = {
    nbformat: 3,
    nbformat_minor: 0,
    metadata: { name: 'old' },
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 1, metadata: {}, source: ['Old lab'] },
          { cell_type: 'markdown', metadata: {}, source: ['A [link](gone.md).'] },
          {
            cell_type: 'code',
            input: ['print 1'],
            language: 'python',
            prompt_number: 7,
            outputs: [
              { output_type: 'stream', stream: 'stdout', text: ['1\n'] },
              { output_type: 'pyout', prompt_number: 7, png: PNG, text: ['x'], metadata: {} },
              { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: ['E: v'] },
            ],
          },
        ],
      },
    ],
  };
  const text = JSON.stringify(old, null, 1);
  const { html, article, state } = await built({ 'old.ipynb': text });
  expect(html('old.html')).toContain('<title>Old lab · Course</title>');
  const page = article('old.html');
  for (const part of ['In [7]', 'Out [7]', '<pre class="output-text">1\n</pre>', 'old_files/', 'E: v'])
    expect(page).toContain(part);
  const [missing] = state.diagnostics.filter(({ code }) => code === 'page-missing');
  expect(missing?.line).toBe(text.split('\n').findIndex((line) => line.includes('gone.md')) + 1);
});

test.each([
  ['no JSON', '{"cells": [', 'notebook-broken'],
  ['nothing', '', 'notebook-broken'],
  ['no cells', '{"a": 1}', 'notebook-broken'],
])('a notebook that is %s is a finding, and no page', async (_, text, code) => {
  const { state, article } = await built({ 'a.ipynb': text, 'b.ipynb': notebook([markdownCell('# B')]) });
  expect(state.diagnostics.map((one) => one.code)).toContain(code);
  expect(state.files.has('a.html')).toBe(false);
  expect(article('b.html')).toContain('<h1>B</h1>');
});

test('a page of the course at the same address stays', async () => {
  const { html } = await built({
    'a.ipynb': notebook([markdownCell('# Notebook')]),
    'a.md': '---\ntitle: Lecture\n---\nMine.\n',
  });
  expect(html('a.html')).toContain('Mine.');
});

test('a course with layouts of its own is told of it once, and asks for them', async () => {
  const files = {
    '_layouts/default.html': '<html><title>{{ page.title }}</title><body>{{ content }}</body></html>',
    'index.md':
      '---\nlayout: default\n---\n{% for p in site.pages %}{{ p.path }} {% endfor %}{{ site.html_pages.size }}',
    'a.ipynb': notebook([markdownCell('# Lab\n\n$x$')]),
  };
  const silent = await builtCourse({ '_config.yml': 'title: C\n', ...files });
  expect(silent.state.files.has('a.html')).toBe(false);
  const told = silent.state.diagnostics.filter(({ code }) => code === 'notebook-pages');
  expect(told).toMatchObject([{ severity: 'info', file: '_config.yml' }]);
  const asked = await builtCourse({ '_config.yml': 'lectern: {notebooks: {pages: true}}\n', ...files });
  expect(asked.html('a.html')).toMatch(/<title>Lab<\/title><body>[\s\S]*<h1 id="lab">Lab<\/h1>/);
  expect(asked.html('index.html')).not.toContain('ipynb');
  expect(asked.state.diagnostics.filter(({ code }) => code === 'notebook-pages')).toEqual([]);
  const refused = await builtCourse({ '_config.yml': 'lectern: {notebooks: {pages: false}}\n', ...files });
  expect(refused.state.files.has('a.html')).toBe(false);
  expect(refused.state.diagnostics.filter(({ code }) => code === 'notebook-pages')).toEqual([]);
});

test('notebooks are in the site map, and beside the badge of a lecture', async () => {
  const { html, article } = await built(
    {
      'assets/notebooks/one.ipynb': notebook([markdownCell('# One')]),
      'one.md': '---\ntitle: L\nlayout: lecture\nlecture: 1\nnotebook: one\n---\nText.\n',
    },
    'plugins: [jekyll-sitemap]\nurl: https://example.org\nbaseurl: /course\n',
  );
  expect(html('sitemap.xml')).toContain('<loc>https://example.org/course/assets/notebooks/one.html</loc>');
  expect(article('one.html')).toContain('<a href="./assets/notebooks/one.html">Read it here</a>');
});

test('folded parts of a notebook are folded, and those that are to be left out are', async () => {
  const page = await pageOf(
    codeCell('hidden = 1', [stream('seen\n')], { metadata: { jupyter: { source_hidden: true } } }),
    codeCell('gone = 1', [stream('kept\n')], { metadata: { tags: ['remove-input'] } }),
    codeCell('cell = 1', [], { metadata: { tags: ['remove-cell'] } }),
  );
  expect(page).toContain('<details><summary>Code</summary>');
  expect(page).toContain('kept');
  expect(page).not.toContain('gone');
  expect(page).not.toContain('cell</span>');
});

test('cells are numbered as one page, and refer to each other and to lectures, as these do to them', async () => {
  const { state, html, article } = await built({
    'a.ipynb': notebook([
      markdownCell('> Squares.\n{: .theorem #thm:a title="Pythagoras"}\n\n> [!NOTE]\n> Look.'),
      codeCell('1', [result({ 'text/markdown': '> Put out.\n{: .theorem #thm:out}' })]),
      markdownCell(
        '> Sums.\n{: .theorem #thm:b}\n\n\\begin{equation}\nx\\label{eq:x}\n\\end{equation}\n\n[](#thm:a), [](#ex:one), [](#thm:none)',
      ),
      markdownCell('By \\eqref{eq:x} and [](#thm:b).'),
    ]),
    'one.md': '---\ntitle: One\n---\nTry.\n{: .exercise #ex:one}\n\nSee [](#thm:b).\n',
  });
  const page = article('a.html');
  expect(page).toContain('<span class="block-label">Theorem 1 <span class="block-title">(Pythagoras)</span>');
  expect(page).toContain('<aside class="note" role="note">');
  expect(page).not.toContain('id="thm:out"');
  expect(page.match(/>Theorem\s\d/g)).toEqual([
    '>Theorem 1',
    '>Theorem 2',
    '>Theorem\u00a01',
    '>Theorem\u00a02',
  ]);
  expect(page).toContain('<a href="#thm:a" class="reference">Theorem\u00a01</a>');
  expect(page).toContain('<a href="one.html#ex:one" class="reference">Exercise\u00a01</a>');
  expect(page).toMatch(/By <a class="reference" href="#[^"]*eq:x">\(1\)<\/a>/);
  expect(html('one.html')).toContain('<a href="a.html#thm:b" class="reference">Theorem\u00a02</a>');
  const found = state.diagnostics.filter(({ severity }) => severity !== 'info');
  expect(found.map(({ code, file, text }) => [code, file, text])).toEqual([
    ['reference-missing', 'a.ipynb', '[](#thm:none)'],
  ]);
});

test('the accessibility of what cells say is checked at its places, and of nothing that was put out', async () => {
  const text = notebook([
    markdownCell('# A\n\nA "line".\n\n[here](https://example.org/a) ![](x.svg)'),
    codeCell('1', [result({ 'text/html': '<a href="https://example.org/"></a><b>1</b>' })]),
    markdownCell('Formula $x$.\n\n## <a href="https://example.org/b"></a>\n'),
  ]);
  const { diagnostics } = await checked(
    {
      '_config.yml': 'title: C\ntheme: lectern\n',
      'a.ipynb': text,
      'x.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    },
    { accessibility: true },
  );
  const at = (written: string): string => {
    const line = text.split('\n').findIndex((one) => one.includes(written));
    return `${line + 1}:${(text.split('\n')[line] ?? '').indexOf(written) + 1}`;
  };
  const found = diagnostics.filter(({ file }) => file === 'a.ipynb');
  expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
    `access-link-text ${at('[here]')}`,
    `alt-missing ${at('x.svg')}`,
    `access-heading-empty ${at('## <a')}`,
    `access-link-name ${at('<a href=\\"https://example.org/b')}`,
  ]);
});

describe('a link that opens a notebook in Colab', () => {
  const COLAB = 'https://colab.research.google.com/github/you/course/blob/main/labs';
  const READ =
    '<a class="read-notebook" href="./labs/one.html" aria-label="Read it here: Lab one">Read it here</a>';
  const LAB = notebook([
    markdownCell(`<a href="${COLAB}/one.ipynb" target="_parent"><img src="b.svg" alt="Colab"/></a>`),
    markdownCell(`# Lab one\n\nRun [it](${COLAB}/one.ipynb).`),
  ]);

  test('has one to its page behind it, unless there is one beside it, or no page', async () => {
    const { html } = await built({
      'labs/one.ipynb': LAB,
      'index.md': `---\ntitle: C\n---\nThe [lab](${COLAB}/one.ipynb).\n\n[![Colab](b.svg)](${COLAB}/one.ipynb#scrollTo=x)\n\n[a](${COLAB}/one.ipynb) [b](labs/one.html)\n\n[c](${COLAB}/two.ipynb) [d](${COLAB.replace('you', 'me')}/one.ipynb)\n`,
    });
    expect(html('index.html')).toContain(`The <a href="${COLAB}/one.ipynb">lab</a> ${READ}.`);
    expect(html('index.html')).toMatch(/<a href="[^"]*scrollTo=x"><img[^>]*><\/a> <a class="read-notebook"/);
    expect(html('index.html').match(/read-notebook/g)).toHaveLength(2);
    expect(html('labs/one.html')).not.toContain('read-notebook');
    // The badge of Colab's own is above the text.
    expect(html('labs/one.html').match(/colab\.research/g)).toHaveLength(2);
  });

  test('has it on phones only where there are many', async () => {
    const list = Array.from({ length: 12 }, (_, at) => `- [${at}](${COLAB}/one.ipynb)\n`).join('');
    const { html } = await built({
      'labs/one.ipynb': LAB,
      'index.md': `---\ntitle: C\nlang: ja\n---\n${list}`,
    });
    const links = html('index.html').match(/<a class="read-notebook many"[^>]*>ここで読む<\/a>/g);
    expect(links).toHaveLength(12);
  });

  test('is made anew when the page of the notebook comes or goes', async () => {
    const files = {
      '_config.yml': 'title: C\ntheme: lectern\nrepository: you/course\nbranch: main\n',
      'index.md': `---\ntitle: C\n---\nThe [lab](${COLAB}/one.ipynb).\n`,
      'labs/one.ipynb': LAB,
    };
    await withCourse(files, async (source) => {
      const now = () => new Date('2025-01-01T00:00:00Z');
      const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {} };
      const builder = createCourseBuilder({ source, destination: path.join(source, 'docs') }, effects);
      const shown = async (): Promise<string> => {
        const file = (await builder.build()).files.get('index.html');
        return file?.kind === 'generated' ? Buffer.from(file.content()).toString() : '';
      };
      try {
        expect(await shown()).toContain(READ);
        await rename(path.join(source, 'labs/one.ipynb'), path.join(source, 'labs/two.ipynb'));
        expect(await shown()).not.toContain('read-notebook');
        await rename(path.join(source, 'labs/two.ipynb'), path.join(source, 'labs/one.ipynb'));
        await writeFile(path.join(source, 'labs/one.ipynb'), LAB.replace('Lab one', 'Lab 1'));
        expect(await shown()).toContain('aria-label="Read it here: Lab 1"');
      } finally {
        await builder.close();
      }
    });
  });
});
