import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ARCHIVES,
  type FetchOptions,
  fetchTheme,
  findStored,
  listThemes,
  readRepository,
  removeStored,
} from '../../../src/themes/index.js';
import {
  type Answer,
  archiveServer,
  COMMIT,
  paxRecord,
  repositoryArchive,
  tarOf,
} from '../../support/archive-server.js';

let root: string;
let store: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'lectern-store-'));
  store = path.join(root, 'store');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const THEME = {
  '_layouts/default.html': 'layout',
  '_sass/a/b.scss': 'sass',
  'assets/x.js': '',
  'docs/a.md': 'no',
};

/** Fetches from a server that answers everything alike, or by its path. */
async function fetched(
  answer: Answer | ((url: string) => Answer | undefined),
  more: Partial<FetchOptions> & { readonly theme?: string } = {},
) {
  const { theme = 'ada/theme@v1', ...options } = more;
  const isByPath = typeof answer === 'function' && answer.length === 1;
  // A function of one parameter takes the path, one of two the answer.
  const byPath = answer as (url: string) => Answer | undefined;
  const server = await archiveServer(isByPath ? byPath : () => answer as Answer);
  try {
    const repository = readRepository(theme);
    if (repository === undefined) throw new Error(theme);
    const result = await fetchTheme(repository, {
      store,
      env: { [ARCHIVES]: server.url },
      now: () => new Date('2026-03-04T05:06:07Z'),
      pause: 1,
      ...options,
    });
    const text = result.ok ? '' : result.sentence.replaceAll(new URL(server.url).host, 'HOST');
    return { result, sentence: text, asked: server.asked };
  } finally {
    await server.close();
  }
}

/** All files below the folder of the test, from it. */
function left(): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

const PLACE = `store/ada/theme/${COMMIT}`;
const KEPT = [
  `${PLACE}/files/_layouts/default.html`,
  `${PLACE}/files/_sass/a/b.scss`,
  `${PLACE}/files/assets/x.js`,
  `${PLACE}/theme.json`,
];

describe('a theme is fetched', () => {
  test('from the archives of its host, and only what is a theme of it is kept, with its commit', async () => {
    const { result, asked } = await fetched({ body: repositoryArchive(THEME) });
    expect(asked).toEqual(['/ada/theme/tar.gz/v1']);
    expect(result).toMatchObject({
      ok: true,
      theme: { owner: 'ada', name: 'theme', commit: COMMIT, refs: ['v1'], files: 3, bytes: 10 },
    });
    expect(left()).toEqual(KEPT);
    expect(readFileSync(path.join(root, KEPT[0] ?? ''), 'utf8')).toBe('layout');
  });

  test.each([
    ['ada/theme', '/ada/theme/tar.gz/HEAD'],
    ['Ada/Theme.Js@feature/x', '/Ada/Theme.Js/tar.gz/feature/x'],
  ])('%s', async (theme, address) => {
    const { asked } = await fetched({ body: repositoryArchive(THEME) }, { theme });
    expect(asked).toEqual([address]);
  });

  test('by a tag without its v, where there is none with it', async () => {
    const { result, asked } = await fetched(
      (url: string) => (url.endsWith('/1.2') ? { body: repositoryArchive(THEME) } : undefined),
      { theme: 'ada/theme@v1.2' },
    );
    expect([result.ok, asked]).toEqual([true, ['/ada/theme/tar.gz/v1.2', '/ada/theme/tar.gz/1.2']]);
  });

  test('over redirects, without a length, and unpacked on the way', async () => {
    const chunked: Answer = (response, request) => {
      if (request.url !== '/moved') return void response.writeHead(302, { location: '/moved' }).end();
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/x-tar' });
      const archive = repositoryArchive(THEME);
      for (let at = 0; at < archive.length; at += 7) response.write(archive.subarray(at, at + 7));
      response.end();
    };
    const { result } = await fetched(chunked);
    expect(result.ok).toBe(true);
    expect(left()).toEqual(KEPT);
  });

  test('from a server that is busy at first', async () => {
    let asked = 0;
    const { result } = await fetched((response, _request) => {
      asked++;
      if (asked < 3) response.writeHead(asked === 1 ? 429 : 503).end();
      else response.end(repositoryArchive(THEME));
    });
    expect([result.ok, asked]).toEqual([true, 3]);
  });

  test('with names of more than 100 bytes, and in other letters', async () => {
    const name = `_includes/${'語'.repeat(60)}.html`;
    const entries = [
      { name: 'x', kind: 'x', text: paxRecord('path', `theme/${name}`) },
      { name: 'cut', text: 'long' },
      { name: '././@LongLink', kind: 'L', text: `theme/_layouts/${'a'.repeat(150)}.html\0` },
      { name: 'cut', text: 'gnu' },
    ];
    const { result } = await fetched({ body: gzipSync(tarOf(entries)) });
    expect(result).toMatchObject({ ok: true, theme: { files: 2 } });
    expect(left().filter((file) => file.includes('語') || file.includes('aaa'))).toHaveLength(2);
  });

  test('twice, and is there once', async () => {
    await fetched({ body: repositoryArchive(THEME) });
    const { result } = await fetched({ body: repositoryArchive(THEME) }, { theme: 'ada/theme' });
    expect(result).toMatchObject({ ok: true, theme: { refs: ['v1', 'HEAD'] } });
    expect(left()).toEqual(KEPT);
    const asked = { owner: 'ADA', name: 'theme', ref: null };
    const found = findStored(store, asked, null);
    expect(found?.commit).toBe(COMMIT);
    const hash = found?.hash ?? '';
    expect(findStored(store, asked, { commit: COMMIT, hash })).toEqual(found);
    expect(findStored(store, asked, { commit: COMMIT, hash: 'sha256-0' })).toBeUndefined();
    for (const theme of listThemes(store)) removeStored(store, theme);
    expect([left(), listThemes(store)]).toEqual([[], []]);
  });
});

