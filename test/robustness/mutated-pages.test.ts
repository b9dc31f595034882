import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSource, type Source } from '../support/edited-course.js';

/** The folder of real courses that the parity tests use, too (see `test/parity`). */
const CORPUS = process.env['LECTERN_CORPUS'] ?? '';
const LECTERN = path.resolve(import.meta.dirname, '../../dist/bundle/main.js');
const names =
  CORPUS === ''
    ? []
    : readdirSync(CORPUS).filter((name) => existsSync(path.join(CORPUS, name, '_config.yml')));

/** How many copies of a course's pages are mutated, and how often each. */
const COPIES = Math.ceil(200 / Math.max(1, names.length));
const MUTATIONS = 6;
const SEED = 20_261_129;

/** What is put in: signs that mean something to Markdown, Liquid, TeX, HTML or YAML. */
const SIGNS = ['-', '{', '}', '"', "'", '$', '\\', '|', '[', '<', '%}', '{{'];

let workshop: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-mutated-'));
});
afterAll(() => rm(workshop, { recursive: true, force: true }));

test.skipIf(names.length > 0)(
  'mutated pages of real courses are not built: LECTERN_CORPUS names no folder of courses',
  (context) => context.skip('Without real courses there is nothing to mutate.'),
);

describe.each(names)('the course %s', (name) => {
  test('has every page, however they are mistyped', async () => {
    const course = path.join(workshop, name);
    run(path.join(CORPUS, 'materialise.mjs'), name, course);
    const source = createSource(SEED);
    const pages = await pagesOf(course);
    const copies: string[] = [];
    for (let copy = 0; copy < COPIES; copy++) {
      const page = source.pick(pages);
      const text = await readFile(path.join(course, page), 'utf8');
      const { dir, name: stem, ext } = path.parse(page);
      copies.push(path.join(dir, `${stem}-mutated${copy}${ext}`));
      await writeFile(path.join(course, copies.at(-1) ?? ''), mutated(text, source));
    }
    const report = path.join(workshop, `${name}.json`);
    const { status, stderr } = run(
      LECTERN,
      'build',
      ...['--source', course, '--destination', path.join(workshop, `${name}-docs`)],
      ...['--quiet', '--report', report, '--cache-dir', path.join(workshop, `${name}-cache`)],
    );
    expect(status, stderr).toBe(0);
    const { diagnostics, complete }: Report = JSON.parse(await readFile(report, 'utf8'));
    const faults = diagnostics.filter(({ code }) => code === 'internal-fault' || code === 'page-failed');
    expect(faults).toEqual([]);
    expect(complete).toBe(true);
    // Mistakes were made, and they were seen.
    expect(diagnostics.filter(({ file }) => copies.includes(file)).length).toBeGreaterThan(COPIES / 2);
  }, 600_000);
});

interface Report {
  readonly complete: boolean;
  readonly diagnostics: readonly { readonly file: string; readonly code: string }[];
}

function run(
  script: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

/** The Markdown and HTML pages of a course, by their paths in it, sorted. */
async function pagesOf(course: string): Promise<readonly string[]> {
  const files = await readdir(course, { recursive: true });
  const pages = files.filter(
    (file) => /\.(?:md|markdown|html)$/.test(file) && !/(?:^|\/)_(?:layouts|includes|site)\//.test(file),
  );
  return pages.sort();
}

/** A text with tokens dropped, doubled and swapped, and signs put in; it keeps no address that it states. */
function mutated(text: string, { below, pick }: Source): string {
  const tokens = text.replace(/^permalink:.*$/m, '').match(/\s+|[\p{L}\p{N}]+|./gsu) ?? [];
  for (let round = 0; round < MUTATIONS; round++) {
    const at = below(tokens.length);
    const token = tokens[at] ?? '';
    const kind = below(4);
    if (kind === 0) tokens.splice(at, 1);
    else if (kind === 1) tokens.splice(at, 0, token);
    else if (kind === 2) tokens.splice(at, 2, tokens[at + 1] ?? '', token);
    else tokens.splice(at, 0, pick(SIGNS));
  }
  return tokens.join('');
}
