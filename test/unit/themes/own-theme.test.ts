import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ownTheme, themeFiles } from '../../../src/themes/index.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

function labelsIn(file: string): unknown {
  const { labels }: { labels: unknown } = parse(readFileSync(path.join(ROOT, file), 'utf8'));
  return labels;
}

test("lectern's own theme is its own course's layouts, and travels in its package", () => {
  const files = themeFiles(ownTheme('named'));
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const manifest: { files: string[] } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const published = files.map((file) => path.relative(ROOT, file).split(path.sep).join('/'));
  expect(
    published.filter((file) => !manifest.files.some((one) => file === one || file.startsWith(`${one}/`))),
  ).toEqual([]);
});

test('its words are those of its own course', () => {
  expect(labelsIn('layouts/theme.yml')).toEqual(labelsIn('_config.yml'));
});
