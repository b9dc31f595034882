import { describe, expect, test } from 'vitest';
import { locator, mapSource } from '../../../src/diagnostics/index.js';
import { createLiquid } from '../../../src/liquid/index.js';
import { options } from './support.js';

/** Where each part of a page's output comes from: `part → line:column`, and the file where it is another. */
function origins(source: string, parts: readonly string[], includes: Readonly<Record<string, string>> = {}) {
  const scope = { title: 'Title', list: ['a', 'b'] };
  const { output } = createLiquid(options(includes)).render(
    mapSource({ file: 'page.md', text: source }),
    scope,
  );
  const placeOf = locator(output);
  let from = 0;
  return parts.map((part) => {
    const at = output.text.indexOf(part, from);
    expect(at, `"${part}" in ${JSON.stringify(output.text)}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
    const first = placeOf(at);
    const last = placeOf(at + part.length - 1);
    const file = first.file === 'page.md' ? '' : `${first.file}:`;
    return `${file}${first.line}:${first.column} ${last.line}:${last.column}`;
  });
}

describe('every character of the output points at where its author wrote it', () => {
  test('text keeps its place, before and behind what Liquid wrote', () => {
    const source = 'one {{ title }} two\nthree {% assign x = 1 %}four {{ x }} five';
    expect(origins(source, ['one', 'Title', 'two', 'three', 'four', '1', 'five'])).toEqual([
      '1:1 1:3',
      '1:5 1:5',
      '1:17 1:19',
      '2:1 2:5',
      '2:25 2:28',
      '2:30 2:30',
      '2:38 2:41',
    ]);
  });

  test('the body of a loop points at itself in every round', () => {
    const source = '{% for i in list %}\n- item {{ i }}\n{% endfor %}end';
    expect(origins(source, ['item', 'a', 'item', 'b', 'end'])).toEqual([
      '2:3 2:6',
      '2:8 2:8',
      '2:3 2:6',
      '2:8 2:8',
      '3:13 3:15',
    ]);
  });

  test('what an include wrote points into the included file, however deep it is', () => {
    const includes = { 'a.html': 'from a {{ title }} {% include b.html %}', 'b.html': 'from b' };
    expect(origins('x\n  {% include a.html %} y', ['from a', 'Title', 'from b', 'y'], includes)).toEqual([
      '_includes/a.html:1:1 1:6',
      '_includes/a.html:1:8 1:8',
      '_includes/b.html:1:1 1:6',
      '2:24 2:24',
    ]);
  });

  test('what a parameter of an include brings points at the tag that hands it over, however far out that is', () => {
    const includes = {
      'figure.html':
        '<{{ include.src | upcase }}> {{ "a/" | append: include["src"] }} {% include alt.html %}',
      'alt.html': '{{ include.alt }} {{ title }}',
      'card.html': '{% include figure.html src=include.cover %} {% include figure.html src="own" %}',
    };
    expect(
      origins('x {% include figure.html src="one" alt="two" %}', ['ONE', 'a/one', 'two', 'Title'], includes),
    ).toEqual(['1:3 1:3', '1:3 1:3', '1:3 1:3', '_includes/alt.html:1:19 1:19']);
    expect(origins('\n{% include card.html cover="c" %}', ['C', 'OWN'], includes)).toEqual([
      '2:1 2:1',
      '_includes/card.html:1:45 1:45',
    ]);
  });

  test('what was captured points at where it is printed', () => {
    const source = '{% capture c %}text{% endcapture %}\n{{ c }}{% raw %}{{ raw }}{% endraw %}';
    expect(origins(source, ['text', '{{ raw }}'])).toEqual(['2:1 2:1', '2:17 2:25']);
  });

  test('text whose white space was trimmed keeps the places of what is left', () => {
    expect(origins('a   \n{{- title -}}\n\n   b', ['a', 'Title', 'b'])).toEqual([
      '1:1 1:1',
      '2:1 2:1',
      '4:4 4:4',
    ]);
  });

  test('columns count characters, not bytes or halves of them', () => {
    expect(origins('日本👍 {{ title }} 語', ['Title', '語'])).toEqual(['1:5 1:5', '1:17 1:17']);
  });

  test('a broken construct that is shown as text points at itself', () => {
    expect(origins('a {% if title %} b', ['{% if title %}', 'b'])).toEqual(['1:3 1:16', '1:18 1:18']);
  });
});

test('a text that begins behind its front matter has the lines of its file', () => {
  const text = '---\ntitle: x\n---\nline 4 {{ title }} end';
  const template = mapSource({ file: 'page.md', text }, 17);
  const { output } = createLiquid(options()).render(template, { title: 'T' });
  const placeOf = locator(output);
  expect(output.text).toBe('line 4 T end');
  expect(placeOf(output.text.indexOf('end'))).toEqual({ file: 'page.md', line: 4, column: 20 });
});

test('a page without Liquid is given back as it is', () => {
  const template = mapSource({ file: 'page.md', text: 'plain { text } % and {x}' });
  expect(createLiquid(options()).render(template, {}).output).toBe(template);
});

test('a template is parsed once, and rendered anew with each scope', () => {
  const template = mapSource({ file: 'page.md', text: '{{ n }}{% increment i %}{% cycle "a", "b" %}' });
  const liquid = createLiquid(options());
  expect(liquid.render(template, { n: 1 }).output.text).toBe('10a');
  expect(liquid.render(template, { n: 2 }).output.text).toBe('20a');
});

test('the scope that a page is given stays as it was', () => {
  const scope = { n: 5, page: { title: 'T' } };
  createLiquid(options()).render(
    mapSource({ file: 'page.md', text: '{% increment n %}{% assign page = 1 %}{% assign x = 2 %}' }),
    scope,
  );
  expect(scope).toEqual({ n: 5, page: { title: 'T' } });
});
