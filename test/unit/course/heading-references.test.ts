import { expect, test } from 'vitest';
import { cachedCourse, textOf } from '../../support/cached-course.js';

const { write, build } = cachedCourse();

/** The links of a page to a heading, with the TeX of their formulas alone. */
function linksTo(id: string, html: string): string[] {
  const links = Array.from(html.matchAll(/<a href="([^"]*)" class="reference">(.*?)<\/a>/g));
  return links
    .filter(([, href = '']) => href.endsWith(`#${id}`))
    .map(([, , text = '']) =>
      text
        .replace(/<span class="katex-html".*?(?=$| of)/g, '')
        .replace(/<math.*?<annotation[^>]*>(.*?)<\/annotation><\/semantics><\/math>/g, '[$1]')
        .replace(/<[^>]*>/g, ''),
    );
}

const LAYOUT =
  '<!DOCTYPE html>\n<html><head><meta name="description" content="{{ content | strip_html | strip_newlines }}"></head><body>\n{{ content }}</body></html>\n';
const HEADING = '## The "size" $$\\size{x}$$ of *things*\n{: #sec:size}\n';
const FOUR = `---\nlayout: default\n---\n$$\\newcommand{\\size}[1]{\\mathfrak{S}(#1)}$$\n\n${HEADING}\nSee [](#sec:size).\n`;
const COURSE = {
  '_config.yml': 'title: Course\nlectern: {numbering: true}\n',
  '_layouts/default.html': LAYOUT,
  'four.md': FOUR,
  'five.md': '---\nlayout: default\n---\nBy [](#sec:size).\n',
  'six.md': '---\nlayout: default\n---\nBy [](four.md#sec:size), $$y$$ and [Section](#sec:size).\n',
  'list.json': '---\n---\n{{ site.pages | where: "path", "five.md" | map: "content" | first | jsonify }}\n',
};

test('a heading with a formula is referred to with the formula as the heading shows it', async () => {
  await write(COURSE);
  const first = await build('cache');
  const shown = 'The “size” [\\size{x}] of things';
  expect(linksTo('sec:size', textOf(first, 'four.html'))).toEqual([shown]);
  expect(linksTo('sec:size', textOf(first, 'five.html'))).toEqual([shown]);
  expect(linksTo('sec:size', textOf(first, 'six.html'))).toEqual([shown, 'Section']);
  expect(first.diagnostics).toEqual([]);
  for (const name of ['four.html', 'five.html', 'six.html']) {
    const html = textOf(first, name);
    expect(html.match(/<link rel="stylesheet" href="\/assets\/katex\/katex.min.css">/g)).toHaveLength(1);
    expect(html).toContain('<span class="mord mathfrak">');
    expect(html).not.toMatch(/[\uFDD0-\uFDEF]/);
    expect(html.match(/id="sec:size"/g)?.length ?? 0).toBe(name === 'four.html' ? 1 : 0);
    // Attributes have the TeX.
    expect(/<meta name="description" content="([^"]*)">/.exec(html)?.[1]).toContain('\\size{x}');
  }
  expect(textOf(first, 'list.json')).not.toContain('katex');

  await write({ 'four.md': FOUR.replace('\\size{x}', '\\size{z}') });
  const second = await build('cache');
  expect(linksTo('sec:size', textOf(second, 'five.html'))).toEqual([shown.replace('x', 'z')]);
  const cold = await build(false);
  for (const name of ['four.html', 'five.html', 'six.html', 'list.json'])
    expect(textOf(second, name)).toBe(textOf(cold, name));

  await write({ 'four.md': FOUR.replace('\\mathfrak', '\\mathbf') });
  const third = await build('cache');
  expect(textOf(third, 'five.html')).toContain('mathbf');
  expect(textOf(third, 'five.html')).toBe(textOf(await build(false), 'five.html'));
});

test('a heading whose formula leads somewhere, or cannot be typeset, is referred to by its text', async () => {
  await write({
    ...COURSE,
    'four.md':
      '---\nlayout: default\n---\n## By $$\\href{https://example.org}{a}$$\n{: #sec:link}\n\n## Of $$\\undefinedmacro$$\n{: #sec:wrong}\n',
    'five.md': '---\nlayout: default\n---\n[](#sec:link) and [](#sec:wrong).\n',
    'six.md': '---\nlayout: default\n---\nNothing.\n',
  });
  const five = textOf(await build(false), 'five.html');
  expect(linksTo('sec:link', five)).toEqual(['By \\href{https://example.org}{a}']);
  expect(linksTo('sec:wrong', five)).toEqual(['Of \\undefinedmacro']);
});

test('a heading of a notebook is referred to with its own formula, whichever cell that stands in', async () => {
  const cell = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
  const cells = ['A $a_1$.', '## On $b_2$ {#sec:nb}\n\nSee [](#sec:nb).', 'And [](#sec:nb).'].map(cell);
  await write({
    '_config.yml': 'title: Course\nlectern: {numbering: true}\n',
    'nb.ipynb': JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }),
    'five.md': '---\n---\nBy [](#sec:nb).\n',
  });
  const site = await build(false);
  const page = [...site.files.keys()].find((name) => /^nb.*\.html$/.test(name)) ?? '';
  expect(linksTo('sec:nb', textOf(site, page))).toEqual(['On [b_2]', 'On [b_2]']);
  expect(linksTo('sec:nb', textOf(site, 'five.html'))).toEqual(['On [b_2]']);
});
