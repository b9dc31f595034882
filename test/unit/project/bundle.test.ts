import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
/** As deep as the bundle itself, and not beside it: other tests may run the program meanwhile. */
const DIST = path.join(ROOT, 'dist-of-the-bundle-test');
const BUNDLE = path.join(DIST, 'bundle');

let workshop: string;

beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-bundle-'));
  await run(process.execPath, [path.join(ROOT, 'scripts/bundle.mjs'), BUNDLE]);
  await cp(path.join(ROOT, 'test/golden/course/site'), path.join(workshop, 'course'), { recursive: true });
});

afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
  await rm(DIST, { recursive: true, force: true });
});

describe('the program as it is published', () => {
  test('says its version', async () => {
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    const { stdout } = await run(process.execPath, [path.join(BUNDLE, 'main.js'), '--version']);
    expect(stdout.trim()).toBe(version);
  });

  test.skipIf(process.platform === 'win32')('can be run by its name', async () => {
    const { stdout } = await run(path.join(BUNDLE, 'main.js'), ['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('does not end well where it waits for what never comes', async () => {
    const stuck = path.join(workshop, 'stuck');
    for (const file of ['main.js', 'code-cache.js', 'package.json'])
      await cp(path.join(BUNDLE, file), path.join(stuck, file));
    await writeFile(path.join(stuck, 'program.js'), 'exports.runProgram = () => new Promise(() => {});');
    await expect(run(process.execPath, [path.join(stuck, 'main.js')])).rejects.toMatchObject({ code: 13 });
  });

  test('builds a course, and builds the same from what it has kept', async () => {
    const args = [path.join(BUNDLE, 'main.js'), 'build', '--source', 'course', '--destination', 'docs'];
    const first = await run(process.execPath, args, { cwd: workshop });
    expect(first.stdout).toMatch(/Built \d+ pages/);
    expect(await readdir(path.join(workshop, 'docs'))).toContain('index.html');
    const pages = await readdir(path.join(workshop, 'docs'), { recursive: true });
    const second = await run(process.execPath, args, { cwd: workshop });
    expect(second.stdout).toMatch(/Built \d+ pages/);
    expect(await readdir(path.join(workshop, 'docs'), { recursive: true })).toEqual(pages);
  });

  test('builds the same with compiled code that is kept, is damaged or cannot be kept', async () => {
    const caches = path.join(workshop, 'user');
    const built = async (): Promise<string> => {
      const { CI: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env;
      const args = [path.join(BUNDLE, 'main.js'), 'build', '-q', '-s', 'course', '-d', 'site', '--no-cache'];
      await rm(path.join(workshop, 'site'), { recursive: true, force: true });
      const { stderr } = await run(process.execPath, args, {
        cwd: workshop,
        env: { ...env, XDG_CACHE_HOME: caches },
      });
      return `${stderr}${await readFile(path.join(workshop, 'site/index.html'), 'utf8')}`;
    };
    const keptFiles = async () => {
      const code = path.join(caches, 'lectern/code');
      const names = await readdir(code, { recursive: true }).catch(() => []);
      return names.filter((name) => name.includes('.cjs')).map((name) => path.join(code, name));
    };
    const first = await built();
    const kept = await keptFiles();
    // Later, Node keeps it at a place of its own.
    if (process.versions.node.startsWith('20.')) {
      expect(kept.length).toBeGreaterThan(20);
      // Also what only another thread runs.
      if (os.availableParallelism() > 1) expect(kept.join()).toContain('page-worker.cjs');
    }
    // What belongs to a file of the program that is no more.
    const [one = ''] = kept;
    const stale = path.join(path.dirname(one), 'chunk-OLD.cjs-1-1-1');
    if (one !== '') await writeFile(stale, 'no code');
    expect(await built()).toBe(first);
    for (const [index, file] of kept.entries()) {
      if (index % 2 === 0) await truncate(file, 100);
      else {
        const bytes = await readFile(file);
        const at = Math.floor(bytes.length / 2);
        await writeFile(file, bytes.fill(0x5a, at, at + 20));
      }
    }
    expect(await built()).toBe(first);
    expect(await keptFiles()).not.toContain(stale);
    await rm(caches, { recursive: true, force: true });
    await writeFile(caches, 'a file');
    expect(await built()).toBe(first);
  }, 120_000);

  test('is a library, too', async () => {
    const library: unknown = await import(pathToFileURL(path.join(BUNDLE, 'index.js')).href);
    const parts = { buildSite: expect.any(Function), createTextRenderer: expect.any(Function) };
    expect(library).toMatchObject(parts);
    expect(createRequire(import.meta.url)(path.join(BUNDLE, 'index.js'))).toMatchObject(parts);
  });
});
