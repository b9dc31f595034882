/** The Markdown of all pages of a course, against markdown-it with nothing but highlight.js. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { decimals, median, table } from './statistics.mjs';

const STAGE = path.join(import.meta.dirname, 'markdown-stage.mjs');

/**
 * Both in turns, each time in a process of its own.
 *
 * @returns {Promise<{ lectern: number[], plain: number[] }>} milliseconds
 */
export async function measureMarkdown({ course, runs }) {
  const results = { lectern: [], plain: [] };
  for (let run = 0; run < runs; run++) {
    for (const [engine, times] of Object.entries(results)) {
      times.push(Number(execFileSync(process.execPath, [STAGE, engine, course], { encoding: 'utf8' })));
    }
  }
  return results;
}

/** The table of what was measured. */
export function markdownLines(results) {
  const [lectern, plain] = [median(results.lectern), median(results.plain)];
  return [
    table(
      ['Markdown of all pages', 'ms', 'of markdown-it'],
      [
        ['lectern', Math.round(lectern), decimals(lectern / plain)],
        ['markdown-it', Math.round(plain), decimals(1)],
      ],
    ),
  ];
}
