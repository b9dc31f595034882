import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { serveSite } from '../support/serve.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');

test.skipIf('executable' in browserFound)('browser tests of the search are skipped', (context) => {
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

const LAYOUT = `<!DOCTYPE html>
<html lang="en"><head><title>{{ page.title }}</title><meta name="viewport" content="width=device-width">
<style>a, mark { color: lime; text-transform: uppercase } dialog { display: none }</style></head>
<body><nav>{% include lectern/search.html %}</nav><main>{{ content }}<input id="other" aria-label="Other"></main></body></html>
`;

const FILES: Readonly<Record<string, string>> = {
  'index.md': '---\nlayout: default\ntitle: Start\n---\n# Start\n\nWelcome to the course.\n',
  'lectures/one.md': `---
layout: default
title: Optimisation
permalink: /lectures/one/
---
# Optimisation

${'Words before anything else. '.repeat(200)}

## Gradient descent

The gradient of the loss $$\\frac{\\partial L}{\\partial w}$$ says where to go.

## Momentum

A gradient of before counts, too.
`,
};

describe.runIf('executable' in browserFound).each(['layouts', 'theme'])('the search with %s', (kind) => {
  let folder: string;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;
  const base = kind === 'layouts' ? '' : '/course';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-search-'));
    const source = path.join(folder, 'source');
    const files = {
      ...FILES,
      ...(kind === 'layouts' ? { '_layouts/default.html': LAYOUT } : {}),
      '_config.yml': `title: Course\nbaseurl: "${base}"\n${kind === 'theme' ? 'theme: lectern\n' : ''}`,
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), text);
    }
    const { diagnostics } = await buildSite(
      { source, destination: path.join(folder, 'docs', base), cache: false },
      testEffects(source),
    );
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    site = await serveSite(path.join(folder, 'docs'));
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the first page and hands it over; nothing may fail to load, and no script may fail. */
  async function open(
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
    url = `${site.url}${base}/`,
  ): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const failed: string[] = [];
      // From a disk browsers load no fonts.
      const isFont = (address: string): boolean => url.startsWith('file:') && address.endsWith('.woff2');
      page.on('requestfailed', (request) => {
        if (!isFont(request.url())) failed.push(request.url());
      });
      page.on('response', (response) => {
        if (response.status() >= 400) failed.push(response.url());
      });
      page.on('pageerror', (error) => void failed.push(error.message));
      await page.goto(url, { waitUntil: 'load' });
      await look(page);
      expect(failed).toEqual([]);
    } finally {
      await context.close();
    }
  }

  const field = (page: Page) => page.getByRole('combobox');
  const options = (page: Page) => page.getByRole('option');
  const isOpen = (page: Page) => page.locator('lectern-search dialog[open]').count();

  test('is opened by its key, and one who only uses keys comes to the section that was found', async () => {
    await open({}, async (page) => {
      await page.keyboard.press('/');
      await field(page).waitFor();
      await page.keyboard.type('gradient');
      await options(page).first().waitFor();
      expect(await field(page).getAttribute('aria-activedescendant')).toBe('result-0');
      expect(await options(page).first().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowDown');
      expect(await field(page).getAttribute('aria-activedescendant')).toBe('result-1');
      await page.keyboard.press('ArrowDown');
      expect(await field(page).getAttribute('aria-activedescendant')).toBe('result-0');
      await page.locator('lectern-search .heading', { hasText: 'Gradient descent' }).first().waitFor();
      expect(await page.locator('lectern-search .katex').count()).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${site.url}${base}/lectures/one/#gradient-descent`);
      await page.locator('#gradient-descent:target').waitFor();
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    });
  });

  test('is left by Escape, and the focus is where it was', async () => {
    await open({}, async (page) => {
      const link = page.locator('a.lectern-search');
      await link.focus();
      await page.keyboard.press('Enter');
      await field(page).waitFor();
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('lectern-search');
      await page.keyboard.press('Escape');
      expect(await isOpen(page)).toBe(0);
      expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
    });
  });

  test('says how much was found, also when it is nothing', async () => {
    await open({}, async (page) => {
      await page.locator('a.lectern-search').click();
      await field(page).fill('momentum');
      await page.getByRole('status').getByText('Results: 1').waitFor();
      await field(page).fill('zzzzzz');
      await page.getByRole('status').getByText('Nothing was found.').waitFor();
      expect(await field(page).getAttribute('aria-expanded')).toBe('false');
      expect(await options(page).count()).toBe(0);
    });
  });

  test('on the page itself a result leads to its section', async () => {
    await open(
      {},
      async (page) => {
        await page.keyboard.press('/');
        await field(page).fill('momentum');
        await options(page).first().getByText('Momentum').waitFor();
        await options(page).first().click();
        await page.waitForURL(/#momentum$/);
        expect(await isOpen(page)).toBe(0);
      },
      `${site.url}${base}/lectures/one/`,
    );
  });

  test('loads nothing of it before somebody asks', async () => {
    await open({}, async (page) => {
      const loaded = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => name.includes('/search/')),
      );
      expect(loaded.map((name) => name.replace(/^.*\//, ''))).toEqual(['open.js']);
    });
  });

  test('without scripts its link leads to the headings of all pages', async () => {
    await open({ javaScriptEnabled: false }, async (page) => {
      await page.locator('a.lectern-search').click();
      await page.waitForURL(/\/search\/$/);
      await page.getByRole('link', { name: 'Momentum' }).click();
      await page.waitForURL(`${site.url}${base}/lectures/one/#momentum`);
    });
  });

  test.runIf(kind === 'theme')('works where the site lies on a disk', async () => {
    const file = pathToFileURL(path.join(folder, 'docs', base, 'index.html')).href;
    await open(
      {},
      async (page) => {
        await page.keyboard.press('/');
        await field(page).fill('momentum');
        await options(page).first().getByText('Momentum').waitFor();
        await page.keyboard.press('Enter');
        await page.waitForURL(/lectures\/one\/index\.html#momentum$/);
      },
      file,
    );
  });

  test.runIf(kind === 'layouts')('a stroke is a stroke where one writes', async () => {
    await open({}, async (page) => {
      await page.locator('#other').focus();
      await page.keyboard.type('a/b');
      expect(await page.locator('#other').inputValue()).toBe('a/b');
      expect(await isOpen(page)).toBe(0);
    });
  });

  test.each([
    ['light', 390],
    ['dark', 390],
    ['light', 1280],
    ['dark', 1280],
  ] as const)('has no barrier that axe knows of, in %s colours at %i pixels', async (colorScheme, width) => {
    await open({ colorScheme, viewport: { width, height: 800 } }, async (page) => {
      await page.keyboard.press('/');
      await field(page).fill('gradient');
      await page.getByRole('status').getByText('Results').waitFor({ state: 'attached' });
      await page.locator('lectern-search .katex').first().waitFor();
      const seen = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(seen).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).include('lectern-search').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  });
});
