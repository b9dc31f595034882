import fs from 'node:fs';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { memoryCache } from '../../../src/cache/index.js';
import type { PageCache } from '../../../src/course/context/page-cache.js';
import { buildSite } from '../../../src/course/index.js';
import { CourseChanged } from '../../../src/course/scan/course-changed.js';
import { createFileMemory } from '../../../src/course/scan/file-memory.js';
import { type FileMemory, readConfig, type Site, scanSite } from '../../../src/site/index.js';

/** A course of one page, and what of it each scan has opened. */
async function makeCourse(text = '---\ntitle: One\n---\nFirst.\n') {
  const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-memory-'));
  const page = path.join(source, 'a.md');
  await writeFile(page, text);
  let opened: string[] = [];
  const watched = {
    ...fs,
    open: ((file: string, flags: string, done: (error: Error | null, handle: number) => void) => {
      opened.push(path.basename(file));
      fs.open(file, flags, done);
    }) as typeof fs.open,
  };
  const scan = async (memory: FileMemory) => {
    opened = [];
    const effects = {
      fs: watched,
      now: () => new Date(),
      timezone: 'UTC',
      plainText: (text: string) => text,
    };
    const { config } = await readConfig({ cwd: source }, effects);
    const { site, diagnostics } = await scanSite(config, { ...effects, memory });
    return { site, diagnostics, opened };
  };
  return { source, page, scan };
}

const LATER = 60_000;

function shown({ pages }: Site): unknown {
  return pages.map(({ title, body }) => [title, body.text]);
}

test('a file that is as it was is not opened again', async () => {
  const { scan } = await makeCourse();
  const memory = createFileMemory(() => Date.now() + LATER);
  const first = await scan(memory);
  const second = await scan(memory);
  expect(first.opened).toContain('a.md');
  expect(second.opened).toEqual([]);
  expect(shown(second.site)).toEqual([['One', 'First.\n']]);
});

test('a file that was written anew is read anew, also where its length and its time are the same', async () => {
  const { page, scan } = await makeCourse();
  const memory = createFileMemory(() => Date.now() + LATER);
  const time = new Date('2024-01-01T00:00:00Z');
  await utimes(page, time, time);
  await scan(memory);
  await writeFile(page, '---\ntitle: Two\n---\nSecond\n');
  await utimes(page, time, time);
  expect(shown((await scan(memory)).site)).toEqual([['Two', 'Second\n']]);
});

test('a file that was changed as late as it was read is not relied on', async () => {
  const { page, scan } = await makeCourse();
  const changed = fs.statSync(page).ctimeMs;
  const memory = createFileMemory(() => changed + 10);
  await scan(memory);
  expect((await scan(memory)).opened).toContain('a.md');
});

test('a file that has gone is forgotten, and read when it is back', async () => {
  const { page, scan } = await makeCourse();
  const memory = createFileMemory(() => Date.now() + LATER);
  await scan(memory);
  const elsewhere = `${path.dirname(page)}.away`;
  fs.renameSync(page, elsewhere);
  expect(shown((await scan(memory)).site)).toEqual([]);
  await scan(memory);
  fs.renameSync(elsewhere, page);
  const back = await scan(memory);
  expect(back.opened).toContain('a.md');
  expect(shown(back.site)).toEqual([['One', 'First.\n']]);
});

/** What a process remembers of a course that another one has scanned. */
async function inAnotherProcess(course: Awaited<ReturnType<typeof makeCourse>>): Promise<FileMemory> {
  const cache: PageCache = memoryCache();
  const first = createFileMemory(() => Date.now() + LATER);
  first.open(course.source, cache);
  await course.scan(first);
  first.save();
  const second = createFileMemory(() => Date.now() + LATER);
  second.open(course.source, cache);
  return second;
}

test('another process has a page’s front matter, dates too, without opening it, and its text when it asks', async () => {
  const course = await makeCourse('---\ntitle: One\ndate: 2024-04-01 09:00:00 +0900\n---\n\nFirst.\n');
  const { site, opened } = await course.scan(await inAnotherProcess(course));
  expect(opened).toEqual([]);
  expect(shown(site)).toEqual([['One', 'First.\n']]);
  expect(site.pages[0]?.data['date']).toEqual(new Date('2024-04-01T00:00:00Z'));
});

test('another process says again what a page has wrong', async () => {
  const course = await makeCourse('---\ntitle: a: b\n---\nFirst.\n');
  const memory = await inAnotherProcess(course);
  const found = (await course.scan(memory)).diagnostics;
  expect(found.map(({ code, line, column }) => [code, line, column])).toEqual([['front-matter-yaml', 2, 8]]);
});

test('a text that is another one when it is asked for is not taken for the one that was scanned', async () => {
  const course = await makeCourse();
  const memory = await inAnotherProcess(course);
  const { site } = await course.scan(memory);
  await writeFile(course.page, '---\ntitle: Two\n---\nSecond.\n');
  expect(() => shown(site)).toThrow(CourseChanged);
  expect(shown((await course.scan(memory)).site)).toEqual([['Two', 'Second.\n']]);
});

test('a build begins anew where a page changes between its scan and its making', async () => {
  const course = await makeCourse();
  const out = path.join(course.source, '_out');
  const cache = `${course.source}.cache`;
  const later = { now: () => new Date() };
  const past = new Date(Date.now() - LATER);
  await utimes(course.page, past, past);
  await pause(100);
  const build = (effects: Parameters<typeof buildSite>[1]) =>
    buildSite({ source: course.source, destination: out, cache }, effects);
  await build(later);
  // Another layout, so that every page has to be made.
  fs.mkdirSync(path.join(course.source, '_layouts'));
  fs.writeFileSync(path.join(course.source, '_layouts/default.html'), '<p>new</p>{{ content }}');
  let isChanged = false;
  const { diagnostics } = await build({
    ...later,
    progress: (stage) => {
      if (stage !== 'Making' || isChanged) return;
      isChanged = true;
      fs.writeFileSync(course.page, '---\ntitle: Two\n---\nSecond.\n');
    },
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(fs.readFileSync(path.join(out, 'a.html'), 'utf8')).toBe('<p>new</p><p>Second.</p>\n');
});
