#!/usr/bin/env node
/**
 * The Markdown of all pages of a course, without its formulas, read by lectern or by plain markdown-it with highlight.js:
 *
 *     node bench/markdown-stage.mjs lectern|plain COURSE
 *
 * Prints the median time of a pass over all pages, in milliseconds, after one that warms up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { median } from './statistics.mjs';

const PASSES = 5;
const [engine, course] = process.argv.slice(2);

const texts = readdirSync(course, { recursive: true })
  .filter((file) => /\.md$/.test(file) && !/(?:^|[\\/])[._]/.test(file))
  .map((file) => withoutFormulas(readFileSync(path.join(course, file), 'utf8')));
const render = await renderer(engine);
const times = [];
for (let pass = 0; pass <= PASSES; pass++) {
  const started = performance.now();
  for (const text of texts) render(text);
  times.push(performance.now() - started);
}
console.log(median(times.slice(1)));

/** The text behind the front matter, with a word for each formula. */
function withoutFormulas(text) {
  return text
    .replace(/^---\r?\n[\s\S]*?\n---\r?\n/, '')
    .replace(/\$\$[\s\S]*?\$\$/g, 'formula')
    .replace(/\$[^$\n]+\$/g, 'formula');
}

async function renderer(name) {
  if (name === 'lectern') {
    const { createTextRenderer } = await import('../dist/index.js');
    const { renderText } = createTextRenderer({ dialect: 'kramdown', dollars: true });
    return (text) => renderText(text, 'page.md');
  }
  const { default: markdownIt } = await import('markdown-it');
  const { default: highlighter } = await import('highlight.js');
  const highlight = (code, language) =>
    highlighter.getLanguage(language) === undefined ? '' : highlighter.highlight(code, { language }).value;
  const plain = markdownIt({ html: true, highlight });
  return (text) => plain.render(text);
}
