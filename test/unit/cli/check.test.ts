import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { fakeTerminal } from '../../support/terminal.js';
import { withCourse } from '../check/checked.js';

/** A course in a folder, and another folder for what is kept between checks, which else lies in the course. */
function withCourses<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string, env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  return withCourse({}, (kept) => withCourse(files, (folder) => use(folder, { LECTERN_CACHE_DIR: kept })));
}

async function check(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return withCourses(files, async (folder, env) => {
    const before = (await readdir(folder, { recursive: true })).sort();
    const terminal = fakeTerminal(folder, [], { env });
    const status = await runProgram(['check', ...args], terminal);
    const after = (await readdir(folder, { recursive: true })).sort();
    return {
      status,
      output: terminal.output(),
      errors: terminal.errors(),
      isUntouched: `${before}` === `${after}`,
    };
  });
}

const SOUND = { 'index.md': '---\n---\nText, and [a link](a.pdf).\n', 'a.pdf': 'x' };
const WARNED = { 'index.md': '---\n---\n[a link]()\n' };
const BROKEN = {
  'index.md': '---\n---\n![A figure](none.png)\n\n<img src="none.png">\n\n[a link]()\n',
};

describe('lectern check', () => {
  test('of a course in which nothing is broken exits with 0 and leaves it as it was', async () => {
    expect(await check(SOUND)).toEqual({
      status: 0,
      output: '0 errors, 0 warnings, 0 hints in 1 page with 0 formulas.\n',
      errors: '',
      isUntouched: true,
    });
  });

  test('keeps what it has made where it is told to, or nothing', async () => {
    await withCourse({}, (kept) =>
      withCourse(SOUND, async (folder) => {
        const names = async () => [(await readdir(folder)).sort(), (await readdir(kept)).length > 0];
        const run = (...args: readonly string[]) => runProgram(['check', ...args], fakeTerminal(folder));
        expect(await run('--no-cache')).toBe(0);
        expect(await names()).toEqual([['a.pdf', 'index.md'], false]);
        expect(await run('--cache-dir', kept)).toBe(0);
        expect(await names()).toEqual([['a.pdf', 'index.md'], true]);
      }),
    );
  });

  test('exits with 1 at an error, at a warning only with --strict', async () => {
    expect((await check(BROKEN)).status).toBe(1);
    expect((await check(WARNED)).status).toBe(0);
    expect((await check(WARNED, '--strict')).status).toBe(1);
    expect((await check(SOUND, '--strict')).status).toBe(0);
  });

  test('ends with a summary by code, and counts hints unless it is asked for them', async () => {
    const { output } = await check(BROKEN);
    expect(output).toContain('index.md:3:13: error figure-missing: The site has no figure "none.png".');
    expect(output).not.toContain('index.md:5:11: info alt-missing');
    expect(output.split('\n').slice(-6)).toEqual([
      '2 error figure-missing',
      '1 warning link-empty',
      '1 info alt-missing',
      '2 errors, 1 warning, 1 hint in 1 page with 0 formulas.',
      'Add --all to see the hints, too.',
      '',
    ]);
    expect((await check(BROKEN, '--verbose')).output).toContain('index.md:5:11: info alt-missing');
  });

  test('reports only the codes that are asked for, and decides by them', async () => {
    const only = await check(BROKEN, '--only', 'alt-missing,link-*');
    expect(only.status).toBe(0);
    expect(only.output).toContain('0 errors, 1 warning, 1 hint in 1 page');
    expect(only.output).toContain('index.md:5:11: info alt-missing');
    const rest = await check(BROKEN, '--ignore', 'figure-missing');
    expect(rest.status).toBe(0);
    expect(rest.output).not.toContain('figure-missing');
  });

  test('shows what is wrong by files, what strikes often once, and of hints one line', async () => {
    const page = '---\n---\n# A\n\n### B\n\n![A figure](none.png)\n\n![](/)\n';
    const files = { 'a.md': page, 'b.md': page, 'c/d.md': page, 'e.md': '---\n---\n[a link]()\n' };
    const { output } = await check(files);
    expect(output).toContain('a.md: 2 errors\na.md:7:13: error figure-missing');
    expect(output).toContain('    also b.md:7:13, c/d.md:7:13\n');
    expect(output).toContain('\n\ne.md: 1 warning\ne.md:3:10: warning link-empty');
    expect(output.match(/"none.png"/g)).toHaveLength(1);
    expect(output).toMatch(/^3 info alt-missing, 3 heading-skips$/m);
    const all = (await check(files, '--all')).output;
    expect(all.match(/error figure-missing: .*"none.png"/g)).toHaveLength(3);
    expect(all).toContain('c/d.md:5:1: info heading-skips');
  });

  test('looks at the files and folders that are named, from here or from the course', async () => {
    const broken = BROKEN['index.md'];
    const files = { 'a.md': broken, 'index.md': 'A', 'week 1/b.md': broken, 'week 1x.md': '[a]()\n' };
    const folder = (await check(files, 'week 1/')).output;
    expect(folder).toContain('week 1/b.md:3:13: error figure-missing');
    expect(folder).not.toMatch(/^(?:a\.md|week 1x\.md)/m);
    expect((await check(files, 'a.md', 'week 1/b.md')).output).toContain('4 errors, 2 warnings, 2 hints');
    expect((await check(files, 'week 1x.md')).status).toBe(0);
    expect((await check(files, '.')).output).toContain('4 errors, 3 warnings, 2 hints');
  });

  test('says of a path that it is not published, in place of finding nothing in it', async () => {
    const course = {
      ...BROKEN,
      'notes/a.md': '---\n---\n![A](gone.png)\n',
      '_drafts/b.md': '---\n---\nText.\n',
      '_layouts/own.html': '{{ content }}',
      '_config.yml': 'exclude: [notes]\n',
    };
    const excluded = await check(course, 'notes/a.md');
    expect(excluded).toMatchObject({ status: 0, output: '' });
    expect(excluded.errors).toMatch(
      /^notes\/a\.md is not published, so nothing was looked for in it: see exclude: /,
    );
    const two = await check(course, '_drafts', 'index.md');
    expect(two.errors).toMatch(/^_drafts is not published/);
    expect(two.output).toContain('figure-missing');
    for (const name of ['_layouts/own.html', '_config.yml', '.', 'index.md'])
      expect((await check(course, name)).errors).toBe('');
    expect((await check(course, '--drafts', '_drafts')).errors).toBe('');
    const json = await check(course, '--format', 'json', 'notes');
    expect(JSON.parse(json.output)).toMatchObject({ diagnostics: [] });
    expect(json.errors).toContain('notes is not published');
  });

  test('says of a path that the course has not what it may have meant', async () => {
    const files = { 'lectures/week1.md': 'Text.\n' };
    const missing = await check(files, 'lectures/weak1.md');
    expect(missing.errors).toMatch(
      /^error: the course at \S+ has no lectures\/weak1\.md\. Did you mean lectures\/week1\.md\?\n$/,
    );
    expect(missing.status).toBe(2);
    expect((await check(files, 'lecture/week1.md')).errors).toContain('Did you mean lectures?');
    const outside = await check(files, '/usr');
    expect(outside.errors).toMatch(/^error: \/usr lies outside of the course at /);
    expect(outside.status).toBe(2);
    expect((await check(files, 'zebra')).errors).toContain(
      'has no zebra. Use --source to name another course.',
    );
  });

  test('does not read a course as a folder of another, unless it lies in one', async () => {
    const inner = { 'inner/_config.yml': 'title: x\n', 'inner/index.md': '---\nlayout: own\n---\n' };
    const layout = { 'inner/_layouts/own.html': '{{ content }}' };
    const refused = await check({ ...inner, ...layout }, 'inner/');
    expect(refused).toMatchObject({ status: 2, output: '' });
    expect(refused.errors).toContain('inner is a course of its own');
    expect(refused.errors).toContain('Use --source inner\n');
    expect((await check({ ...inner, ...layout }, 'inner/index.md')).errors).toBe(refused.errors);
    const part = await check({ ...inner, ...layout, '_config.yml': 'title: y\n' }, 'inner');
    expect(part.output).toContain('inner/index.md:2:1: error layout-missing');
  });

  test('makes as many annotations as the runner shows, the newest of the gravest, and a summary', async () => {
    const links = Array.from({ length: 15 }, (_, index) => `![A](none${index}.png) [x${index}]()\n`).join('');
    const files = { 'a.md': links, 'b.md': '![A](new.png)\n', 'index.md': 'A' };
    await withCourses(files, async (folder, env) => {
      await utimes(path.join(folder, 'a.md'), 1_700_000_000, 1_700_000_000);
      const summary = path.join(env['LECTERN_CACHE_DIR'] ?? '', 'summary.md');
      const terminal = fakeTerminal(folder, [], { env: { ...env, GITHUB_STEP_SUMMARY: summary } });
      expect(await runProgram(['check', '--format', 'github'], terminal)).toBe(1);
      const lines = terminal.output().trimEnd().split('\n');
      expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
      expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
      expect(lines[0]).toContain('file=b.md');
      expect(lines.at(-1)).toBe(
        '16 errors, 15 warnings, 0 hints; annotated are the newest 20. See them all with lectern check.',
      );
      const written = await readFile(summary, 'utf8');
      expect(written).toContain('### lectern check: 16 errors, 15 warnings, 0 hints');
      expect(written).toContain('| 16 | error | figure-missing |');
    });
  });

  test('looks for unused files where it is asked for them', async () => {
    const files = { ...SOUND, 'b.pdf': 'x' };
    expect((await check(files, '--only', 'file-unused')).output).toContain('b.pdf:1:1: info file-unused');
    expect((await check(files, '-V')).output).not.toContain('file-unused');
  });

  test('refuses a code that there is not', async () => {
    const { status, errors } = await check(SOUND, '--only', 'figure-mising');
    expect(status).toBe(2);
    expect(errors).toMatch(/^error: .*'figure-mising'.*--help/s);
  });

  test('exits with 1 where the course cannot be read', async () => {
    expect((await check(SOUND, '--source', 'elsewhere')).status).toBe(1);
    expect((await check({ ...SOUND, '_config.yml': 'a: [' })).status).toBe(1);
  });

  test('writes nothing but JSON to be read by programs', async () => {
    const { output, status } = await check(BROKEN, '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      diagnostics: [
        { code: 'figure-missing', file: 'index.md', line: 3, column: 13 },
        { code: 'alt-missing', line: 5, column: 11 },
        { code: 'figure-missing', line: 5, column: 11 },
        { code: 'link-empty', line: 7 },
      ],
    });
  });
});

test('a build finds the same as a check', async () => {
  await withCourses(BROKEN, async (folder, env) => {
    await mkdir(path.join(folder, 'nb'));
    await writeFile(path.join(folder, 'nb/a.ipynb'), '{');
    const checking = fakeTerminal(folder, [], { env });
    await runProgram(['check', '--format', 'json'], checking);
    const building = fakeTerminal(folder, [], { env });
    await runProgram(['build', '--report', 'report.json'], building);
    const report = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'));
    expect(report.diagnostics).toEqual(JSON.parse(checking.output()).diagnostics);
    expect(report.diagnostics.map(({ code }: { readonly code: string }) => code)).toContain(
      'notebook-broken',
    );
  });
});
