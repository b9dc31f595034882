import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { serveSite } from '../support/serve.ts';

const browserFound = inject('browser');

const PROSE = Array.from(
  { length: 12 },
  (_, index) =>
    `Paragraph ${index} has a *word* or **two** in other letters, a formula $x_{${index}} = \\frac{1}{2}$, and then goes on for long enough that its last lines would be other ones if letters took more room.`,
).join('\n\n');

/** A course that has lectern's own theme and says where it will live. */
const COURSE = {
  '_config.yml':
    'title: A "course" of <ours></style>\nurl: https://example.org\nbaseurl: /course\ntheme: lectern\nkatex: {dollars: true}\n',
  'index.md': `---\ntitle: Start\n---\n[To the second](deep/second.md)\n\n${PROSE}\n`,
  'deep/second.md': `---
title: Second
permalink: /deep/second/
---
See [the start](../index.md) and [elsewhere](https://example.org/else).

<p id="own">before</p>

<script>document.getElementById('own').textContent = 'after';</script>

<details class="solution"><summary>Solution</summary><p id="closed">It is two.</p></details>

<details class="solution" open><summary>Solution</summary><p id="open">It is three.</p></details>

<details><summary>More</summary><p id="more">An aside.</p></details>

${PROSE}
`,
  'handlers.md': `---\ntitle: Handlers\n---\n<button id="own" onclick="this.textContent = 'after'">before</button>\n`,
  'plain.md': `---\ntitle: Plain\nlang: ja\n---\n本文です。\n`,
};

