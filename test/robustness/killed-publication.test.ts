import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const LECTERN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const PAGES = 12;
/** `LECTERN_KILLS` asks for more kills than there is time for every day. */
const KILLS = Number(process.env['LECTERN_KILLS'] ?? 6);

/**
 * Ends the process without warning before the so-manieth change that it makes to the destination or beside it, and tells
 * at its end how many there were.
 */
const KILLER = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
const at = Number(process.env.KILL_AT);
let count = 0;
for (const name of ['renameSync', 'unlinkSync', 'rmdirSync', 'rmSync', 'mkdirSync', 'writeFileSync']) {
  const real = fs[name];
  fs[name] = (file, ...rest) => {
    if (/[/-]docs(?:\\/|$)/.test(String(file)) && ++count === at) process.kill(process.pid, 'SIGKILL');
    return real(file, ...rest);
  };
}
syncBuiltinESMExports();
if (isMainThread) process.on('exit', () => fs.writeSync(1, '\\nchanges: ' + count + '\\n'));
`;

type Version = 'one' | 'two';

let root: string;
let course: string;
let docs: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lectern-killed-'));
  course = path.join(root, 'course');
  docs = path.join(course, 'docs');
  await mkdir(path.join(course, '_layouts'), { recursive: true });
  await write('_layouts/default.html', '<html>{{ content }}</html>\n');
  await write('_config.yml', 'title: A course\n');
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFile(path.join(course, name), text);

/** Gives every page and file the text of a version; each version has files that the other has not. */
async function writeVersion(version: Version): Promise<void> {
  for (let i = 0; i < PAGES; i++) {
    await write(`page${i}.md`, `---\nlayout: default\n---\nVersion ${version}.\n`);
    await write(`file${i}.txt`, `Version ${version}.`.repeat(100));
  }
  const other = version === 'one' ? 'two' : 'one';
  await rm(path.join(course, other), { recursive: true, force: true });
  await mkdir(path.join(course, version), { recursive: true });
  for (let i = 0; i < 4; i++) await write(`${version}/own${i}.txt`, `Version ${version}.`);
  // A file of one version is a folder of the other.
  const both = path.join(course, 'both');
  await rm(both, { recursive: true, force: true });
  if (version === 'two') await mkdir(both);
  await write(version === 'two' ? 'both/a.txt' : 'both', `Version ${version}.`);
}

/** Runs a build in a process; answers with its exit status, null where it was killed, and its count of changes. */
async function build(killAt = 0, ...options: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(KILLER)}`,
      LECTERN,
      'build',
      '-s',
      course,
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, KILL_AT: String(killAt) } },
  );
  let output = '';
  child.stdout.on('data', (text) => {
    output += String(text);
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, changes: Number(/changes: (\d+)/.exec(output)?.[1] ?? 0) };
}

/** The versions that the files of the site are of. */
async function versions(): Promise<string[]> {
  const files = await readdir(docs, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile() && !file.name.startsWith('.'))
    .map((file) => readFile(path.join(file.parentPath, file.name), 'utf8'));
  const found = (await Promise.all(texts)).map((text) => /Version (\w+)\./.exec(text)?.[1] ?? 'torn');
  // As many files of either version: what is missing shows.
  return [...new Set([...found, `${found.length} files`])].sort();
}

const ALL = `${2 * PAGES + 5} files`;

