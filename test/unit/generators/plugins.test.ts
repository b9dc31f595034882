import { describe, expect, test } from 'vitest';
import { lines, rendered, siteOf } from './rendered.js';

const COFFEE = { 'a.coffee': '---\n---\nx = 1\n' };

/** What is said of a site with this configuration and these files. */
async function said(config: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return lines(rendered(await siteOf({ '_config.yml': config, ...files })).diagnostics);
}

describe('a plugin that the configuration names', () => {
  test('is reported with what the reader misses, where its work is not done here', async () => {
    expect(await said('plugins: [jekyll-feed, jekyll-coffeescript, my-own]', COFFEE)).toEqual([
      '_config.yml plugin-unknown The plugin jekyll-coffeescript is not run: CoffeeScript files are not made into JavaScript.',
      '_config.yml plugin-unknown The plugin my-own is not run: what it adds to the site is missing.',
    ]);
  });

  test('is found under the old key, too', async () => {
    const { outputs, diagnostics } = rendered(
      await siteOf({ '_config.yml': 'gems: [jekyll-sitemap, my-own]' }),
    );
    expect(Object.keys(outputs)).toEqual(['sitemap.xml', 'robots.txt']);
    expect(diagnostics.map(({ code, text }) => [code, text])).toEqual([['plugin-unknown', 'my-own']]);
  });

  test('is not reported where it has nothing to do', async () => {
    expect(await said('plugins: [jekyll-coffeescript, jekyll-theme-slate, github-pages]')).toEqual([]);
    expect(await said('plugins: [jekyll-coffeescript]', COFFEE)).toHaveLength(1);
  });

  test('is the only one whose pages are made', async () => {
    const { outputs } = rendered(await siteOf({ '_config.yml': 'title: Course', 'a.md': '---\n---\n' }));
    expect(Object.keys(outputs)).toEqual(['a.html']);
  });
});

describe('a redirect', () => {
  const config =
    'plugins: [jekyll-redirect-from]\nurl: https://lectures.example\nredirect_from: {json: false}\n';

  test('never takes the place of another page, and is reported', async () => {
    const { outputs, diagnostics } = rendered(
      await siteOf({
        '_config.yml': config,
        'a.md': '---\nredirect_from: [/b.html, /c/, /d.png]\n---\nA\n',
        'b.md': '---\n---\nB\n',
        'e.md': '---\nredirect_from: /c/\n---\nE\n',
        'd.png': '',
      }),
    );
    expect(outputs['b.html']).toBe('<p>B</p>\n');
    expect(outputs['c/index.html']).toContain('https://lectures.example/a.html');
    expect(lines(diagnostics)).toEqual([
      'a.md redirect-shadowed The redirect from /b.html is left out: something else is published as b.html.',
      'a.md redirect-shadowed The redirect from /d.png is left out: something else is published as d.png.',
      'e.md redirect-shadowed The redirect from /c/ is left out: something else is published as c/index.html.',
    ]);
  });

  test('in the place of a post hides the post from the site map', async () => {
    const { outputs } = rendered(
      await siteOf({
        '_config.yml': 'plugins: [jekyll-redirect-from, jekyll-sitemap]\n',
        '_posts/2024-01-02-a.md': '---\nredirect_to: https://elsewhere.example/\n---\nA\n',
      }),
    );
    expect(outputs['2024/01/02/a.html']).toContain('url=https://elsewhere.example/"');
    expect(outputs['sitemap.xml']).not.toContain('<loc>');
  });

  test('cannot lead out of the site', async () => {
    const page = '---\nredirect_from: [/../../up.html, "/%2e%2e/%2E%2E/over.html"]\n---\n';
    const { outputs } = rendered(await siteOf({ '_config.yml': config, 'a.md': page }));
    expect(Object.keys(outputs).sort()).toEqual(['a.html', 'over.html', 'up.html']);
  });

  test('that is no path is reported', async () => {
    const page = '---\nredirect_from: [{a: b}, 7]\nredirect_to: {a: b}\n---\nA\n';
    expect(await said(config, { 'a.md': page })).toEqual([
      'a.md redirect-unreadable redirect_from has something in it that is not a path.',
      'a.md redirect-unreadable redirect_to has something in it that is not a path.',
    ]);
  });

  test('may lead to any kind of address', async () => {
    const page = '---\nredirect_to: "1 odd:address"\n---\n';
    const { outputs } = rendered(await siteOf({ '_config.yml': config, 'a.md': page }));
    expect(outputs['a.html']).toContain('url=1 odd:address"');
  });
});

