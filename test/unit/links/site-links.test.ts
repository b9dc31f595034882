import { describe, expect, test } from 'vitest';
import type { Reference } from '../../../src/markdown/index.js';
import { brief, check, figure, link, page, report } from './course.js';

describe('a link that GitHub Pages serves is not reported', () => {
  test.each([
    ['a page of a folder by its name', '/course/topics/neurons'],
    ['with a slash', '/course/topics/neurons/'],
    ['with index.html', '/course/topics/neurons/index.html'],
    ['a page by its file', '/course/week2.html'],
    ['a page without .html', '/course/week2'],
    ['the first page', '/course/'],
    ['the first page without a slash', '/course'],
    ['a relative path', '../topics/neurons'],
    ['a relative path to the root', '..'],
    ['a path with dots and doubled slashes', '/course//topics/./x/../neurons/'],
    ['a query', '../week2.html?from=here'],
    ['a percent-encoded space', '../assets/two%20words.png'],
    ['a space as it is', '../assets/two words.png'],
    ['a percent-encoded Japanese name', '../assets/%E3%81%8C.png'],
    ['a Japanese name', '../assets/が.png'],
    ['the site itself by its url', 'https://uni.example/course/week2'],
    ['the site itself by http', 'http://uni.example/course/week2'],
    ['the site itself without a scheme', '//uni.example/course/week2'],
    ['the site at GitHub', 'https://ada.github.io/course/topics/neurons/'],
    ['the host with a dot at its end', 'https://ada.github.io./course/week2'],
    ['a generated file', '/course/feed.xml'],
    ['a fragment of the same page', '#'],
    ['white space around it', '  ../week2.html\n'],
    ['a backslash, which browsers read as a slash', '..\\week2.html'],
    ['mail', 'mailto:ada@uni.example'],
    ['a script', 'javascript:void(0)'],
    ['data', 'data:image/png;base64,AAAA'],
  ])('%s: %s', (_, url) => {
    const { diagnostics, external } = check([link(url)]);
    expect(diagnostics).toEqual([]);
    expect(external).toEqual([]);
  });
});

