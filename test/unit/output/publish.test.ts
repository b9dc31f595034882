import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  checkDestination,
  knownFiles,
  type Manifest,
  type OpenDestination,
  type OutputFile,
  openDestination,
  type PublishResult,
  publish,
  stageCopies,
  stageGenerated,
  startStaging,
} from '../../../src/output/index.js';

let root: string;
let docs: string;
let source: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lectern-output-'));
  docs = path.join(root, 'docs');
  source = path.join(root, 'course');
  await mkdir(source);
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function manifestOf(destination: string): Promise<Manifest> {
  const check = await checkDestination(destination, source, []);
  if (!check.ok) throw new Error(check.message);
  return check.manifest;
}

async function write(files: readonly OutputFile[], keep = (_: string) => false): Promise<PublishResult> {
  const opened = await open();
  try {
    const staging = startStaging(opened, await manifestOf(docs));
    for (const file of files) {
      if (file.kind === 'generated') await stageGenerated(staging, file);
      else await stageCopies(staging, [file]);
    }
    const published = await publish(staging, keep);
    if (published === undefined) throw new Error('Somebody else has it.');
    return published;
  } finally {
    opened.close();
  }
}

async function open(): Promise<OpenDestination> {
  const opening = await openDestination(docs, { longest: 0 });
  if (!opening.ok) throw new Error('Somebody else writes there.');
  return opening.opened;
}

const page = (name: string, content: string) =>
  ({ kind: 'generated', path: name, content: () => content, hash: `hash of ${content}` }) as const;

async function picture(name: string, content: string): Promise<OutputFile> {
  const from = path.join(source, name);
  await writeFile(from, content);
  return copyOf(name, from);
}

async function copyOf(name: string, from: string): Promise<OutputFile> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(from);
  return { kind: 'copied', path: name, from, size, mtimeMs, ctimeMs, ino };
}

