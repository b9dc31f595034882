import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageFacts } from '../../src/course/check-site.js';
import { locator, mapText, type Place } from '../../src/diagnostics/index.js';
import {
  createMarkdown,
  DEFAULT_KRAMDOWN_OPTIONS,
  type MarkdownOptions,
  type MarkdownResult,
  MEND_NAMES,
  type Numbering,
} from '../../src/markdown/index.js';
import { FORMULA_MARK, LITERAL_DOLLAR } from '../../src/math/index.js';
import { planRepairs, repairCourse } from '../../src/repair/index.js';
import { written } from '../unit/markdown/render-case.js';

/** Texts that no one would write, put together of pieces of those that someone might, by a fixed seed. */
const CASES = 1500;
const FIXTURES = path.resolve(import.meta.dirname, '../unit/markdown');
const textsIn = (folder: string): readonly string[] =>
  readdirSync(path.join(FIXTURES, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.text'))
    .sort()
    .map((file) => readFileSync(path.join(FIXTURES, folder, file), 'utf8'));
const slips = textsIn('mends/fixtures');
const PREFIXES = [
  '',
  '',
  '',
  '  ',
  '    ',
  '\t',
  '> ',
  '- ',
  '1. ',
  ': ',
  '| ',
  '# ',
  '<div>',
  '*',
  '`',
  '$',
  '$$',
  '語',
];

/** Numbers from 0 up to 1, the same ones for the same seed (a linear congruential generator, modulus 2^32). */
function numbers(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

function makeTexts(
  seed: number,
  count: number,
  texts: readonly string[] = [...textsIn('fixtures'), ...slips],
): string[] {
  const lines = texts.flatMap((text) => text.split('\n'));
  const next = numbers(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? '';
  const piece = (): string => {
    if (next() < 0.4) {
      const prefix = next() < 0.3 ? pick(PREFIXES) : '';
      return pick(texts)
        .split('\n')
        .map((line) => prefix + line)
        .join('\n');
    }
    const length = 1 + Math.floor(next() * 5);
    return Array.from({ length }, () => pick(PREFIXES) + pick(lines)).join('\n');
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * 4) }, piece).join(next() < 0.5 ? '\n' : '\n\n'),
  );
}

const OPTIONS: MarkdownOptions = {
  dialect: 'kramdown',
  kramdown: DEFAULT_KRAMDOWN_OPTIONS,
  dollars: false,
  mend: {},
  highlight: () => undefined,
  relativeLink: () => undefined,
};

const KINDS: readonly (readonly [name: string, options: Partial<MarkdownOptions>])[] = [
  ['as Jekyll', { mend: false }],
  ['with mends and dollars', { mend: {}, dollars: true }],
  ['with dollars alone', { mend: false, dollars: true }],
  ['as CommonMark', { dialect: 'commonmark', dollars: true }],
];

describe.each(KINDS)('texts that no one would write, %s', (_, options) => {
  const markdown = createMarkdown({ ...OPTIONS, ...options });
  const render = (text: string): MarkdownResult => markdown(mapText(text, 'page.md'));

  test('are read to their end, each time alike, and their places are in them', () => {
    for (const text of makeTexts(20, CASES)) {
      const result = render(text);
      const shape = text.split('\n').map((line) => [...line].length);
      for (const { line, column, file } of placesOf(result)) {
        const length = shape[line - 1];
        if (file !== 'page.md' || length === undefined || column < 1 || column > length + 1)
          expect.fail(`${file}:${line}:${column} is not in ${JSON.stringify(text)}`);
      }
    }
    for (const text of makeTexts(21, 100)) expect(render(text)).toEqual(render(text));
  });

  test('keep each formula in the page, at the place where its TeX is written', () => {
    let found = 0;
    for (const text of makeTexts(22, CASES)) {
      const { html, formulas } = render(text);
      const shown = new Set(Array.from(html.matchAll(FORMULA_MARK), ([, index]) => Number(index)));
      for (const index of shown) expect(formulas[index], text).toBeDefined();
      const rows = text.split('\n');
      for (const { tex } of formulas) {
        const first = tex.text.search(/[A-Za-z0-9]/);
        if (first < 0) continue;
        const { line, column } = locator(tex)(first);
        const written = [...(rows[line - 1] ?? '')][column - 1];
        if (written !== tex.text[first])
          expect.fail(`${tex.text} is not at ${line}:${column} of ${JSON.stringify(text)}`);
        found++;
      }
    }
    expect(found).toBeGreaterThan(CASES / 10);
  });
});

describe.each(['kramdown', 'commonmark'] as const)(
  'texts that no one would write, numbered in %s',
  (dialect) => {
    const markdown = createMarkdown({ ...OPTIONS, dialect, dollars: true });
    const numbering: Numbering = { prefix: '4.', words: {}, solutions: 'closed', origin: '123' };
    const render = (text: string): MarkdownResult => markdown(mapText(text, 'page.md'), numbering);

    test('are read to their end, each time alike, without a fault, and with all their formulas', () => {
      let named = 0;
      for (const text of makeTexts(26, CASES)) {
        const { html, formulas, labels, diagnostics } = render(text);
        if (diagnostics.some(({ code }) => code === 'internal-fault')) expect.fail(JSON.stringify(text));
        for (const [, index] of html.matchAll(FORMULA_MARK))
          expect(formulas[Number(index)], text).toBeDefined();
        expect(html.split('\uFDED').length, text).toBe(html.split('\uFDEE').length);
        named += labels.filter(({ kind }) => kind !== 'section').length;
      }
      for (const text of makeTexts(27, 100)) expect(render(text)).toEqual(render(text));
      if (dialect === 'kramdown') expect(named).toBeGreaterThan(0);
    });
  },
);

test('a mend that changes a page says so', () => {
  const read = (mend: MarkdownOptions['mend']) => createMarkdown({ ...OPTIONS, dollars: false, mend });
  const [mended, plain] = [read({}), read(false)];
  // A dollar that is text for certain is shown as any other.
  const shown = (html: string) => html.replaceAll(LITERAL_DOLLAR, '$');
  let changed = 0;
  for (const text of makeTexts(23, CASES)) {
    const { html, formulas, diagnostics } = mended(mapText(text, 'page.md'));
    // Where formulas come first, marks stand for those that MathJax would find in raw HTML.
    if (formulas.length > 0 || shown(html) === shown(plain(mapText(text, 'page.md')).html)) continue;
    changed++;
    if (diagnostics.every(({ mend }) => mend === undefined))
      expect.fail(`Nothing is said of ${JSON.stringify(text)}`);
  }
  expect(changed).toBeGreaterThan(CASES / 10);
});

describe('what is put right', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  /** What readers have of a page: its text and elements, but for how lists and paragraphs hold them. */
  const shown = (result: MarkdownResult): string =>
    written(result)
      .replaceAll(' class="language-plaintext highlighter-rouge"', '')
      .replace(/<\/?(?:p|ul|ol|li)>|\s+| \/(?=>)/g, '')
      .replaceAll('%7C', '|')
      .replace(/&quot;|[“”]/g, '"')
      .replace(/[‘’]/g, "'");

  test('is read as it was before, and the rest of the page, too', async () => {
    const source = mkdtempSync(path.join(tmpdir(), 'lectern-fuzz-'));
    const file = path.join(source, 'page.md');
    const markdown = createMarkdown(OPTIONS);
    let repairs = 0;
    try {
      for (const text of makeTexts(24, 150, slips)) {
        writeFileSync(file, text);
        const read = (bytes: Uint8Array) => markdown(mapText(new TextDecoder().decode(bytes), 'page.md'));
        const check = (changed: ReadonlyMap<string, Uint8Array>) => {
          const result = read(changed.get(file) ?? bytesOf(text));
          const pages = new Map([['page.html', pageFacts('page.md', written(result))]]);
          return Promise.resolve({ source, diagnostics: result.diagnostics, pages });
        };
        const { files, repaired } = await repairCourse(check, (found) => found);
        repairs += repaired.length;
        expect(shown(read(bytesOf(files[0]?.after ?? text))), text).toBe(shown(read(bytesOf(text))));
      }
    } finally {
      rmSync(source, { recursive: true, force: true });
    }
    expect(repairs).toBeGreaterThan(150);
  });

  test('in a URL with a pipe is read by Jekyll as it was by the mend alone', () => {
    const only = Object.fromEntries(MEND_NAMES.map((name) => [name, name === 'link-pipes']));
    const read = (mend: MarkdownOptions['mend']) => createMarkdown({ ...OPTIONS, mend });
    const [mended, plain] = [read(only), read(false)];
    const next = numbers(25);
    let repairs = 0;
    for (let count = 0; count < CASES / 3; count++) {
      const length = 1 + Math.floor(next() * 9);
      const text = Array.from({ length }, () => PIPES[Math.floor(next() * PIPES.length)]).join('');
      const result = mended(mapText(text, 'page.md'));
      const { files, repaired } = planRepairs(result.diagnostics, () => bytesOf(text));
      repairs += repaired.length;
      const after = plain(mapText(files[0]?.after ?? text, 'page.md'));
      expect(shown(after), text).toBe(shown(result));
    }
    expect(repairs).toBeGreaterThan(CASES / 6);
  });
});

/** Pieces of texts with pipes: in URLs, where they cut no table, and where they do. */
const PIPES: readonly string[] = [
  '[a](b|c)',
  '[a|b](c|d)',
  '![x](y|z "t")',
  '[q](u|v "t|w")',
  "[q](u|v 't')",
  '<http://e.org/a|b>',
  '`x|y`',
  '\\|',
  '|',
  ' | ',
  '\n',
  '\n\n',
  '|---|---|\n',
  '(',
  ')',
  'word ',
  '[a](b\\|c|d)',
  '[a](<b|c>)',
  '[a](b|c',
  '](',
  'x|y)',
  '"',
  '<b>',
  '</b>',
  '$a|b$',
  '* ',
  '> ',
  '%7C',
  '[a][b|c]',
  '\n[b|c]: u|v\n',
  '**',
  '`',
];

function placesOf({ diagnostics, headings, anchors, references }: MarkdownResult): Place[] {
  return [...diagnostics, ...[...headings, ...anchors, ...references].map(({ place }) => place)];
}
