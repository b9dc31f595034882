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

test('the web is not spoken of where it is not asked', async () => {
  expect(await check()).toEqual({ status: 0, found: [] });
});
