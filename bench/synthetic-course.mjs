/**
 * A course that is generated: text, formulas, tables, code, links and figures in the proportions of a real course of 260
 * pages. Equal parameters give equal bytes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The proportions of the course that the defaults are modelled on. */
export const DEFAULTS = { pages: 260, formulas: 40, files: 1670, megabytes: 440 };

const WORDS =
  `the a of in to and we that is for with model data loss weight input layer gradient step value sample mean ` +
  `variance signal noise vector matrix function network error rate search tree node path state action reward policy ` +
  `estimate bound proof case example figure result order scale depth width unit output memory time`.split(
    ' ',
  );
const CONFIG = `title: A synthetic course
description: Made to be measured
baseurl: ""
markdown: kramdown
exclude: [vendor]
`;
const LAYOUT = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ page.title }} - {{ site.title }}</title>
<link rel="stylesheet" href="{{ '/css/main.css' | relative_url }}">
<script type="text/x-mathjax-config">
MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] }, TeX: { Macros: { R: "\\\\mathbb{R}", norm: ["\\\\lVert #1 \\\\rVert", 1] } } });
</script>
</head>
<body>
{% include menu.html %}
<main>
<h1>{{ page.title }}</h1>
{{ content }}
</main>
<footer>{{ site.description }}, {{ page.date | default: "undated" }}</footer>
</body>
</html>
`;
const MENU = `<nav><ul>{% for entry in site.data.menu %}<li{% if entry.url == page.url %} class="here"{% endif %}>
<a href="{{ entry.url | relative_url }}">{{ entry.title }}</a></li>{% endfor %}</ul></nav>
`;

/**
 * Writes a course to a folder: so many pages, formulas on each, and other files, which together are so large; and beside
 * these pages three that have 180 to 210 formulas.
 *
 * @param {string} folder
 * @param {{ pages: number, formulas: number, files: number, megabytes: number }} size
 */
export async function writeCourse(folder, { pages, formulas, files, megabytes }) {
  const write = async (name, content) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  await write('_config.yml', CONFIG);
  await write('_layouts/default.html', LAYOUT);
  await write('_includes/menu.html', MENU);
  await write('css/main.css', 'body { max-width: 45em; margin: auto; font-family: sans-serif; }\n');
  const weeks = Array.from({ length: Math.ceil(pages / 20) }, (_, week) => week);
  const menu = weeks.slice(0, 20).map((week) => `- title: Week ${week}\n  url: /week${week}/\n`);
  await write('_data/menu.yml', menu.join(''));
  for (const week of weeks) {
    const text = `---\ntitle: Week ${week}\nlayout: default\n---\n\nIts lectures.\n`;
    await write(`week${week}/index.md`, text);
  }
  await write('index.md', '---\ntitle: Start\nlayout: default\n---\n\nWelcome.\n');
  for (let page = 0; page < pages; page++)
    await write(pageName(page), lecture(page, { pages, formulas, files }));
  for (const [index, many] of MANY_FORMULAS.entries())
    await write(`formulas${index}.md`, lecture(pages + index, { pages, formulas: many, files }));
  const sizes = fileSizes(files, megabytes * 1024 * 1024);
  const bytes = Buffer.alloc(Math.max(0, ...sizes), 'figure');
  for (const [file, size] of sizes.entries()) {
    bytes.writeUInt32LE(file, 0);
    await write(figureName(file), bytes.subarray(0, size));
  }
}

/** Pages with many formulas, as every course has some. */
const MANY_FORMULAS = [180, 195, 210];

/** Where a lecture lies: 20 to a folder. */
export function pageName(page) {
  return `week${Math.floor(page / 20)}/lecture${page % 20}.md`;
}

function figureName(file) {
  return `assets/${Math.floor(file / 200)}/figure${file}.png`;
}

/** Many small files and a few large ones, as figures and videos are. */
function fileSizes(files, total) {
  const shares = Array.from({ length: files }, (_, file) => 1 / (1 + file) ** 0.7);
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => Math.max(64, Math.round((share / sum) * total)));
}

/** The text of one lecture, with front matter; its links lead to the others. */
export function lecture(page, { pages, formulas, files }) {
  const random = randomNumbers(page + 1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const sentence = () => `${words(8 + Math.floor(random() * 10))}.`;
  const parts = [`---\ntitle: Lecture ${page}\nlayout: default\n---\n`];
  let left = formulas;
  for (let section = 0; section < 8; section++) {
    parts.push(`## ${words(4)}\n`);
    for (let paragraph = 0; paragraph < 4; paragraph++) {
      const inline = Math.min(left, 1 + Math.floor((formulas / 32) * (0.5 + random())));
      left -= inline;
      const math = Array.from({ length: inline }, () => `${words(5)} $${formula(random)}$ ${words(4)}`);
      parts.push(`${sentence()} **${words(2)}** ${math.join(', ')}. *${words(2)}* ${sentence()}\n`);
    }
    if (left > 0) {
      left--;
      parts.push(`$$\n${formula(random)} = ${formula(random)}\n$$\n`);
    }
    parts.push(Array.from({ length: 4 }, () => `- ${sentence()} \`${pick(WORDS)}()\`\n`).join(''));
    const target = Math.floor(random() * pages);
    parts.push(`See [${words(3)}](/${pageName(target).replace(/\.md$/, '.html')}).\n`);
    if (files > 0) parts.push(`![${words(3)}](/${figureName(Math.floor(random() * files))}){: .wide}\n`);
    if (section % 3 === 0)
      parts.push(`| ${words(1)} | ${words(1)} |\n|---|---|\n| ${words(2)} | ${words(2)} |\n`);
    if (section % 4 === 0) parts.push('```python\nfor step in range(10):\n    value += step  # more\n```\n');
  }
  parts.push(`${sentence()}[^1]\n\n[^1]: ${sentence()}\n`);
  return parts.join('\n');
}

/** A formula: of ten, seven are on other pages, too. */
function formula(random) {
  const letter = () => 'abcdfghkmnpqrstuvwxyz'[Math.floor(random() * 21)];
  const often = [
    'x_i',
    '\\theta',
    'w^\\top x',
    '\\sigma(x)',
    '\\R^n',
    '\\frac{1}{2}',
    '\\norm{w}^2',
    'p(y \\mid x)',
    '\\nabla_w L',
    '\\sum_{i=1}^n x_i^2',
    '\\alpha',
    'y = f(x)',
  ];
  if (random() < 0.7) return often[Math.floor(random() * often.length)];
  const number = Math.floor(random() * 1000);
  const rare = [
    `\\frac{\\partial ${letter()}}{\\partial ${letter()}_{${number}}}`,
    `\\sqrt{${letter()}^2 + ${number}}`,
    `\\int_0^{${number}} ${letter()}(t)\\,dt`,
    `\\begin{pmatrix} ${letter()} & ${number} \\\\ ${letter()} & 1 \\end{pmatrix}`,
  ];
  return rare[Math.floor(random() * rare.length)];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed) {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
