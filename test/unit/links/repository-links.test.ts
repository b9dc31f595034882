import { describe, expect, test } from 'vitest';
import { ADDRESS, brief, check, INVENTORY, link, page, report } from './course.js';

const COLAB = 'https://colab.research.google.com/github/Ada/course';

describe('a link that opens a file of the repository is not reported', () => {
  test.each([
    `${COLAB}/blob/main/notebooks/Week1.ipynb`,
    `${COLAB}/blob/main/notebooks/Week1.ipynb#scrollTo=abc`,
    'https://colab.research.google.com/github/ada/COURSE/blob/main/notebooks/Week1.ipynb',
    COLAB,
    'https://github.com/Ada/course/blob/main/notebooks/Week1.ipynb',
    'https://github.com/Ada/course/tree/main/notebooks',
    'https://github.com/Ada/course/raw/main/slides/week1.pdf',
    'https://github.com/Ada/course/blob/HEAD/README.md',
    'https://github.com/Ada/course/blob/0123456789abcdef0123456789abcdef01234567/gone.ipynb',
    'https://github.com/Ada/course',
    'https://github.com/Ada/course/issues/1',
    'https://nbviewer.org/github/Ada/course/blob/main/notebooks/plain/week2.ipynb',
    'https://raw.githubusercontent.com/Ada/course/main/assets/two%20words.png',
    'https://raw.githubusercontent.com/Ada/course/refs/heads/main/assets/Perceptron.png',
    'https://mybinder.org/v2/gh/Ada/course/main?labpath=notebooks%2FWeek1.ipynb',
    'https://mybinder.org/v2/gh/Ada/course/HEAD?filepath=notebooks/Week1.ipynb',
    'https://mybinder.org/v2/gh/Ada/course/main?urlpath=lab/tree/notebooks/Week1.ipynb',
    'https://mybinder.org/v2/gh/Ada/course/main',
    'https://kaggle.com/kernels/welcome?src=https://github.com/Ada/course/blob/main/notebooks/Week1.ipynb',
    'https://deepnote.com/launch?url=https%3A%2F%2Fgithub.com%2FAda%2Fcourse%2Fblob%2Fmain%2Fnotebooks%2FWeek1.ipynb',
    'https://studiolab.sagemaker.aws/import/github/Ada/course/blob/main/notebooks/Week1.ipynb',
    'https://console.paperspace.com/github/Ada/course/blob/main/notebooks/Week1.ipynb',
    'https://www.kaggle.com/code/ada/week-1',
    'https://deepnote.com/launch?url=here',
  ])('%s', (url) => {
    const { diagnostics } = check([link(url)]);
    expect(diagnostics).toEqual([]);
  });
});

describe('a link that opens nothing, or not what is published, is reported', () => {
  test.each([
    [
      `${COLAB}/blob/main/notebooks/week1.ipynb`,
      `error notebook-case: Write ${COLAB}/blob/main/notebooks/Week1.ipynb`,
    ],
    [
      `${COLAB}/blob/main/Week1.ipynb`,
      `error notebook-missing: Did you mean ${COLAB}/blob/main/notebooks/Week1.ipynb?`,
    ],
    [
      `${COLAB}/blob/main/zzz.ipynb`,
      'error notebook-missing: Add the file to the course, or correct the link.',
    ],
    [`${COLAB}/blob/master/notebooks/Week1.ipynb`, 'warning notebook-branch: Write main for master.'],
    [
      'https://github.com/Ada/course/blob/main/slides/Week1.pdf',
      'error file-case: Write https://github.com/Ada/course/blob/main/slides/week1.pdf',
    ],
    [
      'https://github.com/Ada/course/tree/main/Notebooks/plain',
      'error file-missing: Add the file to the course, or correct the link.',
    ],
    [
      'https://raw.githubusercontent.com/Ada/course/main/assets/two_words.png',
      'error figure-missing: Did you mean https://raw.githubusercontent.com/Ada/course/main/assets/two words.png?',
    ],
    [
      'https://mybinder.org/v2/gh/Ada/course/main?labpath=notebooks%2Fweek1.ipynb',
      'error notebook-case: Write https://mybinder.org/v2/gh/Ada/course/main?labpath=notebooks%2FWeek1.ipynb',
    ],
    [
      'https://nbviewer.jupyter.org/github/Ada/course/blob/gh-pages/notebooks/Week1.ipynb',
      'warning notebook-branch: Write main for gh-pages.',
    ],
    [
      'https://kaggle.com/kernels/welcome?src=https://github.com/Ada/course/blob/main/notebooks/week1.ipynb',
      'error notebook-case: Write https://kaggle.com/kernels/welcome?src=https://github.com/Ada/course/blob/main/notebooks/Week1.ipynb',
    ],
    [
      'https://studiolab.sagemaker.aws/import/github/Ada/course/blob/main/Week9.ipynb',
      'error notebook-missing: Add the file to the course, or correct the link.',
    ],
    [
      'https://deepnote.com/launch?url=https%3A%2F%2Fgithub.com%2FAda%2Fcourse%2Fblob%2Fmaster%2Fnotebooks%2FWeek1.ipynb',
      'warning notebook-branch: Write main for master.',
    ],
  ])('%s', (url, expected) => {
    expect(brief(check([link(url)]).diagnostics)).toEqual([expected]);
  });
});

