import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { countByCode, foldDiagnostics, formatDiagnostic } from '../../../src/diagnostics/report.js';

function found(file: string, line: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { severity: 'error', code: 'figure-missing', message: 'No figure.', file, line, column: 1, ...more };
}

test('what was found is listed by file, line and column, equal things once with their number', () => {
  const folded = foldDiagnostics([
    found('b.md', 2),
    found('a.md', 10, { hint: 'first' }),
    found('a.md', 9, { column: 2 }),
    found('a.md', 10, { hint: 'second' }),
    found('a.md', 9, { code: 'page-missing' }),
    found('a.md', 10, { message: 'No other figure.' }),
    found('a.md', 9),
  ]);
  expect(
    folded.map((one) => [one.file, one.line, one.column, one.code, one.message, one.times, one.hint]),
  ).toEqual([
    ['a.md', 9, 1, 'figure-missing', 'No figure.', 1, undefined],
    ['a.md', 9, 1, 'page-missing', 'No figure.', 1, undefined],
    ['a.md', 9, 2, 'figure-missing', 'No figure.', 1, undefined],
    ['a.md', 10, 1, 'figure-missing', 'No figure.', 2, 'first'],
    ['a.md', 10, 1, 'figure-missing', 'No other figure.', 1, undefined],
    ['b.md', 2, 1, 'figure-missing', 'No figure.', 1, undefined],
  ]);
});

test('a language without colours is said once for the whole site', () => {
  const language = (file: string, text: string) => found(file, 1, { code: 'code-language', text });
  const folded = foldDiagnostics([language('b.md', 'x'), language('c.md', 'x'), language('c.md', 'y')]);
  expect(folded.map((one) => [one.file, one.text, one.times])).toEqual([
    ['b.md', 'x', 2],
    ['c.md', 'y', 1],
  ]);
});

test('folding what is folded changes nothing, and whatever is added to it is folded with it', () => {
  const all = Array.from({ length: 60 }, (_, index) =>
    found(`${'ab'[index % 2]}.md`, (index * 7) % 5, {
      message: `No figure ${index % 3}.`,
      ...(index % 4 === 0 ? { code: 'code-language', text: `language ${index % 8}` } : {}),
    }),
  );
  const folded = foldDiagnostics(all);
  expect(folded.length).toBeLessThan(all.length);
  expect(foldDiagnostics(folded)).toEqual(folded);
  for (const one of all) {
    // What is said once is found at another place, all else where it was.
    const again = one.code === 'code-language' ? { ...one, file: 'c.md' } : one;
    const more = foldDiagnostics([...folded, { ...again, times: 1 }]);
    expect(more.map(({ times }) => times)).not.toEqual(folded.map(({ times }) => times));
    expect(more.map(({ times: _times, ...rest }) => rest)).toEqual(
      folded.map(({ times: _times, ...rest }) => rest),
    );
  }
});

test('a summary counts errors first, and what is frequent before what is rare', () => {
  const warning = { severity: 'warning', code: 'alt-missing' } as const;
  const diagnostics = [
    found('a', 1, warning),
    found('a', 2, warning),
    found('a', 3, warning),
    found('a', 1),
    found('a', 2, { code: 'page-missing' }),
    found('a', 3, { code: 'page-missing' }),
  ];
  expect(countByCode(diagnostics)).toEqual([
    { code: 'page-missing', severity: 'error', count: 2 },
    { code: 'figure-missing', severity: 'error', count: 1 },
    { code: 'alt-missing', severity: 'warning', count: 3 },
  ]);
});

test('a diagnostic is printed as file:line:column with its hint below', () => {
  expect(formatDiagnostic(found('a.md', 3))).toBe('a.md:3:1: error figure-missing: No figure.');
  expect(formatDiagnostic({ ...found('a.md', 3, { hint: 'Draw one.' }), times: 2 })).toBe(
    'a.md:3:1: error figure-missing: No figure. (2 times)\n    Draw one.',
  );
});
