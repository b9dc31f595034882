import { describe, expect, test } from 'vitest';
import { readThemeReference, repositoryText } from '../../../src/themes/index.js';

describe('what a course says of its theme', () => {
  test.each([
    [undefined, undefined, { kind: 'unstated' }],
    ['', null, { kind: 'unstated' }],
    [['minima'], undefined, { kind: 'unreadable', text: '["minima"]' }],
    [5, undefined, { kind: 'unreadable', text: '5' }],
    ['none', undefined, { kind: 'none' }],
    [false, undefined, { kind: 'none' }],
    ['lectern', undefined, { kind: 'lectern' }],
    ['minima', undefined, { kind: 'package', text: 'minima', name: 'minima' }],
    ['@ada/theme', undefined, { kind: 'package', text: '@ada/theme', name: '@ada/theme' }],
    ['./vendor/theme', undefined, { kind: 'folder', path: './vendor/theme', isRemote: false }],
    ['none', '../theme', { kind: 'folder', path: '../theme', isRemote: true }],
    [
      'minima',
      'Ada/Fine.Theme',
      { kind: 'repository', text: 'Ada/Fine.Theme', owner: 'Ada', name: 'Fine.Theme', ref: null },
    ],
    [
      undefined,
      'ada/theme@v1.2',
      { kind: 'repository', text: 'ada/theme@v1.2', owner: 'ada', name: 'theme', ref: 'v1.2' },
    ],
    [
      undefined,
      'https://github.com/ada/theme@latest',
      {
        kind: 'repository',
        text: 'https://github.com/ada/theme@latest',
        owner: 'ada',
        name: 'theme',
        ref: null,
      },
    ],
    [
      undefined,
      'https://example.org/ada/theme',
      { kind: 'unreadable', text: 'https://example.org/ada/theme' },
    ],
    [undefined, 'ada/..', { kind: 'unreadable', text: 'ada/..' }],
    [undefined, 'ada/theme@../../x', { kind: 'unreadable', text: 'ada/theme@../../x' }],
    ['a theme', undefined, { kind: 'unreadable', text: 'a theme' }],
  ])('theme: %j, remote_theme: %j', (theme, remote, expected) => {
    expect(readThemeReference(theme, remote)).toEqual(expected);
  });
});

test('a repository is written as it is read', () => {
  expect(repositoryText({ owner: 'ada', name: 'theme', ref: null })).toBe('ada/theme');
  expect(repositoryText({ owner: 'ada', name: 'theme', ref: 'main' })).toBe('ada/theme@main');
});
