import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mapText } from '../../../../src/diagnostics/index.js';
import {
  createMarkdown,
  DEFAULT_KRAMDOWN_OPTIONS,
  type MarkdownOptions,
} from '../../../../src/markdown/index.js';
import { texText } from '../../../../src/math/index.js';

/**
 * One fixture a mend: `NAME.text`, what it becomes (`NAME.html`), what is said of it (`NAME.diagnostics`), and
 * what kramdown 2.4 prints of the same text (`NAME.kramdown.html`).
 */
const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const names = readdirSync(FIXTURES)
  .filter((file) => file.endsWith('.text'))
  .map((file) => file.replace(/\.text$/, ''));

const read = (file: string): string => readFileSync(path.join(FIXTURES, file), 'utf8');

function render(text: string, mend: MarkdownOptions['mend']) {
  const markdown = createMarkdown({
    dialect: 'kramdown',
    kramdown: DEFAULT_KRAMDOWN_OPTIONS,
    dollars: false,
    mend,
    highlight: () => undefined,
    relativeLink: () => undefined,
  });
  const { html, formulas, diagnostics, references } = markdown(mapText(text, 'page.md'));
  const said = diagnostics.map(
    ({ line, column, code, message }) => `${line}:${column} ${code}: ${message}\n`,
  );
  return { html: texText(html, formulas), said: said.join(''), urls: references.map(({ url }) => url) };
}

describe.each(names)('the mend %s', (name) => {
  const text = read(`${name}.text`);

  test('reads what was meant, and says where', () => {
    const { html, said } = render(text, {});
    expect(html).toBe(read(`${name}.html`));
    expect(said).toBe(read(`${name}.diagnostics`));
  });

  test('leaves no trace where it is switched off, alone or with all others', () => {
    for (const mend of [false, { [name]: false }] as const) {
      const { html, said } = render(text, mend);
      expect(html).toBe(read(`${name}.kramdown.html`));
      expect(said).toBe('');
    }
  });
});

test('a mended URL is the one that is looked up', () => {
  expect(render(read('broken-urls.text'), {}).urls.filter((url) => /\s/.test(url))).toEqual([]);
});
