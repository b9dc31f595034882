import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuildResult, buildSite } from '../../../src/course/index.js';

const LAYOUT = `<!DOCTYPE html>
<html><head><title>{{ page.title }}</title>
<script>MathJax = { tex: { inlineMath: [['$', '$'], ['\\\\(', '\\\\)']], tags: 'ams' } };</script>
<script src="https://cdn.example.org/tex-chtml.js"></script>
</head><body><h1>{{ page.title }}</h1>{{ content }}</body></html>
`;

/** What stands in a formula that a macro spoils: signs that mean something in a pattern, and some that do not. */
const SIGNS = Array.from('-{}[]()|/\\.*+?^$&<>"\'=,:;!#%@~`–—…’“«数𝒙é', (sign) => sign);

/** Signs that end, hide or break a formula where they stand alone, so that it is not the formula that is meant. */
const ALONE = ['{', '}', '\\', '$', '%', '`'];

const inFormula = SIGNS.filter((sign) => !ALONE.includes(sign));
const pages: Readonly<Record<string, string>> = {
  '_config.yml': 'title: Course\n',
  '_layouts/default.html': LAYOUT,
  'text.md': '---\nlayout: default\n---\nBy \\eqref{eq-1} of last week, and \\ref{fig:a-b}, we have $x$.\n',
  'labels.html': `---\nlayout: default\n---\n${SIGNS.map((sign) => `<p>By \\eqref{a${sign}b}.</p>\n`).join('')}`,
  'titles.md': '---\nlayout: default\ntitle: On $\\foo - 1$\n---\nText.\n',
  'signs.html': `---\nlayout: default\n---\n${inFormula.map((sign) => `<p>By $\\foo ${sign} 1$.</p>\n`).join('')}`,
};

let folder: string;
let result: BuildResult;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-places-'));
  for (const [name, text] of Object.entries(pages)) {
    await mkdir(path.dirname(path.join(folder, 'course', name)), { recursive: true });
    await writeFile(path.join(folder, 'course', name), text);
  }
  result = await buildSite(
    { source: 'course', destination: 'docs', cache: false },
    { cwd: folder, env: {}, timezone: 'UTC' },
  );
});

afterAll(() => rm(folder, { recursive: true }));

const read = (name: string) => readFile(path.join(folder, 'docs', name), 'utf8');
const foundIn = (file: string, code: string) =>
  result.diagnostics.filter((found) => found.file === file && found.code === code);

describe('a fault in a formula that no renderer has marked', () => {
  it('costs no page, whatever signs stand in the formula', () => {
    expect(result.complete).toBe(true);
    expect(result.pageCount).toBe(4);
  });

  it('is found where a reference of the text leads nowhere', async () => {
    expect(await read('text.html')).toContain('???');
    expect(foundIn('text.md', 'math-undefined-label')).toMatchObject([
      { line: 4, column: 4 },
      { line: 4, column: 35 },
    ]);
  });

  it.each(inFormula)('has its place in a formula with %s', (sign) => {
    const line = inFormula.indexOf(sign) + 4;
    expect(foundIn('signs.html', 'math-undefined-macro')).toContainEqual(
      expect.objectContaining({ line, column: 8 }),
    );
  });

  it('has its place in a title', () => {
    expect(foundIn('titles.md', 'math-undefined-macro')).toContainEqual(
      expect.objectContaining({ line: 3, column: 12 }),
    );
  });
});
