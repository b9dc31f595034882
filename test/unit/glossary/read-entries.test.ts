import { describe, expect, test } from 'vitest';
import { glossaryEntries } from '../../../src/glossary/index.js';

const read = (data: unknown) => {
  const { entries, diagnostics } = glossaryEntries(data, (path) => ({
    file: '_data/glossary.yml',
    line: typeof path[0] === 'number' ? path[0] + 1 : 1,
    column: 1,
  }));
  return { entries, found: diagnostics.map(({ code, message, hint }) => `${code}: ${message} ${hint}`) };
};

describe('the terms in data', () => {
  test('are a mapping of terms to definitions, or to what else is said of them', () => {
    const { entries, found } = read({
      'Gradient descent': 'A way *down*.',
      Kernel: { definition: 'A likeness.', also: 'kernels, Mercer kernel', url: '/kernels/', lang: 'en' },
      Empty: null,
    });
    expect(found).toEqual([]);
    expect(entries.map(({ place: _, ...entry }) => entry)).toEqual([
      {
        id: 'gradient-descent',
        term: 'Gradient descent',
        definition: 'A way *down*.',
        aliases: [],
        url: null,
        lang: null,
      },
      {
        id: 'kernel',
        term: 'Kernel',
        definition: 'A likeness.',
        aliases: ['kernels', 'Mercer kernel'],
        url: '/kernels/',
        lang: 'en',
      },
      { id: 'empty', term: 'Empty', definition: '', aliases: [], url: null, lang: null },
    ]);
  });

  test('or a list, and have ids that differ', () => {
    const { entries } = read([
      { term: '$k$-means', definition: 1, aliases: ['K-means', ''] },
      { term: 'k means', definition: 'x' },
      { term: 'k-means', definition: 'y' },
      { term: '学習率', definition: 'z' },
      { term: '?', definition: 'z' },
    ]);
    expect(entries.map(({ id }) => id)).toEqual(['k-means', 'k-means-1', 'k-means-2', '学習率', 'term']);
    expect(entries[0]).toMatchObject({ definition: '1', aliases: ['K-means'] });
  });

  test.each([
    ['text', 'The data of the glossary are no terms'],
    [7, 'The data of the glossary are no terms'],
    [[{ definition: 'x' }], 'Entry 0 of the glossary has no term'],
    [['x'], 'Entry 0 of the glossary has no term'],
    [{ a: ['x'] }, 'Entry a of the glossary has no term'],
    [{ a: { definition: { b: 1 } } }, 'Entry a of the glossary has no term'],
  ])('that are none are reported: %j', (data, message) => {
    const { entries, found } = read(data);
    expect(entries).toEqual([]);
    expect(found.join()).toContain(`glossary-data: ${message}`);
    expect(found.join()).toContain('term: "definition"');
  });

  test('with keys that there are not are reported with the nearest', () => {
    expect(read({ a: { definition: 'x', aliasses: 'b' } }).found).toEqual([
      'glossary-data: A term of the glossary has no `aliasses`, so it does nothing. Write `aliases`.',
    ]);
  });

  test('that are there twice are reported with both places, and the first counts', () => {
    const { entries, found } = read([
      { term: 'Kernel', definition: 'x' },
      { term: 'kernel', definition: 'y' },
    ]);
    expect(entries.map(({ definition }) => definition)).toEqual(['x']);
    expect(found.join()).toContain('"kernel" is defined here and in _data/glossary.yml:1');
  });

  test('may be nothing at all', () => {
    expect(read(null)).toEqual({ entries: [], found: [] });
  });
});
