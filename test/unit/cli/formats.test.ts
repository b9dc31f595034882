import { describe, expect, test } from 'vitest';
import { characterWidth } from '../../../src/cli/formats/display-width.js';
import { excerptAt } from '../../../src/cli/formats/excerpt.js';
import { FORMATS, type FormatContext, type FormatName } from '../../../src/cli/formats/index.js';
import { ruleText } from '../../../src/cli/formats/rule-texts.js';
import { sourceLine } from '../../../src/cli/formats/source-line.js';
import { CODES } from '../../../src/diagnostics/codes.js';
import type { FoldedDiagnostic } from '../../../src/diagnostics/index.js';

const TEXTS: Readonly<Record<string, string>> = {
  'week 1/図.md': '---\n---\n図　![x](/assets/a.png)\n',
};

const CONTEXT: FormatContext = {
  source: '/repo/course',
  workspace: '/repo',
  colours: false,
  readText: (file) => TEXTS[file],
};

const FOUND: FoldedDiagnostic = {
  severity: 'error',
  code: 'figure-case',
  message: 'The name has other letter case.',
  file: 'week 1/図.md',
  line: 3,
  column: 8,
  text: '/assets/a.png',
  hint: 'Write /assets/A.png',
  fix: [
    {
      file: 'week 1/図.md',
      line: 3,
      column: 8,
      written: '/assets/a.png',
      replacement: '/assets/A.png',
    },
  ],
  times: 1,
};

function format(
  name: FormatName,
  found: readonly FoldedDiagnostic[],
  more: Partial<FormatContext> = {},
): string {
  return FORMATS[name](found, { ...CONTEXT, ...more });
}

describe('the format text', () => {
  test('shows the line with carets under the text concerned, and what to do', () => {
    expect(format('text', [FOUND])).toBe(
      `week 1/図.md:3:8: error figure-case: The name has other letter case.
    3 | 図　![x](/assets/a.png)
      |          ^^^^^^^^^^^^^
    Write /assets/A.png
`,
    );
  });

  test('says how often it was found, and shows no line where there is none', () => {
    const { hint: _, ...bare } = FOUND;
    expect(format('text', [{ ...bare, line: 99, times: 3 }])).toBe(
      'week 1/図.md:99:8: error figure-case: The name has other letter case. (3 times)\n',
    );
  });

  test('is coloured where colours are wanted', () => {
    const text = format('text', [FOUND], { colours: true });
    expect(text).toContain('\x1b[31merror figure-case\x1b[39m');
    expect(text).toContain('\x1b[31m^^^^^^^^^^^^^\x1b[39m');
  });
});

