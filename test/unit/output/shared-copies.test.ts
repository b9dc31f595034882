import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type CopiedFile,
  type CopyThreads,
  copySome,
  endCopies,
  type FileCopy,
  openDestination,
  publish,
  type SharedCopies,
  shareCopies,
  stageCopies,
  startStaging,
} from '../../../src/output/index.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lectern-copies-'));
  await mkdir(path.join(root, 'course'));
  await mkdir(path.join(root, 'to'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const OLD = new Date('2020-01-02T03:04:05Z');

async function put(name: string): Promise<string> {
  const file = path.join(root, 'course', name);
  await writeFile(file, `text of ${name}`);
  await utimes(file, OLD, OLD);
  return file;
}

const nothing = async (): Promise<void> => {};

describe('files that threads share', () => {
  async function copyTo(name: string): Promise<FileCopy> {
    return { from: await put(name), to: path.join(root, 'to', name), size: 9, mtimeMs: OLD.getTime() };
  }

  test('are copied each once, with their times', async () => {
    const shared = shareCopies([await copyTo('a'), await copyTo('b'), await copyTo('c')]);
    expect(copySome(shared, 2)).toBe(true);
    expect(await readdir(path.join(root, 'to'))).toEqual(['a', 'b']);
    await rm(path.join(root, 'to', 'a'));
    expect(copySome(shared, 2)).toBe(false);
    expect(await readdir(path.join(root, 'to'))).toEqual(['b', 'c']);
    expect(await readFile(path.join(root, 'to', 'c'), 'utf8')).toBe('text of c');
    expect((await stat(path.join(root, 'to', 'c'))).mtimeMs).toBe(OLD.getTime());
    expect(await endCopies(shared, nothing)).toEqual([]);
  });

  test('are left to the next turn behind large ones', async () => {
    const large = { ...(await copyTo('a')), size: 1 << 23 };
    const shared = shareCopies([large, await copyTo('b')]);
    expect(copySome(shared, 2)).toBe(true);
    expect(await readdir(path.join(root, 'to'))).toEqual(['a']);
  });

  test('are told of where one cannot be copied, and those that nobody has come to', async () => {
    const shared = shareCopies([await copyTo('a'), await copyTo('b'), await copyTo('c')]);
    await rm(path.join(root, 'course', 'b'));
    copySome(shared, 2);
    const left = await endCopies(shared, nothing);
    expect(copySome(shared, 1)).toBe(false);
    expect(left).toEqual([1, 2]);
    expect(await readdir(path.join(root, 'to'))).toEqual(['a']);
  });
});

describe('the end of copying', () => {
  test('waits for a thread that is at some, and for no other', async () => {
    const shared = shareCopies([]);
    let waited = 0;
    const ended = async (): Promise<void> => void waited++;
    await endCopies(shared, ended);
    expect(waited).toBe(0);
    // As a thread has it that has begun, and not ended.
    Atomics.add(shared.numbers, 1, 1);
    await endCopies(shared, ended);
    expect(waited).toBe(1);
  });
});

describe('static files that threads copy', () => {
  async function staticFile(name: string): Promise<CopiedFile> {
    const from = await put(name);
    const { size, mtimeMs, ctimeMs, ino } = await stat(from);
    return { kind: 'copied', path: name, from, size, mtimeMs, ctimeMs, ino };
  }

  /** What comes of files of which threads copy so many before this one has time; `before` is done first. */
  async function published(files: readonly CopiedFile[], most: number, before = nothing) {
    const docs = path.join(root, 'docs');
    const opening = await openDestination(docs, { longest: 0 });
    if (!opening.ok) throw new Error('Somebody else writes there.');
    const staging = startStaging(opening.opened, new Set());
    const handed: SharedCopies[] = [];
    const copy: CopyThreads['copy'] = async (copies) => {
      await before();
      const shared = shareCopies(copies);
      handed.push(shared);
      copySome(shared, most);
      return endCopies(shared, nothing);
    };
    const failures = await stageCopies(staging, files, { copy });
    const result = await publish(staging, () => false);
    opening.opened.close();
    return { docs, failures, written: result?.written, copied: handed.map(({ done }) => [...done]) };
  }

  test('are all there, whoever has copied them', async () => {
    const names = ['a.txt', 'b.txt', 'c.txt'];
    const files = await Promise.all(names.map(staticFile));
    const { docs, failures, written, copied } = await published(files, 2);
    expect(copied).toEqual([[1, 1, 0]]);
    expect(failures).toEqual([]);
    expect(written).toEqual(names);
    for (const name of names) {
      expect(await readFile(path.join(docs, name), 'utf8')).toBe(`text of ${name}`);
      expect((await stat(path.join(docs, name))).mtimeMs).toBe(OLD.getTime());
    }
  });

  test('are told of where one is gone', async () => {
    const files = [await staticFile('a.txt'), await staticFile('b.txt')];
    const { failures, written } = await published(files, 2, () => rm(path.join(root, 'course', 'b.txt')));
    expect(failures).toMatchObject([{ file: { path: 'b.txt' }, reason: expect.stringContaining('ENOENT') }]);
    expect(written).toEqual(['a.txt']);
  });
});
