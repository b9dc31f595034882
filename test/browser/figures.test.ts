import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { serveSite } from '../support/serve.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');

const LECTURE = `---
title: Figures
---
## Pictures

{% include figure.html src="/large.png" alt="A large plot" caption="A plot of much." id="fig:large" %}

![A small one](small.png)

<a href="large.png"><img src="large.png" alt="A linked one"></a>

## Videos

<iframe width="450" height="300" src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A talk"></iframe>

{% include video.html src="/own.mp4" title="An own one" %}
`;

test.skipIf('executable' in browserFound)('browser tests are skipped', (context) => {
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

describe.runIf('executable' in browserFound)('figures and videos', () => {
  let folder: string;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-figures-'));
    const source = path.join(folder, 'course');
    await mkdir(source);
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const picture = (width: number) =>
      sharp({ create: { width, height: width / 2, channels: 3, background: '#888', noise } })
        .png()
        .toBuffer();
    await writeFile(
      path.join(source, '_config.yml'),
      'title: Course\nlang: en\ntheme: lectern\nlectern: {images: {optimise: true}}\n',
    );
    await writeFile(path.join(source, 'lecture.md'), LECTURE);
    await writeFile(path.join(source, 'large.png'), await picture(2000));
    await writeFile(path.join(source, 'small.png'), await picture(200));
    await writeFile(path.join(source, 'own.mp4'), '');
    const destination = path.join(folder, 'docs');
    await buildSite({ source, destination, cache: false }, testEffects(source));
    site = await serveSite(destination);
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the page and hands it over with the addresses of all that is asked for; other hosts answer with an empty page. */
  async function open(
    options: BrowserContextOptions,
    look: (page: Page, asked: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    try {
      const page = await context.newPage();
      const asked: string[] = [];
      const refused: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) refused.push(message.text());
      });
      page.on('pageerror', (error) => refused.push(error.message));
      await context.route(
        (url) => !url.href.startsWith(site.url),
        (route) => route.fulfill({ contentType: 'text/html', body: '<title>Player</title>' }),
      );
      await page.goto(`${site.url}/lecture.html`, { waitUntil: 'load' });
      await look(page, asked);
      expect(refused).toEqual([]);
    } finally {
      await context.close();
    }
  }

  const enlargeable = (page: Page) => page.locator('img[aria-haspopup="dialog"]');
  const violations = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);

  test('a picture that is shown smaller than it is opens large, and no other', async () => {
    await open({}, async (page) => {
      expect(await enlargeable(page).evaluateAll((all) => all.map((one) => one.getAttribute('alt')))).toEqual(
        ['A large plot'],
      );
      const before = await enlargeable(page).boundingBox();
      await enlargeable(page).click();
      const large = page.getByRole('dialog').locator('img');
      expect((await large.boundingBox())?.width).toBeGreaterThan((before?.width ?? 0) * 1.3);
      // The file as it is, whichever variant the page has loaded.
      expect(await large.getAttribute('src')).toBe(`${site.url}/large.png`);
      expect(await page.getByRole('dialog').textContent()).toContain('A plot of much.');
    });
  });

  test('by the keyboard alone, to whom the focus comes back', async () => {
    await open({}, async (page) => {
      const dialog = page.getByRole('dialog');
      for (const key of ['Enter', 'Space']) {
        await enlargeable(page).focus();
        await page.keyboard.press(key);
        expect(await dialog.isVisible()).toBe(true);
        // What lies behind it is out of reach.
        for (let step = 0; step < 6; step++) {
          await page.keyboard.press('Tab');
          const place = await page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName);
          expect(['DIALOG', 'BODY']).toContain(place);
        }
        await page.keyboard.press('Escape');
        expect(await dialog.isVisible()).toBe(false);
        expect(await page.evaluate(() => document.activeElement?.getAttribute('alt'))).toBe('A large plot');
      }
    });
  });

  test.each(['light', 'dark'] as const)(
    'has no fault that axe knows, also while a picture is large (%s)',
    async (colorScheme) => {
      await open({ colorScheme }, async (page) => {
        expect(await violations(page)).toEqual([]);
        await enlargeable(page).click();
        expect(await violations(page)).toEqual([]);
      });
    },
  );

  test('on a phone it is larger than the screen, and none is wider than the page before', async () => {
    await open({ viewport: { width: 390, height: 800 }, hasTouch: true }, async (page) => {
      await enlargeable(page).first().tap();
      expect((await page.getByRole('dialog').locator('img').boundingBox())?.width).toBeGreaterThan(390);
      await page.getByRole('button', { name: 'Close' }).tap();
      expect(await page.getByRole('dialog').isVisible()).toBe(false);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    });
  });

  test('nothing is asked of the host of a video before a reader asks for it', async () => {
    await open({}, async (page, asked) => {
      const elsewhere = () => asked.filter((url) => !url.startsWith(site.url));
      await page.locator('.video').scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      expect(elsewhere()).toEqual([]);
      await page.locator('.video a').click();
      await page.frameLocator('.video iframe').locator('title').waitFor({ state: 'attached' });
      expect(elsewhere()).toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1']);
      expect(await page.locator('.video iframe').getAttribute('title')).toContain('A talk');
      const { width = 0, height = 0 } = (await page.locator('.video iframe').boundingBox()) ?? {};
      expect(width / height).toBeCloseTo(450 / 300, 1);
    });
  });

  test('without scripts a link leads to the video', async () => {
    await open({ javaScriptEnabled: false }, async (page, asked) => {
      await page.locator('.video a').click();
      await page.waitForURL('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
      expect(asked.filter((url) => url.includes('embed'))).toEqual([]);
    });
  });

  test('on paper a video is its title and its address', async () => {
    await open({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const link = page.locator('.video a');
      expect(await link.textContent()).toBe('A talk YouTube');
      expect(await link.evaluate((one) => getComputedStyle(one, '::after').content)).toContain(
        'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      );
      expect((await link.boundingBox())?.height).toBeLessThan(120);
    });
  });
});
