import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildSite } from '../../../src/course/index.js';
import { findImageEncoder } from '../../../src/images/index.js';

vi.mock('../../../src/images/index.js', async (original) => {
  const module = await original<typeof import('../../../src/images/index.js')>();
  return { ...module, findImageEncoder: vi.fn(module.findImageEncoder) };
});

const opened: string[] = [];
vi.mock('node:fs/promises', async (original) => {
  const module = await original<typeof import('node:fs/promises')>();
  const reading = async (...args: Parameters<typeof module.readFile>) => {
    opened.push(String(args[0]));
    return module.readFile(...args);
  };
  return { ...module, readFile: reading };
});

let folder: string;
let source: string;
let photo: Buffer;
let plot: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-variants-'));
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const grain = sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#888', noise } });
  photo = await grain.jpeg({ quality: 95 }).toBuffer();
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="800" height="400" fill="white"/>
    ${Array.from({ length: 40 }, (_, x) => `<circle cx="${x * 20}" cy="${200 + 150 * Math.sin(x / 3)}" r="9" fill="none" stroke="navy"/>`).join('')}</svg>`;
  plot = await sharp(Buffer.from(drawing)).png().toBuffer();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let number = 0;
beforeEach(async () => {
  source = path.join(folder, `course-${number++}`);
  await put('_config.yml', 'theme: lectern\nbaseurl: /course\nlectern: {images: {optimise: true}}\n');
});
afterEach(() => vi.mocked(findImageEncoder).mockClear());

/** Writes a file that is as old as no clock can be wrong by. */
async function put(file: string, content: string | Uint8Array): Promise<void> {
  const absolute = path.join(source, file);
  await mkdir(path.dirname(absolute), { recursive: true });
  await writeFile(absolute, content);
  serial += 10;
  const old = new Date(Date.UTC(2026, 0, 1) + serial * 1000 + 123);
  await utimes(absolute, old, old);
}
let serial = 0;

const destination = (): string => path.join(source, '../docs', path.basename(source));
const cache = (): string => path.join(folder, 'cache', path.basename(source));

/** Builds the course as another process would, with the cache of those before. */
async function build(options: { readonly cache?: false; readonly threads?: number } = {}) {
  await new Promise((resolve) => setTimeout(resolve, 80));
  const given = { source, destination: destination(), cache: cache(), threads: 1, ...options };
  return buildSite(given, { cwd: source, env: {}, timezone: 'UTC', progress: () => {} });
}

const page = (name: string): Promise<string> => readFile(path.join(destination(), name), 'utf8');

async function picture(name: string): Promise<Record<string, string>> {
  const [tag = ''] = (await page(name)).match(/<main[\s\S]*?<img[^>]*>/) ?? [];
  return Object.fromEntries(
    [...tag.slice(tag.lastIndexOf('<img')).matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
      key ?? '',
      value ?? '',
    ]),
  );
}

const variants = async (): Promise<string[]> =>
  (await readdir(path.join(destination(), 'assets/variants')).catch(() => [])).sort();

/** The variants that a `srcset` offers: their widths, and the size that their files have. */
async function offered(srcset: string, folderOfPage = ''): Promise<(readonly [number, number])[]> {
  return Promise.all(
    srcset.split(', ').map(async (one) => {
      const [url = '', width = ''] = one.split(' ');
      const file = path.join(destination(), folderOfPage, decodeURIComponent(url));
      return [Number.parseInt(width, 10), (await sharp(file).metadata()).width] as const;
    }),
  );
}

describe('variants of pictures', () => {
  test('are offered in the widths that screens need, and none is wider than the picture', async () => {
    await put('pics/a photo, large.jpg', photo);
    await put('pics/plot.png', plot);
    await put('unit/one.md', '---\ntitle: One\n---\n![A](../pics/a%20photo,%20large.jpg)\n');
    await put('two.md', '---\ntitle: Two\n---\n![B](pics/plot.png)\n');
    const { diagnostics } = await build();
    expect(diagnostics.map(({ code }) => code)).not.toContain('image-damaged');
    const one = await picture('unit/one.html');
    expect(one).toMatchObject({ src: '../pics/a%20photo,%20large.jpg', width: '2000', height: '1000' });
    expect(one['sizes']).toBe('(max-width: 693px) calc(100vw - 40px), 653px');
    expect(await offered(one['srcset'] ?? '', 'unit')).toEqual([360, 720, 1080, 1440].map((n) => [n, n]));
    const two = await picture('two.html');
    for (const [width, own] of await offered(two['srcset'] ?? '')) {
      expect(own).toBe(width);
      expect(width).toBeLessThanOrEqual(800);
    }
  });

  test('come in no other way than the picture says: turned, narrow, in a picture or with sources of its own', async () => {
    await put(
      'side.jpg',
      await sharp(photo).withMetadata({ orientation: 6 }).jpeg({ quality: 98 }).toBuffer(),
    );
    await put('narrow.jpg', photo);
    await put('turned.md', '---\ntitle: T\n---\n![A](side.jpg)\n');
    await put('narrow.md', '---\ntitle: N\n---\n![A](narrow.jpg){: width="200"}\n');
    await put('own.md', '---\ntitle: O\n---\n<img src="narrow.jpg" srcset="side.jpg 2x" alt="">\n');
    await put(
      'picture.md',
      '---\ntitle: P\n---\n<picture><source srcset="side.jpg"><img src="narrow.jpg" alt=""></picture>\n',
    );
    await build();
    const turned = await picture('turned.html');
    expect(turned).toMatchObject({ width: '1000', height: '2000' });
    const [url = ''] = (turned['srcset'] ?? '').split(' ');
    expect(await sharp(path.join(destination(), url)).metadata()).toMatchObject({ width: 360, height: 720 });
    expect((await offered((await picture('narrow.html'))['srcset'] ?? '')).map(([width]) => width)).toEqual([
      360, 720,
    ]);
    expect((await picture('own.html'))['srcset']).toBe('side.jpg 2x');
    expect(await picture('picture.html')).not.toHaveProperty('srcset');
  });

  test('are left out where they would not be smaller; the picture itself then serves wide screens', async () => {
    await put('small.jpg', await sharp(photo).resize(600).jpeg({ quality: 50 }).toBuffer());
    await put('one.md', '---\ntitle: One\n---\n![A](small.jpg)\n');
    await build();
    const { srcset = '', src } = await picture('one.html');
    const kept = await variants();
    const bytes = (await readFile(path.join(source, 'small.jpg'))).length;
    for (const name of kept) {
      expect((await readFile(path.join(destination(), 'assets/variants', name))).length).toBeLessThan(bytes);
    }
    expect(kept.some((name) => name.endsWith('-600.webp'))).toBe(false);
    expect(src).toBe('./small.jpg');
    expect(srcset).toMatch(/-360\.webp 360w, \.\/small\.jpg 600w$/);
  });

  test('are made once: a later build opens no picture, also where a page has changed', async () => {
    await put('photo.jpg', photo);
    await put('one.md', '---\ntitle: One\n---\n![A](photo.jpg)\n');
    await build();
    const first = await page('one.html');
    await put('one.md', '---\ntitle: One\n---\nMore. ![A](photo.jpg)\n');
    opened.length = 0;
    await build();
    const sources = (html: string): readonly string[] => html.match(/srcset="[^"]*"/g) ?? [];
    expect(sources(first)).toHaveLength(1);
    expect(sources(await page('one.html'))).toEqual(sources(first));
    expect(opened.filter((file) => file.endsWith('photo.jpg'))).toEqual([]);
    // Another machine has the cache, and a file of the same bytes that is younger.
    await put('photo.jpg', photo);
    await rm(destination(), { recursive: true });
    const load = vi.fn();
    vi.mocked(findImageEncoder).mockImplementationOnce(() => {
      const { version } = findImageEncoder(undefined) ?? { version: '' };
      return { version, load };
    });
    await build();
    expect(load).not.toHaveBeenCalled();
    expect((await variants()).length).toBe(4);
  });

  test('go with their picture, and are others where it is another', async () => {
    await put('photo.jpg', photo);
    await put('one.md', '---\ntitle: One\n---\n![A](photo.jpg)\n');
    await build();
    const before = await variants();
    await put('photo.jpg', await sharp(photo).negate().jpeg({ quality: 95 }).toBuffer());
    await build();
    const after = await variants();
    expect(after).toHaveLength(before.length);
    expect(after.some((name) => before.includes(name))).toBe(false);
    await put('one.md', '---\ntitle: One\n---\nNone.\n');
    await build();
    expect(await variants()).toEqual([]);
  });

  test('are the same without a cache and in several threads, and leave nothing behind', async () => {
    await put('photo.jpg', photo);
    for (let index = 0; index < 90; index++) {
      await put(`p${index}.md`, `---\ntitle: P\n---\n![A](photo.jpg){: width="${200 + index}"}\n`);
    }
    await build();
    const cold = await Promise.all([0, 45, 89].map((index) => page(`p${index}.html`)));
    await rm(destination(), { recursive: true });
    await build({ cache: false, threads: 2 });
    expect(await Promise.all([0, 45, 89].map((index) => page(`p${index}.html`)))).toEqual(cold);
    expect((await readdir(os.tmpdir())).filter((name) => name.startsWith('lectern-pictures-'))).toEqual([]);
  });

  test('a damaged picture, and one that moves, are shown as they are', async () => {
    await put('broken.jpg', photo.subarray(0, photo.length / 4));
    const [head, rest] = [plot.subarray(0, 33), plot.subarray(33)];
    const control = Buffer.from('000000086163544c000000010000000000000000', 'hex');
    await put('moves.png', Buffer.concat([head, control, rest]));
    await put('broken.md', '---\ntitle: One\n---\n![A](broken.jpg)\n');
    await put('moves.md', '---\ntitle: Two\n---\n![A](moves.png)\n');
    const { diagnostics, complete } = await build();
    expect(complete).toBe(true);
    expect(diagnostics.filter(({ code }) => code === 'image-damaged').map(({ file }) => file)).toEqual([
      'broken.jpg',
    ]);
    expect(await picture('broken.html')).not.toHaveProperty('srcset');
    expect(await picture('moves.html')).not.toHaveProperty('srcset');
    expect(await variants()).toEqual([]);
  });

  test('without sharp one warning says how to have them, and pictures are published as they are', async () => {
    await put('photo.jpg', photo);
    await put('one.md', '---\ntitle: One\n---\n![A](photo.jpg)\n');
    vi.mocked(findImageEncoder).mockReturnValueOnce(undefined);
    const { diagnostics } = await build();
    const missing = diagnostics.filter(({ code }) => code === 'image-encoder-missing');
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatchObject({ file: '_config.yml', line: 3 });
    expect(await page('one.html')).not.toMatch(/data-picture|srcset="\.\/assets/);
    // It is installed, and nothing else has changed.
    await build();
    expect(await picture('one.html')).toHaveProperty('srcset');
  });

  test('are not made unless the configuration asks for them', async () => {
    await put('_config.yml', 'theme: lectern\n');
    await put('photo.jpg', photo);
    await put('one.md', '---\ntitle: One\n---\n![A](photo.jpg)\n');
    await build();
    expect(findImageEncoder).not.toHaveBeenCalled();
    expect(await picture('one.html')).not.toHaveProperty('srcset');
    expect(existsSync(path.join(destination(), 'assets/variants'))).toBe(false);
  });
});
