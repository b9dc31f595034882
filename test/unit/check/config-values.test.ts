import { expect, test } from 'vitest';
import { checkFolder, withCourse } from './checked.js';

/** What is found in a configuration, as `line:column code text`. */
async function found(
  config: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  return withCourse(
    { '_config.yml': config, 'index.md': '---\ntitle: A\n---\nA\n', ...more },
    async (folder) => {
      const { diagnostics } = await checkFolder(folder);
      return diagnostics
        .filter(({ file }) => file === '_config.yml')
        .map(({ line, column, code, text }) => `${line}:${column} ${code} ${text ?? ''}`.trim());
    },
  );
}

test.each([
  ['a template', 'template: document', ['2:3 config-kramdown template']],
  [
    'ids in Latin letters',
    'transliterated_header_ids: true',
    ['2:3 config-kramdown transliterated_header_ids'],
  ],
  ['HTML made Markdown', 'html_to_native: true', ['2:3 config-kramdown html_to_native']],
  ['what LaTeX is written with', 'line_width: 100', ['2:3 config-kramdown line_width']],
  ['another highlighter', 'syntax_highlighter: coderay', ['2:3 config-kramdown syntax_highlighter']],
  [
    'another formatter of blocks',
    'syntax_highlighter_opts: { block: { formatter: HTMLLineTable } }',
    ['2:39 config-kramdown formatter'],
  ],
  ['another parser', 'input: html', ['2:3 config-kramdown input']],
])('an option of kramdown that has no effect is told: %s', async (_, option, expected) => {
  expect(await found(`kramdown:\n  ${option}\n`)).toEqual(expected);
});

test.each([
  'input: GFM',
  'input: kramdown',
  'syntax_highlighter: rouge',
  'html_to_native: false',
  'syntax_highlighter_opts: { line_numbers: true, start_line: 3, css_class: x, span: { disable: true } }',
  'math_engine: mathjax',
  'show_warnings: true',
])('nothing is told of %s', async (option) => {
  expect(await found(`kramdown:\n  ${option}\n`)).toEqual([]);
});

test('of a list of files to include, what is no name is left out, and the rest holds', async () => {
  const files = { '_shown/a.md': '---\ntitle: B\n---\n[gone](gone.md)\n' };
  const config = 'include:\n  - _shown\n  - 404\n  - { a: b }\n';
  expect(await found(config, files)).toEqual(['3:5 config-type', '4:5 config-type']);
  const codes = await withCourse({ '_config.yml': config, ...files }, async (folder) =>
    (await checkFolder(folder)).diagnostics.map(({ file, code }) => `${file} ${code}`),
  );
  expect(codes.filter((line) => line.startsWith('_shown'))).toHaveLength(1);
});
