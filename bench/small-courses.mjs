/**
 * Small courses that are generated, as most courses are: one of long lectures with many formulas, one of many short pages
 * under a theme whose style sheets are longer than its pages. Equal parameters give equal bytes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lecture, pageName } from './synthetic-course.mjs';

/**
 * The small courses, with what a cold build may take of Jekyll's.
 *
 * @type {readonly { name: string, goal: number, layOut: (folder: string) => Promise<void> }[]}
 */
export const SMALL_COURSES = [
  { name: '14 pages with 1,000 formulas', goal: 1.2, layOut: writeLectures },
  { name: '22 pages under a theme of Sass', goal: 1.3, layOut: writeThemed },
];

const PAGES = 14;
const FORMULAS = 71;

async function writeLectures(folder) {
  const write = writer(folder);
  await write('_config.yml', 'title: Lectures\nmarkdown: kramdown\n');
  await write(
    '_layouts/default.html',
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>\n' +
      '<link rel="stylesheet" href="{{ "/css/main.css" | relative_url }}">\n' +
      '<script>MathJax = { tex: { macros: { R: "\\\\mathbb{R}", norm: ["\\\\lVert #1 \\\\rVert", 1] } } };</script>\n' +
      '<script src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"></script></head>\n' +
      '<body><article><h1>{{ page.title }}</h1>{{ content }}</article></body></html>\n',
  );
  await write('_sass/_settings.scss', '$text: #111;\n$measure: 55%;\n');
  await write(
    'css/main.scss',
    '---\n---\n@import "settings";\narticle { color: $text; p { width: $measure; } }\n',
  );
  const size = { pages: PAGES, formulas: FORMULAS, files: 0 };
  for (let page = 0; page < PAGES; page++) await write(pageName(page), mathJax(lecture(page, size)));
}

/** A lecture in which formulas stand between two dollars each, as kramdown has them. */
function mathJax(text) {
  return text.replace(/(?<!\$)\$(?!\$)([^$\n]+)\$(?!\$)/g, '$$$$$1$$$$');
}

const PARTS = 24;
const VARIANTS = ['default', 'light', 'dark'];

async function writeThemed(folder) {
  const write = writer(folder);
  await write('_config.yml', 'title: Notes\nmarkdown: kramdown\nscheme: light\n');
  await write('_layouts/default.html', LAYOUT);
  await write('_includes/menu.html', MENU);
  await write('_includes/theme.scss', THEME);
  await write('_sass/_functions.scss', FUNCTIONS);
  for (const scheme of ['light', 'dark']) await write(`_sass/schemes/_${scheme}.scss`, colours(scheme));
  const parts = Array.from({ length: PARTS }, (_, part) => part);
  await write('_sass/_parts.scss', parts.map((part) => `@import "parts/part${part}";\n`).join(''));
  for (const part of parts) await write(`_sass/parts/_part${part}.scss`, partial(part));
  for (const variant of VARIANTS) {
    const scheme =
      variant === 'default' ? '{% assign scheme = site.scheme %}\n' : `{% assign scheme = "${variant}" %}\n`;
    await write(`css/${variant}.scss`, `---\n---\n${scheme}{% include theme.scss scheme=scheme %}\n`);
  }
  await write(
    'css/menu.css',
    '---\n---\n{% capture sheet %}{% include theme.scss scheme="light" %}\n.menu a { color: rgba($accent, 0.8); }{% endcapture %}\n' +
      '{{ sheet | scssify | split: ".menu a" | last }}\n',
  );
  await write('index.md', '---\ntitle: Start\nlayout: default\n---\n\nWelcome.\n');
  const size = { pages: 21, formulas: 0, files: 0 };
  for (let page = 0; page < 21; page++) await write(pageName(page), lecture(page, size));
}

const LAYOUT = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }} - {{ site.title }}</title>
{% assign names = "default,light,dark" | split: "," %}{% for name in names %}<link rel="stylesheet" href="{{ '/css/' | append: name | append: '.css' | relative_url }}">{% endfor %}
</head><body>{% include menu.html %}<main><h1>{{ page.title }}</h1>{{ content }}</main></body></html>
`;
/** Each page lists all pages, as themes with a menu at the side do. */
const MENU = `{% assign sorted = site.pages | where_exp: "item", "item.title" | sort: "title" %}
<nav>{% for item in sorted %}{% assign here = false %}{% if item.url == page.url %}{% assign here = true %}{% endif %}
<a href="{{ item.url | relative_url }}"{% if here %} aria-current="page"{% endif %}>{{ item.title | strip_html | escape }}</a>
{% for other in sorted %}{% if other.parent == item.title %}<a href="{{ other.url | relative_url }}">{{ other.title }}</a>{% endif %}{% endfor %}{% endfor %}</nav>
`;
const THEME = `@import "functions";
@import "schemes/{{ include.scheme }}";
@import "parts";
`;
const FUNCTIONS = `$steps: (1: 0.25rem, 2: 0.5rem, 3: 0.75rem, 4: 1rem, 5: 1.5rem, 6: 2rem, 7: 2.5rem, 8: 3rem);
$widths: (xs: 20rem, sm: 31.25rem, md: 50rem, lg: 66.5rem, xl: 87.5rem);
@function step($name) { @return map-get($steps, $name); }
@mixin from($name) { @media (min-width: map-get($widths, $name)) { @content; } }
@mixin size($name) { font-size: step($name) * 1.5; @include from(sm) { font-size: step($name) * 2; } }
`;

function colours(scheme) {
  const [ground, text] = scheme === 'light' ? ['#fff', '#27262b'] : ['#27262b', '#e6e1e8'];
  return `$ground: ${ground};\n$text: ${text};\n$accent: mix($text, #7253ed, 40%);\n`;
}

/** A part of the theme: nested rules, mixins, and classes made in loops. */
function partial(part) {
  return `.part${part} {
  color: mix($text, $ground, ${60 + part}%);
  @include size(${1 + (part % 8)});
  > a { color: $accent; &:hover { border: 1px solid rgba($accent, 0.${1 + (part % 8)}); } &:not(.plain) { @include from(md) { padding: step(2); } } }
  ul, ol { li { &::before { background-color: lighten($accent, ${part % 20}%); } .inner & { margin: 0 (-(step(3))); } } }
  @include from(lg) { width: calc(100% - #{step(4)}); @include size(${1 + ((part + 3) % 8)}); }
}
@each $name, $width in $widths { @include from($name) { @each $step, $value in $steps {
  .p${part}-#{$name}-m-#{$step} { margin: $value !important; }
  .p${part}-#{$name}-px-#{$step} { padding-right: $value !important; padding-left: $value !important; }
} } }
`;
}

function writer(folder) {
  return async (name, content) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
}
