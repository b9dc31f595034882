import type { Source } from './edited-course.ts';
import { randomConfig } from './random-config.ts';
import { NAMES, randomPage } from './random-page.ts';
import { randomText } from './random-text.ts';

/** A course as nobody would write it: paths relative to its folder, each with what the file holds. */
export interface RandomCourse {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /**
   * Pages that have to be in the site unless something is said of them: the path of each with a word that stands in its
   * front matter and text, and that every layout prints.
   */
  readonly marked: ReadonlyMap<string, string>;
}

const PAGE_EXTENSIONS = [
  '.md',
  '.md',
  '.md',
  '.markdown',
  '.html',
  '.htm',
  '.xml',
  '.txt',
  '.css',
  '.json',
  '',
];
export function randomCourse(random: Source): RandomCourse {
  const files = new Map<string, string | Uint8Array>();
  const marked = new Map<string, string>();
  const collections = ['notes', 'constructor', '日本', 'a b'].filter(() => random.below(3) === 0);
  files.set('_config.yml', randomConfig(random, collections));
  const layouts = addLayouts(random, files);
  addIncludes(random, files);
  addData(random, files);
  addSass(random, files);
  addNotebooks(random, files);
  const folders = ['', '', '', '_posts/', '_drafts/', ...collections.map((name) => `_${name}/`)];
  const pages = 4 + random.below(16);
  for (let index = 0; index < pages; index++) {
    const word = `marked${index}word`;
    const name = pageName(random, random.pick(folders), index);
    const text = randomPage(random, layouts, word);
    files.set(name, text);
    if (isPublished(name) && !/^redirect_to:/m.test(text)) marked.set(name, word);
  }
  const kept = withoutClashes(files);
  const config = String(kept.get('_config.yml'));
  // Settings that may leave a page out without a word, as Jekyll does.
  const leavesOut =
    /^(?:exclude|limit_posts|defaults|markdown_ext|.*_dir|destination|readme_index|optional.*|include):/m;
  if (leavesOut.test(config)) marked.clear();
  for (const name of marked.keys()) if (!kept.has(name)) marked.delete(name);
  return { files: kept, marked };
}

function pageName(random: Source, folder: string, index: number): string {
  const inside = Array.from({ length: random.below(3) }, () => `${random.pick(NAMES)}/`).join('');
  const isPost = folder === '_posts/' && random.below(4) > 0;
  const name = isPost ? `2026-01-${10 + index}-${random.pick(NAMES)}` : random.pick(NAMES);
  return folder + inside + name + random.pick(PAGE_EXTENSIONS);
}

