import { describe, expect, test } from 'vitest';
import { encodePath, readTarget } from '../../../src/serve/site/request-path.js';

describe('the target of a request', () => {
  test.each([
    ['/', '/', ''],
    ['/a/b.html', '/a/b.html', ''],
    ['/a%20b/%E8%AC%9B.html?x=1', '/a b/講.html', '?x=1'],
    ['/a?b?c', '/a', '?b?c'],
    ['/50%25', '/50%', ''],
    ['//a', '//a', ''],
    ['/...', '/...', ''],
  ])('%s is the path %s', (target, path, query) => {
    expect(readTarget(target)).toEqual({ path, query });
  });

  test.each([
    ['http://elsewhere/a'],
    ['*'],
    [''],
    ['/..'],
    ['/a/../b'],
    ['/a/./b'],
    ['/%2e%2e/a'],
    ['/.%2E/a'],
    ['/a%2fb'],
    ['/a%5cb'],
    ['/a\\b'],
    ['/a%00.html'],
    ['/%'],
    ['/%zz'],
    ['/%E8%AC'],
  ])('%s is refused', (target) => {
    expect(readTarget(target)).toBeUndefined();
  });

  test('is written back slash by slash', () => {
    expect(encodePath('/a b/講?.html')).toBe('/a%20b/%E8%AC%9B%3F.html');
  });
});
