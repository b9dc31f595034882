import { expect, test } from 'vitest';
import { builtCourse } from '../support/built-course.ts';
import {
  codeCell,
  type Json,
  lines,
  markdownCell,
  notebook,
  pngBase64,
  result,
  stream,
} from '../support/notebooks.ts';

/** `LECTERN_SEED` tries other notebooks. */
const SEED = Number(process.env['LECTERN_SEED'] ?? 20_261_129);
const COUNT = 200;

/** A source of chance that is the same for one seed (Mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TEXTS = [
  '# Lab: fitting a line\n\nWe fit $y = ax + b$ by least squares.\n',
  '## Part\n\n$$\n\\min_w \\lVert Xw - y \\rVert^2\n$$\n\n- one\n- two\n',
  'A table:\n\n| a | b |\n|---|---|\n| 1 | $x$ |\n',
  '<div class="alert alert-info">\n<b>Note</b> <script>run()</script><img src=x onerror="run()">\n</div>\n',
  '```python\nprint("left open")\n',
  '<div><p>left open, <a href="javascript:run()">a link</a>\n',
  '![](missing.png) [next](n1.ipynb) [part](#Part) <style>body {display: none}</style>\n',
  '$$ unpaired \\frac{1}{ \\undefined\n',
  '日本語の説明です。式 $x$ と **強調**。😀\n',
  '\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n',
  '> [!NOTE]\n> Mind the gap.\n\n* * *\n\n1. one\n   - two\n',
  '\ufdd0 7\ufdd1 \u0000 \ud800 {{ liquid }} {% raw %}\n',
];

const CODES = [
  'import numpy as np\nprint(np.pi)',
  '%%bash\nls',
  '!pip install x',
  '',
  'x = "<script>"',
  '%%html\n<b>x',
];

type Chance = () => number;

function pick<T>(list: readonly T[], next: Chance): T {
  const item = list[Math.floor(next() * list.length)];
  if (item === undefined) throw new Error('An empty list has nothing to pick.');
  return item;
}

const OUTPUTS: readonly ((next: Chance) => unknown)[] = [
  () => stream('loss 0.1\n'.repeat(60)),
  () => stream('\x1b[31mred\x1b[0m \x1b[38;5;99mviolet\x1b[0m\r10%\r\x1b[2K100%\n', 'stderr'),
  (next) => result({ 'image/png': pngBase64(16, 9, next), 'text/plain': ['<Figure>'] }),
  () => result({ 'image/png': 'no base64 at all!', 'text/plain': ['<Figure>'] }),
  () =>
    result({
      'text/html': lines(
        `<style>#T td {color: red}</style><table border="1" class="dataframe">${'<tr><td onclick="run()">1</td></tr>'.repeat(80)}</table>`,
      ),
    }),
  () => result({ 'text/html': ['<div id="p"></div><script>run()</script>'] }),
  () => result({ 'text/html': '<table><tr><td><b>left open' }),
  () => result({ 'image/svg+xml': '<svg width="9"><script>run()</script><g><svg/></g></svg>' }),
  () => result({ 'text/html': '<p>x<svg><svg></svg><style>*{}</style></svg></svg>' }),
  () => result({ 'text/latex': '$\\displaystyle \\frac{1}{2}$' }),
  () => result({ 'text/latex': '\\frac{1}{' }),
  () => result({ 'text/markdown': '# Heading\n\n$x$ <script>run()</script>' }),
  () => result({ 'application/vnd.jupyter.widget-view+json': { model_id: 'a' }, 'text/plain': 'W()' }),
  () => result({ 'application/json': { a: [1] } }),
  () => ({ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\x1b[31mE\x1b[0m', 'v'] }),
  () => ({ output_type: 'error', traceback: 7 }),
  () => ({ output_type: 'strange', data: 1 }),
  () => ({ output_type: 'display_data', data: ['x'], metadata: 3 }),
  () => null,
];

function cellOf(next: Chance): unknown {
  const kind = next();
  if (kind < 0.4) return markdownCell(pick(TEXTS, next));
  if (kind < 0.45)
    return markdownCell('![p](attachment:p.png)', {
      attachments: pick<unknown>(
        [{ 'p.png': { 'image/png': pngBase64(4, 4) } }, 3, null, { 'p.png': 1 }],
        next,
      ),
    });
  if (kind < 0.9) {
    const outputs = Array.from({ length: Math.floor(next() * 4) }, () => pick(OUTPUTS, next)(next) as Json);
    return codeCell(pick(CODES, next), outputs, { execution_count: pick([1, null, 'x', {}], next) });
  }
  return pick<unknown>(
    [
      { cell_type: 'raw', source: 'raw', metadata: { format: 'text/latex' } },
      { cell_type: 'code' },
      { cell_type: 5, source: [1, null, 'a'] },
      { cell_type: 'markdown', source: { a: 1 } },
      { cell_type: 'code', source: 'x', outputs: {}, metadata: { tags: 'remove-cell', jupyter: null } },
      null,
      'cell',
      [],
    ],
    next,
  );
}

function notebookOf(number: number, next: Chance): string {
  const cells = Array.from({ length: 3 + Math.floor(next() * 14) }, () => cellOf(next)) as Json[];
  if (number % 10 === 3)
    return JSON.stringify({
      nbformat: 3,
      metadata: {},
      worksheets: pick<unknown>([[{ cells }], [null, { cells: 3 }], []], next),
    });
  const text = pick(
    [() => notebook(cells), () => JSON.stringify({ cells }), () => notebook(cells, {})],
    next,
  )();
  if (number % 17 === 5) return text.slice(0, Math.floor(next() * text.length));
  if (number % 29 === 7)
    return pick(['', '[]', 'null', '"x"', '{"cells": {}}', '{"worksheets": 1}', '\0\0'], next);
  return text;
}

/** A notebook of more than 20 MB, most of which it has put out: text, a table, and pictures. */
function hugeNotebook(next: Chance): string {
  const picture = pngBase64(1500, 1500, next);
  return notebook([
    markdownCell('# Huge'),
    codeCell('run()', [stream('step 1 of many, and so on\n'.repeat(300_000))]),
    codeCell('df', [
      result({ 'text/html': `<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(120_000)}</table>` }),
    ]),
    ...Array.from({ length: 4 }, () => codeCell('plot()', [result({ 'image/png': picture })])),
    codeCell('print(x)', [stream('0'.repeat(5_000_000))]),
    markdownCell('The end.'),
  ]);
}

