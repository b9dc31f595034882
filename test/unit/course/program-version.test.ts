import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDigest } from '../../../src/course/incremental/program-version.js';

const BUILT = new Date('2026-01-01T12:00:00Z');
const LATER = new Date('2026-01-01T12:00:01Z');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-digest-'));
  await write('main.js', 'one', BUILT);
  await write('index.js', 'other', BUILT);
  await write(
    'digest.json',
    JSON.stringify({ 'main.js': [3, 'print of one'], 'index.js': [5, 'of other'] }),
    BUILT,
  );
});

afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string, time: Date): Promise<void> {
  await writeFile(path.join(folder, name), text);
  await utimes(path.join(folder, name), time, time);
}

const FILES = ['index.js', 'main.js'];

describe("the digest of the program's files", () => {
  it('says what each file holds', () => {
    expect(readDigest(folder, FILES)).toEqual(
      new Map([
        ['index.js', 'of other'],
        ['main.js', 'print of one'],
      ]),
    );
  });

  it('is not believed where a file is younger', async () => {
    await write('main.js', 'two', LATER);
    expect(readDigest(folder, FILES)).toBeUndefined();
  });

  it('is not believed where a file has another size', async () => {
    await write('main.js', 'three', BUILT);
    expect(readDigest(folder, FILES)).toBeUndefined();
  });

  it('is not believed where it does not know of a file', async () => {
    await write('more.js', 'more', BUILT);
    expect(readDigest(folder, [...FILES, 'more.js'])).toBeUndefined();
  });

  it('is not needed', async () => {
    await rm(path.join(folder, 'digest.json'));
    expect(readDigest(folder, FILES)).toBeUndefined();
    await write('digest.json', '{"main.js": [3,', LATER);
    expect(readDigest(folder, FILES)).toBeUndefined();
  });
});
