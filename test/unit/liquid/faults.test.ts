import { describe, expect, test } from 'vitest';
import { options, render, summary } from './support.js';

const scope = { page: { title: 'T', path: 'page.md' }, list: [1, 2] };

/** A page, what its reader sees, and what its author is told. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  ['a {% fro %} b', 'a  b', 'liquid-unknown-tag 1:3', 'Did you mean for?'],
  ['a {% layout %} b', 'a  b', 'liquid-unknown-tag 1:3', 'raw'],
  ['a\n {{ "x" | upcas }} b', 'a\n x b', 'liquid-unknown-filter 2:2', 'Did you mean upcase?'],
  ['a {% if page %} b', 'a {% if page %} b', 'liquid-syntax 1:3', 'Write {% endif %}'],
  ['a {% endfor %} b', 'a {% endfor %} b', 'liquid-syntax 1:3', 'ended too early'],
  ['a {% else %} b', 'a {% else %} b', 'liquid-syntax 1:3', 'Take it out'],
  ['a {{ page.title b', 'a {{ page.title b', 'liquid-syntax 1:3', 'Write }}'],
  ['a {{ page.title } b', 'a {{ page.title } b', 'liquid-syntax 1:3', 'Write }}'],
  ['a {% if page b', 'a {% if page b', 'liquid-syntax 1:3', 'Write %}'],
  ['a {% raw %} {{ page.title }}', 'a {% raw %} T', 'liquid-syntax 1:3', 'Write {% endraw %}'],
  ['a {% comment %} {{ page.title }}', 'a {% comment %} T', 'liquid-syntax 1:3', 'Write {% endcomment %}'],
  [
    'a {% for x of list %}[{{ page.title }}]{% endfor %} b',
    'a {% for x of list %}[T]{% endfor %} b',
    'liquid-syntax 1:3',
    'Write {% for item in',
  ],
  ['a {% assign x %} b', 'a {% assign x %} b', 'liquid-syntax 1:3', 'Write {% assign'],
  ['a {% if page = 1 %}x{% endif %} b', 'a  b', 'liquid-argument 1:3', 'Write == to compare'],
  ['a {{ 1 | divided_by: 0 }} b', 'a  b', 'liquid-argument 1:3', ''],
  ['a {{ "x" | append }} b', 'a  b', 'liquid-argument 1:3', 'behind a colon'],
  ['a {{ "soon" | date_to_string }} b', 'a  b', 'liquid-argument 1:3', '2015-02-28'],
  ['a {% include helo.html %} b', 'a  b', 'include-missing 1:3', 'Did you mean hello.html?'],
  ['a {% include_relative no.md %} b', 'a  b', 'include-missing 1:3', ''],
  ['a {% include ../x.html %} b', 'a  b', 'liquid-argument 1:3', 'two points'],
  ['a {% include hello.html x %} b', 'a {% include hello.html x %} b', 'liquid-syntax 1:3', 'name="text"'],
  ['a {% link lectures/on.md %} b', 'a  b', 'link-tag-missing 1:3', 'Did you mean lectures/one.md?'],
  ['a {% post_url 2015-02-27-first %} b', 'a  b', 'link-tag-missing 1:3', 'Did you mean 2015-02-28-first?'],
  ['a {% post_url first %} b', 'a  b', 'liquid-argument 1:3', '2015-02-28-title'],
];

const lookups = {
  links: { find: () => undefined, names: () => ['index.md', 'lectures/one.md'] },
  posts: { find: () => undefined, names: () => ['2015-02-28-first', '2016-03-01-second'] },
};

describe('a fault is reported where it stands, and the rest of the page is shown', () => {
  test.each(FAULTS)('%j', (source, expected, fault, hint) => {
    const { text, diagnostics } = render(source, scope, options({ 'hello.html': 'Hello' }, lookups));
    expect(text).toBe(expected);
    const found = diagnostics.filter(({ message }) => !message.startsWith('Liquid cannot read all'));
    expect(summary(found)).toEqual([fault]);
    expect(found[0]?.hint ?? '').toContain(hint);
  });
});

test('constructs around a fault work as ever', () => {
  const source =
    '{% if page %}{% for i in list %}{% nope %}{{ i }}{% endfor %}{% if list %}{% endif %}{{ page.title }}';
  const { text, diagnostics } = render(source, scope);
  expect(text).toBe('{% if page %}12T');
  expect(summary(diagnostics)).toEqual(['liquid-unknown-tag 1:33', 'liquid-syntax 1:1']);
});

test('a missing end does not take the end of the block around it', () => {
  const { text } = render('{% for i in list %}({% if i %}{{ i }}){% endfor %}', scope);
  expect(text).toBe('({% if i %}1)({% if i %}2)');
});

test('a tag whose own end is missing does not swallow the next one', () => {
  const { text, diagnostics } = render('{% if page }\n{% assign x = "{%" %}{{ x }}', scope);
  expect(text).toBe('{% if page }\n{%');
  expect(summary(diagnostics)).toEqual(['liquid-syntax 1:1']);
});

test('a fault in an included file is reported in that file', () => {
  const { diagnostics } = render(
    '{% include a.html %}',
    scope,
    options({ 'a.html': 'x\n{{ 1 | divided_by: 0 }}{% zzz %}' }),
  );
  expect(diagnostics.map(({ file, line }) => `${file} ${line}`)).toEqual([
    '_includes/a.html 2',
    '_includes/a.html 2',
  ]);
});

test('what a loop says in every round is said once', () => {
  expect(summary(render('{% for i in list %}{{ i | nope }}{% endfor %}', scope).diagnostics)).toEqual([
    'liquid-unknown-filter 1:20',
  ]);
});

describe('the site says how strict it wants to be', () => {
  const { config } = options();
  const junk = '{{ page.title ! }}';

  test.each([
    ['lax', []],
    ['warn', ['warning']],
    ['strict', ['error']],
  ] as const)('error_mode %s', (errorMode, severities) => {
    const { text, diagnostics } = render(junk, scope, options({}, { config: { ...config, errorMode } }));
    expect(text).toBe('T');
    expect(diagnostics.map(({ severity }) => severity)).toEqual(severities);
  });

  test('strict_filters makes an unknown filter an error', () => {
    const strict = options({}, { config: { ...config, strictFilters: true } });
    expect(render('{{ 1 | nope }}', {}, strict).diagnostics[0]?.severity).toBe('error');
    expect(render('{{ 1 | nope }}', {}).diagnostics[0]?.severity).toBe('warning');
  });

  test('strict_variables reports what nothing defines', () => {
    const strict = options({}, { config: { ...config, strictVariables: true } });
    const source = '{{ page.title }}{{ page.nothing }}{{ nothing }}{% if nothing %}x{% endif %}';
    const { text, diagnostics } = render(source, scope, strict);
    expect(text).toBe('T');
    expect(summary(diagnostics)).toEqual([
      'liquid-undefined-variable 1:17',
      'liquid-undefined-variable 1:35',
      'liquid-undefined-variable 1:48',
    ]);
    expect(render(source, scope).diagnostics).toEqual([]);
  });
});
