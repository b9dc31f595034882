import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findsPlanted } from '../../support/planted-course.ts';

const TEMPLATES = path.resolve(import.meta.dirname, '../../../templates/lectures');
const CORPUS = process.env['LECTERN_CORPUS'] ?? '';

const COUNT = 120;
const COPIES = 6;
const CONFIG = 'title: Lectures\nrepository: planted/course\nbranch: main\nkatex: { dollars: true }\n';

let workshop: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-planted-'));
});
afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
});

/** A course as it is new, its lectures over and over until there is room for all defects. */
async function manyLectures(lang: string): Promise<string> {
  const folder = path.join(workshop, lang);
  for (const part of ['common', lang]) await cp(path.join(TEMPLATES, part), folder, { recursive: true });
  await writeFile(path.join(folder, '_config.yml'), CONFIG);
  const lectures = path.join(folder, 'lectures');
  for (const file of await readdir(lectures)) {
    for (let copy = 2; copy <= COPIES; copy++)
      await cp(path.join(lectures, file), path.join(lectures, file.replace('.md', `-${copy}.md`)));
  }
  return folder;
}

test.each(['en', 'ja'])(
  'of 120 defects in lectures (%s) nearly all are reported where they are',
  async (lang) => {
    await findsPlanted(await manyLectures(lang), COUNT);
  },
  300_000,
);

const courses = (CORPUS === '' ? [] : readdirSync(CORPUS)).filter((name) =>
  existsSync(path.join(CORPUS, name, '_config.yml')),
);

test.runIf(courses.length > 0).each(courses)(
  'of 120 defects in the course %s nearly all are reported where they are',
  async (name) => {
    const folder = path.join(workshop, name);
    execFileSync(process.execPath, [path.join(CORPUS, 'materialise.mjs'), name, folder]);
    expect(existsSync(folder)).toBe(true);
    await findsPlanted(folder, COUNT);
  },
  300_000,
);
