import { expect, test } from 'vitest';
import { checkFolder, withCourse } from './checked.js';

/** What is found in the style sheets of a course whose `css/all.scss` loads a partial. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return withCourse({ '_config.yml': 'title: A\n', ...files }, async (folder) => {
    const { diagnostics } = await checkFolder(folder);
    return diagnostics
      .filter(({ code }) => code.startsWith('sass'))
      .map(({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`);
  });
}

const RULES = '.banner { color: red; }\n.next { color: blue; }\n';

test.each([
  [
    'that is imported',
    { 'css/all.scss': '---\n---\n@import "page";\n', '_sass/page.scss': `---\n---\n${RULES}` },
  ],
  [
    'that is used',
    { 'css/all.scss': '---\n---\n@use "page";\n', '_sass/_page.scss': `---\nlayout: a\n---\n${RULES}` },
  ],
  [
    'with line ends of Windows',
    { 'css/all.scss': '---\n---\n@import "page";\n', '_sass/page.scss': `---\r\n---\r\n${RULES}` },
  ],
  [
    'in another folder, loaded by a partial',
    {
      '_config.yml': 'sass: { sass_dir: styles }\n',
      'css/all.scss': '---\n---\n@import "one";\n',
      'styles/_one.scss': '@import "two";\n',
      'styles/_two.scss': `---\n---\n${RULES}`,
    },
  ],
])('front matter in a partial is an error with its place: %s', async (_, files) => {
  const partial = Object.entries(files).find(
    ([name, text]) => name !== 'css/all.scss' && text.startsWith('---'),
  );
  expect(await found(files)).toEqual([`${partial?.[0]}:1:1 error sass-syntax`]);
});

test('a partial without front matter, and one that begins with hyphens of its own, are none', async () => {
  const main = { 'css/all.scss': '---\n---\n@import "page";\n' };
  expect(await found({ ...main, '_sass/page.scss': RULES })).toEqual([]);
  expect(await found({ ...main, '_sass/page.scss': `/* --- */\n${RULES}` })).toEqual([]);
});
