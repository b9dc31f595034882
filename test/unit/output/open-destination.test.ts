import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type CopiedFile,
  type KnownFiles,
  knownFiles,
  type OpenDestination,
  openDestination,
  publish,
  stageCopies,
  stageGenerated,
  startStaging,
} from '../../../src/output/index.js';

let root: string;
let docs: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lectern-open-'));
  docs = path.join(root, 'docs');
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function open(destination = docs): Promise<OpenDestination> {
  const opening = await openDestination(destination, { longest: 0 });
  if (!opening.ok) throw new Error(`It is held by ${opening.holder?.pid}.`);
  return opening.opened;
}

/** Puts a lock beside the destination as another process would. */
async function lockedBy(holder: Readonly<Record<string, unknown>> | string): Promise<void> {
  const folder = path.join(root, '.lectern-staging-docs');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder));
}
const host = os.hostname();

const page = (name: string, content: string) =>
  ({ kind: 'generated', path: name, content: () => content, hash: content }) as const;

describe('a destination that a build has opened', () => {
  test('is waited for by another build, which then has it', async () => {
    const first = await open();
    const waited: (number | undefined)[] = [];
    const second = openDestination(docs, { waiting: (holder) => waited.push(holder?.pid) });
    await delay(250);
    first.close();
    const opening = await second;
    expect(waited).toEqual([process.pid]);
    if (!opening.ok) throw new Error('It was not had.');
    opening.opened.close();
    expect(await readdir(root)).toEqual([]);
  });

  test('is not had where the other build does not end', async () => {
    const first = await open();
    expect(await openDestination(docs, { longest: 200 })).toMatchObject({
      ok: false,
      holder: { pid: process.pid, host },
    });
    first.close();
  });

  test('is taken over from a process that has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    await lockedBy({ host, pid, began: 'once' });
    (await open()).close();
    expect(await readdir(root)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'is taken over from a process whose id another one has',
    async () => {
      await lockedBy({ host, pid: process.ppid, began: 'another boot 1' });
      (await open()).close();
    },
  );

  test('is not taken over from a process of another machine, of which nothing can be known', async () => {
    await lockedBy({ host: 'another', pid: 1, began: '' });
    expect(await openDestination(docs, { longest: 200 })).toMatchObject({ ok: false });
  });

  test('is had by one of many that find it left by a dead process', async () => {
    await lockedBy({ host, pid: spawnSync(process.execPath, ['-e', '0']).pid, began: '' });
    let [held, most] = [0, 0];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const opening = await openDestination(docs);
        if (!opening.ok) throw new Error('It was not had.');
        most = Math.max(most, ++held);
        await delay(5);
        held--;
        opening.opened.close();
      }),
    );
    expect(most).toBe(1);
  });

  test('is written to no more by a build from which another one has taken it over', async () => {
    const first = await open();
    const staging = startStaging(first, new Set());
    await stageGenerated(staging, page('a.html', 'first'));
    // As another machine does where the first one has slept.
    await rm(path.join(first.folder, 'lock'));
    await lockedBy({ host: 'another', pid: 1, began: '' });
    await rm(path.join(first.folder, 'files', '0'));
    await writeFile(path.join(first.folder, 'files', '1'), 'second');
    expect(await publish(staging, () => false)).toBeUndefined();
    first.close();
    expect(await readdir(root)).toEqual(['.lectern-staging-docs']);
    expect((await readdir(first.folder)).sort()).toEqual(['.gitignore', 'files', 'lock']);
    expect(await readdir(path.join(first.folder, 'files'))).toEqual(['1']);
  });

  test('is not published where what waited has been removed', async () => {
    const opened = await open();
    const staging = startStaging(opened, new Set());
    await stageGenerated(staging, page('a.html', 'A'));
    await rm(path.join(opened.folder, 'files', '0'));
    expect(await publish(staging, () => false)).toBeUndefined();
    opened.close();
    expect(await readdir(root)).toEqual([]);
  });

  test('has its new files beside it, where git does not look, or in it where there is no place', async () => {
    const beside = await open();
    expect(beside.folder).toBe(path.join(root, '.lectern-staging-docs'));
    expect(await readFile(path.join(beside.folder, '.gitignore'), 'utf8')).toBe('*\n');
    beside.close();
    const long = path.join(root, 'd'.repeat(250));
    const inside = await open(long);
    expect(path.dirname(inside.folder)).toBe(long);
    inside.close();
    expect(await readdir(long)).toEqual([]);
  });
});