const read = (name: string) => readFile(path.join(docs, name), 'utf8');
const list = async () =>
  (await readdir(docs, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(docs, path.join(entry.parentPath, entry.name)))
    .sort();

describe('a built site', () => {
  test('holds every page and picture, and a list of what lectern wrote', async () => {
    await write([page('a/index.html', 'A'), await picture('p.png', 'pixels')]);
    expect(await list()).toEqual(['.lectern-manifest.json', 'a/index.html', 'p.png']);
    expect(await read('a/index.html')).toBe('A');
    expect(await read('p.png')).toBe('pixels');
    expect([...(await manifestOf(docs))]).toEqual(['a/index.html', 'p.png']);
  });

  test('leaves files that have not changed alone, to the last modification time', async () => {
    const files = [page('a.html', 'A'), page('b.html', 'B'), await picture('p.png', 'pixels')];
    await write(files);
    const old = new Date('2001-02-03T04:05:06Z');
    await utimes(path.join(docs, 'a.html'), old, old);
    const before = await stat(path.join(docs, 'p.png'));
    const second = await write([
      page('a.html', 'A'),
      page('b.html', 'B2'),
      await picture('q.png', 'x'),
      ...files.slice(2),
    ]);
    expect(second.written).toEqual(['b.html', 'q.png']);
    expect((await stat(path.join(docs, 'a.html'))).mtime).toEqual(old);
    expect((await stat(path.join(docs, 'p.png'))).ino).toBe(before.ino);
  });

  test('copies a picture again when only its time has changed', async () => {
    await write([await picture('p.png', 'pixels')]);
    const later = new Date('2031-02-03T04:05:06Z');
    await writeFile(path.join(source, 'p.png'), 'PIXELS');
    await utimes(path.join(source, 'p.png'), later, later);
    const second = await write([await copyOf('p.png', path.join(source, 'p.png'))]);
    expect(second.written).toEqual(['p.png']);
    expect(await read('p.png')).toBe('PIXELS');
  });

  test('loses the pages that have no source any more, and their empty folders, but nothing else', async () => {
    await write([page('old/index.html', 'O'), page('mixed/index.html', 'M'), page('new.html', 'N')]);
    await writeFile(path.join(docs, 'mixed/own.txt'), 'mine');
    const second = await write([page('new.html', 'N')]);
    expect(second.removed).toEqual(['mixed/index.html', 'old/index.html']);
    expect(await list()).toEqual(['.lectern-manifest.json', 'mixed/own.txt', 'new.html']);
    expect(await readdir(docs)).not.toContain('old');
  });

  test('keeps files that the course names in keep_files, and still knows that they are its own', async () => {
    await write([page('kept.txt', 'K'), page('a.html', 'A')]);
    const second = await write([page('a.html', 'A')], (file) => file === 'kept.txt');
    expect(second.removed).toEqual([]);
    expect([...(await manifestOf(docs))]).toEqual(['a.html', 'kept.txt']);
  });

  test('never overwrites a file that lectern did not write, and says which', async () => {
    await write([page('a.html', 'A')]);
    await writeFile(path.join(docs, 'notes.html'), 'mine');
    await mkdir(path.join(docs, 'b.html'));
    await writeFile(path.join(docs, 'b.html/mine.txt'), 'mine');
    const second = await write([page('a.html', 'A2'), page('notes.html', 'N'), page('b.html', 'B')]);
    expect(second.blocked).toEqual(['notes.html', 'b.html']);
    expect(await read('notes.html')).toBe('mine');
    expect(await read('a.html')).toBe('A2');
    expect([...(await manifestOf(docs))]).toEqual(['a.html']);
  });

  test('is never taken to be what somebody else’s file holds that stands in a page’s place', async () => {
    await write([page('a.html', 'A')]);
    await writeFile(path.join(docs, 'b.html'), 'mine');
    const files = [page('a.html', 'A'), page('b.html', 'B')];
    const opened = await open();
    const staging = startStaging(opened, await manifestOf(docs));
    for (const file of files) await stageGenerated(staging, file);
    expect(await publish(staging, () => false)).toMatchObject({ blocked: ['b.html'] });
    opened.close();
    expect([...knownFiles(docs, staging.hashes).keys()]).toEqual(['a.html']);
  });

  test('may be made where the mark that keeps GitHub Pages from building lies already', async () => {
    await mkdir(docs);
    await writeFile(path.join(docs, '.nojekyll'), '\n');
    const first = await write([page('.nojekyll', ''), page('a.html', 'A')]);
    expect(first.blocked).toEqual([]);
    expect(await list()).toEqual(['.lectern-manifest.json', '.nojekyll', 'a.html']);
  });

  test('leaves a folder that somebody has put in the place of a page, and is whole again when it is gone', async () => {
    await write([page('a.html', 'A'), page('b.html', 'B'), page('c.html', 'C')]);
    await rm(path.join(docs, 'a.html'));
    await mkdir(path.join(docs, 'a.html'));
    await writeFile(path.join(docs, 'a.html/mine.txt'), 'mine');
    await rm(path.join(docs, 'b.html'));
    await mkdir(path.join(docs, 'b.html'));
    await rm(path.join(docs, 'c.html'));
    await mkdir(path.join(docs, 'c.html'));
    const second = await write([page('a.html', 'A'), page('b.html', 'B')]);
    expect(second.blocked).toEqual(['a.html']);
    expect(second.removed).toEqual([]);
    expect(await read('a.html/mine.txt')).toBe('mine');
    expect(await read('b.html')).toBe('B');
    await rm(path.join(docs, 'a.html'), { recursive: true });
    expect((await write([page('a.html', 'A'), page('b.html', 'B')])).written).toEqual(['a.html']);
  });

  test('never writes through a link, which may lead anywhere', async () => {
    await write([page('a.html', 'A'), page('f/a.html', 'A')]);
    const elsewhere = path.join(root, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, 'a.html'), 'mine');
    await rm(path.join(docs, 'a.html'));
    await symlink(path.join(elsewhere, 'a.html'), path.join(docs, 'a.html'));
    await rm(path.join(docs, 'f'), { recursive: true });
    await symlink(elsewhere, path.join(docs, 'f'));
    const second = await write([page('a.html', 'A2'), page('f/a.html', 'A2')]);
    expect(second.blocked).toEqual(['f/a.html']);
    expect(await read('a.html')).toBe('A2');
    expect(await readFile(path.join(elsewhere, 'a.html'), 'utf8')).toBe('mine');
  });

  test('never removes or writes what a link leads to, whatever lies in the destination', async () => {
    const elsewhere = path.join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(path.join(elsewhere, 'empty'));
    await writeFile(path.join(elsewhere, 'precious'), 'p');
    await mkdir(docs);
    await symlink(elsewhere, path.join(docs, 'link'));
    const files = ['link/precious', 'link/empty/gone'];
    await writeFile(path.join(docs, '.lectern-manifest.json'), JSON.stringify({ files }));
    await symlink(path.join(elsewhere, 'precious'), path.join(docs, '.lectern-manifest.json.new'));
    expect((await write([page('a.html', 'A')])).removed).toEqual([]);
    expect((await readdir(elsewhere)).sort()).toEqual(['empty', 'precious']);
    expect(await readFile(path.join(elsewhere, 'precious'), 'utf8')).toBe('p');
    expect(await list()).toEqual(['.lectern-manifest.json', 'a.html']);
  });

  test('never waits where a link leads to', async () => {
    const elsewhere = path.join(root, 'elsewhere');
    await mkdir(path.join(elsewhere, 'files'), { recursive: true });
    await writeFile(path.join(elsewhere, 'files', 'precious'), 'p');
    await symlink(elsewhere, path.join(root, '.lectern-staging-docs'));
    await write([page('a.html', 'A')]);
    expect(await readdir(elsewhere, { recursive: true })).toEqual(['files', 'files/precious']);
    expect(await list()).toEqual(['.lectern-manifest.json', 'a.html']);
  });

  test('keeps what is to be kept of a folder whose name a page would take', async () => {
    await write([page('x/kept.txt', 'K'), page('x/index.html', 'X')]);
    const second = await write([page('x', 'file')], (file) => file === 'x/kept.txt');
    expect(second.blocked).toEqual(['x']);
    expect(await read('x/kept.txt')).toBe('K');
  });

  test('does not open a page that is known to be as it was, and sees that it no longer is', async () => {
    await write([page('a.html', 'A'), page('b.html', 'B')]);
    const known = knownFiles(
      docs,
      new Map([
        ['a.html', 'one'],
        ['b.html', 'two'],
      ]),
    );
    await writeFile(path.join(docs, 'b.html'), 'b');
    const opened = await open();
    const staging = startStaging(opened, await manifestOf(docs), known);
    const never = (): string => {
      throw new Error('Nobody has to ask for this content.');
    };
    await stageGenerated(staging, { kind: 'generated', path: 'a.html', content: never, hash: 'one' });
    await stageGenerated(staging, { kind: 'generated', path: 'b.html', content: () => 'B', hash: 'two' });
    expect(await publish(staging, () => false)).toMatchObject({ written: ['b.html'] });
    opened.close();
    expect(await read('b.html')).toBe('B');
  });

  test('lets a page become a folder and a folder become a page', async () => {
    await write([page('x', 'file'), page('y/index.html', 'folder')]);
    const second = await write([page('x/index.html', 'folder'), page('y', 'file')]);
    expect(second.blocked).toEqual([]);
    expect(await read('x/index.html')).toBe('folder');
    expect(await read('y')).toBe('file');
  });

  test('does not count a picture that could not be copied as its own', async () => {
    const gone: OutputFile = {
      kind: 'copied',
      path: 'gone.png',
      from: path.join(source, 'gone.png'),
      size: 1,
      mtimeMs: 0,
      ctimeMs: 0,
      ino: 0,
    };
    await write([page('a.html', 'A'), gone]);
    await writeFile(path.join(docs, 'gone.png'), 'mine');
    const second = await write([page('a.html', 'A')]);
    expect(second.removed).toEqual([]);
    expect(await read('gone.png')).toBe('mine');
  });

  test('stands as it was when a build dies before it has everything', async () => {
    await write([page('a.html', 'A')]);
    const opened = await open();
    const staging = startStaging(opened, await manifestOf(docs));
    await stageGenerated(staging, page('a.html', 'half'));
    expect(await read('a.html')).toBe('A');
    await rm(path.join(opened.folder, 'lock'));
    await write([page('a.html', 'A3')]);
    expect(await read('a.html')).toBe('A3');
    expect(await readdir(root)).toEqual(['course', 'docs']);
    expect(await list()).toEqual(['.lectern-manifest.json', 'a.html']);
  });
});

