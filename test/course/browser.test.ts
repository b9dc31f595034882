import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { serveSite } from '../support/serve.ts';

const browserFound = inject('browser');
const COURSE = path.resolve(import.meta.dirname, '../../content');
const PAGES = [
  '/',
  '/schedule/',
  '/notation/',
  '/glossary/',
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => `/lecture0${n}/`),
];

test.skipIf('executable' in browserFound)('browser tests are skipped', (context) => {
  // Runs only where no browser was found: a notice in the totals that these tests were not run, and why.
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

describe.runIf('executable' in browserFound)('the sample course in a browser', () => {
  let docs: string;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;

  beforeAll(async () => {
    docs = await mkdtemp(path.join(os.tmpdir(), 'lectern-browser-'));
    const { diagnostics } = await buildSite(
      { source: COURSE, destination: docs, cache: false },
      {
        cwd: COURSE,
        env: {},
        now: () => new Date('2026-03-04T05:06:07Z'),
        timezone: 'UTC',
        progress: () => {},
      },
    );
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    site = await serveSite(docs);
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await rm(docs, { recursive: true, force: true });
  });

  /** Opens a page as a student does, with scripts off, and hands it over; nothing may fail to load. */
  async function open(url: string, width: number, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      const failed: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400) failed.push(response.url());
      });
      await page.goto(site.url + url, { waitUntil: 'load' });
      await look(page);
      expect(failed).toEqual([]);
    } finally {
      await context.close();
    }
  }

  test.each(PAGES.flatMap((page) => [[page, 390] as const, [page, 1280] as const]))(
    '%s is no wider than a screen of %i pixels, and every formula is painted',
    async (url, width) => {
      await open(url, width, async (page) => {
        const seen = await page.evaluate(() => {
          const text = document.createElement('div');
          text.innerHTML = document.body.innerHTML;
          for (const other of text.querySelectorAll('.katex, code')) other.remove();
          return {
            rawTex: /\\\(|\\\[|\$\$/.test(text.textContent ?? ''),
            width: document.documentElement.scrollWidth,
            empty: [...document.querySelectorAll('.katex-html')].filter(
              (one) => one.getBoundingClientRect().width === 0,
            ).length,
            errors: document.querySelectorAll('.katex-error').length,
            fonts: [...document.fonts].filter(
              (font) => font.family.startsWith('KaTeX') && font.status === 'error',
            ).length,
          };
        });
        expect(seen).toEqual({ width, empty: 0, errors: 0, fonts: 0, rawTex: false });
      });
    },
  );

  test.each([...PAGES, '/404.html'].flatMap((url) => [390, 1280].map((width) => [url, width] as const)))(
    '%s raises no barrier that axe knows of at %i pixels, in either scheme, and asks nobody else for anything',
    async (url, width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      try {
        const page = await context.newPage();
        const told: string[] = [];
        page.on('console', (message) => told.push(message.text()));
        page.on('request', (request) => {
          if (!/^data:/.test(request.url()) && !request.url().startsWith(site.url)) told.push(request.url());
        });
        await page.goto(site.url + url, { waitUntil: 'load' });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${colorScheme}, ${id}: ${nodes[0]?.html}`)).toEqual([]);
        }
        expect(told).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );
});