describe('a build that is killed while it publishes', () => {
  test(`leaves no mixed site behind once any other build has run, at ${KILLS} points`, async () => {
    await writeVersion('one');
    expect((await build(0, '-d', docs)).status).toBe(0);
    await writeVersion('two');
    const { changes, status } = await build(0, '-d', docs);
    expect(status).toBe(0);
    expect(await versions()).toEqual([ALL, 'two']);
    expect(changes).toBeGreaterThan(2 * PAGES);
    let current: Version = 'two';
    for (let kill = 0; kill < KILLS; kill++) {
      const next: Version = current === 'one' ? 'two' : 'one';
      await writeVersion(next);
      const at = 1 + Math.floor((kill * changes) / KILLS);
      const label = `killed before change ${at} of ${changes}`;
      expect((await build(at, '-d', docs)).status, label).toBe(null);
      if (kill % 2 === 0) {
        // This build has nothing to publish: its configuration cannot be read.
        await write('_config.yml', 'title: [\n');
        expect((await build(0, '-d', docs)).status, label).toBe(1);
        await write('_config.yml', 'title: A course\n');
        const found = await versions();
        expect(
          [
            [ALL, 'one'],
            [ALL, 'two'],
          ],
          label,
        ).toContainEqual(found);
        expect(
          (await readdir(course)).filter((name) => name.startsWith('.lectern-s')),
          label,
        ).toEqual([]);
      }
      expect((await build(0, '-d', docs)).status, label).toBe(0);
      expect(await versions(), label).toEqual([ALL, next]);
      expect(
        (await readdir(course)).filter((name) => name.startsWith('.lectern-s')),
        label,
      ).toEqual([]);
      expect(
        (await readdir(docs)).filter((name) => name.startsWith('.')),
        label,
      ).toEqual(['.lectern-manifest.json', '.nojekyll']);
      current = next;
    }
  }, 3_600_000);

  test('has its work undone or ended by a build of the same course that finds nothing changed', async () => {
    await writeVersion('one');
    await write('page0.md', '---\n---\nVersion {{ site.baseurl }}.\n');
    const plain = ['-d', docs, '--baseurl', 'one'] as const;
    expect((await build(0, '-d', docs, '--baseurl', 'two')).status).toBe(0);
    const { changes } = await build(0, ...plain);
    for (const before of [1, 3, 5]) {
      expect((await build(changes - before, '-d', docs, '--baseurl', 'two')).status).toBe(null);
      expect((await build(0, ...plain)).status).toBe(0);
      expect(await readFile(path.join(docs, 'page0.html'), 'utf8')).toContain('Version one.');
      expect(await versions()).toEqual([ALL, 'one']);
    }
  }, 60_000);
});

describe('a build that is told to end', () => {
  test('leaves nothing behind that waits', async () => {
    await writeVersion('one');
    // Files are still being copied when the signal comes, and pages made.
    const many = path.join(course, 'many');
    await mkdir(many);
    const loop = '{% for i in (1..20000) %}{% assign x = i | times: 2 %}{% endfor %}';
    for (let i = 0; i < 20; i++) await writeFile(path.join(many, `page${i}.md`), `---\n---\n${loop}\n`);
    for (let i = 0; i < 600; i++) await writeFile(path.join(many, `${i}.bin`), 'x'.repeat(20_000));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      await rm(docs, { recursive: true, force: true });
      const child = spawn(process.execPath, [LECTERN, 'build', '-s', course, '-d', docs, '--no-cache'], {
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.on('close', (_status, by) => resolve(by)));
      const isWaiting = async () =>
        (await readdir(path.join(course, '.lectern-staging-docs', 'files')).catch(() => [])).length > 0;
      while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect((await readdir(course)).filter((name) => name.startsWith('.lectern-s'))).toEqual([]);
    }
    await rm(many, { recursive: true });
  }, 60_000);
});

describe('two builds at once into one destination', () => {
  test('both end well, and the site is that of the course', async () => {
    for (let round = 0; round < Math.max(2, KILLS / 10); round++) {
      await writeVersion(round % 2 === 0 ? 'one' : 'two');
      const ended = await Promise.all([build(0, '-d', docs), build(0, '-d', docs, '--no-cache')]);
      expect(ended.map(({ status }) => status)).toEqual([0, 0]);
      expect(await versions()).toEqual([ALL, round % 2 === 0 ? 'one' : 'two']);
      expect((await readdir(course)).filter((name) => name.startsWith('.lectern-s'))).toEqual([]);
    }
  }, 600_000);
});