let browser: Browser;
let folder: string;
let site: { url: string; close: () => void };
beforeAll(async () => {
  if ('missing' in browserFound) return;
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-own-theme-'));
  for (const [file, text] of Object.entries(COURSE)) {
    await mkdir(path.dirname(path.join(folder, 'in', file)), { recursive: true });
    await writeFile(path.join(folder, 'in', file), text);
  }
  // As it lies on the web: in a folder of its host.
  const destination = path.join(folder, 'out/course');
  await buildSite({ source: path.join(folder, 'in'), destination, cache: false }, { progress: () => {} });
  site = await serveSite(path.join(folder, 'out'));
  browser = await chromium.launch({ executablePath: browserFound.executable, args: BROWSER_FLAGS });
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** What a page has told and asked for. */
interface Seen {
  /** What the console said, but for what the browser says of files beside a page on a disk. */
  readonly said: string[];
  readonly asked: string[];
}

/** Opens a page of the course, served or as a file, for as long as `use` runs. */
async function open<T>(
  url: string,
  use: (page: Page, seen: Seen) => Promise<T>,
  options: BrowserContextOptions = {},
  before: (page: Page) => Promise<void> = async () => {},
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const seen: Seen = { said: [], asked: [] };
    page.on('console', (message) => seen.said.push(message.text()));
    page.on('pageerror', (error) => seen.said.push(String(error)));
    page.on('request', (request) => seen.asked.push(request.url()));
    await before(page);
    await page.goto(url, { waitUntil: 'networkidle' });
    return await use(page, seen);
  } finally {
    await context.close();
  }
}

function served(file: string): string {
  return `${site.url}/course/${file}`;
}

function onDisk(file: string): string {
  return pathToFileURL(path.join(folder, 'out/course', file)).href;
}

describe.skipIf('missing' in browserFound)("a page of lectern's own theme", () => {
  test.each(['', 'deep/second/', 'plain.html', 'handlers.html'])(
    'asks no other host for anything, and its policy keeps out nothing of its own: /%s',
    async (file) => {
      const seen = await open(served(file), async (_, all) => all);
      expect(seen.asked.filter((url) => !url.startsWith(`${site.url}/course/`))).toEqual([]);
      expect(seen.said).toEqual([]);
    },
  );

  test("runs its author's inline scripts, and no script that comes in otherwise", async () => {
    const [own, alien] = await open(served('deep/second/'), async (page) => {
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken"';
        document.body.append(script);
      });
      return [await page.locator('#own').textContent(), await page.title()];
    });
    expect(own).toBe('after');
    expect(alien).not.toBe('taken');
  });

  test('runs what its author has put into attributes', async () => {
    const text = await open(served('handlers.html'), async (page) => {
      await page.locator('#own').click();
      return page.locator('#own').textContent();
    });
    expect(text).toBe('after');
  });

  test('is styled where it lies on a disk, and its links lead to files', async () => {
    await open(onDisk('deep/second/index.html'), async (page) => {
      const margin = await page.evaluate(() => getComputedStyle(document.body).margin);
      expect(margin).toBe('0px');
      expect(await page.locator('.katex-html').first().isVisible()).toBe(true);
      expect(await page.locator('#own').textContent()).toBe('after');
      await page.getByRole('link', { name: 'the start' }).click();
      expect(page.url()).toBe(onDisk('index.html'));
      await page.getByRole('link', { name: 'To the second' }).click();
      expect(page.url()).toBe(onDisk('deep/second/index.html'));
      await page.locator('.site-title').click();
      expect(page.url()).toBe(onDisk('index.html'));
    });
  });

  test.each([390, 820, 1280])('stands still when its fonts come late, %s px wide', async (width) => {
    const { shift, heights, fonts } = await open(
      served('deep/second/'),
      async (page) => {
        const heights = [await page.evaluate(() => document.body.scrollHeight)];
        await page.evaluate(() => document.fonts.ready);
        await page.waitForTimeout(300);
        heights.push(await page.evaluate(() => document.body.scrollHeight));
        const fonts = await page.evaluate(() =>
          [...document.fonts]
            .filter(({ status }) => status === 'loaded')
            .map(({ family }) => family.replaceAll('"', '')),
        );
        const shift = await page.evaluate(() => Reflect.get(window, 'shift'));
        return { shift, heights, fonts };
      },
      { viewport: { width, height: 900 } },
      async (page) => {
        await page.addInitScript(() => {
          Reflect.set(window, 'shift', 0);
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              Reflect.set(window, 'shift', Reflect.get(window, 'shift') + Reflect.get(entry, 'value'));
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await page.route('**/*.woff2', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 700));
          await route.continue();
        });
      },
    );
    expect(fonts).toContain('Lectern Serif');
    // Where the machine has neither Times nor Noto Serif, nor fonts with their widths, there is nothing to hold it to.
    if (!fonts.some((family) => /^Lectern Serif (?:Times|Noto)$/.test(family))) return;
    expect(shift).toBeLessThan(0.01);
    expect(heights[1]).toBe(heights[0]);
  });

  test('loads no fonts for Latin letters where it has none', async () => {
    const seen = await open(served('plain.html'), async (_, all) => all, { locale: 'ja-JP' });
    expect(seen.asked.filter((url) => /serif/.test(url))).toEqual([]);
  });

  test('is a handout on paper: light, without what leads elsewhere, with addresses, and solutions as readers have them', async () => {
    await open(
      served('deep/second/'),
      async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const isVisible = (selector: string) => page.locator(selector).first().isVisible();
        expect(await Promise.all(['.site-header', '.skip-link', '#closed'].map(isVisible))).toEqual([
          false,
          false,
          false,
        ]);
        expect(await Promise.all(['#open', '#more', 'h1'].map(isVisible))).toEqual([true, true, true]);
        const style = await page.evaluate(() => {
          const link = document.querySelector('a[href="https://example.org/else"]') ?? document.body;
          const { color } = getComputedStyle(document.body);
          const ofRoot = getComputedStyle(document.documentElement);
          return {
            color,
            paper: ofRoot.getPropertyValue('--paper'),
            address: getComputedStyle(link, '::after').content,
            course: ofRoot.getPropertyValue('--printed-course'),
          };
        });
        expect(style).toEqual({
          color: 'rgb(0, 0, 0)',
          paper: '#fff',
          address: '" (https://example.org/else)"',
          course: '"A \\"course\\" of <ours><\\/style>"',
        });
      },
      { colorScheme: 'dark' },
    );
  });
});
