import { describe, expect, test } from 'vitest';
import { checkNotebooks } from '../../../src/links/index.js';
import { ADDRESS, INVENTORY } from './course.js';

const FILE = 'notebooks/Week1.ipynb';
const COLAB = 'https://colab.research.google.com/github';
const BADGE = 'https://colab.research.google.com/assets/colab-badge.svg';

interface Cell {
  readonly cell_type: 'markdown' | 'code';
  readonly source: string | readonly string[];
  readonly outputs?: unknown;
}

function markdown(...source: string[]): Cell {
  return { cell_type: 'markdown', source };
}

function code(source: string): Cell {
  return { cell_type: 'code', source };
}

function notebook(cells: readonly Cell[], metadata: object = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }, null, 1);
}

function found(text: string, repository = ADDRESS.repository): string[] {
  return checkNotebooks([{ file: FILE, text }], INVENTORY, repository).map(
    ({ severity, code: name, hint }) => `${severity} ${name}: ${hint ?? ''}`,
  );
}

test('a notebook whose badge opens it and whose files exist is not reported', () => {
  const text = notebook(
    [
      markdown(`[![Open In Colab](${BADGE})](${COLAB}/Ada/course/blob/main/${FILE})\n`, '# Week 1'),
      markdown(
        `<a href="${COLAB}/ada/course/blob/main/${FILE}" target="_parent"><img src="${BADGE}" alt="Open In Colab"/></a>`,
      ),
      markdown(
        '![](../assets/Perceptron.png) <img src="../assets/two%20words.png"> [a](plain/week2.ipynb) [b](#c)',
      ),
      markdown('![](attachment:x.png) [e](https://e.org) `![](no.png)`\n```\n![](no.png)\n```\n'),
      markdown(`[the next one](${COLAB}/Ada/course/blob/main/notebooks/plain/week2.ipynb)`),
      code("x = open('../slides/week1.pdf')"),
    ],
    {
      kernelspec: { name: 'python3' },
      widgets: { 'application/vnd.jupyter.widget-state+json': { state: {} } },
    },
  );
  expect(found(text)).toEqual([]);
});

describe('a badge that opens another notebook is reported', () => {
  test.each([
    [
      "last year's",
      `[![Colab](${BADGE})](${COLAB}/Ada/course/blob/main/2022/Week1.ipynb)`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'another one of the course',
      `[![Colab](${BADGE})](${COLAB}/Ada/course/blob/main/notebooks/plain/week2.ipynb)`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'in HTML',
      `<a href='${COLAB}/Ada/course/blob/main/x.ipynb'>\n<img src='${BADGE}'></a>`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'of another repository',
      `[![Colab](${BADGE})](${COLAB}/Bob/course/blob/main/${FILE})`,
      `warning notebook-badge: Write Ada/course, and ${FILE} for its path.`,
    ],
    [
      'of Binder',
      `[![Binder](https://mybinder.org/badge_logo.svg)](https://mybinder.org/v2/gh/Ada/course/main?labpath=a.ipynb)`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'with its link below',
      `[![Colab](${BADGE})][Open It]\n\n[open  it]: ${COLAB}/Ada/course/blob/main/x.ipynb`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'with its link and its picture below',
      `[![badge][img]][colab]\n\n[img]: ${BADGE}\n[colab]: <${COLAB}/Ada/course/blob/main/x.ipynb>`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'with its picture below',
      `[![badge]](${COLAB}/Ada/course/blob/main/x.ipynb)\n\n[badge]: ${BADGE} "Colab"`,
      `error notebook-badge: Write ${FILE} for its path.`,
    ],
    [
      'from another branch',
      `[![Colab](${BADGE})](${COLAB}/Ada/course/blob/master/${FILE})`,
      'warning notebook-branch: Write main for master.',
    ],
  ])('%s', (_, source, expected) => {
    expect(found(notebook([markdown(source)]))).toEqual([expected]);
  });

  test('a link that is no badge may open another notebook', () => {
    expect(found(notebook([markdown(`[original](${COLAB}/Bob/thesis/blob/main/a.ipynb)`)]))).toEqual([]);
  });

  test('a link whose target is below, or that a badge does not name, may do so, too', () => {
    const other = `${COLAB}/Bob/thesis/blob/main/a.ipynb`;
    const text = `[original][o] ![x][b] [![x][p]][o]\n\n[o]: ${other}\n[b]: ${BADGE}\n[p]: https://e.org/p.png`;
    expect(found(notebook([markdown(text)]))).toEqual([]);
  });

  test('without a repository, only a badge to another notebook of the course', () => {
    const check = (path: string): readonly { readonly code: string }[] => {
      const text = notebook([markdown(`[![Colab](${BADGE})](${COLAB}/Ada/course/blob/main/${path})`)]);
      return checkNotebooks([{ file: FILE, text }], INVENTORY, undefined);
    };
    expect(check(FILE)).toEqual([]);
    expect(check('elsewhere/a.ipynb')).toEqual([]);
    expect(check('notebooks/plain/week2.ipynb').map(({ code: name }) => name)).toEqual(['notebook-badge']);
  });
});

