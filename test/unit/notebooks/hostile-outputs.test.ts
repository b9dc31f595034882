import { expect, test } from 'vitest';
import { notebookHead } from '../../../src/notebooks/index.js';
import { readNotebook } from '../../../src/notebooks/reading/read-notebook.js';
import { builtCourse } from '../../support/built-course.ts';
import { codeCell, type Json, markdownCell, notebook, result, stream } from '../../support/notebooks.ts';

/** The article of the page of a notebook with these cells. */
async function pageOf(...cells: readonly Json[]): Promise<string> {
  const { state, html } = await builtCourse({
    '_config.yml': 'title: Course\ntheme: lectern\n',
    'index.md': '---\ntitle: Course\n---\nText.\n',
    'a.ipynb': notebook(cells),
  });
  const codes = state.diagnostics.map(({ code }) => code);
  expect(codes.filter((code) => /fault|failed/.test(code))).toEqual([]);
  return /<article[\s\S]*<\/article>/.exec(html('a.html'))?.[0] ?? '';
}

const output = (html: string): Json => codeCell('show()', [result({ 'text/html': html })]);

test('outputs and cells with whatever in them leave those behind them alone', async () => {
  const page = await pageOf(
    output(`${'<div>'.repeat(30_000)}deep`),
    output(`${'<b id="1">'.repeat(3000)}${'<p>'.repeat(3000)}fonts`),
    output(`${'<'.repeat(200_000)}signs`),
    output('<svg '.repeat(50_000)),
    codeCell('print(1)', [stream(`a${' '.repeat(90_000)}b`), stream('\r'.repeat(300_000), 'stderr')]),
    markdownCell(`${'<table><tr><td>'.repeat(3000)}cells`),
    markdownCell('# The end'),
  );
  expect(page).toContain('<h1 id="the-end">The end<a class="self-link"');
});

test('elements that need no end tag are no nesting, and neither is what a script has in it', async () => {
  const rows = '<tr><td>1<td>2'.repeat(500);
  const script = `<script>${'if(a<b)c<d;'.repeat(500)}</script>`;
  const page = await pageOf(output(`${script}<table>${rows}</table><p>behind</p>`));
  expect(page.match(/<tr>/g)).toHaveLength(500);
  expect(page).toContain('<p>behind</p>');
});

test('nothing of a notebook says what a script of the page is to load', async () => {
  const video = '<span class="video" data-embed="javascript:alert(1)"><a href="/">Play</a></span>';
  expect(await pageOf(output(video), markdownCell(video))).not.toContain('data-embed');
});

test.each([
  ['# Heading   ##  \n', 'Heading'],
  [`# A${' '.repeat(50_000)}B\n`, `A${' '.repeat(50_000)}B`],
  [`# ${'# '.repeat(20_000)}\n`, null],
  [`${'<h1>'.repeat(50_000)}\n`, null],
  ['<h2 class="x">In <b>HTML</b></h2>', 'In HTML'],
])('the first heading is found', (source, heading) => {
  const read = readNotebook(notebook([markdownCell(source)]));
  if (read.kind !== 'notebook') throw new Error('It is one.');
  expect(notebookHead(read).heading === heading).toBe(true);
});
