#!/usr/bin/env node
/** Measures lectern on a course that is generated, and on real ones where `LECTERN_CORPUS` names a folder of them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildLines, measureBuilds } from './builds.mjs';
import { courses } from './courses.mjs';
import { growthLines, measureGrowth } from './growth.mjs';
import { markdownLines, measureMarkdown } from './markdown.mjs';
import { HELP, readOptions } from './options.mjs';
import { measureScaling, scalingLines } from './scaling.mjs';
import { BUILDS } from './scenarios.mjs';
import { measureServe, serveLines } from './serve-latency.mjs';
import { measureSmall, smallLines } from './small.mjs';
import { measureStudentPages, studentLines } from './student-page.mjs';

/** What is measured of each course besides its builds: how, and the lines that tell of it. */
const PARTS = {
  markdown: { measure: measureMarkdown, lines: markdownLines },
  student: { measure: measureStudentPages, lines: studentLines },
  // It changes the course, and so comes last.
  serve: { measure: measureServe, lines: serveLines },
};

let options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error.message}\nnpm run bench -- --help says what it takes.`);
  process.exit(2);
}
if (options.help) console.log(HELP);
else await main(options);

async function main({ isWanted, size, json, ...options }) {
  const machine = describeMachine();
  const workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-bench-'));
  const course = path.join(workshop, 'course');
  const results = { machine, runs: options.runs, courses: {}, failures: [] };
  const attempt = attempts(results.failures);
  const builds = BUILDS.filter(isWanted);
  const parts = Object.keys(PARTS).filter(isWanted);
  try {
    for (const { name, layOut } of builds.length + parts.length > 0 ? courses(size) : []) {
      console.log(`\n${name}`);
      const laidOut = await attempt('laying the course out', async () => {
        await layOut(course);
        return true;
      });
      if (laidOut) {
        const common = { ...options, course, workshop, attempt };
        results.courses[name] = await measureCourse(common, builds, parts);
      }
      await rm(course, { recursive: true, force: true });
    }
    if (isWanted('small')) {
      results.small = await measureSmall({ ...options, workshop, attempt });
      show(smallLines(results.small));
    }
    if (isWanted('growth')) {
      results.growth = await measureGrowth({ ...options, formulas: size.formulas, workshop, attempt });
      show(growthLines(results.growth, size.formulas));
    }
    if (isWanted('scaling')) {
      results.scaling = await measureScaling({ ...options, workshop, attempt });
      show(scalingLines(results.scaling));
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
    if (json !== undefined) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  }
  if (results.failures.length > 0) process.exitCode = 1;
}

/** Measures a course, which is changed by it, and prints its tables. */
async function measureCourse(common, builds, parts) {
  const results = {};
  if (builds.length > 0) {
    results.builds = await measureBuilds({ ...common, wanted: builds });
    show(buildLines(results.builds));
  }
  for (const part of parts) {
    const { measure, lines } = PARTS[part];
    results[part] = await common.attempt(part, () => measure(common));
    if (results[part] !== undefined) show(lines(results[part]));
  }
  return results;
}

function show(lines) {
  console.log(['', ...lines].join('\n'));
}

function describeMachine() {
  const [{ model } = { model: 'unknown processor' }] = os.cpus();
  const machine = {
    node: process.version,
    system: `${os.type()} ${os.release()}`,
    processor: model,
    cores: os.cpus().length,
    load: os.loadavg()[0],
  };
  console.log(`${model}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}`);
  if (machine.load > 0.5) {
    const load = machine.load.toFixed(1);
    console.log(
      `The machine is busy (its load is ${load}): times will be too long, and differ from run to run.`,
    );
  }
  return machine;
}

/** Makes what measures something and, where that fails, says so and notes it, so that the others go on. */
function attempts(failures) {
  const tell = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
  return async (what, run) => {
    tell(`${what} …`);
    try {
      return await run();
    } catch (error) {
      tell('');
      console.log(`\nNot measured: ${what}. ${error.message.trim()}`);
      failures.push({ what, reason: error.message });
      return undefined;
    } finally {
      tell('');
    }
  };
}
