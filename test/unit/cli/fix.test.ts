import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { fakeTerminal } from '../../support/terminal.js';

let course: string;
beforeEach(async () => {
  course = await mkdtemp(path.join(os.tmpdir(), 'lectern-fix-'));
  await write('_config.yml', 'repository: ada/course\nbaseurl: ""\n');
  await write('index.md', 'The course.\n');
});
afterEach(() => rm(course, { recursive: true, force: true }));

async function write(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(course, file)), { recursive: true });
  await writeFile(path.join(course, file), text);
}

const read = (file: string) => readFile(path.join(course, file), 'utf8');
const page = (text: string) => `---\ntitle: Page\n---\n${text}`;

async function fix(...args: readonly string[]) {
  const terminal = fakeTerminal(course);
  const status = await runProgram(['fix', ...args], terminal);
  return { status, output: terminal.output(), errors: terminal.errors() };
}

/** Puts a page right, and looks that a second time changes nothing. */
async function repaired(text: string): Promise<string> {
  await write('week1.md', page(text));
  await fix('--write');
  const after = await read('week1.md');
  expect((await fix('--write')).output).toBe('');
  expect(await read('week1.md')).toBe(after);
  return after.slice(page('').length);
}

test('its help fits 80 columns', async () => {
  const { status, output } = await fix('--help');
  expect(status).toBe(0);
  expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(output).toContain('Exit status:');
});

test('the changes are shown, and nothing is written', async () => {
  await write('assets/Perceptron.png', '');
  await write('week1.md', page('One\n![A](/assets/perceptron.png)\n'));
  const { status, output, errors } = await fix();
  expect(output).toBe(`--- a/week1.md
+++ b/week1.md
@@ -3,3 +3,3 @@
 ---
 One
-![A](/assets/perceptron.png)
+![A](/assets/Perceptron.png)
`);
  expect(errors).toContain('1 fault in 1 file can be put right like this. Add --write to do so.');
  expect(status).toBe(0);
  expect(await read('week1.md')).toBe(page('One\n![A](/assets/perceptron.png)\n'));
});

test('everything else keeps its bytes: byte order mark, line ends, tabs, spaces at ends, mode', async () => {
  await write('assets/図.png', '');
  const include = '\uFEFF\t図　<b>x</b>  \r\n</br>\r\n\n\r\n<p>end';
  await write('_includes/part.html', include);
  await chmod(path.join(course, '_includes/part.html'), 0o604);
  await write('week1.md', page('a \t \r\n\r\n[b](#c){target="_blank"}  \r\n{% include part.html %}'));
  await fix('--write');
  expect(await read('week1.md')).toBe(
    page('a \t \r\n\r\n[b](#c){:target="_blank"}  \r\n{% include part.html %}'),
  );
  expect((await read('_includes/part.html')).startsWith('\uFEFF\t図　<b>x</b>  \r\n')).toBe(true);
  expect((await stat(path.join(course, '_includes/part.html'))).mode & 0o777).toBe(0o604);
});

test.each([
  ['A [link](http://x.example/?a|b) here.\n', 'A [link](http://x.example/?a%7Cb) here.\n'],
  ['* See <https://x.example/a|b|c>.\n', '* See <https://x.example/a%7Cb%7Cc>.\n'],
  ['| [a](/x?b|c) | d |\n|---|---|\n| e | f |\n', '| [a](/x?b%7Cc) | d |\n|---|---|\n| e | f |\n'],
  ['Now [a](http://x.example/?b|c and d.\n', 'Now [a](http://x.example/?b|c and d.\n'],
])('a pipe in a URL is written so that it cuts no table: %j', async (before, after) => {
  expect(await repaired(before)).toBe(after);
});