test('notebooks of every kind, broken ones and one of 20 MB are pages of which nothing fails and nothing runs', {
  timeout: 600_000,
}, async () => {
  const next = chance(SEED);
  const files: Record<string, string> = {
    '_config.yml': 'title: Notebooks\ntheme: lectern\n',
    'index.md': '---\ntitle: Notebooks\n---\nText.\n',
    'huge.ipynb': hugeNotebook(next),
  };
  for (let number = 0; number < COUNT; number++) files[`n${number}.ipynb`] = notebookOf(number, next);
  expect(files['huge.ipynb']?.length).toBeGreaterThan(20_000_000);
  const { state, html } = await builtCourse(files);
  const failures = state.diagnostics.filter(({ code }) => /^(?:internal-fault|page-failed)$/.test(code));
  expect(failures).toEqual([]);
  const broken = new Set(
    state.diagnostics.filter(({ code }) => code === 'notebook-broken').map(({ file }) => file),
  );
  const names = Object.keys(files).filter((file) => file.endsWith('.ipynb') && !broken.has(file));
  expect(names.length).toBeGreaterThan(150);
  for (const name of names) {
    const page = html(name.replace('.ipynb', '.html'));
    const article = /<article[\s\S]*<\/article>/.exec(page)?.[0] ?? '';
    expect(article, name).not.toBe('');
    expect(article, name).not.toMatch(/<script|<style|<iframe|\son\w+=|javascript:|src="data:/i);
    expect(page.length, name).toBeLessThan(4_000_000);
  }
  expect(html('huge.html')).toContain('The end.');
  expect(html('huge.html').length).toBeLessThan(1_500_000);
});
