import type { Source } from './edited-course.ts';

/** Values of the types that a key may be given though it takes another. */
const ODD = [
  '',
  '~',
  'true',
  'false',
  '0',
  '-1',
  '1.5',
  '1e999',
  '.nan',
  '""',
  'x',
  '"a\\nb"',
  '[]',
  '[1, [2]]',
  '[~]',
  '{}',
  '{a: b}',
  '{a: [b, {c: d}]}',
  '2026-01-01',
  '日本語',
  '🙂',
  '/',
  '..',
  '../..',
  '/tmp',
  '.',
  '"*"',
  '"**/*"',
  '"["',
  '"("',
  'constructor',
  '__proto__',
  '&a [*a]',
  '"{{ x }}"',
  '"$x$"',
];

/** Settings that a course may have, each with values that are right, or nearly. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  title: ['A course', '"$\\\\alpha$ <b>"'],
  url: ['https://example.org', 'example.org', 'http://[', 'https://例え.jp'],
  baseurl: ['/course', 'course/', '/a b', '/', '/語/%2F'],
  permalink: ['pretty', 'date', 'none', '/:categories/:title.html', ':unknown', '/:path/', '/same/'],
  timezone: ['Asia/Tokyo', 'Nowhere/Else', 'UTC'],
  lang: ['ja', 'en', 'xx-invalid-lang'],
  encoding: ['utf-8', 'shift_jis'],
  markdown: ['kramdown', 'GFM', 'CommonMarkGhPages', 'redcarpet'],
  markdown_ext: ['md', 'md,markdown,txt', '.md'],
  highlighter: ['rouge', 'none', 'pygments'],
  kramdown: [
    '{input: GFM, hard_wrap: true}',
    '{math_engine: ~, toc_levels: "9..1"}',
    '{auto_ids: no, smart_quotes: [a]}',
    '{syntax_highlighter_opts: {block: {line_numbers: true}}}',
    '{header_offset: -3, entity_output: odd}',
  ],
  liquid: ['{error_mode: strict, strict_filters: true}', '{strict_variables: true}', '{error_mode: odd}'],
  plugins: [
    '[jekyll-feed, jekyll-sitemap, jekyll-seo-tag]',
    '[jekyll-paginate, jekyll-redirect-from]',
    '[jekyll-relative-links, jekyll-titles-from-headings, jekyll-optional-front-matter, jekyll-readme-index]',
    '[unknown-plugin]',
    'jekyll-feed',
  ],
  theme: ['minima', 'just-the-docs', 'lectern', 'lectern'],
  lectern: [
    '{accent: "red;} * {", fonts: systme, width: 7.5, show: {edit: no, odd: 1}}',
    '{navigation: [index.md, missing.md, 5, {title: x}, {url: "javascript:x", title: "<b>"}, "#a", [a]]}',
    '{licence: CC-BY-4.0, logo: /a.png, numbering: true, solutions: hidden}',
    '{license: {name: "<b>", url: x}, images: {dimensions: 1}, themes: {a: 1}}',
    '{licence: {name: [x]}, navigation: {a: b}, show: [contents]}',
  ],
  labels: ['{en: {figure: Fig}, ja: [a], xx: {proof: "<b>", odd: 1}}'],
  remote_theme: ['a/b'],
  exclude: ['[a, "b*"]', '["*"]', '["**/*.md"]'],
  include: ['[_under, .hidden]', '["_*"]'],
  keep_files: ['[kept]', '[""]'],
  destination: ['site', 'docs', 'a/b'],
  layouts_dir: ['_layouts', 'layouts', 'missing'],
  includes_dir: ['_includes', 'missing'],
  data_dir: ['_data', 'data'],
  collections_dir: ['.', 'missing'],
  defaults: [
    '[{scope: {path: ""}, values: {layout: default}}]',
    '[{scope: {path: "*.md", type: pages}, values: {permalink: /x/}}]',
    '[{values: 1}, 2, ~]',
    '[{scope: {path: "["}, values: {title: x}}]',
  ],
  paginate: ['2', '1'],
  paginate_path: ['/page:num/', '/page/', ':num'],
  excerpt_separator: ['"\\n"', '<!--more-->'],
  future: ['true'],
  show_drafts: ['true'],
  limit_posts: ['1', '0'],
  unpublished: ['true'],
  sass: ['{style: compressed, sass_dir: _sass}', '{load_paths: [_sass, "..", 1]}', '{style: odd}'],
  katex: [
    '{output: mathml}',
    '{output: html, dollars: true}',
    '{macros: {R: "\\\\mathbb{R}", "\\\\bad": 1, x: [a]}}',
    '{preamble: macros.tex}',
    '{preamble: [a, 1]}',
    '{tags: all}',
  ],
  mend: ['{}', '{dollars: false}', '{unknown: true}'],
  diagnostics: [
    '{ignore: ["math-*"]}',
    '{severity: {page-missing: info, odd: error}}',
    '{accept: [{code: x, path: y, reason: z}, 1]}',
  ],
  repository: ['a/b', 'https://github.com/a/b.git', 'odd'],
  relative_links: ['{enabled: true, collections: true}', '{exclude: [a]}'],
  titles_from_headings: ['{strip_title: true, collections: true}'],
  optional_front_matter: ['{remove_originals: true}'],
  readme_index: ['{enabled: true, remove_originals: true, with_frontmatter: true}'],
  feed: [
    '{path: feed/index.xml, posts_limit: -1}',
    '{collections: {notes: {path: /feed.xml}}, excerpt_only: true}',
    '{categories: [a], tags: true}',
  ],
  author: ['{name: x, twitter: "@y"}', 'x'],
  logo: ['/logo.png'],
  social: ['{name: x, links: [1, ~]}'],
  tag_archive: ['x'],
  strict_front_matter: ['true'],
};

/** A configuration of some settings, one in three of them of the wrong type, and now and then no YAML at all. */
export function randomConfig(random: Source, collections: readonly string[]): string {
  if (random.below(15) === 0)
    return random.pick(['', '42', '- a', 'a: [', 'title: x\ntitle: y', '\tx: 1', '"']);
  const lines = Object.entries(SETTINGS)
    .filter(() => random.below(5) === 0)
    .map(([key, values]) => `${key}: ${random.below(3) === 0 ? random.pick(ODD) : random.pick(values)}`);
  const options = [
    '{output: true}',
    '{output: true, permalink: "/:collection/:path/"}',
    '{output: false}',
    '~',
    '{output: true, sort_by: title}',
    '{output: true, order: [a, 1], permalink: 5}',
  ];
  const settings = collections.map((name) => `  ${JSON.stringify(name)}: ${random.pick(options)}`);
  const all =
    settings.length === 0
      ? random.pick(['', 'collections: [notes, 1]', 'collections: x'])
      : `collections:\n${settings.join('\n')}`;
  return `${[...lines, all].join('\n')}\n`;
}
