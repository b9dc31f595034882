import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import type { CourseFacts } from '../../tools/defects.js';
import { type Planted, plantDefects } from '../../tools/plant-defects.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LECTERN = path.join(ROOT, 'dist/cli/main.js');
const CORPUS = process.env['LECTERN_CORPUS'] ?? '';

/** The project's own course, and those of the folder that `LECTERN_CORPUS` names (see `test/parity`). */
const COURSES: readonly (readonly [name: string, layOut: (folder: string) => Promise<void>])[] = [
  [
    'learning from data',
    async (folder) => {
      for (const part of ['_config.yml', 'content', 'layouts', 'css', 'assets']) {
        await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
      }
    },
  ],
  ...(CORPUS === '' ? [] : readdirSync(CORPUS))
    .filter((name) => existsSync(path.join(CORPUS, name, '_config.yml')))
    .map(
      (name) =>
        [
          name,
          async (folder: string) => {
            await rm(folder, { recursive: true });
            execFileSync(process.execPath, [path.join(CORPUS, 'materialise.mjs'), name, folder]);
          },
        ] as const,
    ),
];

let workshop: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-planted-'));
});
afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
});

/** Defects, and in percent how many have to be reported at their line, and of those at their column. */
const COUNT = 120;
const SEED = 20_261_124;
const LINES = 98;
const COLUMNS = 95;

describe.each(COURSES)('of 120 defects in the course %s', (name, layOut) => {
  test('nearly all are reported where they are', async () => {
    const folder = path.join(workshop, name);
    await mkdir(folder, { recursive: true });
    await layOut(folder);
    const { pages, facts } = await readCourse(folder);
    const { files, planted } = plantDefects(pages, facts, COUNT, SEED);
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
    expect(planted).toHaveLength(COUNT);
    expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    const missed = planted.filter((one) => !found.includes(one)).map(show);
    const shifted = found.filter((one) => !exact.includes(one)).map(show);
    expect((100 * found.length) / COUNT, missed.join('\n')).toBeGreaterThanOrEqual(LINES);
    expect((100 * exact.length) / found.length, shifted.join('\n')).toBeGreaterThanOrEqual(COLUMNS);
  }, 300_000);
});

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
