import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { type ServedCourse, serveCourse } from '../../src/serve/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');
/** How long a change may take to be seen, in milliseconds. */
const LATEST = { timeout: 30_000 };

const square = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/></svg>`;

const LAYOUT = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ '/css/main.css' | relative_url }}">
</head>
<body>
<nav id="menu"></nav>
<main>
{{ content }}
</main>
<script src="{{ '/js/menu.js' | relative_url }}"></script>
</body>
</html>
`;

const lecture = (sentence: string) =>
  `---\ntitle: A lecture\nlayout: default\n---\n\n${'Much text.\n\n'.repeat(200)}${sentence}\n\n![A figure](/course/figure.svg)\n\n${'More text.\n\n'.repeat(200)}`;

test.skipIf('executable' in browserFound)('browser tests are skipped', (context) => {
  // Runs only where no browser was found: a notice in the totals that these tests were not run, and why.
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

describe.runIf('executable' in browserFound)('a course that is served', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let course: string;
  let served: ServedCourse | undefined;
  let url: string;
  let builds = 0;

  beforeAll(async () => {
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    course = await realpath(await mkdtemp(path.join(os.tmpdir(), 'lectern-live-')));
    await write('_config.yml', 'baseurl: /course\n');
    await write('_layouts/default.html', LAYOUT);
    await write('css/main.css', 'body { color: rgb(1, 2, 3); }\n');
    await write('js/menu.js', "document.getElementById('menu').textContent = 'made by a script';\n");
    await write('figure.svg', square('red'));
    await write('index.md', lecture('The first sentence.'));
    await serve();
    context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context?.close();
    await served?.close();
    await rm(course, { recursive: true, force: true });
  });

  async function write(name: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(course, name)), { recursive: true });
    await writeFile(path.join(course, name), text);
  }

  async function serve(port = 0): Promise<void> {
    builds = 0;
    served = await serveCourse(
      { build: { source: course }, host: '127.0.0.1', port, livereload: true, machine: 'test' },
      {
        ...testEffects(course, { env: { JEKYLL_ENV: 'development' }, now: () => new Date() }),
        clock: () => performance.now(),
      },
      {
        started: (address) => {
          url = address;
        },
        built: () => {
          builds++;
        },
        outdated: () => {},
        failed: (what, error) => {
          throw new Error(what, { cause: error });
        },
        excerptOf: () => ({ line: '![gone](gone.png)', marks: '        ^' }),
      },
    );
  }

  /** Opens a page, waits until it can be brought up to date, and leaves a sign in it that a reload would remove. */
  async function open(where = ''): Promise<void> {
    await page.addInitScript(() => {
      const parse = DOMParser.prototype.parseFromString;
      DOMParser.prototype.parseFromString = function (...given) {
        document.documentElement.setAttribute('data-ready', '');
        return parse.apply(this, given);
      };
    });
    // What the first build makes while the page is there may load it anew.
    await vi.waitFor(() => expect(builds).toBeGreaterThan(0), LATEST);
    await page.goto(url + where, { waitUntil: 'load' });
    await page.locator('html[data-ready]').waitFor({ state: 'attached', ...LATEST });
    await page.evaluate(() => document.documentElement.setAttribute('data-kept', 'yes'));
  }

  const isKept = () => page.evaluate(() => document.documentElement.getAttribute('data-kept') === 'yes');
  const toShow = (text: string) => page.getByText(text).waitFor({ state: 'attached', ...LATEST });

  test('shows a changed sentence where the reader is, and keeps what scripts have made', async () => {
    await open();
    await page.evaluate(() => scrollTo(0, 3000));
    await write('index.md', lecture('The second sentence.'));
    await toShow('The second sentence.');
    expect(await page.evaluate(() => scrollY)).toBe(3000);
    expect(await isKept()).toBe(true);
    expect(await page.textContent('#menu')).toBe('made by a script');
    await write('index.md', lecture('The third sentence.\n\nAnd one more.'));
    await toShow('And one more.');
    expect(await page.getByText('The second sentence.').count()).toBe(0);
    expect(await page.evaluate(() => scrollY)).toBe(3000);
    expect(await isKept()).toBe(true);
  });

  test('reloads a page whose scripts have changed, at the same place', async () => {
    await open();
    await page.evaluate(() => scrollTo(0, 3000));
    await write('js/menu.js', "document.getElementById('menu').textContent = 'made anew';\n");
    await toShow('made anew');
    await page.waitForFunction(() => scrollY === 3000, undefined, LATEST);
    expect(await isKept()).toBe(false);
  });

  test('reloads a page where a script has changed the very place that changes', async () => {
    await open();
    await write('_layouts/default.html', LAYOUT.replace('<nav id="menu">', '<nav id="menu"><i>was here</i>'));
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-kept'), undefined, LATEST);
    await toShow('made by a script');
  });

  test('follows a layout that changes around the page', async () => {
    await open();
    await page.evaluate(() => scrollTo(0, 3000));
    await write('_layouts/default.html', LAYOUT.replace('</main>', '</main><footer>At the end.</footer>'));
    await toShow('At the end.');
    expect(await page.evaluate(() => scrollY)).toBe(3000);
  });

  test('swaps a style sheet without a reload', async () => {
    await open();
    await write('css/main.css', 'body { color: rgb(4, 5, 6); }\n');
    await page.waitForFunction(
      () => getComputedStyle(document.body).color === 'rgb(4, 5, 6)',
      undefined,
      LATEST,
    );
    await page.waitForFunction(() => document.styleSheets.length === 1, undefined, LATEST);
    expect(await isKept()).toBe(true);
  });

  /** The colour of the figure's middle, as the screen shows it. */
  async function colourShown(): Promise<string> {
    return page.evaluate(async () => {
      const image = document.images[0];
      if (image === undefined || image.naturalWidth === 0) return 'none';
      await image.decode().catch(() => {});
      const canvas = document.createElement('canvas');
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image, 0, 0);
      return [...(drawing?.getImageData(20, 20, 1, 1).data ?? [])].join(' ');
    });
  }
  const toBeColoured = (colour: string) => expect.poll(colourShown, LATEST).toBe(colour);

  test('swaps a figure without a reload, also one that an editor replaces by a rename', async () => {
    await open();
    await toBeColoured('255 0 0 255');
    await write('figure.svg', square('lime'));
    await toBeColoured('0 255 0 255');
    await write('figure.svg.new', square('blue'));
    await rename(path.join(course, 'figure.svg.new'), path.join(course, 'figure.svg'));
    await toBeColoured('0 0 255 255');
    expect(await isKept()).toBe(true);
  });

  test('shows a figure that appears, and takes away what it said of it', async () => {
    await rm(path.join(course, 'figure.svg'));
    await open();
    const overlay = page.locator('lectern-problems section');
    await overlay.waitFor(LATEST);
    await write('figure.svg', square('lime'));
    await toBeColoured('0 255 0 255');
    await overlay.waitFor({ state: 'detached', ...LATEST });
    expect(await isKept()).toBe(true);
  });

  test('shows a figure as it is now on a page that has come to show it', async () => {
    await open();
    await write('other.svg', square('blue'));
    await page.waitForResponse((response) => response.url().includes('/other.svg'), LATEST);
    await write('other.svg', square('lime'));
    await write('index.md', lecture('').replace('/course/figure.svg', '/course/other.svg'));
    await toBeColoured('0 255 0 255');
    expect(await isKept()).toBe(true);
  });

  test('shows a page that appears where there was none', async () => {
    await open('new/');
    expect(await page.textContent('h1')).toBe('Not found');
    await write('new/index.md', '---\nlayout: default\n---\nHere it is.\n');
    await toShow('Here it is.');
  });

  test('follows the configuration', async () => {
    await write('_layouts/default.html', LAYOUT.replace('</main>', '</main>{{ site.motto }}'));
    await open();
    await write('_config.yml', 'baseurl: /course\nmotto: Slow and steady\n');
    await toShow('Slow and steady');
    await write('_config.yml', 'motto: [never closed\n');
    await page.locator('lectern-problems').getByText('_config.yml:').waitFor(LATEST);
    await write('_config.yml', 'baseurl: /course\nmotto: Well closed\n');
    await toShow('Well closed');
    await page.locator('lectern-problems').waitFor({ state: 'detached', ...LATEST });
  });

  test('catches up with what has changed while the server was away', async () => {
    await open();
    const { port } = new URL(url);
    await served?.close();
    await write('index.md', lecture('Written in the meantime.'));
    await write('css/main.css', 'body { color: rgb(7, 8, 9); }\n');
    await serve(Number(port));
    await toShow('Written in the meantime.');
    await page.waitForFunction(
      () => getComputedStyle(document.body).color === 'rgb(7, 8, 9)',
      undefined,
      LATEST,
    );
  });

  test.each(['light', 'dark'] as const)(
    'shows what is wrong with its place, within reach of everyone, in %s colours',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await open();
      await write('index.md', lecture('![gone](gone.png)'));
      const overlay = page.locator('lectern-problems');
      await overlay.getByText('index.md:406:').waitFor(LATEST);
      await overlay.getByText('1 error on this page').waitFor(LATEST);
      expect(await overlay.locator('pre').textContent()).toBe('![gone](gone.png)\n        ^');
      const { violations } = await new AxeBuilder({ page }).include('lectern-problems').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await overlay.getByRole('button', { name: 'Dismiss' }).click();
      await overlay.waitFor({ state: 'detached', ...LATEST });
      await page.reload();
      await page.locator('html[data-ready]').waitFor({ state: 'attached', ...LATEST });
      expect(await overlay.count()).toBe(0);
      await write('index.md', lecture('![gone](gone.png) and ![away](away.png)'));
      await overlay.getByText('2 errors on this page').waitFor(LATEST);
      await overlay.locator('section').focus();
      await page.keyboard.press('Escape');
      await overlay.waitFor({ state: 'detached', ...LATEST });
    },
  );
});
