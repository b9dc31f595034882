import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ruleText } from '../../../src/commands/formats/rule-texts.js';
import { CODES, isKnownCode } from '../../../src/diagnostics/index.js';

const SRC = path.resolve(import.meta.dirname, '../../../src');

/** How a code is written where something is reported. */
const REPORTS = [
  /\bdiagnostic\(\s*(?:'(?:error|warning|info)'|\w+),\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\blinkFault\(\s*(?:'(?:error|warning|info)'|\w+),\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\bnew Fault\(\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\b(?:fault|code): '([a-z]+(?:-[a-z]+)+)'/g,
];

test('every code that is reported can be chosen, set and explained', () => {
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const reported = new Set(
    sources.flatMap((file) => {
      const text = readFileSync(path.join(SRC, file), 'utf8');
      return REPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));
    }),
  );
  expect(reported.size).toBeGreaterThan(60);
  expect([...reported].filter((code) => !isKnownCode(code))).toEqual([]);
  expect(CODES.filter((code) => ruleText(code).what === code)).toEqual([]);
});

test('a code may be named by its beginning', () => {
  expect(['figure-missing', 'math-*', 'liquid-*', 'figure-mising', 'maths-*'].map(isKnownCode)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
