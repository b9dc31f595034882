import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChecked } from '../../../src/cache/index.js';
import { buildSite, checkSite, createProfile, type Effects } from '../../../src/course/index.js';

const COURSE = {
  '_config.yml': 'title: Course\nplugins: [jekyll-feed]\n',
  'index.md': '---\n---\n# Start\n\n{% include note.html %} $$x^2$$ [gone](gone.html)\n',
  'year.html': "---\n---\n{{ site.time | date: '%Y' }}",
  '_includes/note.html': 'A note.',
  '_data/rooms.yml': 'one: 101\n',
  'room.html': '---\n---\n{{ site.data.rooms.one }}',
  '_posts/2026-01-01-first.md': '---\n---\nFirst.\n',
  'figure.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
/** What is changed as late as it is read is not trusted to be the same. */
const A_TICK = 120;

/** Milliseconds for which a file is too young to be known by its times, which are whole seconds on some disks. */
const UNSURE = 2000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-record-'));
  for (const [name, text] of Object.entries(COURSE)) await write(name, text);
  await delay(A_TICK);
});

afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<void> {
  const file = path.join(folder, 'course', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

const effects = (now: string): Effects => ({
  cwd: folder,
  env: {},
  now: () => new Date(now),
  timezone: 'UTC',
  progress: () => {},
});
const NOW = '2026-03-04T05:06:07Z';

/** What git says of a history that is whole and has nothing in it. */
const wholeHistory: Effects['git'] = async ([command]) => (command === 'rev-parse' ? 'false\n' : '');

/** Builds as by a new process; answers with what was found, and whether the course was read at all. */
async function build(now = NOW, options: { readonly url?: string } = {}, git?: Effects['git']) {
  const profile = createProfile(() => 0);
  const result = await buildSite(
    { source: 'course', destination: 'docs', cache: 'cache', ...options },
    { ...effects(now), profile, ...(git === undefined ? {} : { git }) },
  );
  const isRead = profile.times('stage').some(({ name }) => name === 'reading the course');
  return { ...result, isRead };
}

/** The same site, built without anything from before. */
async function cold(now = NOW): Promise<(name: string) => Promise<string>> {
  await rm(path.join(folder, 'anew'), { recursive: true, force: true });
  await buildSite({ source: 'course', destination: 'anew', cache: false }, effects(now));
  return (name) => readFile(path.join(folder, 'anew', name), 'utf8');
}

const read = (name: string) => readFile(path.join(folder, 'docs', name), 'utf8');

/** The files of the site that the record of the last build knows by what the disk says of them. */
async function knownFiles(): Promise<readonly string[]> {
  const names = await readdir(path.join(folder, 'cache'));
  const record = names.find((name) => /^site-(?!findings).*\.json$/.test(name)) ?? '';
  const [, ofFiles] = readChecked(path.join(folder, 'cache', record)) ?? [];
  const { written = {} } = (ofFiles?.() ?? {}) as { readonly written?: object };
  return Object.keys(written);
}

describe('a course in which nothing has changed', () => {
  it('has its pictures compared with those of the site only until they are old enough to be known', async () => {
    const begun = performance.now();
    await build();
    // A slow build ends when what it wrote first is old enough.
    if (performance.now() - begun < UNSURE) expect(await knownFiles()).not.toContain('figure.svg');
    await delay(UNSURE + 100);
    expect((await build()).isRead).toBe(false);
    expect(await knownFiles()).toContain('figure.svg');
    expect((await build()).isRead).toBe(false);
  });

  it('is not read again, and what was found is told again', async () => {
    const first = await build();
    const page = await stat(path.join(folder, 'docs/index.html'));
    const second = await build();
    expect([first.isRead, second.isRead]).toEqual([true, false]);
    expect(second.published?.written).toEqual([]);
    expect(second.diagnostics).toEqual(first.diagnostics);
    expect(first.diagnostics.map(({ code }) => code)).toContain('page-missing');
    const { pageCount, fileCount, formulaCount } = first;
    expect(second).toMatchObject({ complete: true, pageCount, fileCount, formulaCount });
    expect(await stat(path.join(folder, 'docs/index.html'))).toEqual(page);
  });

  it('is taken to be served where it was, and the build says so again', async () => {
    await write('_config.yml', 'repository: someone/course\n');
    await delay(A_TICK);
    const [first, second] = [await build(), await build()];
    expect([first.isRead, second.isRead]).toEqual([true, false]);
    expect([first.inferredBaseurl, second.inferredBaseurl]).toEqual(['/course', '/course']);
  });

  it('shows the time of the build in its feed, and nothing else anew', async () => {
    await build();
    const later = await build('2026-03-04T06:00:00Z');
    expect(later.isRead).toBe(false);
    expect(later.published?.written).toEqual(['feed.xml']);
    expect(await read('feed.xml')).toBe(await (await cold('2026-03-04T06:00:00Z'))('feed.xml'));
  });

  it.each([
    ['another year', 'year.html', '2027-03-04T05:06:07Z', '2027'],
    ['another day', 'year.html', '2026-03-05T05:06:07Z', '2026'],
  ])('is built in %s', async (_, name, now, shown) => {
    await build();
    expect((await build(now)).isRead).toBe(true);
    expect(await read(name)).toBe(shown);
  });

  it('is built where a post waits for its date', async () => {
    await write('_posts/2026-03-04-soon.md', '---\ndate: 2026-03-04 10:00:00 +0000\n---\nSoon.\n');
    await delay(A_TICK);
    await build('2026-03-04T09:00:00Z');
    await expect(read('2026/03/04/soon.html')).rejects.toThrow();
    await build('2026-03-04T11:00:00Z');
    expect(await read('2026/03/04/soon.html')).toContain('Soon.');
  });

  it('is built where a file of the site was changed or taken away by hand', async () => {
    await build();
    await writeFile(path.join(folder, 'docs/year.html'), 'mine');
    await rm(path.join(folder, 'docs/index.html'));
    await rm(path.join(folder, 'docs/figure.svg'));
    await build();
    expect(await read('year.html')).toBe('2026');
    expect(await read('index.html')).toContain('A note.');
    expect(await read('figure.svg')).toBe(COURSE['figure.svg']);
  });

  it('is built under other options, another environment and another destination', async () => {
    await build();
    expect((await build(NOW, { url: 'https://example.org' })).isRead).toBe(true);
    await cp(path.join(folder, 'docs'), path.join(folder, 'other'), { recursive: true });
    const elsewhere = await buildSite(
      { source: 'course', destination: 'other', cache: 'cache' },
      effects(NOW),
    );
    expect(elsewhere.published?.written).not.toEqual([]);
  });

  it.each([
    [
      'a folder of packages below the root',
      'week/node_modules/x.md',
      '---\n---\nHere: ',
      'week/node_modules/x.html',
    ],
    ['a hidden folder that is included', '.bundle/x.md', '---\n---\nHere: ', '.bundle/x.html'],
  ])('is built after a change in %s', async (_, name, text, output) => {
    await write('_config.yml', `${COURSE['_config.yml']}include: [.bundle]\n`);
    await write(name, `${text}one`);
    await delay(A_TICK);
    await build();
    await write(name, `${text}two`);
    await build();
    expect(await read(output)).toContain('two');
  });

  it('is built where an undated document has the hour in its address', async () => {
    await write('_config.yml', 'collections: { notes: { output: true } }\n');
    await write('_notes/a.md', '---\npermalink: /n/:hour/:title/\n---\nA.\n');
    await delay(A_TICK);
    await build('2026-03-04T10:00:00Z');
    await build('2026-03-04T11:00:00Z');
    expect(await read('n/11/a/index.html')).toContain('A.');
  });

  it('is read again where git has come to know of a default branch', async () => {
    await write('.git/HEAD', 'ref: refs/heads/try\n');
    await write('.git/config', '[remote "origin"]\n\turl = git@github.com:someone/course.git\n');
    await write('branch.html', '---\n---\n{{ site.github.source.branch }}');
    await delay(A_TICK);
    const again = async () => (await build(NOW, {}, wholeHistory)).isRead;
    expect([await again(), await again()]).toEqual([true, false]);
    expect(await read('branch.html')).toBe('gh-pages');
    await write('.git/refs/remotes/origin/main', `${'0'.repeat(40)}\n`);
    expect(await again()).toBe(true);
    expect(await read('branch.html')).toBe('main');
  });

  it('is built where git did not say in time what names files had', async () => {
    await mkdir(path.join(folder, 'course/.git'));
    await writeFile(path.join(folder, 'course/.git/HEAD'), 'ref: refs/heads/main\n');
    await delay(A_TICK);
    await build(NOW, {}, async () => undefined);
    expect((await build(NOW, {}, wholeHistory)).isRead).toBe(true);
    expect((await build(NOW, {}, wholeHistory)).isRead).toBe(false);
  });

  it('is not read again either where the configuration fixes the time', async () => {
    await write('_config.yml', 'time: 2026-02-01 00:00:00 +0000\n');
    await delay(A_TICK);
    await build();
    expect((await build()).isRead).toBe(false);
  });

  it('is checked from what was recorded', async () => {
    const check = () => checkSite({ source: 'course', cache: 'cache' }, effects(NOW));
    const first = await check();
    expect(await check()).toEqual(first);
    await write('gone.html', 'Here.');
    const codes = (await check()).diagnostics.map(({ code }) => code);
    expect(codes).not.toContain('page-missing');
  });
});

describe('a course in which something has changed', () => {
  it.each([
    ['a page', 'index.md', '---\n---\n# Other start\n'],
    ['an include', '_includes/note.html', 'B note.'],
    ['data', '_data/rooms.yml', 'one: 202\n'],
    ['the configuration', '_config.yml', 'title: Other\nplugins: [jekyll-feed]\n'],
    ['a new page', 'new.md', '---\n---\nNew.\n'],
    ['a figure', 'figure.svg', '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'],
  ])('is built after a change of %s', async (_, name, text) => {
    await build();
    await build();
    await write(name, text);
    expect((await build()).isRead).toBe(true);
    const anew = await cold();
    for (const file of ['index.html', 'room.html', 'feed.xml', 'figure.svg', 'year.html']) {
      expect(await read(file)).toBe(await anew(file));
    }
  });

  it('is built after a file has gone', async () => {
    await build();
    await rm(path.join(folder, 'course/room.html'));
    await build();
    await expect(read('room.html')).rejects.toThrow();
  });
});