describe('a link that leads nowhere is reported with what was meant', () => {
  const cases: readonly [string, Reference, string][] = [
    [
      'a figure in another folder',
      figure('Perceptron.png'),
      'error figure-missing: Did you mean ../assets/Perceptron.png?',
    ],
    [
      'a misspelt figure',
      figure('../assets/learnign-rate.svg'),
      'error figure-missing: Did you mean ../assets/learning-rate.svg?',
    ],
    [
      'a figure saved as another type',
      figure('/course/assets/learning-rate.png'),
      'error figure-missing: Did you mean /course/assets/learning-rate.svg?',
    ],
    [
      'a figure in other letter case',
      figure('../assets/perceptron.PNG'),
      'error figure-case: Write ../assets/Perceptron.png',
    ],
    [
      'a folder in other letter case',
      figure('../Assets/Perceptron.png'),
      'error figure-case: Write ../assets/Perceptron.png',
    ],
    [
      'a name in the other Unicode form',
      figure('../assets/か\u3099.png'),
      'warning figure-case: Copy the name of the file: ../assets/が.png',
    ],
    [
      'a figure that is linked to',
      link('../assets/perceptron.png'),
      'error figure-case: Write ../assets/Perceptron.png',
    ],
    [
      'a figure of which nothing is known',
      figure('../assets/zzz.png'),
      'error figure-missing: Correct the link, or add the file.',
    ],
    [
      'a page that does not exist',
      link('/course/topics/neuron'),
      'error page-missing: Did you mean /course/topics/neurons/?',
    ],
    ['a page in other letter case', link('../Week2.html'), 'error page-case: Write ../week2.html'],
    [
      'a page by the name of its source',
      link('../topics/neurons.md'),
      'error page-missing: Write ../topics/neurons/',
    ],
    [
      'a page by the misspelt name of its source',
      link('../topics/neuron.md'),
      'error page-missing: Did you mean ../topics/neurons/ (topics/neurons.md)?',
    ],
    ['a page with a slash that is a file', link('../week2/'), 'error page-missing: Did you mean ../week2?'],
    [
      'a folder without a page',
      link('../slides/'),
      'error page-missing: Add an index.md to it, or link to one of its files.',
    ],
    ['a file in another folder', link('week1.pdf'), 'error file-missing: Did you mean ../slides/week1.pdf?'],
    [
      'a file in other letter case',
      link('../slides/Week1.pdf'),
      'error file-case: Write ../slides/week1.pdf',
    ],
    [
      'a notebook of the site',
      link('../notebooks/Week2.ipynb'),
      'error notebook-missing: Did you mean ../notebooks/plain/week2.ipynb?',
    ],
    [
      'a notebook in other letter case',
      link('../notebooks/week1.ipynb'),
      'error notebook-case: Write ../notebooks/Week1.ipynb',
    ],
    [
      'a file that is left out of the site',
      link('../private/exam.pdf'),
      'error file-missing: Take it out of exclude: in _config.yml, or out of a folder whose name begins with "_", "." or "#".',
    ],
    [
      'an absolute link to the site',
      link('https://ada.github.io/course/week3'),
      'error page-missing: Correct the link, or add the page.',
    ],
    [
      'an absolute link with a misspelt name',
      figure('https://ada.github.io/course/assets/learning_rate.svg?raw=1'),
      'error figure-missing: Did you mean https://ada.github.io/course/assets/learning-rate.svg?raw=1?',
    ],
    [
      'a percent-encoded link',
      figure('../assets/Two%20Words.png'),
      'error figure-case: Write ../assets/two%20words.png',
    ],
    [
      'a style sheet',
      { ...link('/course/css/main.css'), element: 'link' },
      'error file-missing: Correct the link, or add the file.',
    ],
    [
      'a script',
      { ...figure('main.js'), element: 'script' },
      'error file-missing: Correct the link, or add the file.',
    ],
    [
      'a poster',
      { ...figure('../assets/perceptron.png'), element: 'video', attribute: 'poster' },
      'error figure-case: Write ../assets/Perceptron.png',
    ],
    [
      'a root-relative link without baseurl',
      figure('/assets/Perceptron.png'),
      'error link-baseurl: Write /course/assets/Perceptron.png',
    ],
    [
      'a root-relative link without baseurl to a page',
      link('/week2'),
      'error link-baseurl: Write /course/week2',
    ],
    [
      'a root-relative link without baseurl and misspelt',
      figure('/assets/Perceptrom.png'),
      'error figure-missing: Did you mean /course/assets/Perceptron.png?',
    ],
    ['a misspelt baseurl', link('/cuorse/week2'), 'error link-baseurl: Write /course/week2'],
    ['a baseurl in other letter case', link('/Course/'), 'error link-baseurl: Write /course/'],
    [
      'a misspelt extension',
      figure('../assets/Perceptron.pgn'),
      'error figure-missing: Did you mean ../assets/Perceptron.png?',
    ],
    [
      'a figure of which only a document is near',
      figure('week1.png'),
      'error figure-missing: Correct the link, or add the file.',
    ],
    ['the first page by another name', link('../Index'), 'error page-case: Write ../'],
    ['the root of the host', link('/'), 'warning link-baseurl: Write /course/'],
  ];
  test.each(cases)('%s', (_, reference, expected) => {
    expect(brief(check([reference]).diagnostics)).toEqual([expected]);
  });
});

test('a fault stands at the place of its link, with the link as it is written', () => {
  const [found] = check([figure(' fig.png ')]).diagnostics;
  expect(found).toEqual({
    severity: 'error',
    code: 'figure-missing',
    message: 'The site has no figure "fig.png".',
    file: 'week1.md',
    line: 3,
    column: 5,
    text: 'fig.png',
    hint: 'Correct the link, or add the file.',
  });
});

