import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFolderKind } from '../../../src/init/index.js';
import { withCourse } from '../check/checked.js';

const kindOf = (files: Readonly<Record<string, string>>) => withCourse(files, readFolderKind);

describe('a folder is', () => {
  test.each<[what: string, files: Readonly<Record<string, string>>]>([
    ['nothing in it', {}],
    [
      'what a repository begins with',
      { 'README.md': '# x', LICENSE: 'MIT', '.gitignore': '', '.github/x.yml': '' },
    ],
    [
      'what npm begins with',
      { 'package.json': '{}', 'package-lock.json': '{}', 'node_modules/a/b.md': '---\n' },
    ],
    ['a new course that was interrupted', { '.lectern-new-course/0': 'x', 'index.md': '---\n---\n' }],
  ])('empty with %s', async (_, files) => {
    expect(await kindOf(files)).toEqual({ kind: 'empty' });
  });

  test('empty where it is not there yet', async () => {
    await withCourse({}, async (folder) => {
      expect(await readFolderKind(path.join(folder, 'a/b'))).toEqual({ kind: 'empty' });
    });
  });

  test.each(['_config.yml', '_layouts/default.html', '_posts/2026-01-01-x.md', 'index.md', 'week1.markdown'])(
    'a course with %s',
    async (file) => {
      expect(await kindOf({ [file]: 'x', 'a.txt': '' })).toEqual({ kind: 'course' });
    },
  );

  test('a course with pages in a folder of its own', async () => {
    expect(await kindOf({ 'week1/index.md': '---\ntitle: A\n---\n' })).toEqual({ kind: 'course' });
    expect(await kindOf({ 'week1/notes.md': 'No front matter.' })).toMatchObject({ kind: 'other' });
  });

  test('no course where a folder in it is one', async () => {
    const files = { 'analysis/_config.yml': '', 'analysis/index.md': '---\n---\n' };
    expect(await kindOf(files)).toEqual({ kind: 'other', names: ['analysis'] });
  });

  test('something else with other files, of which some are named', async () => {
    expect(await kindOf({ 'a.txt': '', 'b/c.py': '', d: '', e: '' })).toEqual({
      kind: 'other',
      names: ['a.txt', 'b', 'd', '…'],
    });
  });

  test('a file', async () => {
    await withCourse({ x: '' }, async (folder) => {
      expect(await readFolderKind(path.join(folder, 'x'))).toEqual({ kind: 'file' });
    });
  });
});
