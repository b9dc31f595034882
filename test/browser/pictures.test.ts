import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { observeShifts, shiftsOf } from '../support/layout-shifts.ts';
import { serveSite } from '../support/serve.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');

/** How long pictures take to come, in milliseconds. */
const LATE = 1500;

test.skipIf('executable' in browserFound)('browser tests of pictures are skipped', (context) => {
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

/** A grey PNG of a size, with alpha values or without. */
function png(width: number, height: number, hasAlpha: boolean): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, hasAlpha ? 4 : 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * (hasAlpha ? 2 : 1)), 0x80);
  for (let row = 0; row < height; row++) rows[row * (rows.length / height)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const WORDS = 'Words that fill a line of text and the next one as well. '.repeat(8);

const LECTURE = `---
layout: LAYOUT
title: Pictures
lecture: 1
---
# Pictures

${WORDS}

![Wide](/fig/wide.png)

${WORDS}

![Half](/fig/wide.png){: width="400"}
![Share](/fig/photo.png){: style="width: 60%"}
![Percent](/fig/photo.png){: width="50%"}

<IMG SRC="/fig/vector.svg">

${WORDS} ![Small](/fig/small.png) in a line.

| a | b |
|---|---|
| ![In a table](/fig/small.png) | ![Wide](/fig/photo.png) |

<figure><img src="/fig/photo.png" alt="Photo"><figcaption>A photo</figcaption></figure>

A note.[^1] <span style="color: #00008b">dark blue</span> <font color="maroon">maroon</font>

\`\`\`python
print("${'a long line '.repeat(12)}")
\`\`\`

[^1]: The note.

${`${WORDS}\n\n`.repeat(6)}
![Far](/fig/wide.png)

${WORDS}
`;

const FIGURES: Readonly<Record<string, string | Buffer>> = {
  'fig/wide.png': png(1200, 300, true),
  'fig/photo.png': png(320, 240, false),
  'fig/small.png': png(40, 40, false),
  'fig/vector.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><circle cx="50" cy="50" r="40"/></svg>',
};

const OWN_LAYOUT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="stylesheet" href="/style.css"></head><body><header class="top"><img class="logo" src="/fig/wide.png" alt="Logo"></header>
<main>{{ content }}</main></body></html>
`;

/** Style sheets as themes have them, by what they say of pictures. */
const SHEETS: Readonly<Record<string, string>> = {
  nothing: '',
  'at most as wide as there is room': 'img { max-width: 100%; vertical-align: middle }',
  'the same, in proportion': 'img { max-width: 100%; height: auto }',
  'as wide as there is room': 'main img { width: 100% }',
  'blocks in the middle': 'img { display: block; max-width: 100%; margin: auto }',
  'a height for the logo': 'img { max-width: 100% } .top .logo { height: 30px }',
  'a height for all': 'img { max-height: 200px; max-width: 100% }',
};

describe.runIf('executable' in browserFound)('pictures that come late', () => {
  let folder: string;
  let browser: Browser;
  const closing: (() => void)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-pictures-'));
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    for (const close of closing) close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Builds a course, and answers with its address. */
  async function built(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
    const source = path.join(folder, name);
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(source, file)), { recursive: true });
      await writeFile(path.join(source, file), content);
    }
    const destination = path.join(folder, `${name}-docs`);
    await buildSite({ source, destination }, testEffects(source));
    const site = await serveSite(destination);
    closing.push(site.close);
    return site.url;
  }

  /** Opens a page whose pictures come late, or at once. */
  async function opened<T>(
    url: string,
    { width = 1280, late = true, scheme = 'light' as 'light' | 'dark' },
    look: (page: Page, context: BrowserContext) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    try {
      const page = await context.newPage();
      await page.route('**/fig/**', async (route) => {
        if (late) await later(LATE);
        await route.continue();
      });
      await page.addInitScript(observeShifts);
      await page.goto(url, { waitUntil: 'load' });
      return await look(page, context);
    } finally {
      await context.close();
    }
  }

  /** All that has moved on a page, once its pictures are there: those far below as well. */
  async function shifts(page: Page): Promise<readonly string[]> {
    for (const at of [0, 1, 2, 3, 4]) {
      await page.evaluate((part) => window.scrollTo(0, (document.body.scrollHeight * part) / 4), at);
      await later(300);
    }
    await later(LATE);
    await page.evaluate(() => window.scrollTo(0, 0));
    const loaded = await page.evaluate(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
    expect(loaded).toBe(true);
    return shiftsOf(page);
  }

  /** The size of each picture on a page, as it is laid out. */
  function boxes(page: Page): Promise<readonly string[]> {
    return page.evaluate(async () => {
      for (const image of document.images) image.loading = 'eager';
      await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
      return [...document.images].map((image) => {
        const { width, height } = image.getBoundingClientRect();
        return `${image.alt} ${Math.round(width)} × ${Math.round(height)}`;
      });
    });
  }

  test.each([390, 1280])('move nothing in lectern’s own theme on a screen of %i pixels', async (width) => {
    // What fonts that come late move is asked of the theme's fonts.
    const url = await built(`own-${width}`, {
      '_config.yml': 'theme: lectern\nlectern: {fonts: system}\n',
      'lecture.md': LECTURE.replace('LAYOUT', 'lecture'),
      ...FIGURES,
    });
    await opened(`${url}/lecture.html`, { width }, async (page) => {
      expect(await shifts(page)).toEqual([]);
    });
  });

  test('move what is below them where nothing is said of their size', async () => {
    const url = await built('unsaid', {
      '_config.yml': 'theme: lectern\nlectern: { images: { dimensions: false } }\n',
      'lecture.md': LECTURE.replace('LAYOUT', 'lecture'),
      ...FIGURES,
    });
    await opened(`${url}/lecture.html`, {}, async (page) => {
      expect((await shifts(page)).length).toBeGreaterThan(0);
    });
  });

  test('lie on a plate in the dark where they are seen through, and colours are legible', async () => {
    const url = await built('dark', {
      '_config.yml': 'theme: lectern\n',
      'lecture.md': LECTURE.replace('LAYOUT', 'lecture'),
      ...FIGURES,
    });
    await opened(`${url}/lecture.html`, { late: false, scheme: 'dark' }, async (page, context) => {
      const plates = await page.evaluate(() =>
        [...document.images].map((image) => `${image.alt} ${image.classList.contains('plate')}`),
      );
      expect(plates).toEqual(
        expect.arrayContaining(['Wide true', ' true', 'Photo false', 'Small false', 'Percent false']),
      );
      const found = await new AxeBuilder({ page })
        .withRules([
          'color-contrast',
          'aria-allowed-role',
          'aria-deprecated-role',
          'scrollable-region-focusable',
          'landmark-unique',
          'region',
          'aria-allowed-attr',
        ])
        .include('main')
        .analyze();
      expect(
        found.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`),
      ).toEqual([]);
      expect(context.pages()).toHaveLength(1);
    });
  });

  test.each(Object.entries(SHEETS))(
    'have the size that they have without being told, in a layout whose sheet says: %s',
    async (name, css) => {
      const files = {
        '_layouts/own.html': OWN_LAYOUT,
        'style.css': `body { margin: 1rem } ${css}`,
        'lecture.md': LECTURE.replace('LAYOUT', 'own'),
        ...FIGURES,
      };
      const folderName = name.replaceAll(' ', '-');
      const told = await built(folderName, files);
      const untold = await built(`${folderName}-off`, {
        ...files,
        '_config.yml': 'lectern: { images: { dimensions: false } }\n',
      });
      for (const width of [390, 1280]) {
        const [sized, plain] = await Promise.all(
          [told, untold].map((url) => opened(`${url}/lecture.html`, { width, late: false }, boxes)),
        );
        expect(sized).toEqual(plain);
      }
      if (css.includes('height: 200px') || css.includes('height: 30px')) return;
      await opened(`${told}/lecture.html`, {}, async (page) => {
        expect(await shifts(page)).toEqual([]);
      });
    },
    60_000,
  );
});
