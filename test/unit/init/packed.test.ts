import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
/** As deep as the bundle itself, and not beside it: other tests may run the program meanwhile. */
const DIST = path.join(ROOT, 'dist-of-the-packed-test');
const BUNDLE = path.join(DIST, 'bundle');

let scratch: string;
let modules: string;

/** Packs a package as npm publishes it, and puts it where npm installs it. */
async function install(name: string, folder: string): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], {
    cwd: folder,
  });
  const [{ filename }] = JSON.parse(stdout);
  const target = path.join(modules, name);
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', path.join(scratch, filename), '-C', target, '--strip-components=1']);
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'lectern-packed-'));
  modules = path.join(scratch, 'node_modules');
  await install('lectern', ROOT);
  await install('create-lectern', path.join(ROOT, 'packages/create-lectern'));
  // What the tarball has of the program may be older than the sources.
  await run(process.execPath, [path.join(ROOT, 'scripts/bundle.mjs'), BUNDLE]);
  await rm(path.join(modules, 'lectern/dist/bundle'), { recursive: true, force: true });
  await run('cp', ['-r', BUNDLE, path.join(modules, 'lectern/dist/bundle')]);
  // Libraries as they are installed here; npm would ask the network for them.
  await symlink(path.join(ROOT, 'node_modules'), path.join(modules, 'lectern/node_modules'));
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
  await rm(DIST, { recursive: true, force: true });
});

async function textOf(...file: readonly string[]): Promise<string> {
  return readFile(path.join(scratch, ...file), 'utf8');
}

test('npm init lectern and lectern init write the same course, which the packed lectern builds', async () => {
  const env = { ...process.env, LC_ALL: 'C' };
  const creator = path.join(modules, 'create-lectern/create-lectern.mjs');
  const program = path.join(modules, 'lectern/dist/bundle/main.js');
  const options = ['--title', 'Logic', '--author', 'Ada'];
  const created = await run(process.execPath, [creator, 'a', ...options], { cwd: scratch, env });
  const started = await run(process.execPath, [program, 'init', 'b', ...options], { cwd: scratch, env });
  expect(created.stdout).toBe(started.stdout.replaceAll(/\bb\b/g, 'a'));
  expect(created.stdout).not.toContain('--lectern file:');
  const files = (await readdir(path.join(scratch, 'a'), { recursive: true })).sort();
  expect(files).toContain('lectures/01-walk.md');
  expect(files).toContain('.gitignore');
  expect((await readdir(path.join(scratch, 'b'), { recursive: true })).sort()).toEqual(files);
  for (const file of ['_config.yml', 'package.json', 'lectures/01-walk.md'])
    expect(await textOf('a', file)).toBe(await textOf('b', file));
  const { version } = JSON.parse(await textOf('node_modules/lectern/package.json'));
  expect(JSON.parse(await textOf('a', 'package.json')).dependencies).toEqual({ lectern: `^${version}` });
  await run(process.execPath, [program, 'build', '--strict'], { cwd: path.join(scratch, 'a'), env });
  expect(await textOf('a', 'docs/lectures/01-walk/index.html')).toContain('class="katex"');
  expect(await textOf('a', 'docs/css/lectern.css')).toContain('--paper:');
});

test('create-lectern has the version of lectern, and depends on it', async () => {
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const creator = JSON.parse(await readFile(path.join(ROOT, 'packages/create-lectern/package.json'), 'utf8'));
  expect([creator.version, creator.dependencies]).toEqual([version, { lectern: `^${version}` }]);
});
