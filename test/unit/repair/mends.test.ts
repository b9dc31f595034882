import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { planRepairs } from '../../../src/repair/index.js';
import { renderCase, written } from '../markdown/render-case.js';

/** The texts that show what mends do. */
const FIXTURES = path.join(import.meta.dirname, '../markdown/mends/fixtures');
const names = readdirSync(FIXTURES)
  .filter((file) => file.endsWith('.text'))
  .map((file) => file.replace(/\.text$/, ''));

/** Mends of what can be written right in more than one way, or only by writing more. */
const BY_HAND: ReadonlySet<string> = new Set([
  'block-tags',
  'cjk-breaks',
  'comments-in-tags',
  'formula-delimiters',
  'formula-tables',
  'formulas',
  'late-closing-tags',
  'placeholders',
  'split-comments',
  'unclosed-elements',
]);

/** Mends with some faults in their texts that are left to the author. */
const PARTLY: ReadonlySet<string> = new Set(['html-spans', 'list-markers', 'stray-tags']);

function optionsOf(name: string): { readonly dollars?: boolean } {
  const file = path.join(FIXTURES, `${name}.options.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** What the mend alone reads in a text, and the text as it is once its faults are put right. */
function repair(text: string, name: string) {
  const { dollars = false } = optionsOf(name);
  const only = { ...ALL_OFF, [name]: true };
  const mended = renderCase(text, { mend: only, dollars });
  const bytes = new TextEncoder().encode(text);
  const plan = planRepairs(mended.diagnostics, () => bytes);
  return {
    html: written(mended),
    after: plan.files[0]?.after ?? text,
    repaired: plan.repaired.length,
    dollars,
  };
}

const ALL_OFF = Object.fromEntries(names.map((name) => [name, false]));

test.each(names)('%s: whether it can be put right without a guess', (name) => {
  const { repaired } = repair(readFileSync(path.join(FIXTURES, `${name}.text`), 'utf8'), name);
  expect(repaired > 0).toBe(!BY_HAND.has(name));
});

describe.each(names.filter((name) => !BY_HAND.has(name)))('what the mend %s puts right', (name) => {
  const text = readFileSync(path.join(FIXTURES, `${name}.text`), 'utf8');
  const { html, after, dollars } = repair(text, name);

  test('is read by Jekyll as lectern read it before', () => {
    const mend = PARTLY.has(name) ? { ...ALL_OFF, [name]: true } : false;
    expect(plain(written(renderCase(after, { mend, dollars })))).toBe(plain(html));
  });

  test('is not put right again', () => {
    expect(repair(after, name)).toMatchObject({ after, repaired: 0 });
  });

  test.each(['\r\n', '\n'])('keeps its line ends (%j)', (end) => {
    const lines = text.replaceAll('\n', end);
    expect(repair(text, name).after.replaceAll('\n', end)).toBe(repairIn(lines, name));
  });
});

/** Repairs a text of other line ends by what was found in it as lectern reads it. */
function repairIn(lines: string, name: string): string {
  const { dollars = false } = optionsOf(name);
  const { diagnostics } = renderCase(lines.replaceAll('\r\n', '\n'), {
    mend: { ...ALL_OFF, [name]: true },
    dollars,
  });
  const bytes = new TextEncoder().encode(lines);
  return planRepairs(diagnostics, () => bytes).files[0]?.after ?? lines;
}

/** HTML without what HTML and Markdown write differently: classes of code, ends of void tags, quotes, white space at ends, pipes in URLs. */
function plain(html: string): string {
  return html
    .replaceAll(' class="language-plaintext highlighter-rouge"', '')
    .replaceAll(' />', '>')
    .replaceAll('%7C', '|')
    .replace(/\s+/g, ' ');
}
