import { describe, expect, test } from 'vitest';
import { settleOutputs } from '../../../src/site/index.js';
import { folderOf, lines, scanned } from './scanned.js';

/** What is settled of a course, given by its files; the paths are in the order of the alphabet. */
async function settled(files: Readonly<Record<string, string>>, foldsNames = false, destination?: string) {
  const source = await folderOf(files);
  const { site } = await scanned(source, destination === undefined ? {} : { destination });
  const result = settleOutputs(site, new Set(), { foldsNames });
  return {
    outputs: [...result.files].map(([path, { file }]) => `${path} of ${file.path}`).sort(),
    found: lines(result.diagnostics),
    messages: result.diagnostics.map(({ message }) => message),
  };
}

const page = (permalink: string): string => `---\npermalink: ${JSON.stringify(permalink)}\n---\n`;

describe('outputs that cannot both be written', () => {
  test('are one where two sources have one address, and the one that Jekyll writes last is there', async () => {
    const { outputs, found } = await settled({
      'a.md': '---\n---\nmarkdown',
      'a.html': 'static',
      'b.md': page('/a.html'),
    });
    expect(outputs).toEqual(['a.html of a.html']);
    expect(found).toEqual(['a.md:1:1 url-conflict', 'b.md:1:1 url-conflict']);
  });

  test('are one where one of two pages is a file and the other needs a folder of its name', async () => {
    const { outputs, found, messages } = await settled({
      'a.md': page('/dup.html'),
      'b.md': page('/dup.html/'),
    });
    expect(outputs).toEqual(['dup.html/index.html of b.md']);
    expect(found).toEqual(['a.md:1:1 url-conflict']);
    expect(messages[0]).toContain('b.md is published as dup.html/index.html');
  });

  test('keep the file of the course where a page wants a folder in its place', async () => {
    const { outputs, found } = await settled({
      'data.json': '{}',
      'info.md': page('/data.json/info/'),
      'more.md': page('/data.json/more/deep.html'),
    });
    expect(outputs).toEqual(['data.json of data.json']);
    expect(found).toEqual(['info.md:1:1 url-conflict', 'more.md:1:1 url-conflict']);
  });

  test('keep the folder of the course where a page is a file of its name', async () => {
    const { outputs, found } = await settled({ 'week/a.txt': 'a', 'week.txt': 'b', 'p.md': page('/week') });
    expect(outputs).toEqual(['week.html of p.md', 'week.txt of week.txt', 'week/a.txt of week/a.txt']);
    expect(found).toEqual([]);
    const other = await settled({ 'week.json/a.txt': 'a', 'p.md': page('/week.json') });
    expect(other.outputs).toEqual(['week.json/a.txt of week.json/a.txt']);
    expect(other.found).toEqual(['p.md:1:1 url-conflict']);
  });

  test('are both there where the names differ in letter case only, and it is said', async () => {
    const files = { 'Figure.txt': 'a', 'f.md': page('/figure.txt'), '\u00e9.txt': 'c', 'e\u0301.txt': 'd' };
    const { outputs, found } = await settled(files);
    expect(outputs).toHaveLength(4);
    expect(found.map((line) => line.slice(line.indexOf(' ')))).toEqual([' url-case', ' url-case']);
  });

  test('are one where the file system takes their names for one', async () => {
    const { outputs, found } = await settled({ 'Figure.txt': 'a', 'f.md': page('/figure.txt') }, true);
    expect(outputs).toEqual(['Figure.txt of Figure.txt']);
    expect(found).toEqual(['f.md:1:1 url-conflict']);
  });
});

describe('an output that cannot be written', () => {
  test('is left out where a name in its path is longer than file systems take, counted in bytes', async () => {
    const { outputs, found } = await settled({
      'fits.md': page(`/${'あ'.repeat(85)}/`),
      'long.md': page(`/${'あ'.repeat(86)}/`),
      'ascii.md': page(`/${'a'.repeat(251)}.html`),
    });
    expect(outputs.map((line) => line.slice(line.indexOf(' of ')))).toEqual([' of fits.md']);
    expect(found).toEqual(['ascii.md:1:1 url-too-long', 'long.md:1:1 url-too-long']);
  });

  test('is left out where its path is longer than Linux takes', async () => {
    const deep = `/${'abcdefghi/'.repeat(400)}`;
    expect((await settled({ 'deep.md': page(deep) }, false, '/d')).outputs).toHaveLength(1);
    const { outputs, found } = await settled({ 'deep.md': page(deep) }, false, `/${'d'.repeat(100)}`);
    expect(outputs).toEqual([]);
    expect(found).toEqual(['deep.md:1:1 url-too-long']);
  });

  test.each([
    '/.lectern-manifest.json',
    '/.lectern-lock/x.html',
    '/.git/hooks/',
    '/sub/.GIT/config.txt',
    '/.nojekyll/',
  ])('is left out at %s, which lectern or git needs', async (address) => {
    const { outputs, found } = await settled({ 'a.md': page(address), 'b.md': '---\n---\n' });
    expect(outputs).toEqual(['b.html of b.md']);
    expect(found).toEqual(['a.md:1:1 url-reserved']);
  });

  test('is there and reported where its name has a line break in it', async () => {
    const { outputs, found } = await settled({ 'a.md': page('/a%0Ab.html') });
    expect(outputs).toEqual(['a\nb.html of a.md']);
    expect(found).toEqual(['a.md:1:1 url-characters']);
  });
});

describe('a permalink that is no text', () => {
  test('is reported, and the page has its usual address', async () => {
    const { site, diagnostics } = await scanned(
      await folderOf({
        'a.md': '---\ntitle: A\npermalink: { a: b }\n---\n',
        '_posts/2024-01-02-b.md': '---\npermalink: [/b/, /c/]\n---\n',
      }),
    );
    expect(lines(diagnostics)).toEqual([
      '_posts/2024-01-02-b.md:2:1 permalink-type',
      'a.md:3:1 permalink-type',
    ]);
    expect([...site.files.keys()]).toEqual(['a.html', '2024/01/02/b.html']);
  });

  test('is a category as Ruby writes it, where that is a mapping', async () => {
    const { site } = await scanned(
      await folderOf({ '_posts/2024-01-02-b.md': '---\ncategories: [{ a: b }]\n---\n' }),
    );
    expect([...site.files.keys()].join()).not.toContain('object');
  });
});
