import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * `LECTERN_CORPUS` names a folder of real courses: a folder for each, a script `materialise.mjs NAME DEST` that lays one
 * out, and beside the folder `parity/parity.mjs` with `parity/oracles/NAME.json`, which say what Jekyll and MathJax
 * show for it.
 */
const CORPUS = process.env['LECTERN_CORPUS'] ?? '';
const LECTERN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const names =
  CORPUS === ''
    ? []
    : readdirSync(CORPUS).filter((name) => existsSync(path.join(CORPUS, name, '_config.yml')));

/** What is reached, in percent of what Jekyll and MathJax show; see `parity.mjs` for what each counts. */
const AT_LEAST: Readonly<Record<string, number>> = {
  headings: 99.8,
  links: 99.8,
  targets: 99.8,
  images: 99.8,
  text_recall: 99,
  text_precision: 99,
  blocks: 99,
  math: 99.8,
};

let workshop: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-parity-'));
});
afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
});

test.skipIf(names.length > 0)(
  'parity with Jekyll is not tested: LECTERN_CORPUS names no folder of courses',
  (context) => {
    context.skip('Without real courses there is nothing to hold against Jekyll.');
  },
);

describe.each(names)('the course %s', (name) => {
  test('shows what it shows on Jekyll with MathJax', () => {
    const course = path.join(workshop, name, 'course');
    const docs = path.join(workshop, name, 'docs');
    execFileSync(process.execPath, [path.join(CORPUS, 'materialise.mjs'), name, course]);
    execFileSync(process.execPath, [LECTERN, 'build', '-q', '--no-mend', '-s', course, '-d', docs], {
      stdio: 'ignore',
    });
    const parity = path.join(CORPUS, '../parity');
    const base = baseurlOf(path.join(course, '_config.yml'));
    const output = execFileSync(
      process.execPath,
      [path.join(parity, 'parity.mjs'), path.join(parity, 'oracles', `${name}.json`), docs, '--base', base],
      { cwd: path.resolve(import.meta.dirname, '../..'), encoding: 'utf8' },
    );
    const figures = Object.fromEntries(
      [...output.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key, value ?? '']),
    );
    console.log(output.trim());
    const [found, all] = (figures['pages'] ?? '').split('/');
    expect(found).toBe(all);
    for (const [figure, least] of Object.entries(AT_LEAST)) {
      expect(Number(figures[figure]), figure).toBeGreaterThanOrEqual(least);
    }
  }, 600_000);
});

/** The `baseurl` that a course's configuration states. */
function baseurlOf(config: string): string {
  const line = /^baseurl:(.*)$/m.exec(readFileSync(config, 'utf8'))?.[1] ?? '';
  return line.replace(/#.*/, '').replace(/["']/g, '').trim();
}
