import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CheckResult } from '../../../src/course/index.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { repairCourse } from '../../../src/repair/index.js';

let source: string;
beforeEach(async () => {
  source = await mkdtemp(path.join(os.tmpdir(), 'lectern-repair-'));
  await writeFile(path.join(source, 'page.md'), 'xxxxxxxxxx');
});
afterEach(() => rm(source, { recursive: true, force: true }));

/** A check that finds the first `x` of the page only, so that each repair shows the next. */
function findsFirst(letters: number) {
  return async (changed: ReadonlyMap<string, Uint8Array>): Promise<CheckResult> => {
    const bytes = changed.get(path.join(source, 'page.md'));
    const text = bytes === undefined ? 'x'.repeat(letters) : new TextDecoder().decode(bytes);
    const at = text.indexOf('x');
    const place = { file: 'page.md', line: 1, column: at + 1 };
    const fault: Diagnostic = {
      ...place,
      severity: 'warning',
      code: 'html-stray-tag',
      message: 'There is an x.',
      fix: [{ ...place, written: 'x', replacement: 'y' }],
    };
    const policy = { severities: [], accepted: [] };
    const diagnostics = at < 0 ? [] : [fault];
    return {
      complete: true,
      source,
      sources: [],
      pageCount: 1,
      formulaCount: 0,
      diagnostics,
      policy,
      external: [],
    };
  };
}

test('a course is repaired until nothing is found any more', async () => {
  await writeFile(path.join(source, 'page.md'), 'xxxxxx');
  const { files, repaired, isCutShort } = await repairCourse(findsFirst(6), (found) => found);
  expect(files).toEqual([{ file: 'page.md', before: 'xxxxxx', after: 'yyyyyy' }]);
  expect(repaired).toHaveLength(6);
  expect(isCutShort).toBe(false);
});

test('where repairs go on and on, it ends and says that there is more', async () => {
  const { files, repaired, isCutShort } = await repairCourse(findsFirst(10), (found) => found);
  expect(files[0]?.after).toBe('yyyyyyxxxx');
  expect(repaired).toHaveLength(6);
  expect(isCutShort).toBe(true);
});

/** Finds each `x` and each `!`, and what readers have of the page is its text with an `x` for a `y`, and for each `?` a link. */
async function findsAll(changed: ReadonlyMap<string, Uint8Array>, start: string) {
  const bytes = changed.get(path.join(source, 'page.md'));
  const text = bytes === undefined ? start : new TextDecoder().decode(bytes);
  const diagnostics = Array.from(text.matchAll(/[x!l]/g), ({ 0: written, index }): Diagnostic => {
    const place = { file: 'page.md', line: 1, column: index + 1 };
    const replacement = { x: 'y', '!': '?', l: 'L' }[written] ?? '';
    const fix = [{ ...place, written, replacement }];
    const mend = written === 'l' ? {} : { mend: 'stray-tags' };
    return { ...place, severity: 'warning', code: 'html-stray-tag', message: 'Wrong.', fix, ...mend };
  });
  const urls = Array.from(text.matchAll(/[?lL]/g), ([url]) => url);
  const pages = new Map([
    ['page.html', { source: 'page.md', text: text.replaceAll('y', 'x').replace(/[!?lL]/g, ''), urls }],
  ]);
  const policy = { severities: [], accepted: [] };
  return { complete: true, source, pageCount: 1, formulaCount: 0, diagnostics, policy, external: [], pages };
}

test.each([
  ['of a mend that changes what is shown is refused, and all others are made', 'xx!xx!x', 'yy!yy!y', 2],
  ['of a link changes its URL', 'xlx', 'yLy', 0],
  ['of one file is made one by one where one of them does harm', 'l!lx', 'L!Ly', 1],
])('a repair %s', async (_, before, after, refusals) => {
  await writeFile(path.join(source, 'page.md'), before);
  const { files, refused, isCutShort } = await repairCourse(
    (changed) => findsAll(changed, before),
    (found) => found,
  );
  expect(files).toEqual([{ file: 'page.md', before, after }]);
  expect(refused).toHaveLength(refusals);
  expect(isCutShort).toBe(false);
});
