import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/diagnostics/index.js';
import type { MarkdownOptions } from '../../../../src/markdown/index.js';
import { MEND_NAMES } from '../../../../src/markdown/index.js';
import { fixtures, renderCase, written } from '../render-case.js';

/**
 * One fixture a mend: `NAME.text`, what it becomes with this mend alone (`NAME.html`), what is said of it
 * (`NAME.diagnostics`), and what Jekyll prints of the same text (`NAME.kramdown.html`).
 */
const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const names = readdirSync(FIXTURES)
  .filter((file) => file.endsWith('.text'))
  .map((file) => file.replace(/\.text$/, ''));

const read = (file: string): string => readFileSync(path.join(FIXTURES, file), 'utf8');

/** All mends, or all but those that `isMade` answers false for. */
const mends = (isMade: (name: string) => boolean): Record<string, boolean> =>
  Object.fromEntries(MEND_NAMES.map((name) => [name, isMade(name)]));

const byPlace = (a: Diagnostic, b: Diagnostic) => a.line - b.line || a.column - b.column;

function render(text: string, mend: MarkdownOptions['mend'], dollars = false) {
  const result = renderCase(text, { mend, dollars });
  const said = result.diagnostics
    .filter((one) => one.mend !== undefined)
    .toSorted(byPlace)
    .map(
      ({ line, column, severity, code, message, hint }) =>
        `${line}:${column} ${severity} ${code}: ${message}\n    ${hint}\n`,
    );
  return {
    ...result,
    html: written(result),
    said: said.join(''),
    mended: new Set(result.diagnostics.map((one) => one.mend)),
  };
}

test('every mend has its fixture', () => {
  expect(names.toSorted()).toEqual([...MEND_NAMES].sort());
});

test('the README names every mend', () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../../../README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('### Mends'));
  const named = section.matchAll(/^\| `([a-z-]+)` \|/gm);
  expect(Array.from(named, ([, name]) => name)).toEqual([...MEND_NAMES].sort());
});

test('each mend has what speaks for it', () => {
  const evidence = readFileSync(path.resolve(import.meta.dirname, '../../../../MENDS.md'), 'utf8');
  expect(Array.from(evidence.matchAll(/^\| `([a-z-]+)` \|/gm), ([, name]) => name)).toEqual(
    [...MEND_NAMES].sort(),
  );
});

describe.each(names)('the mend %s', (name) => {
  const text = read(`${name}.text`);
  const options = `${name}.options.json`;
  const { dollars = false }: { dollars?: boolean } = existsSync(path.join(FIXTURES, options))
    ? JSON.parse(read(options))
    : {};

  test('reads what was meant, and says where', () => {
    const { html, said } = render(
      text,
      mends((other) => other === name),
      dollars,
    );
    expect(html).toBe(read(`${name}.html`));
    expect(said).toBe(read(`${name}.diagnostics`));
  });

  test('goes together with all others', () => {
    expect(render(text, {}, dollars).mended).toContain(name);
  });

  test('leaves no trace where it is switched off, alone or with all others', () => {
    expect(render(text, { [name]: false }, dollars).mended).not.toContain(name);
    for (const mend of [false, mends(() => false)] as const) {
      const { html, said } = render(text, mend);
      expect(html).toBe(read(`${name}.kramdown.html`));
      expect(said).toBe('');
    }
  });
});

describe('what kramdown reads well stays as kramdown reads it', () => {
  test.each(['blocks', 'block-options', 'spans', 'span-options'])('in %s', (folder) => {
    const changed = fixtures(folder).filter(({ text, html, options }) => {
      const result = renderCase(text, { ...options, mend: {} });
      return result.diagnostics.every((one) => one.mend === undefined) && written(result) !== html;
    });
    expect(changed.map(({ name }) => name)).toEqual([]);
  });
});
