import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { codeCell, lines, markdownCell, notebook, pngBase64, result, stream } from '../support/notebooks.ts';
import { serveSite } from '../support/serve.ts';
import { testEffects } from '../support/test-effects.js';

const browserFound = inject('browser');

test.skipIf('executable' in browserFound)('browser tests of notebooks are skipped', (context) => {
  context.skip('missing' in browserFound ? browserFound.missing : '');
});

const RUN = 'globalThis.hasRun = true';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="${RUN}"><script>${RUN}</script><a href="javascript:${RUN}"><rect width="40" height="40"/></a></svg>`;

/** HTML that runs in a page which is not careful. */
const HOSTILE = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="x" onerror=${RUN.replaceAll(' ', '')}>`,
  `<a class="trap" href="javascript:${RUN}">a</a>`,
  `<a class="trap" href="java&#10;script:${RUN}">b</a>`,
  `<a class="trap" href=" &#1;javascript:${RUN}">c</a>`,
  `<a class="trap" href="data:text/html,<script>${RUN}</script>">d</a>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}">`,
  `<svg onload="${RUN}"></svg><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN.replaceAll(' ', '')}&gt;">`,
  `<details open ontoggle="${RUN}"><summary>e</summary></details>`,
  `<form action="javascript:${RUN}"><button class="trap" formaction="javascript:${RUN}">f</button></form>`,
  `<video src=x onerror="${RUN}"></video><audio src=x onerror="${RUN}"></audio>`,
  `<style>@import "javascript:${RUN}"; * {animation: x 1s} @keyframes x {}</style><b onanimationstart="${RUN}">g</b>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}"><base href="javascript:/">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN.replaceAll(' ', '')}>"></noscript>`,
  `<template><script>${RUN}</script></template><textarea><script>${RUN}</script></textarea>`,
];

const FILES: Readonly<Record<string, string>> = {
  '_config.yml': 'title: Notebooks\nlang: en\ntheme: lectern\n',
  '_layouts/bare.html': '<!DOCTYPE html><html lang="en"><title>x</title><body>{{ content }}</body></html>',
  'index.md': '---\ntitle: Notebooks\n---\nText.\n',
  // Without a layout of lectern's own there is no policy that would keep scripts from running.
  'hostile.ipynb': notebook([
    { cell_type: 'raw', metadata: {}, source: ['---\n', 'layout: bare\n', '---\n'] },
    ...HOSTILE.flatMap((html) => [
      markdownCell(`Text ${html}\n`),
      markdownCell(`${html}\n`),
      codeCell('x', [result({ 'text/html': [html] }), result({ 'text/markdown': [html] })]),
    ]),
    markdownCell(`[m](javascript:${RUN.replaceAll(' ', '')}){: .trap}`),
    codeCell('y', [result({ 'image/svg+xml': SVG }), result({ 'text/html': `<p>${SVG}</p>` })]),
    codeCell('z', [stream(`<script>${RUN}</script>\n`), result({ 'application/javascript': [RUN] })]),
  ]),
  'lab.ipynb': notebook([
    markdownCell('# Lab\n\nText with $x$.\n\n## Part\n\nText.\n\n## Next\n'),
    codeCell(`value = ${'very_long_name + '.repeat(20)}1`, [
      stream('a line\n'.repeat(60)),
      stream('b\n', 'stderr'),
    ]),
    codeCell('df', [
      result({
        'text/html': lines(
          `<table border="1" class="dataframe"><thead><tr><th></th>${'<th>column</th>'.repeat(30)}</tr></thead><tbody><tr><th>0</th>${'<td>0.123456</td>'.repeat(30)}</tr></tbody></table>`,
        ),
      }),
    ]),
    codeCell('plot()', [result({ 'image/png': pngBase64(2000, 1200) })]),
    codeCell('1/0', [
      {
        output_type: 'error',
        ename: 'E',
        evalue: 'v',
        traceback: [`\x1b[31m${'-'.repeat(75)}\x1b[0m`, 'E: v'],
      },
    ]),
  ]),
};

describe.runIf('executable' in browserFound)('notebooks in a browser', () => {
  let folder: string;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-notebooks-'));
    for (const [name, text] of Object.entries(FILES)) {
      const file = path.join(folder, 'course', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await buildSite({ source: 'course', destination: 'site', cache: false }, testEffects(folder));
    site = await serveSite(path.join(folder, 'site'));
    const executable = 'executable' in browserFound ? browserFound.executable : '';
    browser = await chromium.launch({ executablePath: executable, args: BROWSER_FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('nothing of a notebook runs, whatever it holds and whatever is clicked', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/hostile.html`, { waitUntil: 'load' });
    await page.waitForTimeout(500);
    expect(await page.evaluate('globalThis.hasRun')).toBeUndefined();
    expect(await page.locator('img').count()).toBeGreaterThan(8);
    for (const link of await page.locator('.trap').all()) {
      expect((await link.getAttribute('href')) ?? '').not.toMatch(/script|data:/i);
      await link.click({ force: true, noWaitAfter: true, timeout: 5_000 }).catch(() => undefined);
    }
    expect(await page.evaluate('globalThis.hasRun')).toBeUndefined();
    await page.close();
  });

  test.each([390, 1440])(
    'a notebook fits on a screen of %i pixels, and anybody can read it',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${site.url}/lab.html`, { waitUntil: 'load' });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await page.locator('summary').first().click();
      const found = await new AxeBuilder({ page }).analyze();
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await context.close();
    },
  );
});
