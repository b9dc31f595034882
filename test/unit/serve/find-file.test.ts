import { describe, expect, test } from 'vitest';
import { findFile } from '../../../src/serve/site/find-file.js';

const FILES = [
  'index.html',
  'about.html',
  'lecture/index.html',
  'both.html',
  'both/index.html',
  'a/b.png',
  'x.html/y',
];
const has = (file: string): boolean => FILES.includes(file);

describe('a path, as on GitHub Pages,', () => {
  test.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/index', 'index.html'],
    ['/about', 'about.html'],
    ['/about.html', 'about.html'],
    ['/lecture/', 'lecture/index.html'],
    ['/lecture/index', 'lecture/index.html'],
    ['/both', 'both.html'],
    ['/both/', 'both/index.html'],
    ['/a/b.png', 'a/b.png'],
  ])('%s is the file %s', (path, file) => {
    expect(findFile(path, '', has)).toEqual({ kind: 'file', file });
  });

  test.each([['/About'], ['/about/'], ['/a'], ['/a/'], ['/a/b'], ['//about'], ['//'], ['/x'], ['/missing']])(
    '%s is missing',
    (path) => {
      expect(findFile(path, '', has)).toEqual({ kind: 'missing' });
    },
  );

  test('that names a folder with an index leads to the folder', () => {
    expect(findFile('/lecture', '', has)).toEqual({ kind: 'redirect', status: 301, path: '/lecture/' });
  });
});

describe('a site under a baseurl', () => {
  test.each([
    ['/course/', { kind: 'file', file: 'index.html' }],
    ['/course/about', { kind: 'file', file: 'about.html' }],
    ['/course/lecture', { kind: 'redirect', status: 301, path: '/course/lecture/' }],
    ['/course', { kind: 'redirect', status: 301, path: '/course/' }],
    ['/', { kind: 'redirect', status: 302, path: '/course/' }],
    ['/about', { kind: 'missing' }],
    ['/courses/about', { kind: 'missing' }],
    ['/courseabout', { kind: 'missing' }],
  ])('has %s as %o', (path, found) => {
    expect(findFile(path, '/course', has)).toEqual(found);
  });
});
