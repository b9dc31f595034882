import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { fakeTerminal } from '../../support/terminal.js';

let course: string;

beforeEach(async () => {
  course = await mkdtemp(path.join(os.tmpdir(), 'lectern-cli-'));
  await mkdir(path.join(course, '_layouts'));
  await writeFile(path.join(course, '_layouts/default.html'), '<html><body>{{ content }}</body></html>');
  await writeFile(path.join(course, 'index.md'), '---\ntitle: Start\n---\nHello *there*, $$x^2$$.\n');
});
afterEach(async () => {
  await rm(course, { recursive: true, force: true });
});

const write = (file: string, text: string) => writeFile(path.join(course, file), text);
const read = (file: string) => readFile(path.join(course, file), 'utf8');

async function run(args: readonly string[], lines?: readonly string[]) {
  const terminal = fakeTerminal(course, lines);
  const status = await runProgram(args, terminal);
  return { status, output: terminal.output(), errors: terminal.errors() };
}

test.each(['build', 'check', 'render'])(
  'points at the help of %s where its options are wrong',
  async (name) => {
    const { status, errors } = await run([name, '--wrong']);
    expect(status).toBe(2);
    expect(errors).toContain(`Run lectern ${name} --help`);
  },
);

test('builds to the end, and says truly how it went, where nobody reads what it prints', async () => {
  await write('index.md', '---\n---\n![a](/nowhere.png)\n');
  const main = path.resolve(import.meta.dirname, '../../../dist/cli/main.js');
  const script = '"$0" "$1" build --strict --verbose 2>&1 | true; exit "$PIPESTATUS"';
  const { status } = spawnSync('bash', ['-c', script, process.execPath, main], { cwd: course });
  expect(status).toBe(1);
  expect(await read('docs/index.html')).toContain('nowhere.png');
});

describe('lectern --help', () => {
  test.each([[['--help']], [['build', '--help']], [['render', '--help']]])(
    '%j fits 80 columns',
    async (args) => {
      const { status, output } = await run(args);
      expect(status).toBe(0);
      expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(output).toMatch(/^Usage: lectern/);
    },
  );

  test('names every option of build, and what the exit status means', async () => {
    const { output } = await run(['build', '--help']);
    for (const option of [
      '--source',
      '--destination',
      '--config',
      '--baseurl',
      '--drafts',
      '--future',
      '--unpublished',
      '--no-mend',
      '--strict',
      '--report',
      '--quiet',
      '--verbose',
    ]) {
      expect(output).toContain(option);
    }
    expect(output).toContain('Exit status:');
  });
});

describe('wrong usage', () => {
  test.each([
    [['bulid']],
    [['build', '--nonsense']],
    [['build', '--source']],
    [['render', '--dialect', 'latex']],
    [['render', 'a', 'b']],
  ])('%j exits with 2 and says what to do', async (args) => {
    const { status, errors } = await run(args);
    expect(status).toBe(2);
    expect(errors).toMatch(/^error: /);
    expect(errors).toContain('--help');
  });

  test('without a command the help is printed', async () => {
    const { status, output, errors } = await run([]);
    expect(status).toBe(2);
    expect(output + errors).toContain('Usage: lectern');
  });
});

