import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderCase, written } from '../render-case.js';

/** Texts that look like mistakes and are none, or may be none: `NAME.text`, and what Jekyll prints of it. */
const FOLDER = path.join(import.meta.dirname, 'untouched');
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.text'))
  .map((file) => file.replace(/\.text$/, ''));

const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');

describe('what an author may have meant stays as Jekyll shows it', () => {
  test.each(names)('%s', (name) => {
    const text = read(`${name}.text`);
    const result = renderCase(text, { mend: {} });
    expect(written(result)).toBe(read(`${name}.html`));
    expect(result.diagnostics.filter(({ mend }) => mend !== undefined)).toEqual([]);
  });

  test.each(names)('%s, where dollars are formulas', (name) => {
    const text = read(`${name}.text`);
    const html = (mend: false | Record<string, boolean>) =>
      written(renderCase(text, { mend, dollars: true }));
    expect(html({})).toBe(html(false));
  });
});
