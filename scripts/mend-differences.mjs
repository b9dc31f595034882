// Lists every place of a course where a page reads otherwise with mends than without them:
//
//   npm run --silent compile && node scripts/mend-differences.mjs COURSE... [--draw N] [--seed N]
//
// Each place is given by its page, the line of its source, and both readings as text: a formula as ⟦TeX⟧ (⟦!TeX⟧ where it is an
// error), links and pictures with their URLs. With --draw, so many of all courses are drawn, the same ones for the same seed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diffArrays } from 'diff';
import fastGlob from 'fast-glob';
import { parse } from 'parse5';

const PROGRAM = path.join(import.meta.dirname, '../dist/bundle/main.js');
/** Elements that begin a line of text and end it. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
/** How much of what two readings have in common is shown on either side. */
const CONTEXT = 60;
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head']);
const MARKS = { em: '_', strong: '**', code: '`', del: '~~', i: '_', b: '**' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draw: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const places = positionals.flatMap(differences);
const chosen = values.draw === undefined ? places : draw(places, Number(values.draw), Number(values.seed));
for (const [index, { course, page, line, mended, plain }] of chosen.entries()) {
  console.log(`#${index + 1} ${course} ${page}${line === undefined ? '' : `:${line}`}`);
  const [from, to] = differing(mended.join('\n'), plain.join('\n'));
  console.log(`  mended: ${cropped(mended.join('\n'), from, to)}`);
  console.log(`  plain:  ${cropped(plain.join('\n'), from, to)}\n`);
}
console.log(`${places.length} places differ${values.draw === undefined ? '' : `; ${chosen.length} drawn`}.`);

/** How long the start is that two texts have in common, and how long the end. */
function differing(a, b) {
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a[from] === b[from]) from++;
  let to = 0;
  while (to < shorter - from && a.at(-1 - to) === b.at(-1 - to)) to++;
  return [from, to];
}

/** A text without most of what it has in common with another one. */
function cropped(text, from, to) {
  const start = Math.max(0, from - CONTEXT);
  const end = Math.min(text.length, text.length - to + CONTEXT);
  const shown = text.slice(start, end).replaceAll('\n', '\n          ');
  return `${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}

/** The places of one course. */
function differences(course) {
  const work = mkdtempSync(path.join(tmpdir(), 'lectern-mends-'));
  try {
    const pages = (name, ...options) => {
      const destination = path.join(work, name);
      const rest = [
        '--source',
        course,
        '--destination',
        destination,
        '--cache-dir',
        path.join(work, 'cache'),
      ];
      const flags = { stdio: 'ignore', maxBuffer: 1e9 };
      try {
        execFileSync(process.execPath, [PROGRAM, 'build', ...rest, ...options], flags);
      } catch (error) {
        // A course with findings is built all the same.
        if (!existsSync(destination)) throw error;
      }
      return destination;
    };
    const mended = pages('mended');
    const plain = pages('plain', '--no-mend');
    const sources = fastGlob.sync('**/*.{md,markdown,html}', { cwd: course });
    return fastGlob
      .sync('**/*.html', { cwd: mended })
      .toSorted()
      .flatMap((page) => {
        const read = (folder) => readFileSync(path.join(folder, page), 'utf8');
        const [a, b] = existsSync(path.join(plain, page)) ? [read(mended), read(plain)] : ['', ''];
        return a === b ? [] : hunks(course, page, a, b, sources);
      });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function hunks(course, page, mendedHtml, plainHtml, sources) {
  const found = [];
  let open;
  for (const { added, removed, value } of diffArrays(textLines(plainHtml), textLines(mendedHtml))) {
    if (!added && !removed) {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { course: path.basename(course), page, line: undefined, mended: [], plain: [] };
      found.push(open);
    }
    open[added ? 'mended' : 'plain'].push(...value);
  }
  const source = sourceOf(course, page, sources);
  return found.map((place) => ({ ...place, line: lineOf(place, source) }));
}

/** The source of a page, which has its name; undefined where that is not known. */
function sourceOf(course, page, sources) {
  const stem = page.replace(/(?:\/index)?\.html$/, '');
  const own = sources.find((source) => source.replace(/\.\w+$/, '') === stem);
  const named = own ?? sources.find((source) => path.basename(source).includes(path.basename(stem)));
  return named === undefined ? undefined : readFileSync(path.join(course, named), 'utf8');
}

/** The line of the source that has most of a place's words. */
function lineOf({ mended, plain }, source) {
  const words = new Set([...mended, ...plain].join(' ').match(/[\p{L}\p{N}]+/gu));
  const score = (line) => (line.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => words.has(word)).length;
  const scores = (source ?? '').split('\n').map(score);
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : scores.indexOf(best) + 1;
}

/** What a reader sees of a page, line by line. */
function textLines(html) {
  let text = '';
  const walk = (node) => {
    if (node.nodeName === '#text') text += node.value.replace(/\s+/g, ' ');
    const name = node.tagName;
    if (name === undefined) return (node.childNodes ?? []).forEach(walk);
    if (UNSEEN.has(name)) return;
    const attributes = Object.fromEntries(node.attrs.map((attribute) => [attribute.name, attribute.value]));
    const isError = /\bkatex-error\b/.test(attributes.class ?? '');
    if (isError || /\bkatex\b/.test(attributes.class ?? '')) {
      text += `⟦${isError ? '!' : ''}${texOf(node).replace(/\s+/g, ' ').trim()}⟧`;
      return;
    }
    const mark = MARKS[name] ?? '';
    if (BLOCK.test(name)) text += `\n${/^h\d$/.test(name) ? `${'#'.repeat(name[1])} ` : ''}`;
    text += mark + (name === 'a' ? '[' : '');
    for (const child of node.childNodes) walk(child);
    if (name === 'a') text += `](${attributes.href ?? ''})`;
    if (name === 'img') text += `![${attributes.alt ?? ''}](${attributes.src ?? ''})`;
    text += mark;
    if (BLOCK.test(name)) text += '\n';
  };
  walk(parse(html));
  return text.split('\n').flatMap((line) => {
    const shown = line.replace(/\s+/g, ' ').trim();
    return shown === '' ? [] : [shown];
  });
}

/** The TeX of a typeset formula. */
function texOf(node) {
  if (node.tagName === 'annotation') return textOf(node);
  const inside = (node.childNodes ?? []).map(texOf).join('');
  return inside === '' &&
    /\bkatex-error\b/.test((node.attrs ?? []).find(({ name }) => name === 'class')?.value)
    ? textOf(node)
    : inside;
}

function textOf(node) {
  return node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join('');
}

/** `count` of the items, shuffled by a generator (mulberry32) that starts at `seed`. */
function draw(items, count, seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const left = [...items];
  const drawn = [];
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}