describe('a file that a notebook names and the course lacks is reported', () => {
  test.each([
    [
      'a figure',
      markdown('![a](assets/Perceptron.png)'),
      'error figure-missing: Did you mean ../assets/Perceptron.png?',
    ],
    [
      'a figure in other letter case',
      markdown('<img src="../assets/perceptron.png">'),
      'error figure-case: Write ../assets/Perceptron.png',
    ],
    [
      'a notebook',
      markdown('[next](week2.ipynb)'),
      'error notebook-missing: Did you mean plain/week2.ipynb?',
    ],
    [
      'a notebook by its address',
      markdown(`[n](${COLAB}/Ada/course/blob/main/notebooks/week1.ipynb)`),
      `error notebook-case: Write ${COLAB}/Ada/course/blob/main/${FILE}`,
    ],
    [
      'data',
      code("df = pd.read_csv('iris.csv')"),
      'warning file-missing: Add the file to the course, or correct the path.',
    ],
  ])('%s', (_, cell, expected) => {
    expect(found(notebook([cell]))).toEqual([expected]);
  });

  test.each([
    ['fetches them', '!wget https://e.org/iris.csv', "pd.read_csv('iris.csv')"],
    ['writes them', "open('log.txt', 'w').write('a')", "open('log.txt')"],
    ['composes their names', "pd.read_csv('{}.csv'.format(name))", "open(f'{x}.txt')"],
    ['takes them from elsewhere', "open('/content/a.txt')", "pd.read_csv('https://e.org/a.csv')"],
  ])('data of a notebook that %s is not looked for', (_, first, second) => {
    expect(found(notebook([code(first), code(second)]))).toEqual([]);
  });

  test('what a cell has printed is not looked at', () => {
    const cell = { ...code('1'), outputs: [{ text: ['![](gone.png)'] }] };
    expect(found(notebook([cell]))).toEqual([]);
  });
});

describe('a notebook that GitHub or Colab refuse to show is reported', () => {
  test.each([
    [
      'widgets without their state',
      notebook([], { widgets: { 'application/vnd.jupyter.widget-state+json': { abc: {} } } }),
      'warning notebook-broken: Put "state": {} into it, or delete "widgets" from the metadata of the notebook.',
    ],
    [
      'a file that is no JSON',
      '{"cells": [}',
      'error notebook-broken: Save it again from Jupyter or Colab, or mend it at this place.',
    ],
    [
      'a file that breaks off',
      '{"cells": [',
      'error notebook-broken: Save it again from Jupyter or Colab, or mend it at this place.',
    ],
    ['JSON of another kind', '[1]', 'error notebook-broken: Save the notebook again.'],
    ['an empty file', '\n\n', 'warning notebook-broken: Save it again, or take it out of the course.'],
    ['a file of zeros', '\0\0\0', 'warning notebook-broken: Save it again, or take it out of the course.'],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test('at the place where its JSON breaks', () => {
    const [fault] = checkNotebooks([{ file: FILE, text: '{\n "cells": [\n  }\n' }], INVENTORY, undefined);
    expect(fault).toMatchObject({ file: FILE, line: 3, column: 3 });
  });
});

test('a fault stands at its line and column of the file, behind escapes and full-width letters', () => {
  const cells = [
    code('"\\n"'),
    markdown('図 "あ"\t\\ \n', 'a ![](gone.png)', '\n![](lost.png)'),
    { cell_type: 'markdown', source: '\u0001 ![](third.png)' },
  ] as const;
  const text = notebook(cells).replaceAll('図', '\\u56f3');
  const places = checkNotebooks([{ file: FILE, text }], INVENTORY, undefined).map(({ line, column }) => ({
    line,
    column,
  }));
  const lines = text.split('\n');
  const expected = ['gone.png', 'lost.png', 'third.png'].map((name) => {
    const line = lines.findIndex((content) => content.includes(name));
    return {
      line: line + 1,
      column: [...(lines[line] ?? '').slice(0, lines[line]?.indexOf(name))].length + 1,
    };
  });
  expect(places).toEqual(expected);
});

test('hostile notebooks are read in time', () => {
  const long = 100_000;
  const cells = [
    '['.repeat(long),
    '](x'.repeat(long / 2),
    '<a href="'.repeat(long / 8),
    '```\n'.repeat(long / 4),
    '`'.repeat(long),
  ];
  const started = performance.now();
  for (const cell of cells) found(notebook([markdown(cell), code(`${"open('".repeat(long / 8)}`)]));
  expect(performance.now() - started).toBeLessThan(30_000);
});

describe('the place at which a broken notebook breaks', () => {
  test.each([
    ['{"cells": [}', 11],
    ['{"cells": [1,]}', 13],
    ['{"cells": [1 2]}', 13],
    ['{"cells" 1}', 9],
    ['{cells: 1}', 1],
    ['{"a": 1,}', 8],
    ['{"a": True}', 6],
    ['{"a": "b}\n', 6],
    ['{"a": 01}', 6],
    ['{"a": 1}}', 8],
    ['{"a": [1', 8],
    ['<<<<<<< HEAD\n{}', 0],
    ['{\n=======\n}', 2],
  ])('%s', (text, offset) => {
    const [fault] = checkNotebooks([{ file: FILE, text }], INVENTORY, undefined);
    const before = text.slice(0, offset).split('\n');
    expect(fault).toMatchObject({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
  });
});

describe('a notebook with pictures of megabytes in its outputs', () => {
  const picture = 'iVBORw0KGgo+/'.repeat(400_000);
  const cell = { ...markdown('![a](../assets/gone.png)'), outputs: [{ data: { 'image/png': picture } }] };

  test('is looked into in a moment', () => {
    const text = notebook([cell]);
    const before = performance.now();
    expect(found(text)[0]).toMatch(/^error figure-missing/);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  test.each([
    ['breaks off in one', (text: string) => text.slice(0, 1_000_000)],
    [
      'has a line end in one',
      (text: string) => text.replace(picture, `${picture.slice(0, 9000)}\n${picture.slice(9000)}`),
    ],
    ['lacks what stands behind one', (text: string) => text.replace(`${picture}"`, `${picture}" 1`)],
  ])('and that %s is no JSON', (_, breakIt) => {
    expect(found(breakIt(notebook([cell])))[0]).toMatch(/^error notebook-broken/);
  });
});
