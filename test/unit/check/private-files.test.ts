import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../../src/course/index.js';
import { checked, places, withCourse } from './checked.js';

const PAGE = { 'index.md': '---\n---\nText.\n' };
const PUBLISHED = {
  'slides.key': 'PK'.padEnd(100_000, '.'),
  'secrets.md': '---\n---\nSecret sharing.\n',
  'secrets.pdf': '%PDF',
  'credentials.png': 'x',
  'key.txt': 'The key of the exercises.',
  'environment.yml': 'name: course',
};
const PRIVATE = {
  'server.pem': 'x',
  'week1/server.key': 'x',
  'week1/id_rsa': 'x',
  id_ed25519: 'x',
  'cert.P12': 'x',
  'cert.pfx': 'x',
  'prod.env': 'x',
  'secrets.yml': 'x',
  'credentials.json': '{}',
  'client_secret_1.json': '{}',
  'Thumbs.db': 'x',
  'demo/node_modules/a/index.js': 'x',
  'demo/node_modules/a/index.html': '<p>x</p>',
};
const HIDDEN = {
  '.env': 'KEY=1',
  '.env.local': 'KEY=1',
  '.env.example': 'KEY=',
  '.npmrc': 'x',
  '.htpasswd': 'x',
};

/** What is published of a course. */
function published(files: Readonly<Record<string, string>>): Promise<string[]> {
  return withCourse(files, async (folder) => {
    const effects = { cwd: folder, env: {}, progress: () => {} };
    const { destination } = await buildSite({ cache: false }, effects);
    const entries = await readdir(destination, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(destination, path.join(entry.parentPath, entry.name)))
      .sort();
  });
}

describe('files that nobody means to publish', () => {
  test('are left out, and no others', async () => {
    const files = await published({ ...PAGE, ...PUBLISHED, ...PRIVATE, ...HIDDEN });
    expect(files).toEqual(
      expect.arrayContaining(['slides.key', 'secrets.html', 'secrets.pdf', 'credentials.png', 'key.txt']),
    );
    expect(files).toContain('environment.yml');
    expect(files.filter((file) => file in PRIVATE || file in HIDDEN)).toEqual([]);
  });

  test('are reported, a folder of packages once, what is hidden as a hint', async () => {
    const { diagnostics } = await checked({ ...PAGE, ...PRIVATE, ...HIDDEN });
    const found = places(diagnostics.filter(({ code }) => code === 'file-private'));
    const ofPackages = 'demo/node_modules:1:1 warning file-private';
    const names = Object.keys(PRIVATE).filter((file) => !file.includes('node_modules'));
    const hidden = ['.env', '.env.local', '.npmrc', '.htpasswd'];
    expect(found.sort()).toEqual(
      [
        ofPackages,
        ...names.map((file) => `${file}:1:1 warning file-private`),
        ...hidden.map((file) => `${file}:1:1 info file-private`),
      ].sort(),
    );
  });

  test('are published, and not reported, where include: names them', async () => {
    const config = { '_config.yml': 'include: [.env, server.pem, demo/node_modules, secrets.yml]\n' };
    const course = { ...PAGE, ...PRIVATE, '.env': 'x', ...config };
    const files = await published(course);
    expect(files).toEqual(
      expect.arrayContaining(['.env', 'server.pem', 'demo/node_modules/a/index.js', 'secrets.yml']),
    );
    const { diagnostics } = await checked(course);
    const found = diagnostics.filter(({ code }) => code === 'file-private').map(({ file }) => file);
    expect(found).not.toContain('server.pem');
    expect(found).not.toContain('demo/node_modules');
    expect(found).toContain('cert.pfx');
  });

  test('are not reported where they are hidden and exclude: names them', async () => {
    const config = { '_config.yml': "exclude: [.npmrc, '.env*']\n" };
    const { diagnostics } = await checked({ ...PAGE, ...HIDDEN, ...config });
    expect(places(diagnostics)).toEqual(['.htpasswd:1:1 info file-private']);
  });

  test('of the root are packages without a word, as of Jekyll', async () => {
    const { diagnostics } = await checked({ ...PAGE, 'node_modules/a/index.js': 'x' });
    expect(diagnostics).toEqual([]);
  });
});

