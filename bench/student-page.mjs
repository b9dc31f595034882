#!/usr/bin/env node
/**
 * What a student's browser loads and waits for: pages of a built site that have many formulas, against the same
 * pages with the TeX of their formulas and MathJax 3 (`mathjax-full/es5/tex-chtml.js`, from this machine).
 *
 *     node bench/student-page.mjs --site DIR [--baseurl PATH] [--pages 3] [--runs 5] [--browser FILE] [--json FILE]
 *
 * For each page it tells
 * - bytes: the page, what its formulas load, and nothing else (pictures, the site's own scripts); gzip for text;
 * - paint: milliseconds from the start of the navigation to the second frame after all formulas and fonts are there,
 *   the median of the runs, each in a browser context of its own;
 * - shift: the layout shift (web.dev/cls), the largest of the runs, with the formulas' style sheets and fonts held back
 *   for 300 ms each.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { lecternScenarios } from './scenarios.mjs';
import { decimals, median, table } from './statistics.mjs';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const TEXT = /^text\//;
const MATHJAX = '/mathjax-es5/';
const HELD_BACK = 300;
const FORMULA = '<span class="katex">';
const MATH_FILE = /\.(?:css|woff2?)$/;

/** The number of formulas of a page that has many. */
const MANY = { least: 180, most: 210 };

/** Builds a course and measures its pages with many formulas, as `measureSite` does. */
export async function measureStudentPages({ course, workshop, ...options }) {
  await lecternScenarios({ course, workshop }).cold.run();
  const config = await readFile(path.join(course, '_config.yml'), 'utf8');
  const baseurl = /^baseurl:\s*["']?([^"'\s#]*)/m.exec(config)?.[1] ?? '';
  return measureSite({ ...options, site: path.join(workshop, 'lectern'), baseurl });
}

/** What of MathJax's bytes and time a page may take. */
const GOALS = { bytes: 0.2, paint: 0.4 };

/** The table of what was measured. */
export function studentLines(results) {
  const rows = results.map(({ page, formulas, bytes, paint, shift }) => [
    page,
    formulas,
    ...[bytes.lectern, bytes.mathjax].map((value) => (value / 1000).toFixed(1)),
    decimals(bytes.ratio),
    ...[paint.lectern, paint.mathjax].map(Math.round),
    decimals(paint.ratio),
    shift.lectern.toFixed(3),
  ]);
  const head = ['', 'formulas', 'kB', 'MathJax', 'ratio', 'painted ms', 'MathJax', 'ratio', 'shift'];
  const goals = ['goal', null, null, null, decimals(GOALS.bytes), null, null, decimals(GOALS.paint), '0.000'];
  return ["A student's page, beside the same with MathJax 3", table(head, [...rows, goals])];
}

/**
 * Measures those pages of the built site in the folder `site` that have 180 to 210 formulas, or come nearest to it.
 *
 * @param {{ site: string, baseurl?: string, pages?: number, runs?: number, browser?: string }} options
 * @returns {Promise<{ page: string, formulas: number, bytes: Pair, paint: Pair, shift: Pair }[]>} where a `Pair` is
 *   `{ lectern, mathjax, ratio }`
 */
export async function measureSite({ site, baseurl = '', pages = 3, runs = 5, browser: executable }) {
  const chosen = (await countFormulas(site)).slice(0, pages);
  const browser = await chromium.launch({ executablePath: executable ?? '/usr/bin/chromium', args: FLAGS });
  const server = await serve(site, baseurl);
  const results = [];
  try {
    for (const { page, formulas } of chosen) {
      const seen = { lectern: [], mathjax: [] };
      for (let run = 0; run < runs; run++) {
        for (const kind of ['lectern', 'mathjax']) seen[kind].push(await visit(browser, server, page, kind));
      }
      const of = (what, pick) => {
        const [lectern, mathjax] = ['lectern', 'mathjax'].map((kind) =>
          pick(seen[kind].map((one) => one[what])),
        );
        return { lectern, mathjax, ratio: mathjax === 0 ? null : lectern / mathjax };
      };
      const largest = (values) => Math.max(...values);
      results.push({
        page,
        formulas,
        bytes: of('bytes', largest),
        paint: of('paint', median),
        shift: of('shift', largest),
      });
    }
  } finally {
    await browser.close();
    server.close();
  }
  return results;
}

/** The pages of a site with their formulas, those in front that have about `MANY`. */
async function countFormulas(site) {
  const files = (await readdir(site, { recursive: true })).filter((file) => file.endsWith('.html'));
  const counted = await Promise.all(
    files.map(async (file) => {
      const html = await readFile(path.join(site, file), 'utf8');
      return { page: `/${file.split(path.sep).join('/')}`, formulas: html.split(FORMULA).length - 1 };
    }),
  );
  const distance = ({ formulas }) => Math.max(0, MANY.least - formulas, formulas - MANY.most);
  return counted.sort((a, b) => distance(a) - distance(b) || b.formulas - a.formulas);
}

/** One visit of a page: a new context, as at a first visit. */
async function visit(browser, server, page, kind) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const tab = await context.newPage();
    let bytes = 0;
    await tab.route('**/*', (route) => {
      const url = route.request().url();
      return url.startsWith(server.url) &&
        /^(document|stylesheet|script|font)$/.test(route.request().resourceType())
        ? route.continue()
        : route.abort();
    });
    await tab.addInitScript(watch, kind);
    server.watch((sent, counted) => {
      if (counted) bytes += sent;
    });
    const quick = await look(tab, server.address(page, kind, 0));
    const counted = bytes;
    const slow = await look(tab, server.address(page, kind, HELD_BACK));
    return { bytes: counted, paint: quick.paint, shift: Math.max(quick.shift, slow.shift) };
  } finally {
    await context.close();
  }
}

