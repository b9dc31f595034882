import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Bytes of files as servers send them. */
function sent(...files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(ROOT, file)), { level: 9 }).length,
    0,
  );
}

test('the style sheets of the own theme are small enough for a train', () => {
  expect(sent('css/lectern.css', 'css/print.css', 'assets/fonts/fonts.css')).toBeLessThanOrEqual(14 * 1024);
  expect(sent('css/notebook.css')).toBeLessThanOrEqual(2 * 1024);
});

test('its script is, too, and says nothing for which a page’s scripts are read for formulas', () => {
  expect(sent('assets/lectern.js')).toBeLessThanOrEqual(6 * 1024);
  expect(sent('assets/figures.js')).toBeLessThanOrEqual(3 * 1024);
  // What page-code.ts looks for before it parses the scripts of a page.
  expect(readFileSync(path.join(ROOT, 'assets/lectern.js'), 'utf8')).not.toMatch(
    /mathjax|renderMathInElement|katex/i,
  );
});
