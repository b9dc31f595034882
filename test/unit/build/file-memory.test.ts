import fs from 'node:fs';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createFileMemory } from '../../../src/build/file-memory.js';
import { type FileMemory, readConfig, type Site, scanSite } from '../../../src/site/index.js';

/** A course of one page, and what of it each scan has opened. */
async function makeCourse() {
  const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-memory-'));
  const page = path.join(source, 'a.md');
  await writeFile(page, '---\ntitle: One\n---\nFirst.\n');
  let opened: string[] = [];
  const watched = {
    ...fs,
    open: ((file: string, flags: string, done: (error: Error | null, handle: number) => void) => {
      opened.push(path.basename(file));
      fs.open(file, flags, done);
    }) as typeof fs.open,
  };
  const scan = async (memory: FileMemory): Promise<{ site: Site; opened: string[] }> => {
    opened = [];
    const effects = {
      fs: watched,
      now: () => new Date(),
      timezone: 'UTC',
      plainText: (text: string) => text,
    };
    const { config } = await readConfig({ cwd: source }, effects);
    const { site } = await scanSite(config, { ...effects, memory });
    return { site, opened };
  };
  return { page, scan };
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