describe('in a store', () => {
  test('two that fetch the same at once leave it there once, and whole', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => fetched({ body: repositoryArchive(THEME) })));
    expect(results.every(({ result }) => result.ok)).toBe(true);
    expect(left()).toEqual(KEPT);
  });

  test('what is there is not put there again, and what is no longer whole is', async () => {
    const file = path.join(root, KEPT[1] ?? '');
    await fetched({ body: repositoryArchive(THEME) });
    const before = statSync(file).ino;
    await fetched({ body: repositoryArchive(THEME) });
    expect(statSync(file).ino).toBe(before);
    rmSync(file);
    await fetched({ body: repositoryArchive(THEME) });
    expect(left()).toEqual(KEPT);
  });

  test('what a fetch left that was ended long ago is removed, and that of another that goes on stays', async () => {
    for (const name of ['old', 'new'])
      mkdirSync(path.join(store, `.incoming-${name}/files`), { recursive: true });
    const long = new Date(Date.now() - 86_400_000);
    utimesSync(path.join(store, '.incoming-old'), long, long);
    await fetched({ body: repositoryArchive(THEME) });
    expect(readdirSync(store).sort()).toEqual(['.incoming-new', 'ada']);
  });

  test('a repository whose name begins with a period is listed as any other', async () => {
    await fetched({ body: repositoryArchive(THEME) }, { theme: 'ada/.theme' });
    expect(listThemes(store).map(({ name }) => name)).toEqual(['.theme']);
  });
});

