import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { observeShifts, shiftsOf } from '../support/layout-shifts.ts';
import { serveSite } from '../support/serve.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');

const LAYOUT = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ page.title }}</title>
<style>body { background: Canvas; color: CanvasText; }</style>
</head>
<body>
<main>
<h1>{{ page.title }}</h1>
{{ content }}
</main>
</body>
</html>
`;

const LONG_SUM = Array.from({ length: 30 }, (_, index) => `a_{${index}} b^{${index}}`).join(' + ');

const EQUATIONS = `---
title: Equations
---
See $\\eqref{energy}$, and $y = \\ref{second} + \\href{https://example.org}{z}$ further down.

$$
\\begin{equation} E = mc^2 \\label{energy} \\end{equation}
$$

$$
\\begin{align} a &= b \\label{first} \\\\ c &= d \\label{second} \\end{align}
$$

This one $\\undefinedmacro{x}$ is wrong.

Half $\\frac{1}{2}$, then.
`;

const WIDE = `---
title: Wide
---
A fraction $\\frac{${LONG_SUM}}{${LONG_SUM}}$ in its line, the sum $${LONG_SUM}$ too, and $\\text{a long sentence that nobody
would write as a formula, but many do}$.

$$
${LONG_SUM}
$$

$$
x = y
$$

- in a list
  - of lists $\\left[${LONG_SUM}\\right]$.
`;

const FONTS = `---
title: Fonts
---
$\\mathbf{b} \\mathit{ab} \\boldsymbol{c} \\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathscr{S} \\mathsf{s} \\mathtt{t} \\alpha \\Gamma 1$

$\\text{text \\textbf{bold \\textit{both}} \\textsf{sans} \\texttt{type}} \\operatorname{tr} \\dot a \\hat b \\vec v \\sqrt{2}$

$$
\\sum_{i=1}^{n} \\int_a^b \\left( \\frac{\\frac{a}{b}}{\\frac{c}{d}} \\right) \\left\\{ \\begin{matrix} 1 \\\\ 2 \\\\ 3 \\\\ 4 \\\\ 5 \\\\ 6 \\end{matrix} \\right. \\bigl( \\Bigl( \\biggl( \\Biggl( \\leqslant \\ldots \\bigcup
$$
`;

const TWO_HUNDRED = `---
title: Two hundred
---
${Array.from({ length: 200 }, (_, index) => `Formula ${index} is $x_{${index}} + \\sqrt{\\alpha} \\le \\mathbf{A}\\sum_i b_i$ in words that fill the line.`).join('\n\n')}
`;

const WORDS = 'some words and then more words until';
const BREAKS = `---
title: Breaks
---
${WORDS} <i>$x$,</i> and <i>$n$th</i> and <i>($m$)</i> and <i>$k$-means</i> and <i>$a+b=c+d$.</i> ${WORDS}
`;

const SITE: Readonly<Record<string, string>> = {
  '_config.yml':
    "katex:\n  dollars: true\ndefaults:\n  - { scope: { path: '' }, values: { layout: default } }\n",
  '_layouts/default.html': LAYOUT,
  'equations.md': EQUATIONS,
  'wide.md': WIDE,
  'fonts.md': FONTS,
  'many.md': TWO_HUNDRED,
  'breaks.md': BREAKS,
  'plain.md': '---\ntitle: Plain\n---\nNo formula.\n',
};

test.skipIf('executable' in browserFound)('browser tests are skipped', (context) => {
  // Runs only where no browser was found: a notice in the totals that these tests were not run, and why.
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

describe.runIf('executable' in browserFound)('formulas in a browser', () => {
  let folder: string;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-formulas-'));
    const source = path.join(folder, 'course');
    for (const [file, content] of Object.entries(SITE)) {
      await mkdir(path.dirname(path.join(source, file)), { recursive: true });
      await writeFile(path.join(source, file), content);
    }
    const destination = path.join(folder, 'docs');
    await buildSite({ source, destination }, testEffects(folder));
    site = await serveSite(destination);
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open<T>(
    name: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    try {
      const page = await context.newPage();
      await page.goto(`${site.url}/${name}.html`, { waitUntil: 'load' });
      return await look(page);
    } finally {
      await context.close();
    }
  }

  const PHONE = { viewport: { width: 390, height: 800 } };

  test.each([320, 390, 1280])(
    'never widen a screen of %i pixels, and scroll where they are wider',
    async (width) => {
      const seen = await open(
        'wide',
        { viewport: { width, height: 800 }, javaScriptEnabled: false },
        (page) =>
          page.evaluate(() => ({
            width: document.documentElement.scrollWidth,
            scrolling: [...document.querySelectorAll('.math-display, .math-wide')].filter(
              (one) => one.scrollWidth > one.clientWidth,
            ).length,
            cutOff: [...document.querySelectorAll('.math-wide')].filter(
              (one) => one.scrollHeight > one.clientHeight + 1,
            ).length,
          })),
      );
      expect(seen).toMatchObject({ width, cutOff: 0 });
      expect(seen.scrolling).toBeGreaterThan(width < 1280 ? 3 : 0);
    },
  );

  test('give way to their numbers, and scroll with them only where the two do not fit beside each other', async () => {
    const seen = await open('equations', { javaScriptEnabled: false }, (page) =>
      page.evaluate(() => {
        const faults: string[] = [];
        let offCentre = 0;
        for (let width = 60; width < 700; width += 5) {
          document.body.style.width = `${width}px`;
          for (const display of document.querySelectorAll('.math-display:has(.katex-tag)')) {
            const box = display.getBoundingClientRect();
            const bases = [...display.querySelectorAll('.katex-base')].map((one) =>
              one.getBoundingClientRect(),
            );
            const number = display.querySelector('.katex-tag')?.getBoundingClientRect();
            if (number === undefined || bases.length === 0) continue;
            const left = Math.min(...bases.map((base) => base.left));
            const right = Math.max(...bases.map((base) => base.right));
            const room =
              3.5 * Number.parseFloat(getComputedStyle(display.querySelector('.katex') ?? display).fontSize);
            if (right > number.left) faults.push(`${width}: the number lies on the formula`);
            if (display.scrollWidth > display.clientWidth !== right - left + room > display.clientWidth + 1) {
              faults.push(`${width}: ${display.scrollWidth} in ${display.clientWidth}`);
            }
            if (Math.abs(left - box.left - (box.right - right)) > 1) offCentre++;
          }
        }
        return { faults, offCentre };
      }),
    );
    expect(seen.faults).toEqual([]);
    expect(seen.offCentre).toBeGreaterThan(0);
  });

  test('take the focus of the keyboard where they scroll, and nowhere else', async () => {
    const focusable = (page: Page) =>
      page.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const formulas = [...document.querySelectorAll<HTMLElement>('.math-display, .math-wide')];
        return formulas.map((one) => ({
          scrolls: one.scrollWidth > one.clientWidth,
          stop: one.tabIndex === 0,
        }));
      });
    const narrow = await open('wide', PHONE, focusable);
    expect(narrow.map(({ stop }) => stop)).toEqual(narrow.map(({ scrolls }) => scrolls));
    expect(narrow.filter(({ stop }) => !stop).length).toBeGreaterThan(0);
    const wide = await open('equations', {}, focusable);
    expect(wide.every(({ stop }) => !stop)).toBe(true);
  });

  test('are never parted from punctuation and letters that touch them, and break within', async () => {
    const seen = await open('breaks', { javaScriptEnabled: false }, (page) =>
      page.evaluate(() => {
        const parted: string[] = [];
        let broken = 0;
        const middle = ({ top, bottom }: DOMRect) => (top + bottom) / 2;
        for (let width = 60; width < 700; width++) {
          document.body.style.width = `${width}px`;
          for (const item of document.querySelectorAll('i')) {
            const bases = [...item.querySelectorAll('.katex-base')].map((base) =>
              base.getBoundingClientRect(),
            );
            const [first, last] = [bases[0], bases.at(-1)];
            if (first === undefined || last === undefined) continue;
            if (Math.abs(middle(first) - middle(last)) > 12) broken++;
            const text = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
            for (let node = text.nextNode(); node !== null; node = text.nextNode()) {
              if (node.parentElement?.className !== 'math-text') continue;
              const range = document.createRange();
              range.setStart(node, 0);
              range.setEnd(node, 1);
              const before = item.textContent?.startsWith(node.textContent ?? '') === true;
              const touching = before ? first : last;
              if (Math.abs(middle(range.getBoundingClientRect()) - middle(touching)) > 12) {
                parted.push(`${width}: ${item.textContent}`);
              }
            }
          }
        }
        return { parted, broken };
      }),
    );
    expect(seen.parted).toEqual([]);
    expect(seen.broken).toBeGreaterThan(0);
  });

  test("show every character in KaTeX's fonts, of which the site has just these glyphs", async () => {
    const fallbacks = await open('fonts', {}, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('DOM.enable');
      await session.send('CSS.enable');
      const { root } = await session.send('DOM.getDocument');
      const { nodeIds } = await session.send('DOM.querySelectorAll', {
        nodeId: root.nodeId,
        selector:
          '.katex-html .mord, .katex-html .mop, .katex-html .mopen, .katex-html .mrel, .katex-html .mtight, .katex-html .delimsizing span',
      });
      const found = new Set<string>();
      for (const nodeId of nodeIds) {
        const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
        for (const { familyName, isCustomFont } of fonts) if (!isCustomFont) found.add(familyName);
      }
      return [...found];
    });
    expect(fallbacks).toEqual([]);
  });

  test.each(['many', 'fonts', 'equations', 'wide'])(
    'do not shift the layout of %s when fonts come late',
    async (name) => {
      const shift = await open('plain', PHONE, async (page) => {
        await page.route(/katex/, async (route) => {
          await new Promise((done) => setTimeout(done, 500));
          await route.continue();
        });
        await page.addInitScript(observeShifts);
        await page.goto(`${site.url}/${name}.html`, { waitUntil: 'load' });
        await page.waitForTimeout(300);
        return shiftsOf(page);
      });
      expect(shift).toEqual([]);
    },
  );

  test('are copied as their TeX', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const copied = await open('equations', { permissions }, async (page) => {
      await page.evaluate(() => {
        const paragraphs = [...document.querySelectorAll('main > p')];
        const last = paragraphs.at(-1);
        if (last !== undefined) getSelection()?.selectAllChildren(last);
      });
      await page.keyboard.press('ControlOrMeta+C');
      const line = await page.evaluate(() => navigator.clipboard.readText());
      await page.evaluate(() =>
        getSelection()?.selectAllChildren(document.querySelector('main') ?? document.body),
      );
      await page.keyboard.press('ControlOrMeta+C');
      return { line, all: await page.evaluate(() => navigator.clipboard.readText()) };
    });
    expect(copied.line.trim()).toBe('Half $\\frac{1}{2}$, then.');
    expect(copied.all).toMatch(
      /\$\$\s*\\begin\{equation\} E = mc\^2 \\label\{energy\} \\end\{equation\}\s*\$\$/,
    );
    expect(copied.all).toContain('See $\\eqref{energy}$, and');
  });

  test.each([
    ['equations', 'light', 390],
    ['equations', 'dark', 1280],
    ['wide', 'light', 390],
    ['wide', 'dark', 1280],
  ] as const)(
    'raise no barrier that axe knows of: %s in %s colours at %i pixels',
    async (name, colorScheme, width) => {
      const violations = await open(name, { colorScheme, viewport: { width, height: 800 } }, async (page) => {
        const result = await new AxeBuilder({ page }).analyze();
        return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
    },
  );

  const preview = (page: Page) => page.locator('.math-preview:popover-open');

  test('are shown beside a reference while the mouse is on either', async () => {
    await open('equations', {}, async (page) => {
      await page.locator('a.math-ref').first().hover();
      await preview(page).waitFor();
      expect(await preview(page).locator('annotation').first().textContent()).toContain('E = mc^2');
      expect(await preview(page).locator('[id], a[href]').count()).toBe(0);
      await preview(page).hover();
      await page.waitForTimeout(400);
      expect(await preview(page).count()).toBe(1);
      await page.locator('h1').hover();
      await expect.poll(() => preview(page).count()).toBe(0);
    });
  });

  test('are shown beside a reference that the keyboard is on, until Escape', async () => {
    await open('equations', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('math-ref');
      await preview(page).waitFor();
      await page.keyboard.press('Escape');
      expect(await preview(page).count()).toBe(0);
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#mjx-eqn-energy');
    });
  });

  test('are shown at the first tap on a reference, and gone to at the second', async () => {
    await open('equations', { ...PHONE, hasTouch: true, isMobile: true }, async (page) => {
      await page.locator('a.math-ref').first().tap();
      await preview(page).waitFor();
      const box = await preview(page).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      expect(new URL(page.url()).hash).toBe('');
      await page.locator('a.math-ref').first().tap();
      expect(new URL(page.url()).hash).toBe('#mjx-eqn-energy');
    });
  });

  test('are gone to by their references without any script', async () => {
    await open('equations', { javaScriptEnabled: false }, async (page) => {
      await page.locator('a.math-ref').first().click();
      expect(new URL(page.url()).hash).toBe('#mjx-eqn-energy');
    });
  });

  test('are linked by their numbers, and by links that show when the keyboard is on them', async () => {
    await open('equations', {}, async (page) => {
      const links = page.locator('.math-display > a.math-link');
      expect(await links.count()).toBe(3);
      expect((await links.first().boundingBox())?.width).toBeLessThan(2);
      await links.first().focus();
      expect((await links.first().boundingBox())?.width).toBeGreaterThan(20);
      await page.locator('a.math-number').nth(2).click();
      expect(new URL(page.url()).hash).toBe('#mjx-eqn-second');
    });
  });

  test('are given to screen readers far down a page, too, where they have not been laid out', async () => {
    const LAID_OUT = '.katex-mathml { content-visibility: visible !important; }';
    const executablePath = 'executable' in browserFound ? browserFound.executable : '';
    const args = [...BROWSER_FLAGS, '--force-renderer-accessibility'];
    const reading = await chromium.launch({ executablePath, args });
    /** All roles with their texts, in which letters may be mathematical or plain ones. */
    const heard = async (page: Page) => {
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes
        .filter(({ ignored, role }) => !ignored && role?.value !== 'InlineTextBox')
        .map(({ role, name }) => `${role?.value}: ${String(name?.value ?? '').normalize('NFKC')}`)
        .toSorted();
    };
    try {
      for (const name of ['many', 'equations', 'fonts']) {
        const page = await reading.newPage();
        await page.goto(`${site.url}/${name}.html`, { waitUntil: 'load' });
        const asShown = await heard(page);
        await page.addStyleTag({ content: LAID_OUT });
        expect(asShown.join()).toContain('MathMLIdentifier');
        expect(asShown).toEqual(await heard(page));
      }
    } finally {
      await reading.close();
    }
  });

  test("look as with all of KaTeX's style sheet, of which the site has the rules that they use", async () => {
    const katex = createRequire(import.meta.url).resolve('katex/dist/katex.min.css');
    const all = (await readFile(katex, 'utf8')).replace(/@font-face\{[^}]*\}/g, '');
    for (const name of ['fonts', 'equations', 'wide']) {
      await open(name, {}, async (page) => {
        const before = await page.screenshot({ fullPage: true });
        await page.evaluate((css) => {
          const style = Object.assign(document.createElement('style'), { textContent: css });
          document.querySelector('link[href$="katex.min.css"]')?.after(style);
        }, all);
        expect(await page.locator('style').first().textContent()).toContain('.cd-arrow-pad');
        expect(before.equals(await page.screenshot({ fullPage: true }))).toBe(true);
      });
    }
  });

  test('have no link that the keyboard reaches within what screen readers do not see', async () => {
    const hidden = await open('equations', {}, (page) =>
      page.locator('[aria-hidden="true"] a:not([tabindex="-1"])').count(),
    );
    expect(hidden).toBe(0);
  });

  test('are black in print, whatever the colours on the screen', async () => {
    const color = await open('equations', { colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      return page.evaluate(
        () => getComputedStyle(document.querySelector('.katex-html') ?? document.body).color,
      );
    });
    expect(color).toBe('rgb(0, 0, 0)');
  });

  test('bring nothing into a page that has none', async () => {
    const html = await open('plain', {}, (page) => page.content());
    expect(html).not.toMatch(/katex|lectern-/);
  });
});
