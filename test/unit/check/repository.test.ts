import { execFileSync } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../../../src/cli/options/course-effects.js';
import { readRenames } from '../../../src/course/git/git-history.js';
import { readGitRepository } from '../../../src/course/git/git-repository.js';
import { checkFolder, places, withCourse } from './checked.js';

const CONFIG = (url: string) =>
  `[core]\n\tbare = false\n[remote "fork"]\n\turl = https://github.com/Bob/fork\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n`;

describe('the repository of a course', () => {
  test.each([
    ['https://github.com/Ada/course.git'],
    ['git@github.com:Ada/course.git'],
    ['ssh://git@github.com/Ada/course'],
    ['https://x-access-token:secret@github.com/Ada/course'],
    ['git://github.com/Ada/course/'],
  ])('is read from the remote %s', async (url) => {
    const files = { '.git/config': CONFIG(url), '.git/HEAD': 'ref: refs/heads/main\n', 'site/index.md': 'x' };
    await withCourse(files, async (folder) => {
      expect(await readGitRepository(path.join(folder, 'site'))).toEqual({
        root: folder,
        remote: { owner: 'Ada', name: 'course' },
        branch: 'main',
      });
    });
  });

  test('has the remote’s default branch, not the branch that is checked out', async () => {
    const files = {
      '.git/config': CONFIG('https://github.com/Ada/course'),
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
    };
    await withCourse(files, async (folder) =>
      expect((await readGitRepository(folder))?.branch).toBe('trunk'),
    );
  });

  test('has no branch where a branch of its own is checked out, and none without a remote on GitHub', async () => {
    const files = {
      '.git/config': CONFIG('https://example.org/Ada/course'),
      '.git/HEAD': 'ref: refs/heads/draft\n',
    };
    await withCourse(files, async (folder) =>
      expect(await readGitRepository(folder)).toEqual({
        root: folder,
        remote: { owner: 'Bob', name: 'fork' },
      }),
    );
  });

  test('is found from a worktree, whose .git is a file', async () => {
    const files = {
      'main/.git/config': CONFIG('https://github.com/Ada/course'),
      'main/.git/HEAD': 'ref: refs/heads/draft\n',
      'main/.git/worktrees/tree/HEAD': 'ref: refs/heads/main\n',
      'main/.git/worktrees/tree/commondir': '../..\n',
      'tree/.git': 'gitdir: ../main/.git/worktrees/tree\n',
    };
    await withCourse(files, async (folder) => {
      expect(await readGitRepository(path.join(folder, 'tree'))).toMatchObject({
        remote: { owner: 'Ada', name: 'course' },
        branch: 'main',
      });
    });
  });

  test('is asked for its files: notebooks that the site leaves out, and a site in a folder of it', async () => {
    const link = (branch: string, file: string) =>
      `- [open](https://colab.research.google.com/github/ada/course/blob/${branch}/${file})`;
    const files = {
      '.git/config': CONFIG('git@github.com:Ada/course.git'),
      '.git/HEAD': 'ref: refs/heads/main\n',
      'site/_config.yml': 'exclude: [private]\nbaseurl: /course\n',
      'site/private/hidden.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
      'site/index.md': [
        '---\n---',
        link('main', 'site/private/hidden.ipynb'),
        link('main', 'site/private/Hidden.ipynb'),
        link('main', 'site/none.ipynb'),
        link('old', 'site/private/hidden.ipynb'),
        link('main', 'elsewhere/other.ipynb'),
        '- [at home](https://ada.github.io/course/none/)',
        '',
      ].join('\n'),
    };
    await withCourse(files, async (folder) => {
      const { diagnostics } = await checkFolder(path.join(folder, 'site'));
      expect(places(diagnostics)).toEqual([
        'index.md:4:10 error notebook-case',
        'index.md:5:10 error notebook-missing',
        'index.md:6:10 warning notebook-branch',
        'index.md:8:13 error page-missing',
      ]);
    });
  });
});

describe('old names of files', () => {
  test('are followed through several renames', () => {
    const log = 'R100\0b.png\0c.png\0\nR090\0x y.png\0図.png\0R100\0a.png\0b.png\0';
    expect([...readRenames(log)]).toEqual([
      ['b.png', 'c.png'],
      ['x y.png', '図.png'],
      ['a.png', 'c.png'],
    ]);
  });

  test('lead nowhere where another file had the name later', () => {
    const log = 'D\0plot.png\0A\0plot.png\0R100\0plot.png\0old-plot.png\0R100\0a.png\0b.png\0';
    expect([...readRenames(log)]).toEqual([['a.png', 'b.png']]);
  });

  test('are known from git where the course has a history', async () => {
    await withCourse({ 'site/fig/old-name.svg': '<svg><path d="M0 0h9v9"/></svg>\n' }, async (folder) => {
      const run = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
      const commit = () => {
        run('add', '-A');
        run('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', 'x');
      };
      run('init', '-q');
      commit();
      await mkdir(path.join(folder, 'site/assets'));
      await rename(path.join(folder, 'site/fig/old-name.svg'), path.join(folder, 'site/assets/図 1.svg'));
      commit();
      await writeFile(path.join(folder, 'site/index.md'), '---\n---\n![A drawing](fig/old-name.svg)\n');
      const site = path.join(folder, 'site');
      const { diagnostics } = await checkFolder(site, {}, { git });
      expect(diagnostics.map(({ hint }) => hint)).toEqual(['It was renamed: write assets/図%201.svg']);
      const without = await checkFolder(site);
      expect(without.diagnostics.map(({ hint }) => hint)).toEqual(['Correct the link, or add the file.']);
    });
  });

  test('are not waited for where git is not to be had', async () => {
    expect(await git(['no-such-command'], '.')).toBeUndefined();
    expect(await git(['status'], '/no/such/folder')).toBeUndefined();
  });
});
