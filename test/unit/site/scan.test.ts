import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { locator } from '../../../src/diagnostics/index.js';
import { readConfig, type Site, scanSite } from '../../../src/site/index.js';
import { effects, folderOf, lines, scanned } from './scanned.js';

function outputs(site: Site): string[] {
  return [...site.files.keys()].sort();
}

describe('what can go wrong in a course is reported, and the rest is read', () => {
  test('front matter that is broken', async () => {
    const { site, diagnostics } = await scanned(
      await folderOf({ 'a.md': '---\ntitle: a: b\n---\ntext', 'b.md': '# B' }),
    );
    expect(lines(diagnostics)).toEqual(['a.md:2:8 front-matter-yaml']);
    expect(outputs(site)).toEqual(['a.html', 'b.html', 'b.md']);
  });

  test('dates that are none', async () => {
    const { diagnostics } = await scanned(
      await folderOf({
        '_posts/2024-01-01-a.md': '---\ntitle: A\ndate: next week\n---\n',
        '_posts/2024-13-01-b.md': '---\ntitle: B\n---\n',
        '_posts/2024-01-02-c.md': '---\ndate:\n---\n',
        'page.md': '---\ndate: next week\n---\n',
      }),
    );
    expect(lines(diagnostics)).toEqual([
      '_posts/2024-01-01-a.md:3:1 date-invalid',
      '_posts/2024-01-02-c.md:2:1 date-invalid',
      '_posts/2024-13-01-b.md:2:1 date-invalid',
    ]);
  });

  test('posts that no one will see', async () => {
    const { site, diagnostics } = await scanned(
      await folderOf({
        '_posts/2030-01-01-later.md': '---\n---\n',
        '_posts/undated.md': '---\n---\n',
        '_posts/figure.png': '',
      }),
    );
    expect(lines(diagnostics)).toEqual([
      '_posts/2030-01-01-later.md:1:1 post-future',
      '_posts/undated.md:1:1 post-name',
    ]);
    expect(site.pages).toEqual([]);
  });

  test('permalinks that cannot be followed', async () => {
    const { diagnostics } = await scanned(
      await folderOf({
        '_posts/2024-01-01-a.md': '---\ntitle: A\npermalink: /:tile/\n---\n',
        'page.md': '---\npermalink: ""\n---\n',
      }),
    );
    expect(lines(diagnostics)).toEqual([
      '_posts/2024-01-01-a.md:3:1 permalink-placeholder',
      'page.md:2:1 permalink-empty',
    ]);
  });

  test('data that cannot be read', async () => {
    const { site, diagnostics } = await scanned(
      await folderOf({
        '_data/a.yml': 'x: 1\ny: [1\n',
        '_data/b.json': '{"x": 1,\n "y": [}',
        '_data/deep.json': `{"x": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
        '_data/c.csv': 'a,b\n1,"x\n',
        '_data/d/e.tsv': 'a\tb\n1\tx"y\n',
        '_data/f.yml': 'fine: true\n',
      }),
    );
    expect(lines(diagnostics)).toEqual([
      '_data/a.yml:3:1 data-yaml',
      '_data/b.json:2:8 data-json',
      '_data/c.csv:2:1 data-csv',
      '_data/d/e.tsv:2:1 data-csv',
      // The 257th level: one is the mapping.
      '_data/deep.json:1:262 data-json',
    ]);
    expect(site.data).toMatchObject({ f: { fine: true } });
  });

  test('files and folders that may not be read', async () => {
    const source = await folderOf({ 'a.md': '# A', 'b.md': '# B', 'closed/c.md': '# C' });
    // The tests may run as root, who may read everything.
    const denied = Object.assign(new Error('EACCES: permission denied'), { syscall: 'open' });
    const refuse = <F extends (path: string, ...rest: never[]) => unknown>(
      method: F,
      name: string,
      deny: (done: unknown) => void,
    ) =>
      ((path: string, ...rest: never[]) =>
        path.endsWith(name) ? deny(rest.at(-1)) : method(path, ...rest)) as F;
    const open = refuse(fs.open, 'a.md', (done) => typeof done === 'function' && done(denied));
    const readdirSync = refuse(fs.readdirSync, 'closed', () => {
      throw denied;
    });
    const outside = { ...effects(), fs: { ...fs, open, readdirSync } };
    const { config } = await readConfig({ cwd: source }, outside);
    const { site, diagnostics } = await scanSite(config, outside);
    expect(lines(diagnostics)).toEqual(['a.md:1:1 file-unreadable', 'closed:1:1 folder-unreadable']);
    expect(outputs(site)).toEqual(['b.html', 'b.md']);
  });
});

describe('texts that are not UTF-8', () => {
  const JAPANESE = '# 数学の講義\n\nようこそ。\n';

  test.each([
    ['Shift_JIS', [0x23, 0x20, 0x82, 0xa0, 0x83, 0x41, 0x0a], 'あア'],
    ['EUC-JP', [0x23, 0x20, 0xa4, 0xa2, 0xa5, 0xa2, 0x0a], 'あア'],
    ['Windows-1252', [0x23, 0x20, 0xe9, 0x74, 0xe9, 0x0a], 'été'],
    ['UTF-16', [0xff, 0xfe, 0x23, 0x00, 0x20, 0x00, 0x42, 0x30, 0x0a, 0x00], 'あ'],
  ])('%s is recognised and reported', async (encoding, bytes, title) => {
    const { site, diagnostics } = await scanned(await folderOf({ 'a.md': Uint8Array.from(bytes) }));
    expect(lines(diagnostics)).toEqual([encoding === 'UTF-16' ? 'a.md:1:1 encoding' : 'a.md:1:3 encoding']);
    expect(diagnostics[0]?.message).toContain(encoding);
    expect(site.pages.map((page) => page.title)).toEqual([title]);
  });

  test('UTF-8 is read with or without a byte order mark, and with either line ending', async () => {
    const { site, diagnostics } = await scanned(
      await folderOf({
        'a.md': `\uFEFF${JAPANESE}`,
        'b.md': JAPANESE.replaceAll('\n', '\r\n'),
        'c.md': '---\r\ntitle: C\r\n---\r\nx\r\n',
      }),
    );
    expect(diagnostics).toEqual([]);
    expect(site.pages.map(({ title }) => title)).toEqual(['C', '数学の講義', '数学の講義']);
    expect(site.pages.map(({ body }) => body.text)).toEqual(['x\n', JAPANESE, JAPANESE]);
  });

  test('a byte order mark that hides front matter is reported', async () => {
    const { site, diagnostics } = await scanned(await folderOf({ 'a.html': '\uFEFF---\ntitle: A\n---\n' }));
    expect(lines(diagnostics)).toEqual(['a.html:1:1 front-matter-bom']);
    expect(site.pages).toEqual([]);
  });
});

test('files whose names have a line break are read, and data and layouts that lie in the source itself', async () => {
  const { site, diagnostics } = await scanned(
    await folderOf({
      '_config.yml': 'data_dir: .\nlayouts_dir: .\n',
      'broken.html': '---\na: b: c\n---\n',
      'a\nb/c\nd.md': '---\n---\ntext',
      'a\nb/e.png': 'png',
      '語.tsv': 'a',
    }),
  );
  expect(outputs(site)).toEqual(expect.arrayContaining(['a\nb/c\nd.html', 'a\nb/e.png']));
  expect(lines(diagnostics)).toEqual([
    'broken.html:2:4 front-matter-yaml',
    'broken.html:2:4 front-matter-yaml',
    '語.tsv:1:1 data-name',
  ]);
});

describe('symbolic links', () => {
  test('are followed within the course and refused where they lead out of it, around or nowhere', async () => {
    const outside = await folderOf({ 'secret.md': '# Secret' });
    const folder = await folderOf({ 'week/page.md': '# Page', 'week/fig.png': 'png' });
    symlinkSync('week', `${folder}/latest`);
    symlinkSync('week/page.md', `${folder}/start.md`);
    symlinkSync(`${outside}/secret.md`, `${folder}/secret.md`);
    symlinkSync(outside, `${folder}/elsewhere`);
    symlinkSync('..', `${folder}/week/up`);
    symlinkSync('nowhere', `${folder}/broken`);
    const { site, diagnostics } = await scanned(folder);
    expect(outputs(site)).toEqual([
      'latest/fig.png',
      'latest/page.html',
      'latest/page.md',
      'start.html',
      'start.md',
      'week/fig.png',
      'week/page.html',
      'week/page.md',
    ]);
    expect(lines(diagnostics)).toEqual([
      'broken:1:1 symlink-broken',
      'elsewhere:1:1 symlink-outside',
      'latest/up:1:1 symlink-cycle',
      'secret.md:1:1 symlink-outside',
      'week/up:1:1 symlink-cycle',
    ]);
  });

  test('among folders come to an end', async () => {
    const folder = await folderOf({ 'a/x.md': '# X', 'b/y.md': '# Y', 'c/z.md': '# Z' });
    for (const from of ['a', 'b', 'c']) {
      for (const to of ['a', 'b', 'c']) if (from !== to) symlinkSync(`../${to}`, `${folder}/${from}/${to}`);
    }
    const { site } = await scanned(folder);
    expect(outputs(site)).toContain('a/b/c/z.html');
    expect(outputs(site)).not.toContain('a/b/a/x.html');
  });
});

describe('what is never opened', () => {
  test('the destination, .git and what is excluded', async () => {
    const files = {
      'a.md': '# A',
      'docs/a.html': '',
      '.git/config': '',
      'node_modules/x/README.md': '# X',
      'private/b.md': '',
    };
    const { site, diagnostics } = await scanned(
      await folderOf({ ...files, '_config.yml': 'exclude: [private]\ninclude: [.git]\n' }),
    );
    expect(diagnostics).toEqual([]);
    expect(outputs(site)).toEqual(['a.html', 'a.md']);
  });

  test('a course that is empty or not there', async () => {
    const folder = await folderOf({});
    expect(outputs((await scanned(folder)).site)).toEqual([]);
    expect(outputs((await scanned(`${folder}/missing`)).site)).toEqual([]);
  });

  test('pipes, also behind a link, which would never end', async () => {
    const folder = await folderOf({ 'a.md': '# A' });
    execFileSync('mkfifo', [`${folder}/pipe.md`]);
    symlinkSync('pipe.md', `${folder}/link.md`);
    const { site, diagnostics } = await scanned(folder);
    expect(outputs(site)).toEqual(['a.html', 'a.md']);
    expect(lines(diagnostics)).toEqual(['link.md:1:1 symlink-broken']);
  });

  test('folders that stand where files are looked for', async () => {
    const folder = await folderOf({ 'a.md': '# A' });
    for (const name of ['_data/x.yml', '_includes/y.html', '_layouts/z.html', 'dir.md'])
      mkdirSync(`${folder}/${name}`, { recursive: true });
    const { site, diagnostics } = await scanned(folder);
    expect(diagnostics).toEqual([]);
    expect(outputs(site)).toEqual(['a.html', 'a.md']);
  });
});

describe('templates', () => {
  test('includes are read by their path, with their places', async () => {
    const { site } = await scanned(
      await folderOf({
        '_includes/nav/top.html': 'one\ntwo',
        '_includes/logo.png': Uint8Array.from([0, 1, 2]),
      }),
    );
    expect([...site.includes.keys()]).toEqual(['nav/top.html']);
    const include = site.includes.get('nav/top.html');
    if (include === undefined) throw new Error('There is no include.');
    expect(locator(include)(4)).toEqual({ file: '_includes/nav/top.html', line: 2, column: 1 });
  });

  test('files that pages take in are read, also where they take in others', async () => {
    const { site } = await scanned(
      await folderOf({
        'week/a.md':
          '{% include_relative _part.md %} {%- include_relative sub/b.md -%} {% include_relative ../c.md %}',
        'week/_part.md': '{% include_relative _inner.md %}{% include_relative missing.md %}',
        'week/_inner.md': '{% include_relative _part.md %}',
        'week/sub/b.md': 'b',
        'c.md': 'c',
      }),
    );
    expect([...site.relativeIncludes.keys()].sort()).toEqual([
      'week/_inner.md',
      'week/_part.md',
      'week/sub/b.md',
    ]);
  });

  test('Sass looks for its partials where the configuration says', async () => {
    const folder = await folderOf({
      '_config.yml': 'sass: {sass_dir: css/_parts, load_paths: [vendor/sass], style: compressed}\n',
    });
    const { site } = await scanned(folder);
    expect(site.sassDirectories).toEqual([`${folder}/css/_parts`, `${folder}/vendor/sass`]);
    expect(site.config.sass.style).toBe('compressed');
  });
});

test('characters that only formula marks may carry are dropped from what is read', async () => {
  const { site } = await scanned(await folderOf({ 'a.md': '# A\uFDD0 0\uFDD1\n' }));
  expect(site.pages.map(({ body }) => body.text)).toEqual(['# A 0\n']);
});

test('a site is plain data that can be handed to a worker', async () => {
  const { site } = await scanned(
    await folderOf({ '_posts/2024-01-01-a.md': '---\n---\n', 'b.md': '# B', '_data/x.yml': '2: a\n1: b\n' }),
  );
  expect(structuredClone(site)).toEqual(site);
});