describe('nothing is kept, and a sentence says why, where a server', () => {
  const broken = (body: Uint8Array): Answer => ({ body });
  const archive = repositoryArchive(THEME);
  const evil = (...entries: Parameters<typeof tarOf>[0]): Answer =>
    broken(gzipSync(tarOf([{ name: 'theme/_layouts/a.html', text: 'a' }, ...entries])));
  const loop: Answer = (response, request) =>
    void response.writeHead(301, { location: `${request.url}x` }).end();

  test.each<[string, Answer, string]>([
    [
      'has no such theme',
      { status: 404 },
      'HOST has no public repository of this name, or that has no branch',
    ],
    ['refuses', { status: 403 }, 'HOST answered with the status 403'],
    ['stays out of order', { status: 500 }, 'HOST answered with the status 500'],
    ['stays busy', { status: 429 }, 'HOST answered with the status 429'],
    ['redirects without end', loop, 'HOST leads from one address to the next without end'],
    [
      'redirects to a file',
      { status: 302, headers: { location: 'file:///etc/passwd' } },
      'HOST leads to file://, which is not secure',
    ],
    ['redirects nowhere', { status: 302, headers: { location: 'http://[' } }, 'HOST leads to no address'],
    [
      'sends a page',
      { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>Log in</html>' },
      'it is no archive but text/html',
    ],
    ['sends something else', broken(Buffer.alloc(2048, 7)), 'it is no archive of the kind .tar.gz'],
    ['sends nothing', { body: '' }, 'it is empty'],
    ['sends half of it', broken(archive.subarray(0, archive.length - 40)), 'it is damaged or breaks off'],
    [
      'sends half an archive that is whole',
      broken(gzipSync(tarOf([{ name: 'a/b', text: 'x' }]).subarray(0, 700))),
      'it breaks off',
    ],
    [
      'sends what is damaged',
      broken(Buffer.concat([archive.subarray(0, 60), Buffer.alloc(60)])),
      'it is damaged',
    ],
    [
      'sends a repository without a theme',
      broken(repositoryArchive({ 'README.md': 'x' })),
      'there is no theme in it',
    ],
    [
      'sends a record of pax that does not count itself',
      evil({ name: 'x', kind: 'x', text: '0 path=a\n' }),
      'what it says of a file cannot be read',
    ],
    [
      'sends a path that leads out',
      evil({ name: 'theme/../../out.html', text: 'x' }),
      'a path in it leads elsewhere',
    ],
    [
      'sends a path that leads out by pax',
      evil(
        { name: 'x', kind: 'x', text: paxRecord('path', 'theme/_layouts/../../../out') },
        { name: 'x', text: 'x' },
      ),
      'a path in it leads elsewhere',
    ],
    ['sends an absolute path', evil({ name: '/etc/out', text: 'x' }), 'a path in it leads elsewhere'],
    [
      'sends a path of Windows',
      evil({ name: 'theme/_layouts\\..\\out', text: 'x' }),
      'a path in it leads elsewhere',
    ],
    [
      'sends a huge name',
      evil(
        { name: 'x', kind: 'x', text: paxRecord('path', `theme/_layouts/${'a'.repeat(300)}`) },
        { name: 'x', text: 'x' },
      ),
      'a path in it leads elsewhere or is too long',
    ],
    [
      'sends a name without end',
      evil({ name: 'x', kind: 'L', text: 'a'.repeat(70_000) }),
      'a name in it is too long',
    ],
    ['sends a file twice', evil({ name: 'theme/_layouts/a.html', text: 'b' }), 'cannot be written (EEXIST)'],
    ['sends a file as a folder', evil({ name: 'theme/_layouts/a.html/b', text: 'b' }), ''],
    [
      'lies about a size',
      evil({ name: 'theme/_layouts/b.html', text: 'b', size: 8 ** 10 }),
      'the theme in it is too large',
    ],
    [
      'sends a size that is none',
      evil({ name: 'x', kind: 'x', text: paxRecord('size', '-5') }, { name: 'theme/_layouts/b', text: '' }),
      'a size in it cannot be read',
    ],
  ])('%s', async (_, answer, sentence) => {
    const { result, sentence: said } = await fetched(answer);
    expect(result.ok).toBe(false);
    expect(said).toContain(sentence);
    expect(said).toMatch(/^The theme ada\/theme@v1 could not be fetched: .*\.$/);
    expect(left()).toEqual([]);
  });

  test('sends links, which are passed over', async () => {
    const link = { name: 'theme/_includes', kind: '2', link: '/etc' };
    const hard = { name: 'theme/assets/key', kind: '1', link: '/etc/passwd' };
    const { result } = await fetched(evil(link, { name: 'theme/_includes/x', text: 'x' }, hard));
    expect(result.ok).toBe(true);
    expect(left().map((file) => file.replace(/^.*\/files\//, ''))).toEqual(
      expect.arrayContaining(['_includes/x', '_layouts/a.html']),
    );
    expect(left().some((file) => file.endsWith('key'))).toBe(false);
  });

  test('sends names that no file can have on Windows, which are passed over everywhere', async () => {
    const names = ['a:b', 'CON.html', 'aux', 'a.', 'a ', 'x?y', 'com1.html/a', 'fine.html', 'console.html'];
    const { result } = await fetched(
      evil(...names.map((name) => ({ name: `theme/_includes/${name}`, text: name }))),
    );
    expect(result.ok).toBe(true);
    const kept = left().flatMap((file) => /\/_includes\/(.*)$/.exec(file)?.[1] ?? []);
    expect(kept).toEqual(['console.html', 'fine.html']);
  });

  test('sends a bomb', async () => {
    const zeros = Buffer.alloc(24 * 1024 * 1024);
    const bomb = gzipSync(tarOf([{ name: 'theme/big.bin', text: zeros }]));
    const { sentence } = await fetched(broken(bomb));
    expect(sentence).toContain('it unpacks to far more than it is, as no theme does');
    expect(left()).toEqual([]);
  });

  test.each([
    ['too much', { received: 100 }, 'is larger than 100 bytes'],
    ['too much that is unpacked', { unpacked: 1000 }, 'it unpacks to more than 1000 bytes'],
    ['too many files', { entries: 2 }, 'it has more than 2 files'],
    ['too many files of a theme', { files: 2 }, 'the theme in it is too large'],
    ['too large a theme', { bytes: 8 }, 'the theme in it is too large'],
  ])('sends %s', async (_, limits, sentence) => {
    const { sentence: said } = await fetched({ body: archive }, { limits });
    expect(said).toContain(sentence);
    expect(left()).toEqual([]);
  });

  test('answers late, and stops in the middle', async () => {
    const silent: Answer = (_response, _request) => {};
    expect((await fetched(silent, { limits: { idle: 500 } })).sentence).toContain('HOST does not answer');
    const stopping: Answer = (response, _request) => void response.write(archive.subarray(0, 100));
    expect((await fetched(stopping, { limits: { idle: 500 } })).sentence).toContain('HOST stopped sending');
    const dropping: Answer = (response, _request) => {
      response.writeHead(200, { 'content-length': String(archive.length) });
      response.write(archive.subarray(0, 100), () => response.destroy());
    };
    expect((await fetched(dropping)).sentence).toContain('what HOST sends breaks off');
    expect(left()).toEqual([]);
  });

  test('is not there', async () => {
    const { sentence } = await fetched({}, { env: { [ARCHIVES]: 'http://127.0.0.1:1' } });
    expect(sentence).toContain('127.0.0.1:1 cannot be reached');
    const unknown = await fetched({}, { env: { [ARCHIVES]: 'http://archives.invalid' } });
    expect(unknown.sentence).toContain('archives.invalid cannot be reached');
    expect(unknown.sentence).toContain('is there a connection to the internet?');
    const wrong = await fetched({}, { env: { [ARCHIVES]: 'nowhere' } });
    expect(wrong.sentence).toContain('LECTERN_THEME_ARCHIVES is no address');
  });
});

describe('what a lock says', () => {
  test('is asked for, and what is something else is refused', async () => {
    const { result } = await fetched({ body: repositoryArchive(THEME) });
    if (!result.ok) throw new Error(result.sentence);
    const locked = { commit: COMMIT, hash: result.theme.hash };
    const again = await fetched({ body: repositoryArchive(THEME) }, { locked });
    expect([again.result.ok, again.asked]).toEqual([true, [`/ada/theme/tar.gz/${COMMIT}`]]);
    const other = await fetched(
      { body: repositoryArchive({ ...THEME, '_layouts/a.html': 'evil' }) },
      { locked },
    );
    expect(other.sentence).toContain('what was sent is not what lectern.lock says');
    const moved = { body: repositoryArchive(THEME, { commit: COMMIT.replace('0', 'f') }) };
    expect((await fetched(moved, { locked })).sentence).toContain(`and not ${COMMIT}`);
    expect(left()).toEqual(KEPT);
  });

  test('is the fingerprint of the files, not of the archive', async () => {
    const hashOf = async (body: Uint8Array) => {
      const { result } = await fetched({ body });
      return result.ok && result.theme.hash;
    };
    const first = await hashOf(repositoryArchive(THEME));
    const reversed = Object.fromEntries(Object.entries(THEME).reverse());
    expect(await hashOf(repositoryArchive(reversed, { folder: 'other' }))).toBe(first);
  });
});

test('a record that cannot be read is no theme', async () => {
  await fetched({ body: repositoryArchive(THEME) });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(path.join(root, PLACE, 'theme.json'), '{"owner":1}');
  expect(listThemes(store)).toEqual([]);
  await fetched({ body: repositoryArchive(THEME) });
  expect(listThemes(store)).toHaveLength(1);
  expect(existsSync(path.join(root, PLACE, 'files/_layouts/default.html'))).toBe(true);
});
