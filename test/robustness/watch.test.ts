import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchCourse } from '../../src/course/index.js';

/** How long a change may take to be told, and how long nothing may be told, in milliseconds. */
const LATEST = 20_000;
const QUIET = 600;

let course: string;
let bursts: string[][];
let errors: Error[];
let close = async (): Promise<void> => {};

beforeEach(async () => {
  course = await realpath(await mkdtemp(path.join(os.tmpdir(), 'lectern-watch-')));
  bursts = [];
  errors = [];
});
afterEach(async () => {
  await close();
  await rm(course, { recursive: true, force: true });
});

async function write(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(course, name)), { recursive: true });
  await writeFile(path.join(course, name), text);
}

async function watch(written: readonly string[] = ['docs']): Promise<void> {
  close = await watchCourse(
    { source: course, written: written.map((name) => path.join(course, name)) },
    {
      changed: (paths) => bursts.push(paths.map((file) => path.relative(course, file))),
      failed: (error) => errors.push(error),
    },
  );
}

const told = (): string[] => bursts.flat();
const toBeTold = (name: string) => vi.waitFor(() => expect(told()).toContain(name), { timeout: LATEST });

async function toBeQuiet(): Promise<void> {
  for (let before = -1; before !== bursts.length; ) {
    before = bursts.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}

describe('a watch tells of', () => {
  test('a file that is written', async () => {
    await write('a.md', 'old');
    await watch();
    await write('a.md', 'new');
    await toBeTold('a.md');
  });

  test('a file that an editor replaces by a rename, again and again', async () => {
    await write('a.md', '0');
    await watch();
    for (let version = 1; version <= 3; version++) {
      bursts.length = 0;
      await write('a.md~new', String(version));
      await rename(path.join(course, 'a.md~new'), path.join(course, 'a.md'));
      await toBeTold('a.md');
      await toBeQuiet();
    }
  });

  test('a file that an editor moves away before it writes the new one', async () => {
    await write('a.md', 'old');
    await watch();
    await rename(path.join(course, 'a.md'), path.join(course, 'a.md~'));
    await write('a.md', 'new');
    await toBeTold('a.md');
    expect(told()).not.toContain('a.md~');
  });

  test('the last of several writes that come right after one another', async () => {
    await write('a.md', 'old');
    await watch();
    for (const text of ['', 'half', 'whole']) {
      await write('a.md', text);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const before = bursts.length;
    await write('a.md', 'whole, and more');
    await vi.waitFor(() => expect(bursts.length).toBeGreaterThan(before), { timeout: LATEST });
    expect(bursts.at(-1)).toContain('a.md');
  });

  test('files that appear, move and vanish, with the folders around them', async () => {
    await write('old/a.md', 'a');
    await watch();
    await write('deep/er/figure.png', 'x');
    await toBeTold('deep/er/figure.png');
    await rename(path.join(course, 'old'), path.join(course, 'new'));
    await toBeTold('old/a.md');
    await toBeTold('new/a.md');
    await rm(path.join(course, 'deep/er/figure.png'));
    await vi.waitFor(
      () => expect(told().filter((name) => name === 'deep/er/figure.png').length).toBeGreaterThan(1),
      { timeout: LATEST },
    );
    await write('new/a.md', 'changed in its new place');
    await vi.waitFor(() => expect(told().filter((name) => name === 'new/a.md').length).toBeGreaterThan(1), {
      timeout: LATEST,
    });
  });

  test('a course that is moved away and back, and of what changes in it then', async () => {
    await write('a.md', 'old');
    await watch();
    await rename(course, `${course}-away`);
    await vi.waitFor(() => expect(bursts.length).toBeGreaterThan(0), { timeout: LATEST });
    await toBeQuiet();
    bursts = [];
    await rename(`${course}-away`, course);
    await toBeTold('');
    await toBeQuiet();
    bursts = [];
    await write('a.md', 'new');
    await toBeTold('a.md');
  });

  test('a course that is removed and cloned anew', async () => {
    await write('a.md', 'old');
    await watch();
    await rm(course, { recursive: true });
    await write('a.md', 'new');
    await toBeTold('');
    // The new folder is looked for once a second.
    for (let number = 0; !told().includes('sub/b.md') && number < LATEST / QUIET; number++) {
      await write('sub/b.md', `new ${number}`);
      await toBeQuiet();
    }
    expect(told()).toContain('sub/b.md');
  });

  test('a file outside of the course that belongs to it', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'lectern-config-'));
    const config = path.join(outside, 'extra.yml');
    await writeFile(config, 'a: 1');
    close = await watchCourse(
      { source: course, also: [config], written: [] },
      { changed: (paths) => bursts.push([...paths]), failed: (error) => errors.push(error) },
    );
    await writeFile(config, 'a: 2');
    await toBeTold(config);
    await rm(outside, { recursive: true });
  });
});

describe('a watch tells', () => {
  test('of a checkout of 300 files once', async () => {
    for (let file = 0; file < 300; file++) await write(`lectures/${file % 10}/${file}.md`, 'old');
    await watch();
    const changes = Array.from({ length: 300 }, async (_, file) => {
      const name = `lectures/${file % 10}/${file}.md`;
      await rm(path.join(course, name));
      if (file % 3 !== 0) await write(name, 'new');
    });
    await Promise.all(changes);
    await vi.waitFor(() => expect(new Set(told()).size).toBeGreaterThanOrEqual(300), { timeout: LATEST });
    await toBeQuiet();
    expect(bursts.length).toBeLessThanOrEqual(2);
  });

  test('nothing of what lectern itself writes, nor of what no course is read from', async () => {
    await write('old/.lectern-manifest.json', '{}');
    await watch(['docs', 'report.json', '.cache']);
    await write('old/index.html', 'x');
    await write('new/.lectern-manifest.json', '{}');
    await write('new/sub/index.html', 'x');
    await write('docs/index.html', 'x');
    await write('report.json', '{}');
    await write('.cache/ab/cd', 'x');
    await write('.git/index', 'x');
    await write('node_modules/katex/katex.js', 'x');
    await write('a.md~', 'x');
    await write('.a.md.swp', 'x');
    await write('#a.md#', 'x');
    await write('documents/a.md', 'x');
    await toBeTold('documents/a.md');
    await toBeQuiet();
    expect(told().filter((name) => !/^(?:documents|new$)/.test(name))).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('nothing once it has ended', async () => {
    await write('a.md', 'old');
    await watch();
    await write('a.md', 'new');
    await close();
    const before = bursts.length;
    await write('a.md', 'newer');
    await toBeQuiet();
    expect(bursts.length).toBe(before);
  });

  test('nothing when it is ended while it still looks at the course, which it does at once', async () => {
    for (let folder = 0; folder < 40; folder++) {
      for (let file = 0; file < 10; file++) await write(`${folder}/${file}.md`, 'x');
    }
    const options = { source: course, written: [] };
    const listener = { changed: (paths: readonly string[]) => bursts.push([...paths]), failed: () => {} };
    const ending = new AbortController();
    const whole = watchCourse(options, listener);
    const ended = watchCourse(options, listener, ending.signal);
    ending.abort();
    const first = await Promise.race([whole.then(() => 'whole'), ended.then(() => 'ended')]);
    expect(first).toBe('ended');
    await Promise.all([whole, ended].map(async (watching) => (await watching)()));
    expect(bursts).toEqual([]);
  });
});
