import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProfile } from '../../../src/course/index.js';

const MAIN = path.resolve(import.meta.dirname, '../../../dist/cli/main.js');

let course: string;
beforeEach(async () => {
  course = await mkdtemp(path.join(os.tmpdir(), 'lectern-profile-'));
  await write('_layouts/default.html', '<html><body>{% include menu.html %}{{ content }}</body></html>');
  await write('_includes/menu.html', '<nav>{% include entry.html %}{% include entry.html %}</nav>');
  await write('_includes/entry.html', '<a href="/">Start</a>');
  await write('index.md', '---\nlayout: default\n---\n\nText, and $$\\frac{1}{2}$$.\n');
});
afterEach(() => rm(course, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(course, file)), { recursive: true });
  await writeFile(path.join(course, file), text);
}

/** What a build of the course, in a process of its own, prints. */
function profiled(): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'build', '--profile'], {
    cwd: course,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

/** The rows below a heading: milliseconds by name. */
function rows(output: string, heading: string): Record<string, number> {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => line.startsWith(heading)) + 1;
  expect(first, `${heading} in\n${output}`).toBeGreaterThan(0);
  const until = lines.findIndex((line, index) => index >= first && !line.startsWith(' '));
  return Object.fromEntries(
    lines.slice(first, until).map((line) => [line.slice(12).trim(), Number(line.slice(0, 10))]),
  );
}

test('the stages of a build add up to the time that it says it took', () => {
  const output = profiled();
  const { 'in all': total = 0, ...stages } = rows(output.replace(/^ {8}.*\n/gm, ''), 'Time by stage');
  const said = Number(/ in ([\d.]+) s\.\n/.exec(output)?.[1]) * 1000;
  expect(Math.abs(total - said)).toBeLessThanOrEqual(51);
  const sum = Object.values(stages).reduce((all, time) => all + time, 0);
  expect(Math.abs(sum - total)).toBeLessThan(0.1 * Object.keys(stages).length);
  expect(Object.keys(stages)).toEqual(
    expect.arrayContaining(['starting', 'reading the course', 'making pages', 'writing the site', 'other']),
  );
});

test('what was made of the last build is told apart from what the cache gave', async () => {
  expect(profiled()).toContain('1 page: 0 from the cache, 1 made.');
  expect(profiled()).toContain('1 page: 1 from the cache, 0 made.');
  await write('_layouts/default.html', '<html><body>{{ content }}</body></html>');
  expect(profiled()).toContain(
    '1 page: 0 from the cache, 1 made, 1 of them only put into their layouts anew.',
  );
});

describe.each([
  ['of one page', 1],
  ['of many pages', 45],
])('formulas %s', (_where, pageCount) => {
  beforeEach(async () => {
    for (let page = 1; page < pageCount; page++)
      await write(`page${page}.md`, `---\n---\n\n$$x_{${page}}$$\n`);
  });

  test('are shown with their places, the slowest ten of them', () => {
    const formulas = rows(profiled(), 'Slowest formulas');
    expect(Object.keys(formulas)).toHaveLength(Math.min(pageCount, 10));
    for (const [name, time] of Object.entries(formulas)) {
      expect(name).toMatch(/^(?:index\.md:5:13 \\frac\{1\}\{2\}|page\d+\.md:4:3 x_\{\d+\})$/);
      expect(time).toBeGreaterThanOrEqual(0);
    }
  });

  test('belong to the time of their pages', () => {
    const output = profiled();
    const pages = rows(output, 'Slowest pages');
    expect(Object.keys(pages)).toHaveLength(Math.min(pageCount, 10));
    // Where there is another processor, they are typeset beside.
    const isAlone = os.availableParallelism() === 1;
    expect(/^.{10} {2}typesetting formulas$/m.test(output)).toBe(!isAlone);
    expect(/^ {4}.{10} {2}typesetting formulas$/m.test(output)).toBe(isAlone);
  });
});

test('includes and layouts are shown with the number of their uses', () => {
  const names = Object.keys(rows(profiled(), 'Slowest includes and layouts'));
  expect(names.toSorted()).toEqual([
    '_includes/entry.html (2 uses)',
    '_includes/menu.html (1 use)',
    '_layouts/default.html (1 use)',
  ]);
});

test('the same time is counted once for an include in an include, and for a page that reads another', () => {
  let now = 0;
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  const { within, times } = createProfile(() => now);
  within('text', 'a.md', () => {
    wait(1);
    within('include', 'outer.html', () => {
      wait(10);
      within('include', 'inner.html', () => wait(100));
      within('text', 'b.md', () => {
        wait(1000);
        within('include', 'inner.html', () => wait(10_000));
      });
    });
  });
  expect(times('text')).toEqual([
    { name: 'b.md', milliseconds: 11_000, uses: 1 },
    { name: 'a.md', milliseconds: 111, uses: 1 },
  ]);
  expect(times('include')).toEqual([
    { name: 'inner.html', milliseconds: 10_100, uses: 2 },
    { name: 'outer.html', milliseconds: 10, uses: 1 },
  ]);
});