describe('links are put right', () => {
  beforeEach(async () => {
    await write('assets/Two words.png', '');
    await write('assets/deep/learning-rate.svg', '');
    await write('assets/a/fig1.png', '');
    await write('assets/x/twice.png', '');
    await write('assets/y/twice.png', '');
    await write('notebooks/2024/perceptron.ipynb', '{"cells":[],"metadata":{}}');
    await write('lectures/week2.md', page('text'));
  });

  test.each([
    ['in other letter case', '![a](/ASSETS/deep/Learning-Rate.svg)', '![a](/assets/deep/learning-rate.svg)'],
    [
      'percent-encoded',
      '<img src="/assets/two%20words.png" alt="">',
      '<img src="/assets/Two%20words.png" alt="">',
    ],
    ['to a figure that has moved', '![a](/assets/learning-rate.svg)', '![a](/assets/deep/learning-rate.svg)'],
    [
      'with what stands behind it',
      '![a](/assets/learning-rate.svg?v=2#x)',
      '![a](/assets/deep/learning-rate.svg?v=2#x)',
    ],
    [
      'to a notebook that has moved',
      '[a](https://colab.research.google.com/github/ada/course/blob/main/demos/perceptron.ipynb)',
      '[a](https://colab.research.google.com/github/ada/course/blob/main/notebooks/2024/perceptron.ipynb)',
    ],
  ])('%s', async (_, written, meant) => {
    expect(await repaired(`図 ${written}\n`)).toBe(`図 ${meant}\n`);
  });

  test.each([
    ['there are two of the name', '![a](/assets/twice.png)'],
    ['many files have the name', '![a](/assets/fig1.png)'],
    [
      'the file is that of another year',
      '[a](https://colab.research.google.com/github/ada/course/blob/main/2023/perceptron.ipynb)',
    ],
    [
      'another branch may be meant',
      '[a](https://colab.research.google.com/github/ada/course/blob/v2023/notebooks/2024/perceptron.ipynb)',
    ],
    ['the name is only like it', '![a](/assets/deep/learning-rates.svg)'],
    ['Liquid has made them', "{% assign a = 'assets/learning-rate.svg' %}![a](/{{ a }})"],
  ])('but not where %s', async (_, written) => {
    expect(await repaired(`${written}\n`)).toBe(`${written}\n`);
  });

  test('in an include that two pages show, once', async () => {
    await write('_includes/figure.html', '<img src="/assets/learning-rate.svg" alt="">\n');
    await write('week1.md', page('{% include figure.html %}'));
    await write('week3.md', page('{% include figure.html %}'));
    await fix('--write');
    expect(await read('_includes/figure.html')).toBe('<img src="/assets/deep/learning-rate.svg" alt="">\n');
  });
});

test('a page that has a second name by a symbolic link is put right once, and stays one file', async () => {
  await write('week1.md', page('a</br>b\n'));
  await symlink('week1.md', path.join(course, 'first.md'));
  const { status, output, errors } = await fix('--write');
  expect(output.match(/^\+\+\+ .*/gm)).toEqual(['+++ b/week1.md']);
  expect(errors).not.toContain('meanwhile');
  expect(status).toBe(0);
  expect(await read('week1.md')).toBe(page('a<br>b\n'));
  expect(await readlink(path.join(course, 'first.md'))).toBe('week1.md');
});

