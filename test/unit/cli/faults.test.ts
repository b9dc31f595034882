import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { faultText, systemFault } from '../../../src/diagnostics/index.js';
import { fakeTerminal } from '../../support/terminal.js';
import { withCourse } from '../check/checked.js';

const COURSE = { 'index.md': '---\n---\nText and $$x^2$$.\n', 'a.txt': 'a' };

/** Runs a command in a course. */
async function run(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const terminal = fakeTerminal(folder, [], { env });
  const status = await runProgram(args, terminal);
  return { status, errors: terminal.errors(), output: terminal.output() };
}

describe('what the system refuses', () => {
  test('is one sentence with what to do, and never a stack', async () => {
    await withCourse({ ...COURSE, blocker: 'a file' }, async (folder) => {
      const { status, errors } = await run(folder, ['build', '-d', 'blocker/docs']);
      expect(status).toBe(1);
      expect(errors).toMatch(/^\S*blocker\S* cannot be used: a file is where a folder should be\. .*\n$/);
      expect(errors).not.toContain('.lectern-');
      const nowhere = await run(folder, ['build', '--report', 'none/report.json']);
      expect(nowhere.errors).toContain('report.json cannot be used: there is no such file or folder');
      const report = await run(folder, ['build', '--report', '.']);
      expect(report.status).toBe(1);
      expect(report.errors).toContain('a folder is where a file should be');
      expect(report.errors.trim().split('\n')).toHaveLength(1);
    });
  });

  test('is told of a full disk, and of what has no name here', () => {
    const refused = (code: string, more = {}) =>
      Object.assign(new Error(code), { code, syscall: 'write', ...more });
    expect(systemFault(refused('ENOSPC', { path: '/d/a.html' }))).toBe(
      '/d/a.html cannot be used: the disk is full. Make room on it, then try again.',
    );
    expect(systemFault(refused('EWHATEVER'))).toContain('EWHATEVER');
    expect(systemFault(new TypeError('a bug'))).toBeUndefined();
    expect(faultText(new TypeError('a bug'))).toBe('a bug');
  });

  test('does not end a build that watches: it builds when it can', async () => {
    await withCourse({ ...COURSE, blocker: 'a file' }, async (folder) => {
      let stop = (): void => {};
      const terminal = fakeTerminal(folder, [], {
        untilStopped: () =>
          new Promise((resolve) => {
            stop = resolve;
          }),
      });
      const running = runProgram(['build', '--watch', '-d', 'blocker/docs'], terminal);
      await vi.waitFor(
        () => expect(terminal.errors()).toContain('a file is where a folder should be'),
        20_000,
      );
      await vi.waitFor(() => expect(terminal.output()).toContain('Watching'), 20_000);
      await delay(100);
      rmSync(path.join(folder, 'blocker'));
      await vi.waitFor(
        () => expect(readdirSync(path.join(folder, 'blocker/docs'))).toContain('a.txt'),
        20_000,
      );
      stop();
      expect(await running).toBe(0);
    });
  }, 60_000);
});

describe('a cache', () => {
  test.each(['.', '..', 'docs', 'docs/inside'])('is refused in %s, by build and check', async (cache) => {
    await withCourse(COURSE, async (folder) => {
      const refused = await run(folder, ['build', '--cache-dir', cache]);
      expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('cache-refused') });
      expect(readdirSync(folder).sort()).toEqual(['a.txt', 'index.md']);
      expect((await run(folder, ['check'], { LECTERN_CACHE_DIR: cache })).status).toBe(1);
    });
  });

  test('that is a file costs only what it would have kept', async () => {
    await withCourse({ ...COURSE, '.lectern-cache': 'a file' }, async (folder) => {
      const { status, output, errors } = await run(folder, ['build', '--verbose']);
      expect(status).toBe(0);
      expect(output + errors).toContain('cache-unusable');
      expect(readFileSync(path.join(folder, 'docs/a.txt'), 'utf8')).toBe('a');
    });
  });

  test.each([/^texts-/, /^index\.json$/, /^site-/])(
    'with a folder in the place of %s makes the site all the same',
    async (name) => {
      await withCourse(COURSE, async (folder) => {
        const cache = path.join(folder, '.lectern-cache');
        await run(folder, ['build']);
        const before = readFileSync(path.join(folder, 'docs/index.html'), 'utf8');
        for (const file of readdirSync(cache, { recursive: true }).map(String)) {
          if (!name.test(path.basename(file))) continue;
          rmSync(path.join(cache, file));
          mkdirSync(path.join(cache, file));
        }
        rmSync(path.join(folder, 'docs/index.html'));
        writeFileSync(path.join(folder, 'b.txt'), 'b');
        expect((await run(folder, ['build'])).status).toBe(0);
        expect(readFileSync(path.join(folder, 'docs/index.html'), 'utf8')).toBe(before);
      });
    },
  );
});
