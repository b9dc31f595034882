import { describe, expect, test } from 'vitest';
import type { Reference } from '../../../src/markdown/index.js';
import { ADDRESS, brief, check, figure, link } from './course.js';

describe('a URL that markup or a slip has broken is reported', () => {
  const cases: readonly [string, Reference, string][] = [
    ['a line break', link('https://e.org/a\nb'), 'warning link-broken-markup: Write the URL on one line.'],
    [
      'a line break with an indent',
      link('https://e.org/a\n    b'),
      'error link-broken-markup: Write the URL on one line.',
    ],
    [
      'a bracket of Markdown',
      link('https://e.org](https://e.org'),
      'error link-broken-markup: Close the brackets of the link before: [text](URL).',
    ],
    ['an angle bracket', link('https://e.org/a>'), 'error link-broken-markup: Take the > out of the URL.'],
    ['a backtick', link('https://e.org/a`'), 'error link-broken-markup: Take the ` out of the URL.'],
    [
      'quotation marks',
      link('"https://e.org/a"'),
      'error link-broken-markup: Write it without them: https://e.org/a',
    ],
    [
      'an attribute',
      figure('fig.png width='),
      'error link-broken-markup: Put the closing quotation mark behind the URL.',
    ],
    [
      'Liquid',
      figure('{{ site.baseur/fig.png'),
      'error link-broken-markup: Check the braces of the Liquid expression.',
    ],
    [
      'two URLs',
      link('https://e.org/ahttps://e.org/b'),
      'error link-broken-markup: Write a link for each of them.',
    ],
    ['one slash', link('https:/e.org/a'), 'error link-broken-markup: Write https:// in front of the host.'],
    ['no slash', link('http:e.org'), 'error link-broken-markup: Write https:// in front of the host.'],
    ['no colon', link('https//e.org'), 'error link-broken-markup: Write https:// in front of the host.'],
    [
      'a misspelt scheme',
      link('htps://e.org'),
      'error link-broken-markup: Write https:// in front of the host.',
    ],
    [
      'a scheme with a letter too many',
      link('hhttp://e.org'),
      'error link-broken-markup: Write http:// in front of the host.',
    ],
    [
      'a scheme twice',
      link('https://https://e.org'),
      'error link-broken-markup: Write https:// once, and the host behind it.',
    ],
    ['no host', link('http://'), 'error link-broken-markup: Write https:// once, and the host behind it.'],
    [
      'a host without a scheme',
      link('www.uni.example/a'),
      'error link-broken-markup: Write https://www.uni.example/a',
    ],
    [
      'a host with a space',
      link('https://e .org/'),
      'error link-broken-markup: Check the host: it can have no spaces, and no signs besides "-" and ".".',
    ],
    ['no URL', link(''), 'warning link-empty: Write where it leads to, or take the link away.'],
    ['no figure', figure(' '), 'error link-empty: Write where it leads to, or take the link away.'],
    [
      'the own computer',
      link('http://localhost:8888/tree'),
      'warning link-localhost: Link to the address at which it is published.',
    ],
    [
      'a figure of the own computer',
      figure('http://127.0.0.1:4000/a.png'),
      'error link-localhost: Link to the address at which it is published.',
    ],
    [
      'a file of the own disk',
      figure('file:///Users/me/a.png'),
      'error link-localhost: Put the file into the course and link to it by a relative path.',
    ],
    [
      'a file of a Windows disk',
      figure('C:\\figures\\a.png'),
      'error link-localhost: Put the file into the course and link to it by a relative path.',
    ],
    [
      'a script by http',
      { ...figure('http://cdn.e.org/a.js'), element: 'script' },
      'error mixed-content: Write https://cdn.e.org/a.js',
    ],
    ['a figure by http', figure('http://e.org/a.png'), 'warning mixed-content: Write https://e.org/a.png'],
    [
      'a style sheet by http',
      { ...link('http://e.org/css?family=A'), element: 'link' },
      'error mixed-content: Write https://e.org/css?family=A',
    ],
  ];
  test.each(cases)('%s', (_, reference, expected) => {
    expect(brief(check([reference]).diagnostics)).toEqual([expected]);
  });
});

describe('a URL that only looks odd is let pass', () => {
  test.each([
    'https://web.archive.org/web/2020/https://e.org/a',
    'https://e.org/?to=https://e.org/b',
    'https://e.org/login#https://e.org/',
    'http://e.org/a',
    'https://e.org/a_(b)',
    'https://e.org/a,b;c=d',
    'https://日本.example/図',
    'ftp://e.org/a',
    'tel:+81-3-0000',
    'https://e.org:8080/',
  ])('%s', (url) => {
    expect(check([link(url)]).diagnostics).toEqual([]);
  });

  test('a canonical link by http loads nothing', () => {
    expect(check([{ ...link('http://e.org/page'), element: 'link' }]).diagnostics).toEqual([]);
  });

  test('http on a site that is itself served by http', () => {
    const address = { ...ADDRESS, url: 'http://uni.example' };
    expect(check([figure('http://e.org/a.png')], address).diagnostics).toEqual([]);
  });
});

test('a link over two lines that leads nowhere is reported for that', () => {
  expect(brief(check([figure('../assets/Percep\ntrom.png')]).diagnostics)).toEqual([
    'error figure-missing: Did you mean ../assets/Perceptron.png?',
  ]);
});