test('links to other repositories and to a drive are listed, not looked up', () => {
  const urls = [
    'https://colab.research.google.com/github/Bob/course/blob/main/notebooks/Week1.ipynb',
    'https://colab.research.google.com/drive/1AbC',
    'https://github.com/Ada/thesis/blob/main/a.ipynb',
  ];
  const { diagnostics, external } = check(urls.map((url) => link(url)));
  expect(diagnostics).toEqual([]);
  expect(external.map(({ url }) => url)).toEqual(urls);
});

test('a branch may have slashes in its name', () => {
  const address = {
    ...ADDRESS,
    repository: { owner: 'Ada', name: 'course', branch: 'term/2024', folder: '' },
  };
  expect(check([link(`${COLAB}/blob/term/2024/notebooks/Week1.ipynb`)], address).diagnostics).toEqual([]);
});

test('a branch with slashes in its name is told from the path by the files that are there', () => {
  const [{ message } = { message: '' }] = check([
    link(`${COLAB}/blob/feature/figures/notebooks/Week1.ipynb`),
  ]).diagnostics;
  expect(message).toBe('This link opens branch "feature/figures", but the course is published from "main".');
  const address = { ...ADDRESS, repository: { owner: 'Ada', name: 'course', folder: '' } };
  const { repository } = check([link(`${COLAB}/blob/term/2024/notebooks/Week1.ipynb`)], address);
  expect(repository?.branch).toBe('term/2024');
  // What stands behind "main" is no part of a branch's name, though a file of the rest's name is there.
  expect(brief(check([link(`${COLAB}/blob/main/old/notebooks/Week1.ipynb`)], address).diagnostics)).toEqual([
    `error notebook-missing: Did you mean ${COLAB}/blob/main/notebooks/Week1.ipynb?`,
  ]);
});

test('a site that is a folder of its repository finds its files below that folder', () => {
  const address = {
    ...ADDRESS,
    repository: { owner: 'Ada', name: 'course', branch: 'main', folder: 'web/src' },
  };
  const inside = link(`${COLAB}/blob/main/web/src/notebooks/Week1.ipynb`);
  const missing = link(`${COLAB}/blob/main/web/src/notebooks/Week7.ipynb`);
  const outside = link(`${COLAB}/blob/main/elsewhere/Week7.ipynb`);
  expect(brief(check([inside, missing, outside], address).diagnostics)).toEqual([
    'error notebook-missing: Add the file to the course, or correct the link.',
  ]);
});

test('the built site lies in the repository too', () => {
  const address = {
    ...ADDRESS,
    repository: { owner: 'Ada', name: 'course', branch: 'main', folder: '', output: 'docs' },
  };
  const links = ['blob/main/docs/week2.html', 'tree/main/docs', 'blob/main/docs/week7.html'];
  const { diagnostics } = check(
    links.map((path) => link(`https://github.com/Ada/course/${path}`)),
    address,
  );
  expect(diagnostics.map(({ text }) => text)).toEqual([
    'https://github.com/Ada/course/blob/main/docs/week7.html',
  ]);
});

test('without a repository, the one that most links to existing notebooks name is taken, and said once', () => {
  const references = [
    link(`${COLAB}/blob/master/notebooks/Week1.ipynb`),
    link(`${COLAB}/blob/master/notebooks/plain/week2.ipynb`),
    link(`${COLAB}/blob/main/notebooks/Week1.ipynb`),
    link(`${COLAB}/blob/master/notebooks/Week3.ipynb`),
    link('https://colab.research.google.com/github/Bob/other/blob/master/notebooks/Week1.ipynb'),
    link('https://colab.research.google.com/github/Bob/other/blob/master/gone.ipynb'),
  ];
  const { diagnostics, repository } = check(references, { url: '', baseurl: '' });
  expect(repository).toEqual({ owner: 'Ada', name: 'course', branch: 'master', folder: '' });
  expect(brief(diagnostics)).toEqual([
    'info repository-inferred: Write repository: Ada/course into _config.yml, or another one.',
    'warning notebook-branch: Write master for main.',
    'error notebook-missing: Add the file to the course, or correct the link.',
  ]);
});

test('of a repository without a branch, the branch that most of its links name is taken', () => {
  const address = { ...ADDRESS, repository: { owner: 'Ada', name: 'course', folder: '' } };
  const master = link(`${COLAB}/blob/master/notebooks/Week1.ipynb`);
  const main = link(`${COLAB}/blob/main/notebooks/Week1.ipynb`);
  expect(brief(check([master, master, main], address).diagnostics)).toEqual([
    'warning notebook-branch: Write master for main.',
  ]);
  const head = link(`${COLAB}/blob/HEAD/notebooks/Week1.ipynb`);
  expect(check([master, head, head], address).repository?.branch).toBe('master');
  expect(check([head, head], address).repository?.branch).toBeUndefined();
});

test('without links to notebooks nothing is inferred', () => {
  const pages = [page('index.html', { references: [link('https://github.com/Bob/x')] })];
  expect(report(pages, INVENTORY, { url: '', baseurl: '' })).toEqual({
    diagnostics: [],
    used: new Set(),
    external: [{ url: 'https://github.com/Bob/x', place: { file: 'week1.md', line: 3, column: 5 } }],
    repository: undefined,
  });
});
