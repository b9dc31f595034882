import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildSite } from '../../../src/course/index.js';
import { readImageHeader } from '../../../src/images/index.js';

vi.mock('../../../src/images/index.js', async (original) => {
  const module = await original<typeof import('../../../src/images/index.js')>();
  return { ...module, readImageHeader: vi.fn(module.readImageHeader) };
});

let folder: string;
let source: string;

const SVG = (width: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="30"/>`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-image-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let number = 0;
beforeEach(async () => {
  source = path.join(folder, `course-${number++}`);
  await put('_config.yml', 'baseurl: /course\n');
  await put('_layouts/own.html', '<link rel="stylesheet" href="/course/style.css">{{ content }}');
  await put('style.css', 'p { margin: 0 }');
  await put('lecture.md', '---\nlayout: own\n---\n![A](fig/a.svg)\n{% include figure.html %}\n');
  await put('_includes/figure.html', '<img src="{{ "/fig/b.svg" | relative_url }}">');
  await put('fig/a.svg', SVG(40));
  await put('fig/b.svg', SVG(50));
  await put('fig/unused.svg', SVG(60));
  vi.mocked(readImageHeader).mockClear();
});

/** Writes a file that is as old as no clock can be wrong by. */
async function put(file: string, text: string): Promise<void> {
  const absolute = path.join(source, file);
  await mkdir(path.dirname(absolute), { recursive: true });
  await writeFile(absolute, text);
  serial += 10;
  const old = new Date(Date.UTC(2026, 0, 1) + serial * 1000 + 123);
  await utimes(absolute, old, old);
}
let serial = 0;

/** The pictures of the lecture in a build by a new process, with the cache of those before. */
async function built(options: { readonly mend?: false } = {}): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  const destination = path.join(source, '../docs', path.basename(source));
  // The disk's clock has passed the times at which the files were last written.
  await new Promise((resolve) => setTimeout(resolve, 80));
  await buildSite(
    { source, destination, cache: path.join(folder, 'cache', path.basename(source)), threads: 1, ...options },
    { cwd: source, env: {}, timezone: 'UTC', progress: () => {} },
  );
  return (await readFile(path.join(destination, 'lecture.html'), 'utf8')).match(/<img[^>]*>/g) ?? [];
}

/** The files whose headers have been read since this was last asked. */
function read(): readonly string[] {
  const files = vi.mocked(readImageHeader).mock.calls.map(([file]) => path.basename(file));
  vi.mocked(readImageHeader).mockClear();
  return files.sort();
}

const ROOM = (src: string, width: number, more = '') =>
  `<img src="${src}"${more} width="${width}" height="30" decoding="async" style="height:auto"`;

test('the pictures of pages, and of their includes, keep their room; others are not opened', async () => {
  expect(await built()).toEqual([
    `${ROOM('/course/fig/a.svg', 40, ' alt="A"')} />`,
    `${ROOM('/course/fig/b.svg', 50)} />`,
  ]);
  expect(read()).toEqual(['a.svg', 'b.svg']);
});

test('a later build opens only a picture that has changed, and its page has its new size', async () => {
  // What has been written as late as it was looked at is looked at once more.
  await built();
  await built();
  read();
  await put('lecture.md', '---\nlayout: own\n---\nMore\n\n![A](fig/a.svg)\n{% include figure.html %}\n');
  expect((await built())[0]).toContain('width="40"');
  expect(read()).toEqual([]);
  await put('fig/a.svg', SVG(44));
  expect((await built())[0]).toContain('width="44"');
  expect(read()).toEqual(['a.svg']);
});

test('a picture that comes later gives its page its size, and one that goes takes it along', async () => {
  await put('lecture.md', '---\nlayout: own\n---\n![A](fig/late.svg)\n');
  expect(await built()).toEqual(['<img src="fig/late.svg" alt="A" decoding="async" />']);
  await put('fig/late.svg', SVG(70));
  expect((await built())[0]).toContain('width="70"');
  await rm(path.join(source, 'fig/late.svg'));
  expect(await built()).toEqual(['<img src="fig/late.svg" alt="A" decoding="async" />']);
});

test('a style sheet that comes to give pictures a height changes the pages that load it', async () => {
  await put('style.css', '@import "parts/pictures.css?v=2";');
  expect((await built())[0]).toContain('width="40"');
  await put('parts/pictures.css', 'img { max-height: 3em }');
  expect((await built())[0]).toContain('style="aspect-ratio:auto 40 / 30"');
});

test('of two that load each other each says what both say, whichever page comes first', async () => {
  await put('style.css', '@import "other.css"; img { max-height: 3em }');
  await put('other.css', '@import "style.css";');
  await put('_layouts/other.html', '<link rel="stylesheet" href="/course/other.css">{{ content }}');
  await put('first.md', '---\nlayout: own\n---\n![A](fig/a.svg)\n');
  await put('lecture.md', '---\nlayout: other\n---\n![A](fig/a.svg)\n');
  expect((await built())[0]).toContain('style="aspect-ratio:auto 40 / 30"');
});

test('so does one in Sass, by what its partials say', async () => {
  await rm(path.join(source, 'style.css'));
  await put('style.scss', '---\n---\n@use "pictures";\n');
  await put('_sass/_pictures.scss', 'img { max-width: 100% }');
  expect((await built())[0]).toContain('width="40"');
  await put('_sass/_pictures.scss', 'p { img { max-height: 3em } }');
  expect((await built())[0]).toContain('style="aspect-ratio:auto 40 / 30"');
});

test.each([
  ['the configuration says so', 'lectern: { images: { dimensions: false } }\n', {}],
  ['nothing is mended by the configuration', 'mend: false\n', {}],
  ['nothing is mended in this build', '', { mend: false as const }],
])('pictures are left as they are written where %s', async (_, config, options) => {
  await put('_config.yml', `baseurl: /course\n${config}`);
  expect(await built(options)).toEqual([
    '<img src="/course/fig/a.svg" alt="A" />',
    '<img src="/course/fig/b.svg" />',
  ]);
  expect(read()).toEqual([]);
});
