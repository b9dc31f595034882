import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuildResult, buildSite } from '../../src/course/index.js';
import { openSearch } from '../support/course-search.ts';

const COURSE = path.resolve(import.meta.dirname, '../../content');
const LECTURES = ['01', '02', '03', '04', '05', '06', '07'].map((number) => `lecture${number}`);

let folder: string;
let result: BuildResult;

/** The course is copied to where nothing of lectern lies, and built there. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-sample-'));
  await cp(COURSE, folder, { recursive: true });
  const now = () => new Date('2026-03-04T05:06:07Z');
  const effects = { cwd: folder, env: {}, now, timezone: 'UTC', progress: () => {} };
  result = await buildSite({ source: folder, destination: path.join(folder, 'docs'), cache: false }, effects);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function page(file: string): Promise<string> {
  return readFile(path.join(folder, 'docs', file), 'utf8');
}

test('by itself the sample course is whole, and nothing is wrong with it', () => {
  expect(result.complete).toBe(true);
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test.each(LECTURES)(
  '%s has its formulas, its notebook in Colab and to download, and the lectures beside it',
  async (name) => {
    const html = await page(`${name}/index.html`);
    expect(html).toContain('class="katex');
    expect(html).toContain(
      `https://colab.research.google.com/github/example/learning-from-data/blob/main/assets/notebooks/${name}.ipynb`,
    );
    expect(html).toContain(`href="../assets/notebooks/${name}.ipynb"`);
    const number = LECTURES.indexOf(name);
    const beside = [LECTURES[number - 1], LECTURES[number + 1]].filter((other) => other !== undefined);
    const pager = html.slice(html.indexOf('<nav class="pager"'));
    expect(beside.filter((other) => !pager.includes(`href="../${other}/"`))).toEqual([]);
  },
);

test('the last lecture is framed in its own language', async () => {
  const html = await page('lecture07/index.html');
  expect(html).toMatch(/<html lang="ja"/);
  expect(html).toContain('第7回');
  expect(await page('lecture06/index.html')).toContain('Lecture 6');
});

test.each([
  ['gradient descent', 'lecture02/'],
  ['bayes', 'lecture03/'],
  ['projecton', 'lecture01/#the-picture-a-projection'],
  ['singular values', 'lecture05/#the-singular-value-decomposition'],
  ['momentum', 'lecture02/#momentum'],
  ['mixtures', 'lecture06/#mixtures'],
  ['\\nabla L', 'lecture02/'],
  ['拡散モデル', 'lecture07/'],
  ['拡散過程', 'lecture07/#拡散過程'],
  ['雑音スケジュール', 'lecture07/#雑音スケジュール'],
  ['一次元の例', 'lecture07/#一次元の例'],
])('who searches for %s finds it among the first three', async (query, address) => {
  const { find } = await openSearch((part) => page(`search/${part}.js`));
  const found = (await find(query, 3)).map(({ url }) => url);
  expect(
    found.some((url) => (address.includes('#') ? url === address : url.startsWith(address))),
    String(found),
  ).toBe(true);
});