describe('a destination', () => {
  test('may be new or empty', async () => {
    expect(await checkDestination(docs, source, [])).toEqual({ ok: true, manifest: new Set() });
    await mkdir(docs);
    expect(await checkDestination(docs, source, [])).toEqual({ ok: true, manifest: new Set() });
  });

  test("is refused where it holds somebody's own files, unless they are to be kept", async () => {
    await mkdir(docs);
    await writeFile(path.join(docs, 'thesis.tex'), 'years of work');
    const check = await checkDestination(docs, source, []);
    expect(check).toMatchObject({ ok: false, message: expect.stringContaining('thesis.tex') });
    expect((await checkDestination(docs, source, ['thesis.tex'])).ok).toBe(true);
  });

  test('is refused where it is the source, holds it, or is a file', async () => {
    expect((await checkDestination(source, source, [])).ok).toBe(false);
    expect((await checkDestination(root, source, [])).ok).toBe(false);
    expect((await checkDestination(path.join(source, 'docs'), source, [])).ok).toBe(true);
    await writeFile(docs, 'a file');
    expect((await checkDestination(docs, source, [])).ok).toBe(false);
  });

  test('may hold the beginnings of the first build that was killed', async () => {
    await mkdir(docs);
    await writeFile(path.join(docs, '.lectern-manifest.json.new'), '{');
    expect((await checkDestination(docs, source, [])).ok).toBe(true);
  });

  test('is refused where its list of files is damaged', async () => {
    await write([page('a.html', 'A')]);
    await writeFile(path.join(docs, '.lectern-manifest.json'), '{ "files": [');
    expect((await checkDestination(docs, source, [])).ok).toBe(false);
  });

  test('never gives up files outside itself, whatever its list says', async () => {
    await write([page('a.html', 'A')]);
    await writeFile(path.join(root, 'precious'), 'p');
    await writeFile(
      path.join(docs, '.lectern-manifest.json'),
      JSON.stringify({ files: ['../precious', '/etc/x', 'a.html'] }),
    );
    await write([]);
    expect(await readFile(path.join(root, 'precious'), 'utf8')).toBe('p');
    expect(await list()).toEqual(['.lectern-manifest.json']);
  });
});
