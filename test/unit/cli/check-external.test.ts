import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { fakeTerminal } from '../../support/terminal.js';

const DRIVE = 'https://colab.research.google.com/drive/1AbCdEf';

let course: string;
beforeEach(async () => {
  course = await mkdtemp(path.join(os.tmpdir(), 'lectern-external-'));
  await writeFile(path.join(course, 'index.md'), `---\ntitle: Start\n---\nThe [notebook](${DRIVE})\n`);
});
afterEach(() => rm(course, { recursive: true, force: true }));

async function check(...args: readonly string[]) {
  const terminal = fakeTerminal(course, [], { env: { LECTERN_CACHE_DIR: path.join(course, '.cache') } });
  const status = await runProgram(['check', '--only', 'external-*', '--format', 'json', ...args], terminal);
  return { status, found: JSON.parse(terminal.output()).diagnostics };
}

test('what only its owner can tell is listed where the web is asked, and breaks nothing', async () => {
  const { status, found } = await check('--external', '--strict');
  expect(found).toMatchObject([
    { severity: 'info', code: 'external-listed', file: 'index.md', line: 4, column: 16, text: DRIVE },
  ]);
  expect(status).toBe(0);
});

test('what the web says is weighed and accepted as the course wants', async () => {
  const accepted = (url: string) =>
    `  accept:\n    - {code: external-listed, text: ${url}, reason: Its owner has looked.}\n`;
  const config = (text: string) => writeFile(path.join(course, '_config.yml'), `diagnostics:\n${text}`);
  await config('  severity: {external-*: error}\n');
  expect(await check('--external')).toMatchObject({ status: 1, found: [{ severity: 'error' }] });
  await config('  ignore: [external-listed]\n');
  expect(await check('--external')).toEqual({ status: 0, found: [] });
  await config(accepted('/drive/1AbCdEf'));
  expect(await check('--external', '--only', 'external-*,accepted-unused')).toEqual({ status: 0, found: [] });
});

test('an exception that nothing of the web fits is told of only where the web was asked', async () => {
  await writeFile(
    path.join(course, '_config.yml'),
    'diagnostics:\n  accept:\n    - {code: external-listed, text: other, reason: Its owner has looked.}\n',
  );
  const codes = 'external-*,accepted-unused';
  expect((await check('--only', codes)).found).toEqual([]);
  expect((await check('--external', '--only', codes)).found).toMatchObject([
    { code: 'accepted-unused', file: '_config.yml', line: 3 },
    { code: 'external-listed' },
  ]);
});

test('the web is not spoken of where it is not asked', async () => {
  expect(await check()).toEqual({ status: 0, found: [] });
});
