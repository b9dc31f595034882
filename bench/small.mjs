/** Cold builds of small courses by lectern and by Jekyll, in turns. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { jekyllScenarios, lecternScenarios } from './scenarios.mjs';
import { SMALL_COURSES } from './small-courses.mjs';
import { decimals, median, table } from './statistics.mjs';

/** @returns {Promise<{ name: string, goal: number, lectern: Usage[], jekyll: Usage[] }[]>} */
export async function measureSmall({ runs, workshop, attempt }) {
  const results = [];
  for (const { name, goal, layOut } of SMALL_COURSES) {
    const course = path.join(workshop, 'small');
    await attempt(`small course, ${name}`, async () => {
      await layOut(course);
      const { cold } = lecternScenarios({ course, workshop });
      const { jekyll } = jekyllScenarios({ course, workshop });
      const result = { name, goal, lectern: [], jekyll: [] };
      for (let run = 0; run < runs; run++) {
        result.lectern.push(await cold.run());
        if (jekyll !== undefined) result.jekyll.push(await jekyll.run());
      }
      results.push(result);
    });
    await rm(course, { recursive: true, force: true });
  }
  return results;
}

/** The table of small courses: medians, beside what a build may take of Jekyll's. */
export function smallLines(results) {
  const middle = (usages, what) => median(usages.map((usage) => usage[what]));
  const ratio = ({ lectern, jekyll }, what) => {
    const base = middle(jekyll, what);
    return base === null ? null : decimals(middle(lectern, what) / base);
  };
  const rows = results.map((result) => [
    result.name,
    decimals(middle(result.lectern, 'wall')),
    decimals(middle(result.jekyll, 'wall')),
    ratio(result, 'wall'),
    decimals(result.goal),
    decimals(middle(result.lectern, 'cpu')),
    ratio(result, 'cpu'),
  ]);
  return [
    'Small courses, cold',
    table(['', 'seconds', 'Jekyll', 'of Jekyll', 'goal', 'CPU s', 'of Jekyll'], rows),
  ];
}