async function look(tab, address) {
  await tab.goto(address, { waitUntil: 'load' });
  const paint = await tab.evaluate(() => globalThis.formulasPainted);
  await tab.waitForTimeout(200);
  return { paint, shift: await tab.evaluate(() => globalThis.layoutShift) };
}

/** Runs in the page, before it: notes the layout shift, and when all formulas are painted. */
function watch(kind) {
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  globalThis.formulasPainted = (async () => {
    await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
    if (kind === 'mathjax') await globalThis.MathJax.startup.promise;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await document.fonts.ready;
    await frame();
    await frame();
    return performance.now();
  })();
}

/** Serves the site, and under the same addresses with `?mathjax` its pages as MathJax gets them. */
async function serve(site, baseurl) {
  const mathjax = path.dirname(createRequire(import.meta.url).resolve('mathjax-full/es5/tex-chtml.js'));
  let tell = () => {};
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const held = new URL(request.headers.referer ?? request.url, 'http://localhost').searchParams.get('hold');
    const local = decodeURIComponent(
      pathname.startsWith(`${baseurl}/`) ? pathname.slice(baseurl.length) : pathname,
    );
    const file = local.startsWith(MATHJAX)
      ? path.join(mathjax, local.slice(MATHJAX.length))
      : path.join(site, local);
    let content;
    try {
      content = await readFile(file);
    } catch {
      response.writeHead(404).end();
      return;
    }
    const html = file.endsWith('.html');
    if (html && searchParams.has('mathjax')) content = Buffer.from(withMathJax(content.toString()));
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    const body = TEXT.test(type) ? gzipSync(content, { level: 9 }) : content;
    const ofFormulas = html || local.startsWith(MATHJAX) || /\/katex(?:-lectern)*\//.test(local);
    tell(body.length, ofFormulas);
    if (ofFormulas && MATH_FILE.test(file)) await new Promise((done) => setTimeout(done, Number(held)));
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': 'no-store',
      ...(body === content ? {} : { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    address: (page, kind, hold) =>
      `${url}${baseurl}${encodeURI(page)}?${kind}${hold > 0 ? `&hold=${hold}` : ''}`,
    watch: (listener) => {
      tell = listener;
    },
    close: () => server.close(),
  };
}

/** A page with the TeX of its formulas in place of what lectern has made of them, and MathJax to typeset it. */
function withMathJax(html) {
  const config = `<script>MathJax = { tex: { tags: 'ams', inlineMath: [['\\\\(', '\\\\)']] } };</script>`;
  const script = `<script defer src="${MATHJAX}tex-chtml.js"></script>`;
  const page = html
    .replace(/<(?:link|script)\b[^>]*\/katex(?:-lectern)*\/[^>]*>(?:<\/script>)?\n?/g, '')
    .replace(/<\/head>/i, (head) => `${config}${script}${head}`);
  let result = '';
  let at = 0;
  for (let from = page.indexOf(FORMULA); from >= 0; from = page.indexOf(FORMULA, at)) {
    const opening = page
      .slice(0, from)
      .match(
        /<span class="katex-display[^>]*>(?:<span[^>]*><\/span>)*(?:<span class="katex-display[^>]*>)?$/,
      );
    const start = opening === null ? from : opening.index;
    const end = elementEnd(page, start);
    const tex = /<annotation encoding="application\/x-tex"[^>]*>([\s\S]*?)<\/annotation>/.exec(
      page.slice(from, end),
    )?.[1];
    const [open, close] = opening === null ? ['\\(', '\\)'] : ['\\[', '\\]'];
    result += `${page.slice(at, start)}${open}${tex ?? ''}${close}`;
    at = end;
  }
  return result + page.slice(at);
}

/** The offset behind the end tag of the `<span>` that starts at `from`. */
function elementEnd(html, from) {
  const tag = /<(\/?)span\b/g;
  tag.lastIndex = from;
  let depth = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return html.indexOf('>', match.index) + 1;
  }
  return html.length;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      site: { type: 'string' },
      baseurl: { type: 'string', default: '' },
      pages: { type: 'string', default: '3' },
      runs: { type: 'string', default: '5' },
      browser: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.site === undefined) {
    console.error('Say which built site to measure: node bench/student-page.mjs --site docs');
    process.exit(2);
  }
  const results = await measureSite({
    ...values,
    pages: Number(values.pages),
    runs: Number(values.runs),
  });
  console.log(studentLines(results).join('\n'));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