test('what one repair shows is put right, too', async () => {
  await write('assets/deep/learning-rate.svg', '');
  const text = '<div>![a](https://e.org/a.png){target="_blank"} **b** </br></div>\n';
  expect(await repaired(text)).not.toMatch(/\{target|\*\*|<\/br>/);
});

describe('notebooks', () => {
  const COLAB = 'https://colab.research.google.com/github';
  const badge = (url: string) =>
    `[![Open In Colab](https://colab.research.google.com/assets/colab-badge.svg)](${url})`;
  const notebook = (source: string, indent: number, metadata: object = {}) =>
    `${JSON.stringify({ cells: [{ cell_type: 'markdown', source: [source] }], metadata }, null, indent)}\n`;

  test.each([["last year's", `${COLAB}/ada/course/blob/main/2023/Week1.ipynb`]])(
    'a badge that opens %s opens its own',
    async (_, url) => {
      await write('2023/Week1.ipynb', notebook('text', 1));
      await write('2024/Week1.ipynb', notebook(`図 "a" \\ ${badge(url)}`, 1).replaceAll('\n', '\r\n'));
      await write('week1.md', page(`[a](${COLAB}/ada/course/blob/main/2023/Week1.ipynb)`));
      await fix('--write');
      const own = `${COLAB}/ada/course/blob/main/2024/Week1.ipynb`;
      expect(await read('2024/Week1.ipynb')).toBe(
        notebook(`図 "a" \\ ${badge(own)}`, 1).replaceAll('\n', '\r\n'),
      );
      expect((await fix('--write')).output).toBe('');
    },
  );

  test.each([
    ['opens that of another repository', badge(`${COLAB}/eve/copy/blob/master/Week1.ipynb`)],
    [
      'is one of a list',
      ['2023', '2024'].map((year) => badge(`${COLAB}/ada/course/blob/main/${year}/Week1.ipynb`)).join(' '),
    ],
  ])('a badge that %s stays', async (_, text) => {
    await write('2023/Week1.ipynb', notebook('text', 1));
    await write('2024/Week1.ipynb', notebook('text', 1));
    await write('list.ipynb', notebook(text, 1));
    await fix('--write');
    expect(await read('list.ipynb')).toBe(notebook(text, 1));
  });

  test.each([
    ['indented', 2, '\n'],
    ['indented, with Windows line ends', 1, '\r\n'],
    ['on one line', 0, '\n'],
  ])('widgets get their state, and keep all else (%s)', async (_, indent, end) => {
    const model = { model_name: 'ProgressModel', state: { value: 5 } };
    const text = (widgets: object) =>
      notebook('text', indent, {
        kernelspec: { name: 'python3' },
        widgets: { 'application/vnd.jupyter.widget-state+json': widgets },
        zoom: 1,
      }).replaceAll('\n', end);
    await write('a.ipynb', text({ abc: model, def: model }));
    await fix('--write');
    expect(await read('a.ipynb')).toBe(text({ state: {}, abc: model, def: model }));
    expect((await fix('--write')).output).toBe('');
  });
});

test('a file that is not in UTF-8 stays as it is, and is named', async () => {
  const bytes = Buffer.from(page('caf\xe9 [a](#b){target="_blank"}\n'), 'latin1');
  await write('week1.md', bytes);
  const { status, output, errors } = await fix('--write');
  expect(output).toBe('');
  expect(errors).toContain('week1.md stays as it is: it cannot be read as UTF-8');
  expect(status).toBe(1);
  expect(await readFile(path.join(course, 'week1.md'))).toEqual(bytes);
});

describe('codes', () => {
  beforeEach(() => write('week1.md', page('a</br>b [c](#d){target="_blank"}\n')));

  test('--only puts right what has these codes', async () => {
    await fix('--only', 'html-*', '--write');
    expect(await read('week1.md')).toBe(page('a<br>b [c](#d){target="_blank"}\n'));
  });

  test('--ignore puts right all but these', async () => {
    await fix('--ignore', 'html-stray-tag', '--write');
    expect(await read('week1.md')).toBe(page('a</br>b [c](#d){:target="_blank"}\n'));
  });

  test('one that there is not is refused', async () => {
    expect(await fix('--only', 'figur-case')).toMatchObject({ status: 2, output: '' });
  });
});

test('a course that is not there, or whose configuration cannot be read, is refused', async () => {
  expect(await fix('--source', 'nowhere')).toMatchObject({ status: 1, output: '' });
  await write('_config.yml', 'a: [');
  const { status, errors } = await fix();
  expect(status).toBe(1);
  expect(errors).toContain('config-yaml');
});

test('where nothing can be put right it says so', async () => {
  await write('week1.md', page('text\n'));
  expect(await fix('--write')).toMatchObject({
    status: 0,
    output: '',
    errors: 'Nothing can be put right without a guess.\n',
  });
});

test('what stays to be done is to be seen by a command that names the same course', async () => {
  await write('week1.md', page('![A](none.png)\n'));
  expect((await fix('--source', course)).errors).toContain(
    `For 1 finding that you must decide about, run lectern check --source ${course}.\n`,
  );
});
