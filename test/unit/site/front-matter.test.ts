import { describe, expect, test } from 'vitest';
import { locator } from '../../../src/diagnostics/index.js';
import { splitFrontMatter } from '../../../src/site/index.js';
import { lines } from './scanned.js';

function split(text: string) {
  return splitFrontMatter({ file: 'page.md', text });
}

describe('the front matter', () => {
  test.each([
    ['ends at the next three hyphens', '---\na: 1\n---\nbody', { a: 1 }, 'body'],
    ['ends at three periods too', '---\na: 1\n...\nbody', { a: 1 }, 'body'],
    ['may have spaces behind its fences', '---  \na: 1\n--- \t\nbody', { a: 1 }, 'body'],
    ['takes blank lines behind it along', '---\na: 1\n---\n\n  \n  body', { a: 1 }, '  body'],
    ['may be empty', '---\n---\nbody', {}, 'body'],
    ['may hold nothing but a comment', '---\n# nothing\n---\nbody', {}, 'body'],
    ['may end with the file', '---\na: 1\n---', { a: 1 }, ''],
    ['does not end at a longer line', '---\na: 1\n---- b: 2\n---\nbody', null, 'body'],
    ['may hold three hyphens in a text', '---\na: |\n  ---\nb: 2\n---\nbody', { a: '---\n', b: 2 }, 'body'],
    ['is text where it is never closed', '---\na: 1\n\nbody', {}, '---\na: 1\n\nbody'],
    ['is text where it does not come first', '\n---\na: 1\n---\nbody', {}, '\n---\na: 1\n---\nbody'],
    [
      'is text where a language stands behind its fence',
      '---json\n{}\n---\nbody',
      {},
      '---json\n{}\n---\nbody',
    ],
    ['is text behind four hyphens', '----\na: 1\n----\nbody', {}, '----\na: 1\n----\nbody'],
  ])('%s', (_what, text, data, body) => {
    const result = split(text);
    if (data !== null) expect(result.data).toEqual(data);
    expect(result.body.text).toBe(body);
  });

  test('keeps the places of the text behind it and of its own keys', () => {
    const { body, placeOf } = split('---\ntitle: Week\ndate: never\n---\n\n# Heading\n');
    expect(locator(body)(2)).toEqual({ file: 'page.md', line: 6, column: 3 });
    expect(placeOf('date')).toEqual({ file: 'page.md', line: 3, column: 1 });
  });
});

describe('broken front matter is reported where it breaks', () => {
  test.each([
    [
      'a second colon',
      '---\ntitle: Week 1\nsub: Sums: and products\n---\nx',
      'page.md:3:6 front-matter-yaml',
    ],
    ['a tab for indentation', '---\ntitle: x\nlist:\n\t- a\n---\nx', 'page.md:4:1 front-matter-yaml'],
    [
      'a quotation mark that is never closed',
      '---\na: 1\ntitle: "Week\nb: 2\n---\nx',
      'page.md:3:8 front-matter-yaml',
    ],
    ['a bracket that is never closed', '---\ntags: [a, b\n---\nx', 'page.md:2:12 front-matter-yaml'],
    ['a value that begins with a percent sign', '---\ngrade: %50\n---\nx', 'page.md:2:8 front-matter-yaml'],
    ['a line that is no pair', '---\ntitle: x\njust text\n---\nx', 'page.md:3:1 front-matter-yaml'],
    ['an alias of nothing', '---\na: *b\n---\nx', 'page.md:2:4 front-matter-yaml'],
    ['a Ruby object', '---\na: !ruby/object:Object {}\n---\nx', 'page.md:2:24 front-matter-yaml'],
    ['a list', '---\n- a\n- b\n---\nx', 'page.md:1:1 front-matter-invalid'],
    ['a text', '---\nhello\n---\nx', 'page.md:1:1 front-matter-invalid'],
  ])('%s', (_what, text, line) => {
    const { diagnostics, body } = split(text);
    expect(lines(diagnostics)).toEqual([line]);
    expect(diagnostics[0]?.severity).toBe('error');
    expect(body.text).toBe('x');
  });

  test('says what is wrong and what to do in sentences', () => {
    const [problem] = split('---\ntitle: a: b\n---\n').diagnostics;
    expect(problem?.message).toMatch(/^The front matter cannot be read: A second colon .*\.$/);
    expect(problem?.hint).toMatch(/\.$/);
  });
});

test('aliases that stand for more than a machine can hold are refused', () => {
  const levels = Array.from(
    { length: 40 },
    (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
  );
  const { data, diagnostics } = split(`---\na0: &a0 [x]\n${levels.join('\n')}\n---\n`);
  expect(data).toEqual({});
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('Aliases of aliases')]);
});

describe('values that are nested deeper than the program can follow are refused where they are too deep', () => {
  const levels = Array.from({ length: 2000 }, (_, level) => level);
  test.each([
    ['brackets', `a: ${'['.repeat(20_000)}`, 'page.md:2:259'],
    ['indented keys', levels.map((level) => `${' '.repeat(level)}a:`).join('\n'), 'page.md:258:257'],
    ['items in items', `${'- '.repeat(2000)}a`, 'page.md:2:513'],
    ['keys that are mappings', `${'? '.repeat(40)}a`, 'page.md:2:'],
  ])('%s', (_what, yaml, place) => {
    const { data, diagnostics } = split(`---\n${yaml}\n---\n`);
    expect(data).toEqual({});
    expect(lines(diagnostics)).toEqual([expect.stringContaining(place)]);
  });

  test('and others are not', () => {
    const nested = `${'['.repeat(200)}1${']'.repeat(200)}`;
    const { data, diagnostics } = split(`---\na: ${nested}\n---\n`);
    expect(JSON.stringify(data['a'])).toBe(nested);
    expect(diagnostics).toEqual([]);
  });
});

test('a name that every object has is a key like any other', () => {
  const { data } = split('---\n__proto__: {a: 1}\nconstructor: 2\n---\n');
  expect(Object.entries(data)).toEqual([
    ['__proto__', { a: 1 }],
    ['constructor', 2],
  ]);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
});
