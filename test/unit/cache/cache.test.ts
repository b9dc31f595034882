import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cache, fingerprint, openFolderCache, type Read } from '../../../src/cache/index.js';

interface Values {
  readonly page: { readonly title: string };
}

const NOW = new Date('2026-03-04T05:06:07Z');

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'lectern-cache-')), 'cache');
});
afterEach(async () => {
  await rm(path.dirname(folder), { recursive: true, force: true });
});

const open = (version = 'one', now = NOW): Cache<Values> => openFolderCache<Values>({ folder, version, now });
const reads = (...names: readonly string[]): readonly Read[] =>
  names.map((name) => [name, `print of ${name}`]);
const keep = (cache: Cache<Values>, title: string, from = reads('a'), texts = [`text of ${title}`]) =>
  cache.keep('page', 'index', { reads: from, value: { title }, texts });
/** What a cache has where everything is as it was but for `changed`. */
const find = (cache: Cache<Values>, ...changed: readonly string[]) =>
  cache.find('page', 'index', ([name, print]) => print === `print of ${name}` && !changed.includes(name));

async function saved(...titles: readonly string[]): Promise<void> {
  const cache = open();
  for (const title of titles) keep(cache, title, reads(title));
  cache.save();
  cache.close();
}

async function files(): Promise<string[]> {
  return (await readdir(path.join(folder, 'one'))).sort();
}

describe('a result that was kept', () => {
  test('is found by the next process, with its texts', async () => {
    await saved('A');
    const kept = find(open());
    expect(kept?.value).toEqual({ title: 'A' });
    expect(kept?.text(0)).toBe('text of A');
  });

  test('is found only where all that it read is as it was', async () => {
    await saved('A');
    expect(find(open(), 'A')).toBeUndefined();
  });

  test('is there again when an edit is undone, or a branch checked out again', async () => {
    await saved('A', 'B');
    expect(find(open(), 'B')?.value).toEqual({ title: 'A' });
    expect(find(open(), 'A')?.value).toEqual({ title: 'B' });
  });

  test('is written nowhere once the cache is closed', async () => {
    const cache = open();
    keep(cache, 'A');
    cache.close();
    const other = path.join(path.dirname(folder), 'other');
    const handle = openSync(other, 'w');
    const kept = keep(cache, 'B');
    closeSync(handle);
    expect(await readFile(other, 'utf8')).toBe('');
    expect(kept.text(0)).toBe('text of B');
  });

  test('is not seen by another version of the program', async () => {
    await saved('A');
    expect(find(open('two'))).toBeUndefined();
  });

  test('goes when nothing has had a use for it for a month', async () => {
    await saved('A');
    const later = open('one', new Date(NOW.getTime() + 40 * 86_400_000));
    later.keep('page', 'other', { reads: [], value: { title: 'B' } });
    later.save();
    expect(find(open())).toBeUndefined();
  });
});

describe('a cache', () => {
  test('is a folder that git does not look into', async () => {
    await saved('A');
    expect(await readFile(path.join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('with a damaged list is as good as none, and is mended by the next build', async () => {
    await saved('A');
    await writeFile(path.join(folder, 'one/index.json'), '{"strings":[');
    expect(find(open())).toBeUndefined();
    await saved('A');
    expect(find(open())?.value).toEqual({ title: 'A' });
  });

  test('with a damaged text says that it has none', async () => {
    await saved('A');
    const [pack = ''] = (await files()).filter((name) => name.startsWith('texts-'));
    await writeFile(path.join(folder, 'one', pack), 'TEXT OF A');
    expect(find(open())?.text(0)).toBeUndefined();
    await rm(path.join(folder, 'one', pack));
    expect(find(open())).toBeUndefined();
  });

  test('may be deleted while it is in use', async () => {
    await saved('A');
    const cache = open();
    expect(find(cache)?.text(0)).toBe('text of A');
    await rm(folder, { recursive: true });
    expect(find(cache)?.text(0)).toBe('text of A');
    keep(cache, 'B');
    cache.save();
    expect(find(cache)?.value).toEqual({ title: 'B' });
  });

  test('does not grow without end when one page is edited again and again', async () => {
    for (let edit = 0; edit < 40; edit++) await saved(`edit ${edit} ${'x'.repeat(10_000)}`);
    const names = await files();
    expect(names.length).toBeLessThan(10);
    const index = await readFile(path.join(folder, 'one/index.json'), 'utf8');
    expect(index.length).toBeLessThan(200_000);
  });

  test('that cannot be written holds for one build all the same', async () => {
    await writeFile(folder, 'a file');
    const cache = open();
    keep(cache, 'A');
    cache.save();
    expect(find(cache)?.text(0)).toBe('text of A');
  });
});

describe('fingerprints', () => {
  test.each([
    ['a date and its text', new Date('2020-01-01'), '2020-01-01T00:00:00.000Z'],
    ['a number and its text', 1, '1'],
    ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['nothing and what is not there', { a: null }, {}],
    ['where one text ends and the next begins', ['ab', 'c'], ['a', 'bc']],
    ['a list and a list in a list', [['a'], 'b'], [['a', 'b']]],
    ['zero and minus zero', 0, -0],
  ])('tell %s apart', (_, a, b) => {
    expect(fingerprint(a)).not.toBe(fingerprint(b));
  });

  test('of equal data are equal', () => {
    expect(fingerprint({ a: [1, new Date(0)], constructor: 'x' })).toBe(
      fingerprint({ a: [1, new Date(0)], constructor: 'x' }),
    );
  });
});
