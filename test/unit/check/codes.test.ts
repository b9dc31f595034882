import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ruleText } from '../../../src/cli/formats/rule-texts.js';
import { CODES, isKnownCode, severitiesOf } from '../../../src/diagnostics/index.js';

const SRC = path.resolve(import.meta.dirname, '../../../src');

/** How a code is written where something is reported. */
const REPORTS = [
  /\bdiagnostic\(\s*(?:'(?:error|warning|info)'|\w+),\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\blinkFault\(\s*(?:'(?:error|warning|info)'|\w+),\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\bnew Fault\(\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\b(?:fault|code): '([a-z]+(?:-[a-z]+)+)'/g,
];

/** A severity and a code where something is reported. */
const WEIGHED = [
  /\b(?:diagnostic|linkFault)\(\s*'(error|warning|info)',\s*'([a-z]+(?:-[a-z]+)*)'/g,
  /\bseverity: '(error|warning|info)',\s*code: '([a-z]+(?:-[a-z]+)*)'/g,
  /\bcode: '([a-z]+(?:-[a-z]+)*)',\s*severity: '(error|warning|info)'/g,
];

function sourceTexts(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(SRC, file), 'utf8'));
}

test('every code is listed with the severities that it is reported with', () => {
  const reported = sourceTexts().flatMap((text) =>
    WEIGHED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, one = '', other = '']) => [one, other])),
  );
  const wrong = reported.filter((pair) => {
    const severity = pair.find((word) => ['error', 'warning', 'info'].includes(word)) ?? '';
    const code = pair.find((word) => word !== severity) ?? '';
    return !severitiesOf(code).some((listed) => listed === severity);
  });
  expect(reported.length).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

/** A text as the cell of a table of Markdown. */
function cell(text: string): string {
  return text.replaceAll('&', '&amp;').replace(/[|<\\]/g, '\\$&');
}

test('DIAGNOSTICS.md lists every code as it is', async () => {
  const rows = CODES.map((code) => {
    const { what, help } = ruleText(code);
    return `| \`${code}\` | ${severitiesOf(code).join(', ')} | ${cell(what)} | ${cell(help)} |\n`;
  });
  const text = `# What lectern reports

\`lectern check\`, \`build\` and \`serve\` report each finding under a code, by which it can be chosen (\`--only\`, \`--ignore\`),
weighed and accepted (\`diagnostics:\` in \`_config.yml\`). An error is something that readers do not get, a warning something that
is wrong or doubtful, and an info worth knowing. Of several severities, the finding's gravity decides. This list is made by
\`npm test -- test/unit/check/codes.test.ts -u\`.

| code | severity | what it is | what to do |
| --- | --- | --- | --- |
${rows.join('')}`;
  await expect(text).toMatchFileSnapshot('../../../DIAGNOSTICS.md');
});

test('every code that is reported can be chosen, set and explained', () => {
  const reported = new Set(
    sourceTexts().flatMap((text) => {
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
