#!/usr/bin/env node
/**
 * How long it takes from the save of a file to the page that shows it, painted in a real Chromium, under `lectern serve`:
 * for a lecture, a new figure, and the layout of all pages.
 *
 *     node bench/serve-latency.mjs --course DIR [--page FILE] [--runs 9] [--browser FILE] [--json FILE]
 *
 * The course is changed: give it a copy. Saves are apart by a second, and the first of each kind is not counted.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { lecturePage } from './lecture-page.mjs';
import { measureNode } from './measure-process.mjs';
import { median, table } from './statistics.mjs';

const LECTERN = path.resolve(import.meta.dirname, '../dist/bundle/main.js');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];
const FIGURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>';

/**
 * Measures a course, which is changed by it.
 *
 * @param {{ course: string, page?: string, runs?: number, browser?: string }} options `page` is the path of the lecture
 *   that is looked at, by default one of middling size with formulas
 * @returns {Promise<{ page: string, lecture: number[], figure: number[], layout: number[] }>}
 *   milliseconds from save to paint
 */
export async function measureServe({ course, page = lecturePage(course), runs = 9, browser: executable }) {
  const lecture = path.join(course, page);
  const numbers = Array.from({ length: runs + 1 }, (_, run) => run);
  const figures = numbers.map((run) => `\n![figure ${run}](bench-figure-${run}.svg)\n`);
  await appendFile(lecture, `\n<span id="bench-start"></span>\n${figures.join('')}`);
  const where = await addressOf(course);
  const browser = await chromium.launch({ executablePath: executable ?? '/usr/bin/chromium', args: FLAGS });
  let server;
  try {
    server = await startServer(course);
    const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    const seen = new Map();
    await tab.exposeFunction('benchSeen', (name, time) => seen.get(name)?.(time));
    await tab.addInitScript(watch);
    await tab.goto(server.url + where, { waitUntil: 'load' });
    // As its author would: a figure that lies far from what is looked at is not loaded.
    await tab.evaluate(() => document.querySelector('#bench-start').scrollIntoView());
    await pause(3000);
    const results = { page };
    const take = async (kind, change) => {
      const times = [];
      for (const run of numbers) {
        const name = `bench-${kind}-${run}`;
        const painted = new Promise((resolve) => seen.set(name, resolve));
        const saved = performance.timeOrigin + performance.now();
        await change(run, name);
        const late = pause(60_000, undefined, { ref: false }).then(() => {
          throw new Error(`The page has not shown ${name} within a minute.`);
        });
        times.push((await Promise.race([painted, late])) - saved);
        await pause(1000);
      }
      results[kind] = times.slice(1);
    };
    await take('lecture', (_run, name) => appendFile(lecture, `\n<span id="${name}">one more</span>\n`));
    await take('figure', (_run, name) => writeFile(path.join(path.dirname(lecture), `${name}.svg`), FIGURE));
    const layouts = layoutsOf(course);
    await take('layout', async (_run, name) => {
      for (const layout of layouts) await insertBeforeEnd(layout, `<span id="${name}"></span>`);
    });
    return results;
  } finally {
    await browser.close();
    await server?.close();
  }
}

/** In the page: tells of each sign, once, when the frame that shows it has been painted. */
function watch() {
  const told = new Set();
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => {
    const time = performance.timeOrigin + performance.now();
    for (const name of waiting.splice(0)) window.benchSeen(name, time);
  };
  const tell = (name) => {
    if (told.has(name)) return;
    told.add(name);
    waiting.push(name);
    channel.port2.postMessage(null);
  };
  const look = () => {
    for (const { id } of document.querySelectorAll('[id^="bench-"]')) tell(id);
    for (const image of document.querySelectorAll('img[src*="bench-figure-"]')) {
      if (image.complete && image.naturalWidth > 0) tell(/bench-figure-\d+/.exec(image.src)[0]);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The layouts that hold a whole page, which together all pages are in. */
function layoutsOf(course) {
  const folder = path.join(course, '_layouts');
  return readdirSync(folder)
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes('</body>'));
}

async function insertBeforeEnd(file, text) {
  const html = await readFile(file, 'utf8');
  await writeFile(
    file,
    html.replace('</body>', () => `${text}</body>`),
  );
}

/** The address of the page that holds the sign: where a build writes it. */
async function addressOf(course) {
  const site = await mkdtemp(path.join(os.tmpdir(), 'lectern-bench-site-'));
  try {
    await measureNode([LECTERN, 'build', '-q', '-s', course, '-d', site, '-b', '']);
    const file = readdirSync(site, { recursive: true }).find(
      (name) =>
        name.endsWith('.html') && readFileSync(path.join(site, name), 'utf8').includes('id="bench-start"'),
    );
    if (file === undefined) throw new Error('The build has no page that shows the lecture.');
    return `/${file
      .split(path.sep)
      .map(encodeURIComponent)
      .join('/')
      .replace(/index\.html$/, '')}`;
  } finally {
    await rm(site, { recursive: true, force: true });
  }
}

/** Starts the server and waits for its first build. */
async function startServer(course) {
  const child = spawn(process.execPath, [LECTERN, 'serve', '-P', '0', '-b', '', '-s', course]);
  let output = '';
  const exited = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (data) => {
      output += data;
      if (/ in [\d.]+ m?s\.\n/.test(output)) resolve();
    });
    child.stderr.resume();
    child.on('exit', (status) => reject(new Error(`lectern serve ended with ${status}: ${output}`)));
  });
  return {
    url: /http:\/\/localhost:\d+/.exec(output)[0],
    close: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** What the median may be, in milliseconds. */
const GOALS = { lecture: 120, figure: 120, layout: 500 };

/** The table of results. */
export function serveLines(results) {
  const rows = Object.entries(GOALS).map(([kind, goal]) => {
    const times = results[kind];
    const [middle, least, most] = [median(times), Math.min(...times), Math.max(...times)].map(Math.round);
    return [kind, middle, goal, least, most];
  });
  return [table(['serve: saved to painted', 'median ms', 'goal', 'least', 'most'], rows)];
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      course: { type: 'string' },
      page: { type: 'string' },
      runs: { type: 'string', default: '9' },
      browser: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.course === undefined) throw new Error('Name a copy of a course with --course: it is changed.');
  const results = await measureServe({ ...values, runs: Number(values.runs) });
  console.log([results.page, ...serveLines(results)].join('\n'));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
