import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const LECTERN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const PAGES = 60;

let course: string;
let docs: string;

beforeAll(async () => {
  course = await mkdtemp(path.join(os.tmpdir(), 'lectern-killed-'));
  docs = path.join(course, 'docs');
  await mkdir(path.join(course, '_layouts'));
  await writeFile(path.join(course, '_layouts/default.html'), '<html><body>{{ content }}</body></html>\n');
  await writeFile(path.join(course, '_config.yml'), 'title: A course\n');
});
afterAll(async () => {
  await rm(course, { recursive: true, force: true });
});

/** Gives every page and file the text of a version. */
async function writeVersion(version: string): Promise<void> {
  for (let i = 0; i < PAGES; i++) {
    const formulas = Array.from({ length: 20 }, (_, n) => `$$x_{${i}}^{${n}}$$`).join(' and ');
    await writeFile(
      path.join(course, `page${i}.md`),
      `---\nlayout: default\n---\nVersion ${version} ${formulas}\n\nEnd ${version}\n`,
    );
    await writeFile(path.join(course, `file${i}.txt`), `${version} `.repeat(5000));
  }
}

/** Runs a build; with `killAfter` (milliseconds) it is killed without warning. */
async function build(killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, [LECTERN, 'build', '-s', course, '-d', docs, '-q'], {
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  if (killAfter !== undefined) {
    await Promise.race([wait(killAfter), ended]);
    child.kill('SIGKILL');
  }
  return ended;
}

/** The version that each file of the site is of; a file that is neither whole nor of one version shows as such. */
async function versions(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const file of (await readdir(docs)).filter((name) => /^(page\d+\.html|file\d+\.txt)$/.test(name))) {
    const text = await readFile(path.join(docs, file), 'utf8');
    const version = /\b(?:one|two)\b/.exec(text)?.[0] ?? '';
    const whole = file.endsWith('.txt')
      ? text === `${version} `.repeat(5000)
      : text.endsWith('</html>\n') && text.includes(`End ${version}`) && text.includes(`Version ${version}`);
    found.add(whole ? version : `${file} is torn`);
  }
  return found;
}

describe('a build that is killed', () => {
  test('leaves whole pages behind, and the next build completes the site', async () => {
    await writeVersion('one');
    expect(await build()).toBe(0);
    expect([...(await versions())]).toEqual(['one']);
    const files = (await readdir(docs)).sort();
    await writeVersion('two');
    // However long a build takes here, it is killed at many points of it.
    for (let killAfter = 40; ; killAfter += Math.ceil(killAfter / 6)) {
      const status = await build(killAfter);
      const seen = await versions();
      expect([...seen].filter((version) => version !== 'one' && version !== 'two')).toEqual([]);
      expect((await readdir(docs)).filter((name) => /^(page|file)/.test(name))).toHaveLength(2 * PAGES);
      if (status === 0) break;
    }
    expect(await build()).toBe(0);
    expect([...(await versions())]).toEqual(['two']);
    expect((await readdir(docs)).sort()).toEqual(files);
  });
});
