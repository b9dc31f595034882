import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLock, writeLock } from '../../../src/themes/index.js';

let course: string;
beforeEach(() => {
  course = mkdtempSync(path.join(os.tmpdir(), 'lectern-lock-'));
});
afterEach(() => rmSync(course, { recursive: true, force: true }));

test('a lock says what was written into it, in order, and changes only where something is new', () => {
  expect(readLock(course)).toEqual(new Map());
  writeLock(course, 'b/b', { commit: 'two', hash: 'h2' });
  writeLock(course, 'a/a@v1', { commit: 'one', hash: 'h1' });
  writeLock(course, 'b/b', { commit: 'three', hash: 'h3' });
  const text = readFileSync(path.join(course, 'lectern.lock'), 'utf8');
  expect(JSON.parse(text)).toEqual({
    themes: { 'a/a@v1': { commit: 'one', hash: 'h1' }, 'b/b': { commit: 'three', hash: 'h3' } },
  });
  expect([...(readLock(course)?.keys() ?? [])]).toEqual(['a/a@v1', 'b/b']);
});

test.each(['', '{', '[]', '{"themes":{"a":1}}', '{"themes":{"a":{"commit":"../..","hash":""}}}'])(
  'a lock that says %j cannot be read',
  (text) => {
    writeFileSync(path.join(course, 'lectern.lock'), text);
    expect(readLock(course)).toBeUndefined();
    writeLock(course, 'a/a', { commit: 'one', hash: 'h1' });
    expect(readFileSync(path.join(course, 'lectern.lock'), 'utf8')).toBe(text);
  },
);

test('a lock that is a folder cannot be read either', () => {
  mkdirSync(path.join(course, 'lectern.lock'));
  expect(readLock(course)).toBeUndefined();
});
