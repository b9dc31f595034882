import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import type { CourseFacts } from '../tools/defects.js';
import { type Planted, plantDefects } from '../tools/plant-defects.js';

const LECTERN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

/** In percent how many defects have to be reported at their line, and of those at their column. */
const LINES = 98;
const COLUMNS = 95;
const SEED = 20_261_124;

/** Plants `count` defects in the course in a folder, and holds what is reported of it against them. */
export async function findsPlanted(folder: string, count: number): Promise<void> {
  const { pages, facts } = await readCourse(folder);
  const { files, planted } = plantDefects(pages, facts, count, SEED);
  for (const [file, text] of files) await writeFile(path.join(folder, file), text);
  const diagnostics = check(folder);
  const reported = new Map<string, number[]>();
  for (const { code, file, line, column } of diagnostics) {
    const key = `${code} ${file}:${line}`;
    reported.set(key, [...(reported.get(key) ?? []), column]);
  }
  const columnsOf = ({ code, file, line }: Planted): readonly number[] =>
    reported.get(`${code} ${file}:${line}`) ?? [];
  const found = planted.filter((one) => columnsOf(one).length > 0);
  const exact = found.filter((one) => one.column === undefined || columnsOf(one).includes(one.column));
  const show = (one: Planted): string =>
    `${one.kind}: ${one.code} ${one.file}:${one.line}:${one.column}, not ${columnsOf(one).join()}`;
  expect(planted).toHaveLength(count);
  expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
  const missed = planted.filter((one) => !found.includes(one)).map(show);
  const shifted = found.filter((one) => !exact.includes(one)).map(show);
  expect((100 * found.length) / count, missed.join('\n')).toBeGreaterThanOrEqual(LINES);
  expect((100 * exact.length) / found.length, shifted.join('\n')).toBeGreaterThanOrEqual(COLUMNS);
}

/** What `lectern check` finds in a folder. Large courses are typeset in threads, which only the compiled program has. */
function check(folder: string): readonly Diagnostic[] {
  const { stdout } = spawnSync(process.execPath, [LECTERN, 'check', '--format', 'json', '-s', folder], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const report: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
  return report.diagnostics;
}

/** The pages of a course in which defects can be planted, and what these can be made of. */
async function readCourse(
  folder: string,
): Promise<{ readonly pages: ReadonlyMap<string, string>; readonly facts: CourseFacts }> {
  const config = path.join(folder, '_config.yml');
  const settings = (await readFile(config, 'utf8')).replace(/\r\n?/g, '\n');
  const said = (key: string): string | undefined =>
    new RegExp(`^${key}:\\s*['"]?([^'"#\\s]+)`, 'm').exec(settings)?.[1];
  if (said('repository') === undefined) {
    await writeFile(config, `${settings}\nrepository: planted/course\nbranch: main\n`);
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(?:^|\/)[_.#]/.test(file))
    .sort();
  const pages = new Map<string, string>();
  for (const file of files.filter((one) => one.endsWith('.md'))) {
    const text = (await readFile(path.join(folder, file), 'utf8')).replace(/\r\n?/g, '\n');
    if (text.startsWith('---\n') && text.includes('\n---\n')) pages.set(file, text);
  }
  const baseurl = said('baseurl') ?? '';
  const facts = {
    baseurl,
    repository: said('repository') ?? 'planted/course',
    branch: said('branch') ?? 'main',
    figures: files
      .filter((file) => /\.(?:png|svg|jpe?g)$/i.test(file))
      .map((file) => `${baseurl}/${encodeURI(file)}`),
    notebooks: files.filter((file) => file.endsWith('.ipynb')),
  };
  return { pages, facts };
}
