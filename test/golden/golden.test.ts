import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite } from '../../src/course/index.js';
import { testEffects } from '../support/test-effects.js';

/**
 * Each folder beside this file is a case: `site/` is a small course, `expected/` the exact folder that it
 * becomes, with what was reported in `diagnostics.txt`. `npm test -- test/golden -u` writes `expected/` anew.
 */
const GOLDEN = import.meta.dirname;
const names = (await readdir(GOLDEN, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

let workshop: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(os.tmpdir(), 'lectern-golden-'));
});
afterAll(async () => {
  await rm(workshop, { recursive: true, force: true });
});

/** Files that are KaTeX's own, by the thousand bytes: that they are there is enough. */
const isFont = (file: string) => /\.woff2$/.test(file);

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

describe.each(names)('the course %s', (name) => {
  const expected = path.join(GOLDEN, name, 'expected');

  test('becomes exactly the site that is expected', async () => {
    const source = path.join(workshop, name, 'site');
    const destination = path.join(workshop, name, 'docs');
    await mkdir(path.dirname(source), { recursive: true });
    await cp(path.join(GOLDEN, name, 'site'), source, { recursive: true, preserveTimestamps: true });
    const { diagnostics } = await buildSite(
      { source, destination },
      testEffects(workshop),
    );
    const report = diagnostics
      .map(({ file, line, column, severity, code, message, hint }) => `${file}:${line}:${column}: ${severity} ${code}: ${message}${hint === undefined ? '' : `\n    ${hint}`}\n`)
      .join('');
    await expect(report).toMatchFileSnapshot(path.join(expected, 'diagnostics.txt'));
    const files = await listFiles(destination);
    await expect(`${files.join('\n')}\n`).toMatchFileSnapshot(path.join(expected, 'files.txt'));
    for (const file of files.filter((one) => !isFont(one) && !/katex\.min\.css$/.test(one))) {
      const content = await readFile(path.join(destination, file), 'utf8');
      await expect(content).toMatchFileSnapshot(path.join(expected, 'docs', file));
    }
  });
});