describe('an excerpt', () => {
  const excerpt = (line: string, column: number, text?: string) => excerptAt(sourceLine(line), column, text);

  const both = (line: string, column: number, text?: string): string => {
    const { line: shown, marks } = excerpt(line, column, text) ?? { line: '', marks: '' };
    return `${shown}\n${marks}`;
  };

  test.each([
    ['a single caret without a text', 'abc', 2, undefined, 'abc\n ^'],
    ['a single caret where the line says something else', 'abc', 2, 'x', 'abc\n ^'],
    ['carets to the end of the line for a text of several', 'ab cd', 4, 'cd\nef', 'ab cd\n   ^^'],
    ['a caret behind the end', 'abc', 4, undefined, 'abc\n   ^'],
    ['full-width letters as two columns each', '図はabc', 3, 'abc', '図はabc\n    ^^^'],
    ['carets under full-width letters', 'a図はb', 2, '図は', 'a図はb\n ^^^^'],
    ['tabs as spaces', 'a\tb', 3, 'b', 'a   b\n    ^'],
    ['emoji as two columns', '😀b', 2, 'b', '😀b\n  ^'],
    ['marks over letters as none', 'e\u0301b', 3, 'b', 'e\u0301b\n ^'],
    ['characters that would steer the terminal as points', '\x1b[31mb\u202E', 6, 'b', '·[31mb·\n     ^'],
  ])('shows %s', (_, line, column, text, expected) => {
    expect(both(line, column, text)).toBe(expected);
  });

  test('of a long line shows what stands around the place', () => {
    const line = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
    const shown = excerpt(line, 501, 'HERE');
    expect(shown?.line).toBe(`…${'x'.repeat(40)}HERE${'y'.repeat(56)}…`);
    expect(shown?.marks).toBe(`${' '.repeat(41)}^^^^`);
    expect(excerpt(line, 990)?.line.endsWith('y')).toBe(true);
    expect(excerpt('図'.repeat(300), 200, '図')?.marks.trimStart()).toBe('^^');
  });

  test('of an empty line, or of a column that is not there, shows nothing', () => {
    expect(excerpt('  ', 1)).toBeUndefined();
    expect(excerpt('abc', 9)).toBeUndefined();
  });

  test.each(['text', 'sarif'] as const)(
    'as %s, a line with a fault in every word is quickly shown',
    (name) => {
      const word = '図 </br> 😀 ';
      const line = word.repeat(20_000);
      const faults = Array.from({ length: 20_000 }, (_, index) => ({
        ...FOUND,
        line: 1,
        column: index * [...word].length + 3,
        text: '</br>',
      }));
      const before = performance.now();
      const shown = format(name, faults, { readText: () => line });
      expect(performance.now() - before).toBeLessThan(10_000);
      expect(shown).toContain(name === 'text' ? '^^^^^' : '"endColumn": 199998');
    },
  );

  test('of a line of megabytes is made in a moment', () => {
    const before = performance.now();
    excerpt('図'.repeat(1_000_000), 900_000, '図');
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

test.each([
  ['a', 1],
  ['é', 1],
  ['ｱ', 1],
  ['ア', 2],
  ['漢', 2],
  ['한', 2],
  ['Ａ', 2],
  ['😀', 2],
  ['𠮷', 2],
  ['🇯', 1],
  ['\u0301', 0],
  ['\u200D', 0],
  ['\xAD', 1],
  ['—', 1],
] as const)('%j takes %i columns', (character, width) => {
  expect(characterWidth(character)).toBe(width);
});

describe('the format github', () => {
  test('makes an annotation at the file of the repository', () => {
    expect(format('github', [FOUND])).toBe(
      '::error file=course/week 1/図.md,line=3,col=8,title=figure-case::The name has other letter case.%0AWrite /assets/A.png\n',
    );
  });

  test('escapes what would end a command or a property', () => {
    const found: FoldedDiagnostic = {
      severity: 'info',
      code: 'alt-missing',
      message: '100 %: a,b\r\n::error::c',
      file: 'a,b:c%.md',
      line: 1,
      column: 1,
      times: 2,
    };
    expect(format('github', [found])).toBe(
      '::notice file=course/a%2Cb%3Ac%25.md,line=1,col=1,title=alt-missing::100 %25: a,b\\r\\n::error::c (2 times)\n',
    );
  });
});

test('the format json has all that is known, and counts', () => {
  const { version, summary, diagnostics } = JSON.parse(format('json', [FOUND]));
  expect(version).toBe(1);
  expect(summary).toEqual([{ code: 'figure-case', severity: 'error', count: 1 }]);
  expect(diagnostics).toEqual([FOUND]);
});

describe('the format sarif', () => {
  const log = (found: readonly FoldedDiagnostic[], more: Partial<FormatContext> = {}) =>
    JSON.parse(format('sarif', found, more));

  test('names the rule, the file from the repository, the columns in code points and the fix', () => {
    const { version, runs } = log([FOUND]);
    expect(version).toBe('2.1.0');
    expect(runs[0].columnKind).toBe('unicodeCodePoints');
    expect(runs[0].tool.driver.rules).toEqual([
      {
        id: 'figure-case',
        shortDescription: { text: 'A name in other letter case than that of the file.' },
        help: { text: expect.stringContaining('GitHub Pages does not') },
        defaultConfiguration: { level: 'error' },
      },
    ]);
    const artifactLocation = { uri: 'course/week%201/%E5%9B%B3.md', uriBaseId: '%SRCROOT%' };
    const region = { startLine: 3, startColumn: 8, endLine: 3, endColumn: 21 };
    expect(runs[0].results).toEqual([
      {
        ruleId: 'figure-case',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'The name has other letter case.\nWrite /assets/A.png' },
        locations: [{ physicalLocation: { artifactLocation, region } }],
        occurrenceCount: 1,
        fixes: [
          {
            description: { text: 'Write /assets/A.png' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [{ deletedRegion: region, insertedContent: { text: '/assets/A.png' } }],
              },
            ],
          },
        ],
      },
    ]);
  });

  test('takes away a region of several lines', () => {
    const fix = [{ file: 'a.md', line: 2, column: 5, written: 'a/b\n 図', replacement: 'a/b図' }];
    const [result] = log([{ ...FOUND, file: 'a.md', fix }]).runs[0].results;
    expect(result.fixes[0].artifactChanges[0].replacements[0].deletedRegion).toEqual({
      startLine: 2,
      startColumn: 5,
      endLine: 3,
      endColumn: 3,
    });
  });

  test('names a file outside of the repository by its own URL', () => {
    const [result] = log([FOUND], { workspace: '/elsewhere' }).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'file:///repo/course/week%201/%E5%9B%B3.md',
    });
  });

  test('is a log without results where nothing was found', () => {
    expect(log([]).runs[0]).toMatchObject({ results: [], tool: { driver: { name: 'lectern', rules: [] } } });
  });
});

test.each(CODES.map((code) => [code]))('the code %s is explained', (code) => {
  const { what, help } = ruleText(code);
  expect(what).toMatch(/^[A-Z].*[ .].*\.$/);
  expect(help).toMatch(/\.$/);
});

test('what is found of a folder has no line in any format for people and for GitHub', () => {
  const link = { ...FOUND, file: 'old', line: 1, column: 1, code: 'symlink-cycle' };
  expect(format('text', [link])).toMatch(/^old: error symlink-cycle: /);
  expect(format('github', [link])).toMatch(/^::error file=[^,]*old,title=symlink-cycle::/);
  expect(format('sarif', [link])).not.toContain('"region"');
  expect(format('json', [link])).toContain('"line": 1');
});
