import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repairableFiles } from '../../../src/repair/index.js';

let outside: string;
let course: string;
beforeEach(async () => {
  outside = await mkdtemp(path.join(os.tmpdir(), 'lectern-files-'));
  course = path.join(outside, 'course');
  await mkdir(path.join(course, 'week 1'), { recursive: true });
  await writeFile(path.join(course, 'week 1/図.md'), 'old');
  await writeFile(path.join(outside, 'secret.md'), 'old');
});
afterEach(() => rm(outside, { recursive: true, force: true }));

const textOf = (file: string) => readFile(path.join(course, file), 'utf8');

test('a file is replaced at once, and keeps its mode', async () => {
  const file = path.join(course, 'week 1/図.md');
  await chmod(file, 0o640);
  await repairableFiles(course).write('week 1/図.md', '\uFEFFnew\r\n', 'old');
  expect(await textOf('week 1/図.md')).toBe('\uFEFFnew\r\n');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect(await readdir(path.join(course, 'week 1'))).toEqual(['図.md']);
});

test('a link to a file of the course stays a link, and the file is written', async () => {
  await symlink('week 1/図.md', path.join(course, 'link.md'));
  await repairableFiles(course).write('link.md', 'new', 'old');
  expect(await readlink(path.join(course, 'link.md'))).toBe('week 1/図.md');
  expect(await textOf('week 1/図.md')).toBe('new');
});

test.each([
  ['a link out of the course', 'link.md'],
  ['a path out of the course', '../secret.md'],
  ['a file in a linked folder', 'folder/secret.md'],
])('%s is neither read nor written', async (_, file) => {
  await symlink('../secret.md', path.join(course, 'link.md'));
  await symlink('..', path.join(course, 'folder'));
  const files = repairableFiles(course);
  expect(files.read(file)).toBeUndefined();
  await expect(files.write(file, 'new', 'old')).rejects.toThrow('outside of the course');
  expect(await readFile(path.join(outside, 'secret.md'), 'utf8')).toBe('old');
});

test('a file that somebody has written meanwhile stays as it is', async () => {
  await expect(repairableFiles(course).write('week 1/図.md', 'new', 'older')).rejects.toThrow(
    'changed meanwhile',
  );
  expect(await textOf('week 1/図.md')).toBe('old');
});

test('a file that is not there is not read', () => {
  expect(repairableFiles(course).read('gone.md')).toBeUndefined();
});

test('a course that is itself reached by a link is written', async () => {
  await symlink('course', path.join(outside, 'alias'));
  await repairableFiles(path.join(outside, 'alias')).write('week 1/図.md', 'new', 'old');
  expect(await textOf('week 1/図.md')).toBe('new');
});
