import { describe, expect, test } from 'vitest';
import { options, render, summary } from './support.js';

/** Long enough that work which grows with the square of it would take minutes. */
const MANY = 30_000;

describe('a page that goes on without end is ended and reported', () => {
  test.each([
    ['loops in loops', '{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}'],
    [
      'loops that print nothing',
      '{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}',
    ],
    ['a range without end', '{% for i in (1..99999999999) %}x{% endfor %}'],
    ['a list without end', '{{ (1..99999999999) | join }}'],
    [
      'a text that doubles',
      '{% assign s = "ab" %}{% for i in (1..99) %}{% assign s = s | append: s %}{% endfor %}',
    ],
    ['a file that includes itself', '{% include self.html %}'],
    ['a file that includes itself twice', '{% include twice.html %}'],
    ['a table without end', '{% tablerow i in (1..1000000) %}{% include wide.html %}{% endtablerow %}'],
  ])('%s', (_, source) => {
    const includes = options({
      'self.html': 'x{% include self.html %}',
      'twice.html': '{% include twice.html %}{% include twice.html %}',
      'wide.html': 'x'.repeat(1000),
    });
    const { text, diagnostics } = render(`before ${source} after`, {}, includes);
    expect(text.startsWith('before ')).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toEqual(['liquid-limit']);
  });

  test('blocks nested too deeply are shown as text', () => {
    const { text, diagnostics } = render(`${'{% if true %}'.repeat(150)}x${'{% endif %}'.repeat(150)}`);
    expect(text).toContain('x');
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['liquid-limit', 'liquid-syntax']));
  });
});

describe('no page takes longer than its length', () => {
  test.each([
    ['outputs', '{{ x }}'.repeat(MANY)],
    ['outputs that do not end', '{{ x '.repeat(MANY)],
    ['outputs of which one ends', `${'{{ x '.repeat(MANY)}}}`],
    ['outputs that end in one brace', `${'{{ x '.repeat(MANY)}}`],
    ['outputs of TeX of which one ends', `${'{{ \\a '.repeat(MANY)}}}`],
    ['outputs in a formula of which one ends', `$${'{{ x '.repeat(MANY)}}}$`],
    ['outputs before a tag', `${'{{ \\a }} '.repeat(MANY)}{% if`],
    ['tags of which one ends', `${'{% if x '.repeat(MANY)}%}`],
    ['tags with quotes of which one ends', `${`{% if "x `.repeat(MANY)}%}`],
    ['tags without names of which one ends', `${`{% " `.repeat(MANY)}%}`],
    ['tags that do not end', '{% if x '.repeat(MANY)],
    ['blocks that do not end', '{% if x %}'.repeat(MANY)],
    ['ends without blocks', '{% endif %}'.repeat(MANY)],
    ['raws that do not end', `${'{% raw %}'.repeat(MANY)} endraw`],
    ['comments of which one ends', `${'{% comment %}'.repeat(MANY)}{% endcomment %}`],
    ['dollars', '$x {{x}} '.repeat(MANY)],
    ['environments that do not end', '\\begin{a}{{x}}'.repeat(MANY)],
    ['backticks', `${'`'.repeat(MANY)}{{ x }}${' `'.repeat(MANY)}`],
    ['fences', '```\n{{x}}\n'.repeat(MANY)],
    ['open elements', '<code {{x}} <!-- '.repeat(MANY)],
    ['braces in a formula', `$${'{'.repeat(MANY)}$`],
    ['brackets', `{{ ${'['.repeat(MANY)} }}`],
    ['points', `{{ (${'.'.repeat(MANY)}x) }}`],
    ['quotes', `{{ ${'"a'.repeat(MANY)} }}`],
    ['conditions', `{% if ${'a or '.repeat(MANY)}a %}x{% endif %}`],
    ['conditions of junk', `{% if ${'a ! '.repeat(MANY)}a %}x{% endif %}`],
    ['filters', `{{ a ${'| upcase '.repeat(MANY)}}}`],
    ['filters behind junk', `{{ a ! ${'| upcase '.repeat(MANY)}}}`],
    ['parameters', `{% include x.html ${'a="b" '.repeat(MANY)}! %}`],
    ['tags of HTML to strip', `{{ "${'<script'.repeat(MANY)}" | strip_html }}`],
    ['a date that is none', `{{ "${'1-'.repeat(MANY)}" | date: "%Y" }}`],
  ])('%s', { timeout: 30_000 }, (_, source) => {
    expect(() => render(source, { x: 1 })).not.toThrow();
  });
});

describe('values that hold themselves can be printed', () => {
  const page: Record<string, unknown> = { title: 'T' };
  page['self'] = page;
  const list: unknown[] = [1];
  list.push(list);

  test.each([
    ['{{ page }}', '{"title"=>"T", "self"=>{...}}'],
    ['{{ page | jsonify }}', '{"title":"T","self":null}'],
    ['{{ list | jsonify }}', '[1,null]'],
    ['{{ page.self.self.title }}', 'T'],
  ])('%s', (source, expected) => {
    expect(render(source, { page, list }).text).toBe(expected);
  });

  test('a list that cannot be joined ends the page with a report', () => {
    expect(summary(render('{{ list }}', { list }).diagnostics)).toEqual(['liquid-limit 1:1']);
  });
});

test('what JavaScript objects inherit is not there', () => {
  const source =
    '{{ constructor }}{{ page.constructor }}{{ page.__proto__ }}{{ __proto__ }}{{ list.map }}{{ list.length }}';
  expect(render(source, { page: {}, list: [1] }).text).toBe('');
  expect(render('{% constructor %}{% toString %}{{ 1 | constructor }}').diagnostics).toHaveLength(3);
});