describe('a feed', () => {
  test('never takes the place of a file of the course', async () => {
    const { outputs } = rendered(
      await siteOf({
        '_config.yml': 'plugins: [jekyll-feed]\nfeed: {path: own.xml, categories: [a/b, ../../up]}\n',
        'own.xml': '---\n---\n<own/>\n',
      }),
    );
    expect(outputs['own.xml']).toBe('<own/>\n');
    expect(Object.keys(outputs).sort()).toEqual(['feed/a/b.xml', 'feed/up.xml', 'own.xml']);
  });

  test.each(['feed: 7', 'feed: {collections: 7, tags: yes, categories: {a: b}}', 'feed: [a]'])(
    'is made from the configuration "%s"',
    async (config) => {
      const { outputs } = rendered(await siteOf({ '_config.yml': `plugins: [jekyll-feed]\n${config}\n` }));
      expect(outputs['feed.xml']).toMatch(/^<\?xml.*<\/feed>$/);
    },
  );
});

describe('a list of posts', () => {
  const posts = {
    '_posts/2024-01-01-a.md': '---\n---\nA\n',
    '_posts/2024-01-02-b.md': '---\n---\nB\n',
    '_posts/2024-01-03-c.md': '---\n---\nC\n',
  };
  const list = '{% for post in paginator.posts %}{{ post.title }}{% endfor %}';

  test('ends where its pages would fall on one another', async () => {
    const files = {
      ...posts,
      '_config.yml': 'paginate: 1\n',
      'index.html': `---\npermalink: /\n---\n${list}`,
    };
    const { outputs, diagnostics } = rendered(await siteOf(files));
    expect(outputs['index.html']).toBe('C');
    expect(lines(diagnostics)).toEqual([
      'index.html paginate-shadowed The list of posts ends early: something else is published as index.html.',
    ]);
  });

  test('ends before a file of the course', async () => {
    const files = {
      ...posts,
      '_config.yml': 'paginate: 1\n',
      'index.html': `---\n---\n${list}`,
      'page3/index.html': '',
    };
    const { outputs, diagnostics } = rendered(await siteOf(files));
    expect([outputs['index.html'], outputs['page2/index.html']]).toEqual(['C', 'B']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['paginate-shadowed']);
  });

  test('needs an index.html and a number', async () => {
    expect(await said('paginate: 5', posts)).toEqual([
      '_config.yml paginate-template-missing paginate: is set, but there is no index.html that could list the posts.',
    ]);
    expect(await said('paginate: none', posts)).toEqual([
      '_config.yml paginate-number paginate: says none, which is not a number of posts to a page.',
    ]);
    expect(await said('paginate: null', posts)).toEqual([]);
  });
});

describe('the repository', () => {
  const show =
    '---\n---\n{{ site.title }} {{ site.github.url }} {{ site.github.is_project_page }} {{ site.github.zip_url }} {{ site.github.source.branch }} {{ site.github.source.path }}';
  const shown = async (config: string) =>
    rendered(await siteOf({ '_config.yml': config, 'a.txt': show })).outputs['a.txt'];

  // What jekyll-github-metadata 2.15 says without the network, except that it has http: in URLs of sites.
  test('of a project is known by its name', async () => {
    expect(await shown('repository: Someone/course')).toBe(
      'course https://someone.github.io/course true https://github.com/Someone/course/zipball/gh-pages gh-pages /',
    );
  });

  test('is laid under what the configuration says itself', async () => {
    expect(await shown('title: T\nrepository: a/b\ngithub: {source: {branch: main}}')).toBe(
      'T https://a.github.io/b true https://github.com/a/b/zipball/gh-pages main /',
    );
  });

  test('is not there without a name', async () => {
    expect(await shown('title: T\nrepository: course')).toBe('T     ');
    expect(await shown('title: T\nrepository: /')).toBe('T     ');
  });
});

describe('a tag', () => {
  test('without a gist is reported at its place', async () => {
    const { outputs, diagnostics } = rendered(
      await siteOf({ 'a.txt': '---\n---\n1{% gist %}2{% gist a/1 b c %}' }),
    );
    expect(outputs['a.txt']).toBe('12');
    expect(diagnostics.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ['gist-unreadable', 'a.txt', 3, 2],
      ['gist-unreadable', 'a.txt', 3, 13],
    ]);
  });

  test('that links to the editor of an unknown repository is reported', async () => {
    const files = { 'a.txt': '---\n---\n{% github_edit_link "Edit" %}' };
    const { outputs, diagnostics } = rendered(await siteOf(files));
    expect(outputs['a.txt']).toBe('<a href="">Edit</a>');
    expect(diagnostics.map(({ code }) => code)).toEqual(['edit-link-unknown']);
  });

  test('of a plugin that is not named is unknown, as in Jekyll', async () => {
    const { diagnostics } = rendered(await siteOf({ 'a.txt': '---\n---\n{% feed_meta %}' }));
    expect(diagnostics.map(({ code }) => code)).toEqual(['liquid-unknown-tag']);
  });
});
