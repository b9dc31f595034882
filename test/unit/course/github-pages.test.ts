import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, checkSite } from '../../../src/course/index.js';
import { places, withCourse } from '../check/checked.js';

let out: string;
beforeAll(async () => {
  out = await mkdtemp(path.join(os.tmpdir(), 'lectern-pages-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

const ENV = { env: {}, now: () => new Date('2026-03-04T05:06:07Z'), timezone: 'UTC', progress: () => {} };

/** Builds a course, with a cache where `cache` says so, and answers with what was found and what a page became. */
async function built(
  source: string,
  options: { readonly baseurl?: string; readonly url?: string; readonly cache?: boolean } = {},
) {
  const { cache = false, ...more } = options;
  const destination = path.join(out, path.basename(source));
  const where = { cache: cache && path.join(out, `${path.basename(source)}-cache`) };
  const { diagnostics } = await buildSite(
    { source, destination, ...where, ...more },
    { cwd: source, ...ENV },
  );
  const page = await readFile(path.join(destination, 'index.html'), 'utf8');
  return { page, found: places(diagnostics.filter(({ code }) => code !== 'alt-missing')) };
}

const FIGURES = { 'img/a.png': 'a', 'img/b.png': 'b', 'img/c.png': 'c' };
const figures = (...urls: string[]) => urls.map((url) => `![Figure](${url})\n`).join('\n');
const SHOWN = '---\n---\n{{ site.baseurl }} {{ "/x" | relative_url }} end\n';

describe('the baseurl of a project whose configuration states none', () => {
  test('is the one of GitHub Pages, and links that are written so are right', async () => {
    const files = {
      '_config.yml': 'repository: Ada/ml-course\n',
      ...FIGURES,
      'index.md': `${SHOWN}\n${figures('/ml-course/img/a.png', '/ml-course/img/b.png', '/img/c.png')}\n<img alt="" src="/img/c.png">\n`,
    };
    await withCourse(files, async (folder) => {
      const { page, found } = await built(folder);
      expect(page).toContain('/ml-course /ml-course/x end');
      expect(found).toEqual([
        '_config.yml:1:1 info baseurl-inferred',
        'index.md:9:11 warning link-baseurl',
        'index.md:11:18 error link-baseurl',
      ]);
    });
  });

  test('is the root where the course’s own links say so', async () => {
    const files = {
      '_config.yml': 'repository: Ada/ml-course\n',
      ...FIGURES,
      '_layouts/default.html': '<img alt="" src="/img/a.png"> {{ content }}',
      'index.md': `${SHOWN}\n<img alt="" src="/img/b.png">\n\n${figures('/ml-course/img/b.png')}`,
    };
    await withCourse(files, async (folder) => {
      const { page, found } = await built(folder);
      expect(page).toContain('<p>/x end');
      expect(found).toEqual(['_config.yml:1:1 info baseurl-inferred', 'index.md:7:11 error figure-missing']);
    });
  });

  test.each([
    [
      'a repository by git’s remote',
      '',
      {
        '.git/config': '[remote "origin"]\n\turl = git@github.com:Ada/ml-course\n',
        '.git/HEAD': 'ref: refs/heads/main\n',
      },
      '/ml-course',
    ],
    ['a slash for a baseurl', 'baseurl: /\nrepository: Ada/ml-course', {}, '/ml-course'],
    ['a url with the path', 'url: https://ada.github.io/ml-course', {}, '/ml-course'],
    ['an empty baseurl that is stated', 'baseurl: ""\nrepository: Ada/ml-course', {}, ''],
    ['a domain of its own', 'repository: Ada/ml-course', { CNAME: 'course.example.org\n' }, ''],
    ['a url on another host', 'url: https://course.example.org\nrepository: Ada/ml-course', {}, ''],
    ['the site of a user', 'repository: Ada/ada.github.io', {}, ''],
    ['the configuration of another host', 'repository: Ada/ml-course', { 'netlify.toml': '' }, ''],
    ['no repository', 'title: T', {}, ''],
  ])('with %s', async (_, config, files, expected) => {
    const course = { '_config.yml': `${config}\n`, 'index.md': SHOWN, ...files };
    await withCourse(course, async (folder) => {
      expect((await built(folder)).page).toContain(`<p>${`${expected} ${expected}/x end`.trim()}`);
    });
  });

  test('is what the command line says', async () => {
    const files = { '_config.yml': 'repository: Ada/ml-course\n', 'index.md': SHOWN };
    await withCourse(files, async (folder) => {
      expect((await built(folder, { baseurl: '/other' })).page).toContain('/other /other/x end');
      expect((await built(folder, { baseurl: '' })).page).toContain('<p>/x end');
      // A server that shows the course while it is written is no other host.
      const local = await built(folder, { url: 'http://localhost:4000' });
      expect(local.page).toContain('/ml-course /ml-course/x end');
    });
  });

  test('is decided anew when links change, and remembered while nothing does', async () => {
    const files = { '_config.yml': 'repository: Ada/ml-course\n', ...FIGURES, 'index.md': SHOWN };
    await withCourse(files, async (folder) => {
      const first = await built(folder, { cache: true });
      expect(first.page).toContain('/ml-course/x end');
      expect(await built(folder, { cache: true })).toEqual(first);
      await writeFile(path.join(folder, 'index.md'), `${SHOWN}\n<img alt="" src="/img/a.png">\n`);
      expect((await built(folder, { cache: true })).page).toContain('<p>/x end');
    });
  });
});

describe('a url with a path', () => {
  test('is the address that links to it are held against', async () => {
    const files = {
      '_config.yml': 'url: https://ada.example.org/course\n',
      ...FIGURES,
      'week1.md': '---\n---\n# One\n',
      'index.md': [
        '---\n---',
        '[one]({{ site.url }}/week1.html) [two](https://ada.example.org/course/week2.html)',
        '[other](https://ada.example.org/thesis/) ![A](img/a.png)\n',
      ].join('\n'),
    };
    await withCourse(files, async (folder) => {
      expect((await built(folder)).found).toEqual([
        '_config.yml:1:1 warning config-url',
        'index.md:3:40 error page-missing',
      ]);
    });
  });

  test('that the baseurl repeats counts once', async () => {
    const files = {
      '_config.yml': 'url: https://ada.github.io/course/\nbaseurl: /course\n',
      'week1.md': '---\n---\n# One\n',
      'index.md': '---\n---\n[one]({{ site.url }}/week1.html) [two]({{ "/week1.html" | relative_url }})\n',
    };
    await withCourse(files, async (folder) =>
      expect((await built(folder)).found).toEqual(['_config.yml:1:1 warning config-url']),
    );
  });
});

describe('site.github', () => {
  const files = {
    '_config.yml': 'title: T\nbaseurl: ""\n',
    'site/_config.yml': 'title: T\nbaseurl: ""\n',
    'site/index.md':
      '---\n---\n{{ site.github.repository_nwo }} {{ site.github.source.branch }} {{ site.github.source.path }} {{ site.github.build_revision }} end\n\n[edit]({{ site.github.repository_url }}/edit/{{ site.github.source.branch }}/site/{{ page.path }})\n',
    'site/plain.md': '---\n---\nPlain\n',
  };

  test('knows the branch, the folder and the commit from git, and links for editing are right', async () => {
    await withCourse(files, async (folder) => {
      const run = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
      const commit = () => run('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qam', 'x');
      run('init', '-q', '-b', 'main');
      run('remote', 'add', 'origin', 'https://github.com/Ada/ml-course.git');
      run('add', '-A');
      commit();
      const site = path.join(folder, 'site');
      const first = await built(site, { cache: true });
      expect(first.page).toContain(`Ada/ml-course main /site ${run('rev-parse', 'HEAD')} end`);
      expect(first.found).toEqual([]);
      // On a branch of one's own, what is published is still the other.
      run('checkout', '-qb', 'feature/x');
      await writeFile(path.join(site, 'plain.md'), '---\n---\nOther\n');
      commit();
      const second = await built(site, { cache: true });
      expect(second.page).toContain(`Ada/ml-course main /site ${run('rev-parse', 'HEAD')} end`);
      expect(second).toEqual(await built(site));
    });
  });
});

test('a theme that is not there is told once, whatever is missing with it', async () => {
  const page = (title: string) => `---\ntitle: ${title}\nlayout: post\n---\nText\n`;
  const files = {
    '_config.yml': 'remote_theme: ada/fine-theme\n',
    'a.md': page('A'),
    'b.md': page('B'),
    'index.md': page('I'),
  };
  await withCourse(files, async (folder) => {
    const { diagnostics } = await checkSite({ source: folder, cache: false }, { cwd: folder, ...ENV });
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'theme-missing',
        'error',
        "The theme ada/fine-theme is not on this machine. Layouts of lectern's own stand in for it.",
      ],
    ]);
  });
});
