import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printDigest } from '../../../src/cli/findings/findings-digest.js';
import { textWidth } from '../../../src/cli/formats/display-width.js';
import { runProgram } from '../../../src/cli/program.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { fakeTerminal } from '../../support/terminal.js';

let course: string;
beforeEach(() => {
  course = mkdtempSync(path.join(os.tmpdir(), 'lectern-output-'));
});
afterEach(() => rmSync(course, { recursive: true }));

/** Lines as somebody sees them in a terminal of 100 columns, with both streams in the order of writing. */
async function run(...args: readonly string[]): Promise<string> {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const terminal = fakeTerminal(course, [], {
    write,
    writeError: write,
    columns: 100,
    errorColumns: 100,
  });
  await runProgram(args, terminal);
  return printed.replaceAll(course, '').replace(/[\d.]+ s\.$/m, '0.0 s.');
}

/** The same as is kept beside this file. */
function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
}

/** Writes a page, last changed on a day of March. */
function page(name: string, day: number, body: string): void {
  const file = path.join(course, name);
  writeFileSync(file, `---\ntitle: ${name}\n---\n${body}\n`);
  utimesSync(file, new Date(`2026-03-${day}T00:00:00Z`), new Date(`2026-03-${day}T00:00:00Z`));
}

/** A course with a few causes that strike often and many that strike once. */
function faultyCourse(): void {
  writeFileSync(path.join(course, '_config.yml'), 'theme: none\n');
  for (let number = 10; number < 30; number++) {
    const figures = [1, 2, 3].map((figure) => `![Figure](lost-${number}-${figure}.png)`);
    const link = '<a href="away.html" color=red>away</a>';
    page(`lecture${number}.md`, number, [...figures, link, '$$\\undefinedmacro$$', '![](/)'].join('\n\n'));
  }
  page('lecture20.md', 20, `![A](a.png)\n\nThe passcode: 123456abc\n\n${'![](/)\n'.repeat(3)}`);
}

describe('a build prints', () => {
  test('of a first build what is exposed, errors of the files changed last, and a table', async () => {
    faultyCourse();
    expect(await run('build')).toBe(fixture('build-first.txt'));
  });

  test('in full what concerns every page, and no code alone where nothing else was found', async () => {
    writeFileSync(path.join(course, '_config.yml'), 'theme: no-such-theme\n');
    page('index.md', 10, 'Text.');
    const printed = await run('build');
    expect(printed).toMatch(/^_config\.yml:1:1: error theme-missing: .*\n {4}Write `lectern: /);
    expect(printed.trimEnd().split('\n')).toHaveLength(3);
  });

  test('once that a course without layouts has those of lectern', async () => {
    page('index.md', 10, 'Text.');
    const line =
      "info theme-default: The course has neither layouts nor a theme, so its pages have lectern's own.";
    expect(await run('build')).toContain(line);
    expect(await run('build')).not.toContain(line);
  });

  test('of hints alone how to see them', async () => {
    page('index.md', 10, '![](a.png)');
    writeFileSync(path.join(course, 'a.png'), 'x');
    const printed = await run('build', '--source', course);
    expect(printed).toMatch(/^Found:\n1 info alt-missing {2}in index\.md\n/);
    expect(printed).toContain(
      '\nTo see them: lectern check --source  --all (add --only alt-missing for a part)\n',
    );
    expect(await run('check', '--all')).toContain('info alt-missing:');
  });

  test('where nothing is new little', async () => {
    faultyCourse();
    await run('build');
    expect(await run('build')).toBe(fixture('build-unchanged.txt'));
  });

  test('what is new before what was there', async () => {
    faultyCourse();
    await run('build');
    page('lecture11.md', 30, '![Figure](lost-11-1.png)\n\n![New](broken.png)');
    expect(await run('build')).toBe(fixture('build-broken.txt'));
  });

  test.each([
    ['under /course', '/course/a.html'],
    ['at the root of its host', '/a.html'],
  ])(
    'in its last line that the site is taken to be served %s, unless the course says it',
    async (where, link) => {
      const last = async (...args: readonly string[]) =>
        (await run('build', ...args)).trimEnd().split('\n').at(-1);
      writeFileSync(path.join(course, '_config.yml'), 'repository: someone/course\ntheme: none\n');
      page('a.md', 11, `<a href="${link}">A</a>`);
      const served = `to be served ${where} (inferred; see baseurl-inferred).`;
      for (const change of ['2 changed', 'nothing changed', 'nothing changed']) {
        const [built, time] = (await last())?.split(/ in [\d.]+ s, /) ?? [];
        expect(built).toBe(`Built 1 page and 1 file in /docs (${change})`);
        expect(time).toBe(served);
      }
      expect(await last('--baseurl', '/x')).not.toContain('served');
    },
  );

  test('at most as many lines as one takes in, and of 100 columns, whatever is found', async () => {
    const found = Array.from({ length: 3000 }, (_, index): Diagnostic => {
      const codes = ['figure-missing', 'page-failed', 'secret-exposed', 'math-syntax', 'link-empty'];
      const code = `${codes[index % 5]}${index % 35 < 10 ? '' : `-${index % 7}`}`;
      const severity = index % 3 === 0 ? 'warning' : 'error';
      const file = `lectures/${'図'.repeat(30)}/${index % 50}.md`;
      return { severity, code, message: `${'長い文'.repeat(40)}${index}`, file, line: index, column: 1 };
    });
    let printed = '';
    const write = (text: string): void => {
      printed += text;
    };
    const terminal = fakeTerminal(course, [], { write, writeError: write, columns: 100, errorColumns: 100 });
    const changedAt = () => 0;
    printDigest({ found, news: found.slice(0, 500), isUnchanged: false, changedAt, named: '' }, terminal);
    const lines = printed.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
    const places = /^lectures\/図+\/\d+\.md:\d+:1: /;
    const known = lines.slice(lines.findIndex((line) => line.startsWith('Errors in the files')));
    expect(known.filter((line) => textWidth(line.replace(places, '')) > 100)).toEqual([]);
    expect(lines.filter((line) => places.test(line)).length).toBeGreaterThan(8);
  });

  test('everything with --verbose, nothing but errors with --quiet', async () => {
    faultyCourse();
    const all = await run('build', '--verbose');
    expect(all.match(/lost-\d+-\d\.png"/g)).toHaveLength(57);
    expect(all.match(/error math-undefined-macro/g)).toHaveLength(19);
    const quiet = await run('build', '--quiet');
    expect(quiet).toContain('(19 times)\n    also lecture11.md:');
    expect(quiet.match(/error math-undefined-macro/g)).toHaveLength(1);
    expect(quiet).not.toContain('warning');
  });
});
