import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
/** As deep as the bundle itself, with a name of its own: that one may be in use. */
const BUNDLE = path.join(ROOT, 'dist/bundle-of-the-test');

let workshop: string;

beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-bundle-'));
  await run(process.execPath, [path.join(ROOT, 'scripts/bundle.mjs'), BUNDLE]);
  await cp(path.join(ROOT, 'test/golden/course/site'), path.join(workshop, 'course'), { recursive: true });
});

afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
  await rm(BUNDLE, { recursive: true, force: true });
});

describe('the program as it is published', () => {
  test('says its version', async () => {
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    const { stdout } = await run(process.execPath, [path.join(BUNDLE, 'main.js'), '--version']);
    expect(stdout.trim()).toBe(version);
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

  test('is a library, too', async () => {
    const library: unknown = await import(pathToFileURL(path.join(BUNDLE, 'index.js')).href);
    expect(library).toMatchObject({
      buildSite: expect.any(Function),
      createTextRenderer: expect.any(Function),
    });
  });
});
