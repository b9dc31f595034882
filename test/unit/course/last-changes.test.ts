import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { memoryCache } from '../../../src/cache/index.js';
import { git } from '../../../src/cli/options/index.js';
import { lastChanges, readLastChanges } from '../../../src/course/git/last-changes.js';
import { createCourseBuilder } from '../../../src/course/index.js';

const TEMPLATE =
  '{{ page.last_modified_at }}|{{ page.last_modified_at | date: "%Y" }}|{% last_modified_at %}|{% last_modified_at %d.%m.%Y %H:%M %}\n';

/** Builds a course in a folder; answers with its pages and what was found. */
async function build(source: string) {
  const now = () => new Date('2026-03-04T05:06:07Z');
  const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {}, git };
  const builder = createCourseBuilder({ source, cache: false }, effects);
  const { files, diagnostics } = await builder.build();
  const html = (name: string): string => {
    const file = files.get(name);
    return file?.kind === 'generated' ? Buffer.from(file.content()).toString().trim() : '';
  };
  await builder.close();
  return { html, found: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-changes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

const FILES = {
  'course/_config.yml': 'plugins: [jekyll-last-modified-at]\ntimezone: Asia/Tokyo\n',
  'course/ä b.html': `---\n---\n${TEMPLATE}`,
  'course/own.html': `---\nlast_modified_at: 2001-01-01\n---\n${TEMPLATE}`,
  'course/_posts/2020-01-01-p.html': `---\n---\n${TEMPLATE}`,
  'course/_posts/2020-01-02-q.html':
    '---\nlast_modified_at: 2001-01-01 10:00:00\n---\n{{ page.last_modified_at }}',
};

// Jekyll 4.3.1 with jekyll-last-modified-at 1.3.0 says the same of these pages.
test('pages tell when their files were committed last, or changed where they were not', async () => {
  const folder = await folderOf(FILES);
  const commit = (date: string): void => {
    const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: '2011-01-01T00:00:00Z' };
    const author = ['-c', 'user.name=n', '-c', 'user.email=a@example.org'];
    for (const args of [
      ['init', '--quiet'],
      ['add', '--all'],
      [...author, 'commit', '--quiet', '-m', 'x'],
    ])
      execFileSync('git', args, { cwd: folder, env });
  };
  commit('2021-03-04T20:06:07Z');
  await writeFile(path.join(folder, 'course/ä b.html'), `---\n---\n${TEMPLATE}more`);
  commit('2022-05-06T07:08:09Z');
  await writeFile(path.join(folder, 'course/own.html'), `---\n---\n${TEMPLATE}dirty`);
  await writeFile(path.join(folder, 'course/new.html'), `---\n---\n${TEMPLATE}`);
  const written = new Date('2023-01-02T03:04:05.678Z');
  await utimes(path.join(folder, 'course/new.html'), written, written);
  const { html, found } = await build(path.join(folder, 'course'));
  expect(html('ä b.html')).toBe('2022-05-06 16:08:09 +0900|2022|06-May-22|06.05.2022 16:08\nmore');
  expect(html('own.html')).toBe('2021-03-05 05:06:07 +0900|2021|05-Mar-21|05.03.2021 05:06\ndirty');
  expect(html('new.html')).toBe('2023-01-02 12:04:05 +0900|2023|02-Jan-23|02.01.2023 12:04');
  expect(html('2020/01/01/p.html')).toBe('2021-03-05 05:06:07 +0900|2021|05-Mar-21|05.03.2021 05:06');
  expect(html('2020/01/02/q.html')).toBe('2001-01-01 19:00:00 +0900');
  expect(found).toEqual([]);

  const clone = await folderOf({});
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, 'shallow'], { cwd: clone });
  const shallow = await build(path.join(clone, 'shallow/course'));
  expect(shallow.html('ä b.html')).toBe('|||\nmore');
  expect(shallow.found.filter((one) => one.startsWith('history-missing'))).toHaveLength(1);
  // That it is cut is known, so that a build after which nothing has changed need not look again.
  const source = path.join(clone, 'shallow/course');
  expect(await lastChanges(source, { git }, memoryCache())).toBe('cut');
  expect(await lastChanges(source, { git: async () => undefined }, memoryCache())).toBe('unknown');
});

test('of a file the newest commit counts, whatever its name', () => {
  const log = '\u000120\0\na.md\0b\n c.md\0\u000110\0\nb\n c.md\0d.md\0';
  expect([...readLastChanges(log)].map(([name, time]) => [name, time.getTime()])).toEqual([
    ['a.md', 20_000],
    ['b\n c.md', 20_000],
    ['d.md', 10_000],
  ]);
  expect(readLastChanges('').size).toBe(0);
});