test('files of packages are left out where they ask for lectern, and where include: does not name them', async () => {
  const lock = { ...PAGE, 'package-lock.json': '{}', 'yarn.lock': 'x', 'week1/package.json': '{}' };
  const of = async (manifest: string, config = '') =>
    (
      await published({
        ...lock,
        'package.json': manifest,
        '_config.yml': `${config}lectern: {show: {search: false}}\n`,
      })
    ).filter((name) => /^[^.].*(?:html|json|lock)$/.test(name));
  const all = ['index.html', 'package-lock.json', 'package.json', 'week1/package.json', 'yarn.lock'];
  expect(await of('{"devDependencies": {"lectern": "1"}}')).toEqual(['index.html', 'week1/package.json']);
  expect(await of('{"dependencies": {"lectern": "1"}}', 'include: [package.json]\n')).toEqual([
    'index.html',
    'package.json',
    'week1/package.json',
  ]);
  for (const other of ['{"dependencies": {"jquery": "1"}}', '{"dependencies": 1}', '[]', '{'])
    expect(await of(other), other).toEqual(all);
});

test('what is not published is not checked', async () => {
  const page = '---\n---\n![A](none.png)\n';
  const notebook = '{"cells": [';
  const { diagnostics } = await checked({
    ...PAGE,
    '_config.yml': 'exclude: [old]\n',
    '_site/a.html': page,
    '_site/a.ipynb': notebook,
    '_drafts/b.md': page,
    'old/c.md': page,
    'old/c.ipynb': notebook,
    'docs/d.md': page,
    'docs/d.ipynb': notebook,
  });
  expect(places(diagnostics)).toEqual([]);
  const found = (await checked({ ...PAGE, 'week1/a.ipynb': notebook })).diagnostics;
  expect(found.map(({ file }) => file)).toEqual(['week1/a.ipynb']);
});

describe('keys in files that are published as they are', () => {
  const TOKEN = `ghp_${'a1'.repeat(18)}`;
  const BODY = 'MIIEowIBAAKCAQEAtestTESTtestTESTtestTESTtestTEST0123456789';
  const secrets = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const { diagnostics } = await checked({ ...PAGE, ...files });
    return places(diagnostics.filter(({ code }) => code === 'secret-exposed'));
  };

  test('are found', async () => {
    const files = {
      'a.js': `// x\nconst token = "${TOKEN}";\n`,
      'b.py': `KEY = """-----BEGIN RSA PRIVATE KEY-----\n${BODY}\n"""\n`,
      'c.csv': `id,key\n1,AKIA${'B2'.repeat(8)}\n`,
      'd.txt': 'Meeting password: x7k2p9\n',
      'e.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: [`t="${TOKEN}"`] }] }),
    };
    expect(await secrets(files)).toEqual([
      'a.js:2:16 error secret-exposed',
      'b.py:1:10 error secret-exposed',
      'c.csv:2:3 error secret-exposed',
      'd.txt:1:19 warning secret-exposed',
      'e.ipynb:1:46 error secret-exposed',
    ]);
  });

  test('are not what programs name alone, or call a variable', async () => {
    const files = {
      'a.js': 'const head = "-----BEGIN PRIVATE KEY-----", o = {password:checked123, passcode:a1b2c3};\n',
      'b.py': 'if pem.startswith("-----BEGIN RSA PRIVATE KEY-----"):\n    pass\n',
      'c.png': TOKEN,
      'd.js': `${'x'.repeat(600_000)}${TOKEN}`,
    };
    expect(await secrets(files)).toEqual([]);
  });
});
