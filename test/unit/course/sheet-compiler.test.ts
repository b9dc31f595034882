import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { compileSheet } from '../../../src/course/render/compile-sheet.js';
import { createSheetCompiler, type SheetCompiler } from '../../../src/course/render/index.js';

// A thread is started with a script, which is there compiled only.
vi.mock('node:worker_threads', async (original) => {
  const module = await original<typeof import('node:worker_threads')>();
  const compiled = path.resolve(import.meta.dirname, '../../../dist/course/render/sheet-worker.js');
  return {
    ...module,
    Worker: class extends module.Worker {
      constructor(_script: URL, options: import('node:worker_threads').WorkerOptions) {
        super(compiled, options);
      }
    },
  };
});

vi.mock('../../../src/course/render/compile-sheet.js', async (original) => {
  const module = await original<typeof import('../../../src/course/render/compile-sheet.js')>();
  return { ...module, compileSheet: vi.fn(module.compileSheet) };
});

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-sheets-'));
  await writeFile(path.join(folder, '_part.scss'), '.part { color: red; }\n');
  // Longer ago than the times of files can be wrong by.
  await later(60);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function compiler(): SheetCompiler {
  return createSheetCompiler({ loadPaths: [folder], style: 'expanded', takesMissing: false });
}

const SHEET = { text: '@import "part";\n', syntax: 'scss' } as const;

test('sheets that differ in blank lines at their ends are compiled once', () => {
  const { compile } = compiler();
  const compiled = compile(SHEET);
  expect(compiled).toMatchObject({ css: '.part {\n  color: red;\n}' });
  expect(compile({ ...SHEET, text: `\n  \n${SHEET.text}\n \n` })).toBe(compiled);
  expect(compile({ ...SHEET, text: `${SHEET.text}.other { color: blue; }` })).not.toEqual(compiled);
});

test('what is wrong is told where it stands in the whole text', () => {
  const { compile } = compiler();
  expect(compile({ ...SHEET, text: '\n\n.a { color: ; }\n' })).toMatchObject({ start: { line: 2 } });
});

test('the thread compiles what it is told of, and this one does not', async () => {
  vi.mocked(compileSheet).mockClear();
  const sheets = compiler();
  sheets.start();
  sheets.ahead([SHEET, { ...SHEET, text: `\n${SHEET.text}` }]);
  await sheets.settled();
  const compiled = sheets.compile(SHEET);
  expect(compileSheet).not.toHaveBeenCalled();
  expect(compiled).toEqual(compiler().compile(SHEET));
});

test('a sheet is compiled again where a file that it loads has changed', async () => {
  const { compile } = compiler();
  const before = compile(SHEET);
  const part = path.join(folder, '_part.scss');
  await writeFile(part, '.part { color: green; }\n');
  // The time that a file states of its text is no sign.
  await utimes(part, new Date(0), new Date(0));
  expect(compile(SHEET)).not.toEqual(before);
});

test('a sheet that Sass does not come to an end with keeps nobody waiting once it is given up', async () => {
  const sheets = compiler();
  sheets.start();
  sheets.ahead([{ text: '@while true { $a: 1 }', syntax: 'scss' }]);
  const settled = sheets.settled();
  sheets.stop();
  await settled;
});
