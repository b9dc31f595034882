#!/usr/bin/env node
/** Measures lectern on a course that is generated, and on real ones where `LECTERN_CORPUS` names a folder of them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { jekyllScenarios, lecternScenarios } from './scenarios.mjs';
import { measureServe, middlingPage, serveRows } from './serve-latency.mjs';
import { median, table } from './statistics.mjs';
import { measureStudentPages } from './student-page.mjs';
import { DEFAULTS, writeCourse } from './synthetic-course.mjs';

const HELP = `npm run bench -- [options]

  --runs N        rounds of which the medians are taken (5)
  --only A,B      only these: cold, ci, warm, edit, layout, check, jekyll, jekyll-warm, markdown, serve, student,
                  growth (all but growth, which takes long)
  --pages N       pages of the generated course (${DEFAULTS.pages})
  --formulas N    formulas on each (${DEFAULTS.formulas})
  --files N       other files (${DEFAULTS.files})
  --megabytes N   what these weigh together (${DEFAULTS.megabytes})
  --sizes A,B     pages of the courses of growth (100,1000,10000)
  --browser FILE  the Chromium for serve and student (/usr/bin/chromium)
  --json FILE     the figures of every run

LECTERN_CORPUS names a folder of real courses, each with a _config.yml, and a script materialise.mjs NAME DEST that lays
one out. Jekyll runs side by side where it is installed. Run it on a machine that has nothing else to do.`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    only: { type: 'string' },
    pages: { type: 'string', default: String(DEFAULTS.pages) },
    formulas: { type: 'string', default: String(DEFAULTS.formulas) },
    files: { type: 'string', default: String(DEFAULTS.files) },
    megabytes: { type: 'string', default: String(DEFAULTS.megabytes) },
    sizes: { type: 'string', default: '100,1000,10000' },
    browser: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await main();

async function main() {
  const only = values.only?.split(',');
  const isWanted = (name) => (only === undefined ? name !== 'growth' : only.includes(name));
  const runs = Number(values.runs);
  const workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-bench-'));
  const results = { machine: machine(), runs, courses: {} };
  try {
    for (const { name, layOut } of courses()) {
      const course = path.join(workshop, 'course');
      await layOut(course);
      results.courses[name] = await measureCourse(name, { course, workshop, runs, isWanted });
      await rm(course, { recursive: true });
    }
    if (isWanted('growth')) results.growth = await measureGrowth(workshop);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

function machine() {
  const [{ model } = { model: 'unknown' }] = os.cpus();
  return {
    node: process.version,
    system: `${os.type()} ${os.release()}`,
    processor: model,
    cores: os.cpus().length,
  };
}

/** The courses to measure: the generated one, and real ones. */
function courses() {
  const size = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, Number(values[name])]));
  const synthetic = {
    name: `generated: ${size.pages} pages, ${size.pages * size.formulas} formulas, ${size.megabytes} MB`,
    layOut: (course) => writeCourse(course, size),
  };
  const corpus = process.env.LECTERN_CORPUS ?? '';
  const names =
    corpus === ''
      ? []
      : readdirSync(corpus).filter((name) => existsSync(path.join(corpus, name, '_config.yml')));
  const real = names.map((name) => ({
    name,
    layOut: async (course) => {
      await mkdir(course, { recursive: true });
      execFileSync(process.execPath, [path.join(corpus, 'materialise.mjs'), name, course]);
    },
  }));
  return [synthetic, ...real];
}

