import { expect, test } from 'vitest';
import { checked } from './checked.js';

/** What is said of a course with lectern's theme, as `file:line:column code text: hint`. */
async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { diagnostics } = await checked({
    '_config.yml': 'title: Course\ntheme: lectern\n',
    'index.md': '---\n---\nText.\n',
    ...files,
  });
  return diagnostics.map(
    ({ file, line, column, code, text = '', hint }) => `${file}:${line}:${column} ${code} ${text}: ${hint}`,
  );
}

test('a reference to no heading of a page names the one that was meant', async () => {
  const files = {
    'a.md': '---\ntitle: A\n---\n## Sparsity\n\nText.\n',
    'b.md': '---\ntitle: B\n---\n## Smoothness\n\nSee [](a.md#sparsty) and [](#smothness).\n',
  };
  expect(await said(files)).toEqual([
    'b.md:6:8 reference-missing [](/a.html#sparsty): Did you mean "sparsity"?',
    'b.md:6:29 reference-missing [](#smothness): Did you mean "smoothness"?',
  ]);
});