/** Whether Jekyll publishes a file of this name without being told (`entry_filter.rb`, `document.rb`). */
function isPublished(name: string): boolean {
  const post = name.startsWith('_posts/');
  if (post && !/^\d{4}-\d\d-\d\d-.+\.[^.]+$/.test(name.slice(name.lastIndexOf('/') + 1))) return false;
  const parts = (post ? name.slice('_posts/'.length) : name).split('/');
  return parts.every((part) => !/^[._#~]|[.~]$|^node_modules|^(?:vendor|docs|site)$/.test(part));
}

/** Layouts in chains, loops and none; each prints the word of its page. */
function addLayouts(random: Source, files: Map<string, string | Uint8Array>): readonly string[] {
  const names = ['default', 'page', 'post', 'lecture', 'deep', 'a b'].slice(0, random.below(7));
  for (const name of names) {
    const parent = random.pick([...names, 'missing', 'none', '~']);
    const head =
      random.below(3) === 0
        ? ''
        : `---\n${random.below(2) === 0 ? `layout: ${parent}\n` : ''}color: red\n---\n`;
    const around = random.pick([
      '<p>',
      '<!DOCTYPE html><html><head><title>{{ page.title }}</title></head><body>',
      '<div',
      '$',
      '<script type="text/x-mathjax-config">MathJax.Hub.Config({TeX: {Macros: {R: "x", bad: [}}});</script>',
      '{% if x %}',
      '{% include nav.html %}',
      '<!-- ',
      randomText(random),
    ]);
    files.set(
      `_layouts/${name}.html`,
      `${head}{{ page.word }}${around}{{ content }}${random.pick(['', '</body></html>', '{% seo %}', '{{ layout.color }}{{ page.next.url }}'])}\n`,
    );
  }
  return [...names, ...names, 'default', 'missing', 'none', '[a]', '"x\\ny"', '../x', '~', '42'];
}

function addIncludes(random: Source, files: Map<string, string | Uint8Array>): void {
  for (const name of ['nav.html', 'figure.html', 'loop.html', 'odd name.md'])
    if (random.below(2) === 0)
      files.set(
        `_includes/${name}`,
        random.pick([
          '{{ include.x }}',
          '{% include nav.html x=include.x %}',
          '{% include loop.html %}',
          '{% for p in site.pages %}{{ p.url }} {{ p.title }}{% endfor %}',
          '<img src="{{ include.src }}">',
          '',
          '{% if',
          randomText(random),
        ]),
      );
}

function addData(random: Source, files: Map<string, string | Uint8Array>): void {
  const data: Readonly<Record<string, readonly string[]>> = {
    'menu.yml': ['- title: a\n  url: /a', 'a: [', '', '42', '- *x', 'a: &a\n  <<: *a', '"\\ud800"'],
    'menu.json': [
      '[{"a": 1}]',
      '{"a":',
      '',
      'null',
      '{"__proto__": {"x": 1}}',
      '[1,2,]',
      '"\\ud800"',
      '['.repeat(2000),
    ],
    'table.csv': ['a,b\n1,2\n', 'a,b\n1\n', '"a\n', '', 'a;b', 'a,a\n1,2', '\uFEFFa\n1'],
    'people/constructor.yml': ['name: x', '[]'],
    '語.tsv': ['a\tb\n1\t2'],
  };
  for (const [name, texts] of Object.entries(data))
    if (random.below(2) === 0) files.set(`_data/${name}`, random.pick(texts));
  if (random.below(8) === 0) files.set('_data/bytes.yml', Uint8Array.of(0xff, 0xfe, 0x00, 0x61, 0x80));
}

function addSass(random: Source, files: Map<string, string | Uint8Array>): void {
  const texts = [
    'a { b: c }',
    '@import "missing";',
    '@use "part"; a { color: part.$c }',
    'a { b: ',
    '$x: 1; a { width: $y }',
    '@import url("x.css");',
    '{{ site.title }}',
    '@function f($x) { @return f($x); } a { b: f(1) }',
    'a { background: url(missing.png) }',
    '@for $i from 1 through 50 { .a#{$i} { b: c } }',
  ];
  if (random.below(2) === 0) files.set('assets/main.scss', `---\n---\n${random.pick(texts)}`);
  if (random.below(3) === 0)
    files.set('assets/other.sass', `---\n---\na\n  b: ${random.pick(['c', '$x', '{', ''])}\n`);
  if (random.below(2) === 0) files.set('_sass/_part.scss', random.pick(['$c: red;', ...texts]));
}

function addNotebooks(random: Source, files: Map<string, string | Uint8Array>): void {
  const cell = (type: string, source: unknown): unknown => ({
    cell_type: type,
    source,
    outputs: [],
    metadata: {},
  });
  const notebooks = [
    JSON.stringify({
      cells: [cell('markdown', ['![a](missing.png)\n', '[b](b.ipynb)']), cell('code', 'open("data.csv")')],
      metadata: {},
      nbformat: 4,
    }),
    JSON.stringify({ cells: [cell('markdown', 42), null, 'x', cell('odd', [1, null])] }),
    '{"cells": {}}',
    '{"cells": [',
    '',
    '[]',
    'null',
    '{"cells":[{"cell_type":"markdown","source":"\\ud800 $x$ ![](a"}]}',
    JSON.stringify({ metadata: { widgets: {} }, cells: [] }, null, 1),
  ];
  for (const name of ['notebooks/a.ipynb', '日本.ipynb', 'with space.ipynb'])
    if (random.below(3) === 0) files.set(name, random.pick(notebooks));
}

/** Without files whose folders are files, and names that no file system takes. */
function withoutClashes(files: ReadonlyMap<string, string | Uint8Array>): Map<string, string | Uint8Array> {
  const kept = new Map<string, string | Uint8Array>();
  const folders = new Set<string>();
  for (const [name, content] of files) {
    const parts = name.split('/');
    const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    const fits = parts.every(
      (part) => part !== '.' && part !== '..' && part !== '' && Buffer.byteLength(part) <= 255,
    );
    if (!fits || folders.has(name) || above.some((folder) => kept.has(folder))) continue;
    for (const folder of above) folders.add(folder);
    kept.set(name, content);
  }
  return kept;
}
