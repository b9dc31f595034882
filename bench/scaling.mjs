/** How the cost of a page grows with the length of its text. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LONG_TEXTS } from './long-texts.mjs';
import { measureNode } from './measure-process.mjs';
import { decimals, table } from './statistics.mjs';

const LECTERN = path.resolve(import.meta.dirname, '../dist/bundle/main.js');
const FACTORS = [1, 2, 4];
/** Seconds after which a build is given up. */
const TOO_LONG = 120;
/** How often more processor time may be taken for twice the text, from a second on. */
const GOAL = 2.5;

/**
 * Processor seconds of builds of a page of each kind of long text, of n, 2n and 4n; `start` is what an
 * empty page takes.
 *
 * @param {{ workshop: string, attempt: Function, texts?: string }} options `texts` is a part of the names of those wanted
 * @returns {Promise<{ name: string, n: number, start: number, cpu: number[], memory: number }[]>}
 */
export async function measureScaling({ workshop, attempt, texts = '' }) {
  const results = [];
  const { cpu: start } = await buildOf('', workshop);
  for (const [name, [n, text]] of Object.entries(LONG_TEXTS)) {
    if (!name.includes(texts)) continue;
    await attempt(`${name}, ${n}`, async () => {
      const usages = [];
      for (const factor of FACTORS) usages.push(await buildOf(text(n * factor), workshop));
      results.push({
        name,
        n,
        start,
        cpu: usages.map(({ cpu }) => cpu),
        memory: Math.max(...usages.map(({ memory }) => memory)),
      });
    });
  }
  return results;
}

async function buildOf(text, workshop) {
  const course = path.join(workshop, 'long');
  await rm(course, { recursive: true, force: true });
  const files = typeof text === 'string' ? { 'index.md': `---\ntitle: Long\n---\n${text}\n` } : text;
  for (const [name, content] of Object.entries({ '_config.yml': 'title: Long\n', ...files })) {
    await mkdir(path.dirname(path.join(course, name)), { recursive: true });
    await writeFile(path.join(course, name), content);
  }
  const site = path.join(workshop, 'site');
  await rm(site, { recursive: true, force: true });
  return measureNode([LECTERN, 'build', '-s', course, '-d', site, '--no-cache'], {
    statuses: [0, 1],
    seconds: TOO_LONG,
  });
}

/** The table of what was measured, those that grow fastest first. */
export function scalingLines(results) {
  const growth = ({ start, cpu: [, second, last] }) => (last - start) / (second - start);
  const rows = results
    .toSorted((a, b) => growth(b) - growth(a))
    .map((result) => [
      result.name,
      result.n,
      ...result.cpu.map(decimals),
      decimals(growth(result)),
      Math.round(result.memory),
    ]);
  return [
    `Long texts, CPU seconds (goal: for twice the text ${decimals(GOAL)} times the time of it at most, without an empty page's)`,
    table(['', 'n', 'n: s', '2n: s', '4n: s', '4n : 2n', 'MB'], rows),
  ];
}