describe('a journal', () => {
  test('is carried out by whoever opens the destination next, and leads nowhere else', async () => {
    const opened = await open();
    await stageGenerated(startStaging(opened, new Set()), page('a.html', 'A'));
    await writeFile(path.join(root, 'precious'), 'p');
    const journal = {
      destination: docs,
      moves: [
        ['0', 'a.html'],
        ['0', '../precious'],
        ['../../precious', 'b.html'],
      ],
      files: ['a.html'],
      stale: ['../precious'],
      previous: ['../precious'],
      kept: [],
    };
    await writeFile(path.join(opened.folder, 'journal.json'), JSON.stringify(journal));
    opened.close();
    (await open()).close();
    expect(await readdir(root)).toEqual(['docs', 'precious']);
    expect((await readdir(docs)).sort()).toEqual(['.lectern-manifest.json', 'a.html']);
    expect(await readFile(path.join(root, 'precious'), 'utf8')).toBe('p');
  });

  test('never replaces a file that somebody has put there since', async () => {
    const opened = await open();
    await stageGenerated(startStaging(opened, new Set()), page('a.html', 'A'));
    const journal = {
      destination: docs,
      moves: [['0', 'a.html']],
      files: ['a.html'],
      stale: [],
      previous: [],
      kept: [],
    };
    await writeFile(path.join(opened.folder, 'journal.json'), JSON.stringify(journal));
    opened.close();
    await mkdir(docs);
    await writeFile(path.join(docs, 'a.html'), 'mine');
    (await open()).close();
    expect(await readFile(path.join(docs, 'a.html'), 'utf8')).toBe('mine');
  });
});

describe('a copied file', () => {
  /** Copies files as one build does; answers with what was written and what is known afterwards. */
  async function copied(
    names: readonly string[],
    known: KnownFiles,
    previous: ReadonlySet<string> = new Set(names),
  ) {
    const opened = await open();
    const staging = startStaging(opened, previous, known);
    const files = await Promise.all(
      names.map(async (name): Promise<CopiedFile> => {
        const from = path.join(root, name);
        const { size, mtimeMs, ctimeMs, ino } = await stat(from);
        return { kind: 'copied', path: name, from, size, mtimeMs, ctimeMs, ino };
      }),
    );
    expect(await stageCopies(staging, files)).toEqual([]);
    const published = await publish(staging, () => false);
    if (published === undefined) throw new Error('Somebody else has it.');
    opened.close();
    const { written, blocked } = published;
    return { written, blocked, known: knownFiles(docs, staging.hashes) };
  }
  test('whose copy goes while it is compared is copied again', async () => {
    await put('a.png', 'the same');
    await copied(['a.png'], new Map());
    const opened = await open();
    const staging = startStaging(opened, new Set(['a.png']));
    const from = path.join(root, 'a.png');
    const { size, mtimeMs, ctimeMs, ino } = await stat(from);
    const staged = stageCopies(staging, [
      { kind: 'copied', path: 'a.png', from, size, mtimeMs, ctimeMs, ino },
    ]);
    rmSync(path.join(docs, 'a.png'));
    expect(await staged).toEqual([]);
    expect((await publish(staging, () => false))?.written).toEqual(['a.png']);
    opened.close();
    expect(await readFile(path.join(docs, 'a.png'), 'utf8')).toBe('the same');
  });

  const old = new Date('2020-01-02T03:04:05Z');

  async function put(name: string, text: string): Promise<void> {
    await writeFile(path.join(root, name), text);
    await utimes(path.join(root, name), old, old);
  }

  test('is copied again where it has another text and the same size and time', async () => {
    await put('a.txt', 'one');
    const first = await copied(['a.txt'], new Map());
    expect(first.written).toEqual(['a.txt']);
    await put('a.txt', 'two');
    expect((await copied(['a.txt'], first.known)).written).toEqual(['a.txt']);
    expect(await readFile(path.join(docs, 'a.txt'), 'utf8')).toBe('two');
  });

  test('is left alone where it has the same bytes, whatever its time', async () => {
    await put('a.txt', 'one');
    const first = await copied(['a.txt'], new Map());
    await utimes(path.join(root, 'a.txt'), new Date(), new Date());
    expect((await copied(['a.txt'], first.known)).written).toEqual([]);
    expect((await copied(['a.txt'], new Map())).written).toEqual([]);
  });

  test('is lectern’s where it lies in the destination with the same bytes already', async () => {
    await put('a.txt', 'one');
    await mkdir(docs);
    await writeFile(path.join(docs, 'a.txt'), 'one');
    expect(await copied(['a.txt'], new Map(), new Set())).toMatchObject({ written: [], blocked: [] });
    await put('a.txt', 'two');
    const manifest: { files: string[] } = JSON.parse(
      await readFile(path.join(docs, '.lectern-manifest.json'), 'utf8'),
    );
    expect(await copied(['a.txt'], new Map(), new Set(manifest.files))).toMatchObject({
      written: ['a.txt'],
      blocked: [],
    });
  });
});