test('a path beside the baseurl that the site knows nothing of belongs to another site of the host', () => {
  expect(check([link('/library/'), link('/other/page.html')]).diagnostics).toEqual([]);
  const { external } = check([link('https://uni.example/library/'), link('https://ada.github.io/thesis/')]);
  expect(external.map(({ url }) => url)).toEqual([
    'https://uni.example/library/',
    'https://ada.github.io/thesis/',
  ]);
});

test('a site without baseurl is served from the root of its host', () => {
  const address = { url: '', baseurl: '' };
  expect(
    check([link('/week2'), link('../topics/neurons'), figure('/assets/Perceptron.png')], address).diagnostics,
  ).toEqual([]);
  expect(brief(check([link('/course/week2')], address).diagnostics)).toEqual([
    'error page-missing: Did you mean /week2?',
  ]);
});

test('a repository named OWNER.github.io is served from the root of that host', () => {
  const repository = { owner: 'ada', name: 'Ada.github.io', folder: '' };
  const address = { url: '', baseurl: '', repository };
  expect(check([link('https://ada.github.io/week2')], address).diagnostics).toEqual([]);
  expect(brief(check([link('https://ada.github.io/week22')], address).diagnostics)).toEqual([
    'error page-missing: Correct the link, or add the page.',
  ]);
});

test('a <base> moves what relative links start from', () => {
  const base = { ...link('/course/topics/'), element: 'base' };
  expect(check([base, link('neurons/')]).diagnostics).toEqual([]);
  expect(brief(check([base, link('week2.html')]).diagnostics)).toHaveLength(1);
});

test('a relative link of a layout is looked up from each page', () => {
  const references = [
    figure('assets/Perceptron.png', { place: { file: '_layouts/a.html', line: 1, column: 1 } }),
  ];
  const pages = ['index.html', 'week2.html', 'week1/index.html', 'topics/neurons/index.html'];
  const { diagnostics } = report(pages.map((path) => page(path, { references })));
  expect(diagnostics.map(({ message }) => message)).toEqual(
    Array(2).fill('The site has no figure "assets/Perceptron.png".'),
  );
});

test('hostile URLs are reported or let pass, and never stop the build', () => {
  const urls = [
    '%',
    '%zz',
    '%E3%81',
    'http://',
    'https://[',
    '//',
    '///',
    '\\\\',
    '?',
    '?#',
    '#%',
    'x'.repeat(100_000),
    '../'.repeat(10_000),
    '\u0000',
    '\ud800',
    'a:b',
    ':',
    '://',
    'http://a b/',
    '/%2e%2e/%2e%2e/x',
    '__proto__',
    'constructor',
  ];
  for (const url of urls) {
    const { diagnostics } = check([link(url), figure(url)]);
    expect(diagnostics.length).toBeLessThanOrEqual(2);
  }
});

test('a link with the host of a site at its root may lead to the site of another project there', () => {
  const address = { url: 'https://ada.github.io', baseurl: '' };
  const elsewhere = link('https://ada.github.io/thesis/chapter-1/');
  const { diagnostics, external } = check(
    [
      elsewhere,
      link('https://ada.github.io/topics/neurones/'),
      link('https://ada.github.io/topic/neurons/'),
      link('https://ada.github.io/nothing'),
      link('/thesis/chapter-1/'),
    ],
    address,
  );
  expect(external.map(({ url }) => url)).toEqual([elsewhere.url]);
  expect(diagnostics.map(({ code, text }) => `${code} ${text}`)).toEqual([
    'page-missing https://ada.github.io/topics/neurones/',
    'page-missing https://ada.github.io/topic/neurons/',
    'page-missing https://ada.github.io/nothing',
    'page-missing /thesis/chapter-1/',
  ]);
});
