import type { Source } from './edited-course.ts';
import { randomText } from './random-text.ts';

/** Names of folders and files that are odd in one way or another; a slash is not among them. */
export const NAMES = [
  ...['a', 'b', 'week1', 'Week1', 'index', 'README', '404', 'assets', 'css', 'docs', 'feed', 'sitemap'],
  ...[
    'with space',
    'with\nnewline',
    'tab\there',
    '🙂',
    '日本語',
    'é',
    'e\u0301',
    'שלום',
    '\u202Eabc',
    'a.b.c',
  ],
  ...[
    '[object Object]',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '%2F',
    '%',
    '%zz',
    'a%20b',
  ],
  ...[
    'end.',
    'a..',
    '...',
    '-rf',
    '--',
    '#hash',
    '~',
    'a~',
    'q?x',
    'a&b',
    "it's",
    '"quoted"',
    '<b>',
    '{{ x }}',
    '{% x %}',
  ],
  ...[
    'a:b',
    'a|b',
    'a*b',
    'a\\b',
    '$x$',
    '$$',
    '2026-01-02-post',
    '2026-13-45-post',
    '2026-1-2-p',
    '0',
    '-1',
    'NaN',
    'null',
  ],
  ...[
    'x'.repeat(100),
    '語'.repeat(70),
    'CON',
    'index.html',
    'page.md',
    '.hidden',
    '_under',
    'node_modules',
    'vendor',
  ],
];
const PLACEHOLDERS =
  ':categories :title :slug :year :month :day :i_month :short_year :hour :minute :second :name :path :basename :output_ext :collection :y_day :unknown :slugified_categories :num'.split(
    ' ',
  );

/** A page: front matter of every kind, and a text. */
export function randomPage(random: Source, layouts: readonly string[], word: string): string {
  const text = `${word}\n\n${randomText(random)}`;
  switch (random.below(12)) {
    case 0:
      return text;
    case 1:
      return `---\n---\n${text}`;
    case 2:
      return `---\n${random.pick(BROKEN)}\n---\n${text}`;
    case 3:
      return `\uFEFF---\r\nlayout: ${random.pick(layouts)}\r\n---\r\n${text.replaceAll('\n', '\r\n')}`;
    default: {
      const keys = Array.from({ length: random.below(5) }, () => frontMatterLine(random, layouts));
      return `---\nword: ${word}\n${keys.join('\n')}\n---\n${text}`;
    }
  }
}

/** Front matter that is no mapping, or no YAML. */
const BROKEN = [
  '- a\n- b',
  'just text',
  '42',
  'null',
  'a: [',
  'a: b: c',
  '\tx: 1',
  'a: &x\nb: *y',
  '? [a, b]\n: c',
  '"',
  '{',
  'a: |\n  b\n c',
  '<<: 1',
  '!!js/function x',
  'a: !ruby/object:X {}',
  '%YAML 9',
  '---\n---',
  '{{ page }}: x',
  'title: {{ site.title }}',
  '*a',
  '&a',
  '@b',
  '`c`',
  'a: 1\na: 2',
];
const VALUES = [
  '',
  '""',
  '0',
  '-1',
  '1.5e400',
  '.nan',
  'true',
  'null',
  '~',
  '[]',
  '{}',
  '[[1, [2]], {a: b}]',
  '{a: {b: [c]}}',
  '2026-01-02',
  '2026-02-31',
  '12:30:45',
  '0x1F',
  'x',
  '"a\\nb"',
  '日本語',
  '🙂',
  "'it''s'",
  '"<b>"',
  '/',
  '//',
  '..',
  '../../x',
  '/etc/passwd',
  'a/b/c',
  'constructor',
  '__proto__',
  '[constructor]',
  '"{{ page.title }}"',
  '"$x$"',
  '"$\\\\frac{1}"',
  '!!binary aGk=',
  '!!set {a, b}',
  '>\n  folded\n  text',
  '1_000',
  '0o17',
  'yes',
  '&a [1, *a]',
];
const KEYS = [
  'title',
  'date',
  'tags',
  'categories',
  'category',
  'tag',
  'permalink',
  'redirect_from',
  'redirect_to',
  'published',
  'excerpt_separator',
  'excerpt',
  'mathjax',
  'katex',
  'layout',
  'lang',
  'slug',
  'ext',
  'url',
  'path',
  'id',
  'name',
  'content',
  'output',
  'description',
  'image',
  'author',
  'pagination',
  'sitemap',
  'render_with_liquid',
  'last_modified_at',
  'toc',
  'next',
  'collection',
  'relative_path',
  'constructor',
  '__proto__',
  'date_formatted',
  'seo',
  'word2',
  'sass',
  '"a b"',
  '0',
  'null',
];

function frontMatterLine(random: Source, layouts: readonly string[]): string {
  switch (random.below(6)) {
    case 0:
      return `layout: ${random.pick(layouts)}`;
    case 1:
      return `permalink: ${randomPermalink(random)}`;
    case 2:
      return `title: ${random.pick(NAMES.filter((name) => /^[\w ]+$/.test(name)))} ${random.pick(['$x$', '$\\frac{1}$', '`a`', '*b*', '- c', "'"])}`;
    default:
      return `${random.pick(KEYS)}: ${random.pick(VALUES)}`;
  }
}

function randomPermalink(random: Source): string {
  const part = (): string =>
    random.pick([
      ...PLACEHOLDERS,
      ...PLACEHOLDERS,
      'a',
      'b',
      'x.html',
      '日本',
      '..',
      '.',
      '',
      'data.json',
      ' ',
      '%2F',
      '🙂',
      ':',
      '::title',
      'x'.repeat(90),
      '語'.repeat(90),
    ]);
  const link = Array.from({ length: 1 + random.below(4) }, part).join(random.pick(['/', '/', '-', '']));
  return JSON.stringify(
    random.pick(['/', '', '/', '//']) + link + random.pick(['', '/', '.html', '/index.html']),
  );
}
