import { describe, expect, test } from 'vitest';
import { cslItem, readBibtex, resolveEntries } from '../../../src/bibliography/index.js';

/** The entries of a file, and what is said of it. */
function read(text: string) {
  const found = readBibtex({ file: 'a.bib', text });
  return {
    entries: resolveEntries([found], { replace: true, join: true }),
    said: found.diagnostics.map(({ code }) => code),
  };
}

/** An item with these fields. */
function item(fields: Readonly<Record<string, string>>) {
  const written = Object.entries(fields).map(([name, value]) => `${name} = {${value}}`);
  const [entry] = read(`@article{a, ${written.join(', ')}}`).entries;
  if (entry === undefined) throw new Error('no entry');
  return cslItem(entry, 'a', 0).item;
}

describe('a bibliography that nobody would write', () => {
  test.each([
    ['commands as arguments of each other', '\\emph'.repeat(20_000)],
    ['groups in each other', `${'\\emph{'.repeat(20_000)}x${'}'.repeat(20_000)}`],
    ['accents on accents', "\\'".repeat(20_000)],
  ])('ends no program by %s', (_, title) => {
    expect(/^Before .* behind$/s.test(String(item({ title: `Before ${title}{} behind` })['title']))).toBe(
      true,
    );
  });

  test('has names between any number of spaces', () => {
    const author = `Ada Lovelace${' '.repeat(100_000)}and\n\tAlan Turing`;
    expect(item({ author })['author']).toEqual([
      { family: 'Lovelace', given: 'Ada' },
      { family: 'Turing', given: 'Alan' },
    ]);
  });

  test('has strings that are made of strings, up to some length', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, level) => `@string{s${level + 1} = s${level} # s${level}}`,
    );
    const { entries } = read(`@string{s0 = "ab"}\n${doubling.join('\n')}\n@misc{a, note = s40, title = s2}`);
    expect(entries[0]?.fields.get('title')).toBe('abababab');
    expect(entries[0]?.fields.get('note')).toHaveLength(1_000_000);
  });

  test.each([
    ['entries', '@misc(a, title = {\n'],
    ['comments', '@comment{\n'],
  ])('is read up to where it is clear that none of its %s is closed', (_, written) => {
    const { said } = read(`@misc{first, title = {A}}\n${written.repeat(20_000)}`);
    expect(said.length).toBeLessThan(2_000);
    expect(said).toContain('bibtex-syntax');
  });

  test('knows a comment that is not closed by its name only', () => {
    const { entries, said } = read('@comment{ nobody closed this\n@misc{a, title = {A}}\n');
    expect(entries.map(({ key }) => key)).toEqual(['a']);
    expect(said).toEqual([]);
  });
});