describe('lectern build', () => {
  test('builds the course of this folder into docs, and says so in one line', async () => {
    const { status, output, errors } = await run(['build']);
    expect(errors).toBe('');
    expect(output).toMatch(/^Built 1 page and \d+ files in .*docs \(\d+ changed\) in 0\.0 s\.\n$/);
    expect(status).toBe(0);
    expect(await read('docs/index.html')).toContain('Hello <em>there</em>');
  });

  test('exits with 0 for a course with a missing picture, names its place, and with --strict with 1', async () => {
    await write('index.md', '---\ntitle: Start\n---\nText\n\n![A face](face.png)\n');
    const { status, errors } = await run(['build']);
    expect(status).toBe(0);
    expect(errors).toMatch(/^index\.md:6:\d+: error figure-missing: /);
    expect((await run(['build', '--strict'])).status).toBe(1);
  });

  test('prints nothing but errors with --quiet', async () => {
    expect(await run(['build', '-q'])).toEqual({ status: 0, output: '', errors: '' });
  });

  test('refuses a folder without any page, and keeps the site that is there', async () => {
    await run(['build']);
    const before = await read('docs/index.html');
    await rm(path.join(course, 'index.md'));
    await write('notes.txt', 'no page');
    for (const command of ['build', 'check']) {
      const { status, errors, output } = await run([command]);
      expect(status).toBe(1);
      expect(errors + output).toContain('error course-empty: This folder has no page');
    }
    expect(await read('docs/index.html')).toBe(before);
    expect((await run(['check', '--allow-empty'])).status).toBe(0);
    expect((await run(['build', '--allow-empty'])).status).toBe(0);
    await expect(read('docs/index.html')).rejects.toThrow();
    expect(await read('docs/notes.txt')).toBe('no page');
  });

  test('takes a folder of nothing but HTML for a site', async () => {
    await rm(path.join(course, 'index.md'));
    await write('page.html', '<p>as it is</p>');
    expect((await run(['build'])).status).toBe(0);
    expect(await read('docs/page.html')).toBe('<p>as it is</p>');
  });

  test.each(['build', 'serve'])('says how %s is told the folder of the course', async (name) => {
    const { status, errors } = await run([name, 'my-course']);
    expect(status).toBe(2);
    expect(errors).toContain('Use --source my-course');
    expect((await run([name, '--help'])).output).not.toContain('Arguments:');
    expect((await run(['--help'])).output).toMatch(new RegExp(`${name} \\[options\\]  `));
  });

  test('refuses a destination with somebody else’s files, and touches nothing', async () => {
    await mkdir(path.join(course, 'thesis'));
    await write('thesis/chapter1.tex', 'years of work');
    const { status, errors } = await run(['build', '-d', 'thesis']);
    expect(status).toBe(1);
    expect(errors).toContain('chapter1.tex');
    expect(await readdir(path.join(course, 'thesis'))).toEqual(['chapter1.tex']);
  });

  test('refuses to build with a configuration that cannot be read, and keeps the last site', async () => {
    await run(['build']);
    const before = await read('docs/index.html');
    await write('_config.yml', 'title: [never closed\n');
    await write('index.md', 'Changed.\n');
    const { status, errors } = await run(['build']);
    expect(status).toBe(1);
    expect(errors).toMatch(/^_config\.yml:\d+:\d+: error config-yaml: /);
    expect(await read('docs/index.html')).toBe(before);
  });

  test.each(['mistyped', 'index.md'])('refuses the source %s, and keeps the last site', async (source) => {
    await run(['build']);
    const before = await read('docs/index.html');
    const { status, errors } = await run(['build', '-s', source, '-d', 'docs']);
    expect(status).toBe(1);
    expect(errors).toContain('error source-missing: ');
    expect(await read('docs/index.html')).toBe(before);
  });

  test('writes a report of everything that was found', async () => {
    await write('index.md', '---\ntitle: Start\n---\n![A face](face.png)\n');
    await run(['build', '--report', 'report.json', '-q']);
    const report: unknown = JSON.parse(await read('report.json'));
    expect(report).toMatchObject({
      complete: true,
      pages: 1,
      summary: expect.arrayContaining([{ code: 'figure-missing', severity: 'error', count: 1 }]),
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'figure-missing', file: 'index.md', line: 4, times: 1 }),
      ]),
    });
  });

  test('builds again after a change with --watch', async () => {
    let stop = (): void => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const terminal = fakeTerminal(course, [], { untilStopped: () => stopped });
    const ended = runProgram(['build', '--watch'], terminal);
    await vi.waitFor(() => expect(terminal.output()).toContain('Watching'), { timeout: 20_000 });
    await write('index.md', 'Changed.\n');
    await vi.waitFor(async () => expect(await read('docs/index.html')).toContain('Changed.'), {
      timeout: 20_000,
    });
    await write('_layouts/default.html', 'New layout: {{ content }}');
    await vi.waitFor(async () => expect(await read('docs/index.html')).toContain('New layout'), {
      timeout: 20_000,
    });
    stop();
    expect(await ended).toBe(0);
  });

  test('says of an error once with --watch, and then how many of them are still there', async () => {
    let stop = (): void => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    await write('index.md', '---\ntitle: Start\n---\n![A face](face.png)\n');
    const terminal = fakeTerminal(course, [], { untilStopped: () => stopped });
    const ended = runProgram(['build', '--watch'], terminal);
    await vi.waitFor(() => expect(terminal.output()).toContain('Watching'), { timeout: 20_000 });
    await write('index.md', '---\ntitle: Start\n---\nMore.\n\n![A face](face.png)\n![Another](other.png)\n');
    await vi.waitFor(() => expect(terminal.output()).toContain('1 error of before is still there.'), {
      timeout: 20_000,
    });
    expect(terminal.errors().match(/"face\.png"/g)).toHaveLength(1);
    expect(terminal.errors().match(/"other\.png"/g)).toHaveLength(1);
    stop();
    expect(await ended).toBe(0);
  });

  test('puts the baseurl in front of links', async () => {
    await write('_layouts/default.html', '<a href="{{ "/x" | relative_url }}">x</a>{{ content }}');
    await run(['build', '-b', '/course']);
    expect(await read('docs/index.html')).toContain('href="/course/x"');
  });

  test('reads several configuration files, the later one winning', async () => {
    await write('a.yml', 'title: A\nauthor: Ada\n');
    await write('b.yml', 'title: B\n');
    await write('_layouts/default.html', '{{ site.title }} by {{ site.author }}');
    await run(['build', '-c', 'a.yml,b.yml']);
    expect(await read('docs/index.html')).toBe('B by Ada');
  });
});

