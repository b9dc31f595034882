/** Builds of generated courses that grow. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { lecternScenarios } from './scenarios.mjs';
import { decimals, median, table } from './statistics.mjs';
import { writeCourse } from './synthetic-course.mjs';

const OTHER_FILES = { files: 100, megabytes: 10 };
/** How much more time a page may take than one of a course of a tenth of the size. */
const GOAL = 1.2;
/** What 10,000 pages may take: most memory in MB, and seconds where nothing has changed. */
const LARGE = { pages: 10_000, memory: 900, warm: 4 };

/**
 * Cold builds, and builds with nothing changed, of courses of so many pages.
 *
 * @returns {Promise<{ pages: number, cold: Usage[], warm: Usage[] }[]>}
 */
export async function measureGrowth({ sizes, formulas, runs, workshop, attempt }) {
  const results = [];
  for (const pages of sizes) {
    const course = path.join(workshop, 'growing');
    const result = { pages, cold: [], warm: [] };
    await attempt(`growth, ${pages} pages`, async () => {
      await writeCourse(course, { pages, formulas, ...OTHER_FILES });
      const { cold, warm } = lecternScenarios({ course, workshop });
      for (let run = 0; run < runs; run++) {
        result.cold.push(await cold.run());
        result.warm.push(await warm.run());
      }
      results.push(result);
    });
    await rm(course, { recursive: true, force: true });
  }
  return results;
}

/** The table of growth: a page's time, beside that of the size before. */
export function growthLines(results, formulas) {
  const middle = (usages, what) => median(usages.map((usage) => usage[what]));
  const most = (usages) => Math.round(Math.max(...usages.map(({ memory }) => memory)));
  const each = ({ pages, cold }, what) => (middle(cold, what) / pages) * 1000;
  const rows = results.map((result, index) => {
    const before = results[index - 1];
    const growth = (what) =>
      before === undefined ? null : decimals(each(result, what) / each(before, what));
    return [
      `${result.pages} pages`,
      decimals(middle(result.cold, 'wall')),
      decimals(each(result, 'wall')),
      growth('wall'),
      decimals(each(result, 'cpu')),
      growth('cpu'),
      most(result.cold),
      decimals(middle(result.warm, 'wall')),
      most(result.warm),
    ];
  });
  return [
    `Growth, ${formulas} formulas a page (goal: from 1000 pages on, ${decimals(GOAL)} times the time a page of the size before)`,
    `Goal for ${LARGE.pages} pages: ${LARGE.memory} MB at most, and ${LARGE.warm} s where nothing has changed`,
    table(['', 'cold s', 'ms a page', 'growth', 'CPU ms', 'growth', 'MB', 'nothing changed s', 'MB'], rows),
  ];
}