/** Runs all rounds for a course and prints its table. */
async function measureCourse(name, { course, workshop, runs, isWanted }) {
  console.log(`\n${name}`);
  const page = middlingPage(course);
  const scenarios = {
    ...lecternScenarios({ course, page, workshop }),
    ...(await jekyllScenarios({ course, workshop })),
  };
  const wanted = Object.entries(scenarios).filter(([scenario]) => isWanted(scenario));
  const usages = Object.fromEntries(wanted.map(([scenario]) => [scenario, []]));
  // All programs once a round, so that what slows the machine down for a while slows all of them.
  for (let round = 0; round < runs; round++) {
    for (const [scenario, { run }] of wanted) usages[scenario].push(await run());
  }
  const base = usages.jekyll ?? usages.cold;
  const baseName = usages.jekyll === undefined ? 'cold' : 'Jekyll';
  const middle = (list, what) => median(list.map((usage) => usage[what]));
  const rows = wanted.map(([scenario, { title }]) => {
    const list = usages[scenario];
    const ratio = base === undefined ? null : middle(list, 'wall') / middle(base, 'wall');
    return [
      title,
      ...[middle(list, 'wall'), ratio, middle(list, 'cpu')].map(fixed),
      whole(middle(list, 'memory')),
    ];
  });
  if (rows.length > 0) console.log(table(['', 'seconds', `of ${baseName}`, 'CPU s', 'MB at most'], rows));
  const markdown = isWanted('markdown') ? await measureMarkdown(course) : undefined;
  const student = isWanted('student') ? await measureStudents({ course, page, workshop, runs }) : undefined;
  const serve = isWanted('serve')
    ? await measureServe({ course, page, runs, browser: values.browser })
    : undefined;
  if (serve !== undefined) console.log(`\n${table(['', 'median ms', 'least', 'most'], serveRows(serve))}`);
  return { usages, ...(markdown && { markdown }), ...(student && { student }), ...(serve && { serve }) };
}

/** The Markdown of all pages, against markdown-it with nothing but highlight.js. */
async function measureMarkdown(course) {
  const pass = (engine) =>
    Number(
      execFileSync(process.execPath, [path.join(import.meta.dirname, 'markdown-stage.mjs'), engine, course], {
        encoding: 'utf8',
      }),
    );
  const rounds = Array.from({ length: 3 }, () => ({ lectern: pass('lectern'), plain: pass('plain') }));
  const [lectern, plain] = ['lectern', 'plain'].map((engine) => median(rounds.map((round) => round[engine])));
  const rows = [
    ['Markdown of all pages: lectern', Math.round(lectern), fixed(lectern / plain)],
    ['Markdown of all pages: markdown-it', Math.round(plain), fixed(1)],
  ];
  console.log(`\n${table(['', 'ms', 'of markdown-it'], rows)}`);
  return { lectern, plain };
}

/** The pages with the most formulas, as a student's browser loads them, against MathJax 3. */
async function measureStudents({ course, page, workshop, runs }) {
  await lecternScenarios({ course, page, workshop }).cold.run();
  const baseurl =
    /^baseurl:\s*["']?([^"'\s#]*)/m.exec(await readFile(path.join(course, '_config.yml'), 'utf8'))?.[1] ?? '';
  const site = path.join(workshop, 'lectern');
  const pages = await measureStudentPages({ site, baseurl, runs, browser: values.browser });
  const rows = pages.map(({ page: name, formulas, bytes, paint, shift }) => [
    name,
    formulas,
    ...[bytes.lectern, bytes.mathjax].map((value) => Math.round(value / 1024)),
    fixed(bytes.ratio),
    ...[paint.lectern, paint.mathjax].map(Math.round),
    fixed(paint.ratio),
    shift.lectern.toFixed(3),
  ]);
  const head = ['', 'formulas', 'KB', 'KB MathJax', 'ratio', 'painted ms', 'MathJax', 'ratio', 'shift'];
  console.log(`\n${table(head, rows)}`);
  return pages;
}

/** Cold builds of courses that grow. */
async function measureGrowth(workshop) {
  const results = [];
  for (const pages of values.sizes.split(',').map(Number)) {
    const course = path.join(workshop, 'growing');
    await writeCourse(course, { pages, formulas: Number(values.formulas), files: 100, megabytes: 10 });
    const scenarios = lecternScenarios({ course, page: 'week0/lecture0.md', workshop });
    results.push({ pages, cold: await scenarios.cold.run(), warm: await scenarios.warm.run() });
    await rm(course, { recursive: true });
  }
  const rows = results.map(({ pages, cold, warm }) => [
    `${pages} pages`,
    ...[cold.wall, (cold.wall / pages) * 1000, cold.cpu].map(fixed),
    whole(cold.memory),
    fixed(warm.wall),
    whole(warm.memory),
  ]);
  const head = ['', 'cold s', 'ms a page', 'CPU s', 'MB', 'nothing changed s', 'MB'];
  console.log(`\ngrowth, ${values.formulas} formulas a page\n${table(head, rows)}`);
  return results;
}

function fixed(value) {
  return value === null ? null : value.toFixed(2);
}

function whole(value) {
  return value === null ? null : Math.round(value);
}