describe('lectern render', () => {
  test('prints the HTML of standard input', async () => {
    const { status, output } = await run(['render'], ['# A *title*', '', 'Text']);
    expect(status).toBe(0);
    expect(output).toBe('<h1 id="a-title">A <em>title</em></h1>\n\n<p>Text</p>\n');
  });

  test('leaves the front matter of a file out', async () => {
    const { output } = await run(['render', 'index.md']);
    expect(output).toMatch(/^<p>Hello <em>there<\/em>, <span class="katex">/);
  });

  test('reads $…$ as mathematics only when told to', async () => {
    expect((await run(['render'], ['$x^2$'])).output).toBe('<p>$x^2$</p>\n');
    expect((await run(['render', '--dollars'], ['$x^2$'])).output).toContain('class="katex"');
  });

  test('takes the texts of a batch from standard input alone', async () => {
    const { status, output, errors } = await run(
      ['render', '--batch', 'index.md'],
      ['{"id":1,"text":"*a*"}'],
    );
    expect([status, output]).toEqual([2, '']);
    expect(errors).toContain('leave out the file');
  });

  test('answers each line of a batch, and goes on behind one that is wrong', async () => {
    const { status, output } = await run(
      ['render', '--batch'],
      ['{"id": 1, "text": "*a*"}', 'nonsense', '{"id": "two"}', '{"id": "three", "text": "---\\n\\nb"}'],
    );
    expect(status).toBe(0);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toEqual([
      { id: 1, html: '<p><em>a</em></p>\n', diagnostics: [] },
      { id: null, error: expect.stringContaining('not JSON') },
      { id: 'two', error: expect.stringContaining('"text"') },
      { id: 'three', html: '<hr />\n\n<p>b</p>\n', diagnostics: [] },
    ]);
  });

  test('says which file could not be read', async () => {
    const { status, errors } = await run(['render', 'missing.md']);
    expect(status).toBe(1);
    expect(errors).toMatch(/^\S*missing\.md cannot be used: there is no such file.* Correct the path/);
    expect(errors).not.toContain('ENOENT');
  });
});
