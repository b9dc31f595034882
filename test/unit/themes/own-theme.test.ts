import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { WORD_KEYS } from '../../../src/site/index.js';
import { ownWords } from '../../../src/site/scan/read-words.js';
import { languagesFolder, ownTheme, themeFiles } from '../../../src/themes/index.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

test("lectern's own theme travels in its package", () => {
  const files = [...themeFiles(ownTheme('named')), languagesFolder()];
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const manifest: { files: string[] } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const published = files.map((file) => path.relative(ROOT, file).split(path.sep).join('/'));
  expect(
    published.filter((file) => !manifest.files.some((one) => file === one || file.startsWith(`${one}/`))),
  ).toEqual([]);
});

const languages = readdirSync(languagesFolder());

test('it speaks seven languages', () => {
  expect(languages.sort()).toEqual(['de.yml', 'en.yml', 'es.yml', 'fr.yml', 'ja.yml', 'ko.yml', 'zh.yml']);
});

test.each(languages)('%s has every word, and no other', (file) => {
  const text = readFileSync(path.join(languagesFolder(), file), 'utf8');
  const words: Record<string, unknown> = parse(text);
  expect(ownWords(text)).toEqual(words);
  expect(Object.keys(words).sort()).toEqual([...WORD_KEYS].sort());
  // What stands behind a name may be a space.
  const isMissing = ([key, word]: [string, unknown]): boolean =>
    typeof word !== 'string' || (word.trim() === '' && key !== 'label_end');
  expect(Object.entries(words).filter(isMissing)).toEqual([]);
  expect(
    [words['lecture'], words['week'], words['label_title']].filter((word) => !String(word).includes('%')),
  ).toEqual([]);
});
