import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildSite, checkSite } from '../../../src/course/index.js';

let source: string;
beforeEach(() => {
  source = mkdtempSync(path.join(os.tmpdir(), 'lectern-outputs-'));
});
afterEach(() => {
  rmSync(source, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    writeFileSync(path.join(source, file), text);
  }
}

/** The built site's files, and what was found. */
async function built() {
  const result = await buildSite({ source, destination: path.join(source, '_site') });
  const files = readdirSync(result.destination, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(result.destination, path.join(entry.parentPath, entry.name)))
    .sort();
  return { ...result, files, found: result.diagnostics.map(({ file, code }) => `${file} ${code}`).sort() };
}
const read = (file: string): string => readFileSync(path.join(source, '_site', file), 'utf8');
const page = (keys: string, text = 'Text.'): string => `---\n${keys}\n---\n${text}\n`;

test('what cannot be written is left out by build and check alike, and the rest is there, cold and warm', async () => {
  write({
    '_config.yml': 'plugins: [jekyll-redirect-from]\ntheme: none\n',
    'a.md': page('redirect_from: /b.html/', '$$x^2$$'),
    'b.md': page('title: B'),
    'data.json': '{}',
    'info.md': page('permalink: /data.json/info/'),
    'dup1.md': page('permalink: /dup.html'),
    'dup2.md': page('permalink: /dup.html/'),
    'long.md': page(`permalink: /${'語'.repeat(86)}/`),
    'own.md': page('permalink: /.lectern-staging/a.html'),
    'git.md': page('permalink: /.git/config.html'),
    'style.md': page('permalink: /assets/katex/katex.min.css', '$$x^2$$'),
  });
  const cold = await built();
  expect(cold.complete).toBe(true);
  expect(cold.files).toEqual([
    '.lectern-manifest.json',
    '.nojekyll',
    'a.html',
    'assets/katex-lectern/copy-tex.min.js',
    'assets/katex-lectern/katex.min.css',
    'assets/katex-lectern/lectern-fonts.js',
    'assets/katex-lectern/lectern-math.css',
    'assets/katex-lectern/lectern-scroll.js',
    'assets/katex/katex.min.css',
    'b.html',
    'data.json',
    'dup.html/index.html',
    'redirects.json',
  ]);
  expect(cold.found).toEqual([
    'a.md url-conflict',
    'dup1.md url-conflict',
    'git.md url-reserved',
    'info.md url-conflict',
    'long.md url-too-long',
    'own.md url-reserved',
  ]);
  const { diagnostics } = await checkSite({ source });
  expect(diagnostics).toEqual(cold.diagnostics);
  expect((await built()).diagnostics).toEqual(cold.diagnostics);
});

test.each(['assets', 'assets/katex'])(
  'a file %s of the course stays, and formulas are styled',
  async (file) => {
    write({ [file]: 'mine', 'index.md': 'Text.', 'a.md': page('title: A', '$$x^2$$') });
    const { complete, files, found } = await built();
    expect([complete, found]).toEqual([true, []]);
    expect(read(file)).toBe('mine');
    const linked = /href="\.\/([^"]*katex\.min\.css)"/.exec(read('a.html'))?.[1] ?? '';
    expect(files).toContain(linked);
  },
);

test('a folder of KaTeX of the course’s own stays as it is', async () => {
  write({ 'assets/katex/katex.min.css': 'mine', 'a.md': page('title: A', '$$x^2$$') });
  expect((await built()).complete).toBe(true);
  expect(read('assets/katex/katex.min.css')).toBe('mine');
});

test.each([undefined, false] as const)(
  'files are published as they are, whatever their times say (cache: %s)',
  async (cache) => {
    const options = {
      source,
      destination: path.join(source, '_site'),
      ...(cache === undefined ? {} : { cache }),
    };
    const old = new Date('2020-01-02T03:04:05Z');
    const put = (file: string, text: string): void => {
      write({ [file]: text });
      utimesSync(path.join(source, file), old, old);
    };
    put('a.txt', 'one');
    put('b.txt', 'two');
    put('c.txt', 'xyz');
    await buildSite(options);
    // As two files that change their names, and as an archive that is unpacked over them.
    for (const [from, to] of [
      ['a.txt', 'swap'],
      ['b.txt', 'a.txt'],
      ['swap', 'b.txt'],
    ] as const) {
      renameSync(path.join(source, from), path.join(source, to));
    }
    put('c.txt', 'new');
    await buildSite(options);
    expect(['a.txt', 'b.txt', 'c.txt'].map(read)).toEqual(['two', 'one', 'new']);
  },
);
