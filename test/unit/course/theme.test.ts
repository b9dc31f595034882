import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuildOptions, buildSite } from '../../../src/course/index.js';
import { places, withCourse } from '../check/checked.js';

let out: string;
beforeAll(async () => {
  out = await mkdtemp(path.join(os.tmpdir(), 'lectern-themed-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

/** Builds a course on a machine without gems; `read` gives the text of a file of the site, or undefined. */
async function built(
  files: Readonly<Record<string, string>>,
  use: (result: {
    readonly read: (file: string) => Promise<string | undefined>;
    readonly found: readonly string[];
    readonly hints: readonly (string | undefined)[];
    readonly folder: string;
    readonly again: () => Promise<string>;
  }) => Promise<void>,
  options: BuildOptions = {},
): Promise<void> {
  await withCourse(files, async (folder) => {
    const destination = path.join(out, path.basename(folder));
    const effects = {
      cwd: folder,
      env: {},
      now: () => new Date('2026-03-04T05:06:07Z'),
      timezone: 'UTC',
      progress: () => {},
      themes: { home: path.join(folder, '.home'), systemGems: [], store: path.join(folder, '.store') },
    };
    const build = () => buildSite({ source: folder, destination, cache: false, ...options }, effects);
    const { diagnostics } = await build();
    const read = (file: string) => readFile(path.join(destination, file), 'utf8').catch(() => undefined);
    await use({
      read,
      found: places(diagnostics),
      hints: diagnostics.map(({ hint }) => hint),
      folder,
      again: async () => {
        await build();
        return (await read('index.html')) ?? '';
      },
    });
  });
}

/** A theme in the folder `look`. */
const LOOK = {
  'look/_layouts/default.html':
    '---\ntone: warm\n---\n<html>{% include nav.html %}<p>{{ layout.tone }} {{ site.theme }} {{ site.motto }} {{ site.data.words.a }} {{ site.data.words.b }}</p>{{ content }}<img src="/lost.png"></html>',
  'look/_layouts/page.html': '---\nlayout: default\n---\n<main>{{ content }}</main>',
  'look/_includes/nav.html': '<nav>theme</nav>',
  'look/_sass/look.scss': '$ink: navy !default; h1 { color: $ink }',
  'look/_data/words.yml': 'a: of theme\nb: of theme\n',
  'look/_config.yml': 'motto: from the theme\npermalink: /never/:title\n',
  'look/assets/style.scss': '---\n---\n@import "look";',
  'look/assets/a.txt': 'theme',
  'look/assets/b.txt': 'theme',
  'look/README.md': '# Not published\n',
};

describe('a theme in a folder of the course', () => {
  test('brings layouts, includes, Sass, data, configuration and files', () =>
    built(
      { ...LOOK, '_config.yml': 'theme: ./look\n', 'index.md': '# Hello\n' },
      async ({ read, found, hints }) => {
        expect(await read('index.html')).toContain(
          '<html><nav>theme</nav><p>warm look from the theme of theme of theme</p><main><h1 id="hello">Hello</h1>',
        );
        expect(await read('assets/style.css')).toContain('color: navy');
        expect(await read('assets/a.txt')).toBe('theme');
        expect(await read('look/README.html')).toBeUndefined();
        expect(await read('look/assets/a.txt')).toBeUndefined();
        // Its broken picture is its own affair.
        expect(found).toEqual(['_config.yml:1:1 info theme-findings']);
        expect(hints[0]).toContain('copy that file of the theme');
      },
    ));

  test('answers for addresses that it makes of an author’s words, and the author for those that are given', () =>
    built(
      {
        '_config.yml': 'theme: ./look\n',
        'look/_layouts/default.html':
          '{% for tag in page.tags %}<a href="/archive/?tag={{ tag }}">{{ tag }}</a>{% endfor %}<img alt="" src="{{ page.image | relative_url }}">{{ content }}',
        'index.md': '---\nlayout: default\ntags: [algebra]\nimage: /cover-of-course.png\n---\nHello\n',
      },
      async ({ found }) => {
        expect(found).toEqual(['_config.yml:1:1 info theme-findings', 'index.md:4:8 error figure-missing']);
      },
    ));

  test('answers for its includes, and the author for what is handed over to them', () =>
    built(
      {
        '_config.yml': 'theme: ./look\n',
        'look/_layouts/default.html': '{{ content }}',
        'look/_includes/figure.html': '<img alt="" src="{{ include.src | relative_url }}">',
        'index.md':
          '---\nlayout: default\n---\nHello\n\n{% include figure.html src="/assets/lost-figure.svg" %}\n',
      },
      async ({ found }) => {
        expect(found).toEqual(['index.md:6:1 error figure-missing']);
      },
    ));

  test('is seen by templates as Jekyll has it, also where a later build has another version', () =>
    built(
      {
        '_config.yml': 'theme: ./look\n',
        'look/_layouts/default.html': '[{{ theme.version }} in {{ theme.root }}] {{ content }}',
        'look/look.gemspec': 'Gem::Specification.new do |spec|\n  spec.version = "1.2.3"\nend\n',
        'index.md': '---\nlayout: default\n---\nHello\n',
      },
      async ({ read, again, folder }) => {
        const root = await realpath(path.join(folder, 'look'));
        expect(await read('index.html')).toContain(`[1.2.3 in ${root}]`);
        await writeFile(path.join(folder, 'look/look.gemspec'), 's.version = "1.3.0.rc1"\n');
        expect(await again()).toContain(`[1.3.0.rc1 in ${root}]`);
      },
      { cache: '.cache' },
    ));

  test('yields to everything that the course has itself', () =>
    built(
      {
        ...LOOK,
        '_config.yml': 'theme: ./look\nmotto: mine\n',
        'index.md': '# Hello\n',
        '_includes/nav.html': '<nav>mine</nav>',
        '_layouts/page.html': '---\nlayout: default\n---\n<div>{{ content }}</div>',
        '_data/words.yml': 'b: mine\n',
        '_sass/look.scss': 'h1 { color: red }',
        'assets/a.txt': 'mine',
        'assets/b.txt.md': '---\npermalink: /assets/b.txt\nlayout: null\n---\nmine',
      },
      async ({ read }) => {
        expect(await read('index.html')).toContain(
          '<html><nav>mine</nav><p>warm look mine of theme mine</p><div><h1 id="hello">Hello</h1>',
        );
        expect(await read('assets/style.css')).toContain('color: red');
        expect(await read('assets/a.txt')).toBe('mine');
        expect(await read('assets/b.txt')).toContain('mine');
      },
    ));

  test('makes pages anew where it changes', () =>
    built(
      { ...LOOK, '_config.yml': 'theme: ./look\n', 'index.md': '# Hello\n' },
      async ({ folder, again }) => {
        const { writeFile } = await import('node:fs/promises');
        await writeFile(path.join(folder, 'look/_includes/nav.html'), '<nav>new</nav>');
        expect(await again()).toContain('<nav>new</nav>');
      },
      { cache: '.lectern-cache' },
    ));
});

describe('dollars of a course whose theme has MathJax under a condition', () => {
  const files = {
    'look/_layouts/default.html':
      '<html>{% if page.math or site.mathjax %}{% include mathjax.html %}{% endif %}{{ content }}</html>',
    'look/_includes/mathjax.html':
      '<script>MathJax = { tex: { inlineMath: [["$","$"]], tags: "all" } };</script><script src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-chtml.js"></script>',
    '_config.yml': 'theme: ./look\n',
  };
  const page = (more: string) => ({
    ...files,
    'index.md': `---\nlayout: default\n${more}---\nLet $z$ and $$x^2$$ be:\n\n$$y$$\n`,
  });

  test('are text where the condition does not hold, and equations have no numbers', () =>
    built(page(''), async ({ read }) => {
      const html = await read('index.html');
      expect(html).toContain('Let $z$ and');
      expect(html?.match(/<math /g)).toHaveLength(2);
      expect(html).not.toContain('tag');
    }));

  test('are formulas where a page or the configuration turns them on', async () => {
    await built(page('math: true\n'), async ({ read }) => {
      const html = await read('index.html');
      expect(html?.match(/<math /g)).toHaveLength(3);
      expect(html).toContain('tag');
    });
    await built({ ...page(''), '_config.yml': 'theme: ./look\nmathjax: true\n' }, async ({ read }) => {
      expect((await read('index.html'))?.match(/<math /g)).toHaveLength(3);
    });
  });

  test('are formulas where a theme has MathJax on every page', () =>
    built(
      {
        ...page(''),
        'look/_layouts/default.html':
          '<html>{% if page.a %}{% if b != nil %}x{% endif %}{% endif %}{% if site.math != false %}{% include mathjax.html %}{% endif %}{{ content }}</html>',
      },
      async ({ read }) => {
        expect((await read('index.html'))?.match(/<math /g)).toHaveLength(3);
      },
    ));
});

describe('the configuration of a theme', () => {
  const look = (theme: string) => ({
    ...LOOK,
    'look/_config.yml':
      'motto: theirs\nurl: https://theme.example\nrepository: theme/theme\nplugins: [jekyll-sitemap]\nown: {a: 1}\n',
    'look/_layouts/page.html': '{{ site.motto }}|{{ site.url }}|{{ site.own.a }}|{{ site.own.b }}',
    '_config.yml': theme,
    'index.md': '# Hello\n',
  });

  test.each([
    [
      'is under that of the course, but for what only a course can say',
      'theme: ./look\nown: {b: 2}\n',
      'theirs||1|2',
    ],
    ['is not read where the course says so', 'theme: ./look\nignore_theme_config: true\n', '|||'],
    ['is not read of a remote theme', 'remote_theme: ./look\n', '|||'],
  ])('%s', (_, config, expected) =>
    built(look(config), async ({ read, found }) => {
      expect(await read('index.html')).toBe(expected);
      expect(await read('sitemap.xml')).toBeUndefined();
      expect(found).toEqual([]);
    }),
  );
});

describe('a theme that is not to be had', () => {
  const files = {
    '_config.yml': 'theme: no-such-theme\ntitle: Course\n',
    'index.md': '---\nlayout: home\n---\nHello $x$\n',
    'a.md': '---\nlayout: lesson\ntitle: A\n---\n{% include gallery.html %}Text\n',
    'assets/main.scss': '---\n---\n@import "no-such-theme";\n.own { color: red }\n',
    '_includes/head-custom.html':
      '<script>MathJax = { tex: { inlineMath: [["$","$"]] } };</script><meta name="own">',
  };

  test("is one error, and lectern's own layouts stand in under the names that the course uses", () =>
    built(files, async ({ read, found, hints }) => {
      expect(found).toEqual(['_config.yml:1:1 error theme-missing']);
      expect(hints[0]).toContain('lectern theme add no-such-theme');
      const home = await read('index.html');
      expect(home).toContain('<!DOCTYPE html>');
      expect(home).toContain('<title>Course</title>');
      expect(home).toContain('<meta name="own">');
      expect(home).toContain('class="katex"');
      expect(await read('a.html')).toContain('<h1>A</h1>');
      expect(await read('css/lectern.css')).toBeDefined();
      expect(await read('assets/main.css')).toContain('.own');
    }));

  test('is nothing to a course that has all of it itself', () =>
    built(
      {
        '_config.yml': 'theme: no-such-theme\n',
        '_layouts/default.html': '<b>{{ content }}</b>',
        'index.md': 'Hello\n',
      },
      async ({ read, found }) => {
        expect(found).toEqual([]);
        expect(await read('index.html')).toBe('<b><p>Hello</p>\n</b>');
        expect(await read('css/lectern.css')).toBeUndefined();
      },
    ));

  test('leaves slips in names of the course’s own includes to their author', () =>
    built(
      {
        '_config.yml': 'theme: no-such-theme\n',
        '_includes/figure.html': 'F',
        'index.md': '{% include figur.html %}\n',
      },
      async ({ found }) => {
        expect(found).toEqual(['_config.yml:1:1 error theme-missing', 'index.md:1:1 error include-missing']);
      },
    ));
});

describe('a course without theme and layouts', () => {
  const files = { 'index.md': '# Hello\n\nIt costs $5 and $x^2$.\n', 'b.md': '# Second\n' };

  test("has lectern's own", () =>
    built(files, async ({ read, found }) => {
      expect(found).toEqual([]);
      const page = await read('index.html');
      expect(page).toContain('<title>Hello</title>');
      expect(page?.match(/<h1/g)).toHaveLength(1);
      expect(page).toContain('href="./b.html">Second</a>');
      // It is a plain course all the same.
      expect(page?.match(/class="katex"/g)).toHaveLength(1);
    }));

  test('stays bare where it says so', () =>
    built({ ...files, '_config.yml': 'theme: none\n' }, async ({ read }) => {
      expect(await read('b.html')).toBe('<h1 id="second">Second</h1>\n');
      expect(await read('css/lectern.css')).toBeUndefined();
    }));

  test('keeps its own files where lectern’s would lie', () =>
    built({ ...files, assets: 'mine', 'css/lectern.css': 'b{}' }, async ({ read, found }) => {
      expect(await read('assets')).toBe('mine');
      expect(await read('css/lectern.css')).toBe('b{}');
      expect(found).toEqual([]);
    }));
});

test('what lies among the layouts of lectern’s own theme and is none cannot be asked for as one', () =>
  built(
    {
      'index.md': '# Home\n',
      'a.md': '---\nlayout: includes/head\n---\nA\n',
      'b.md': '---\nlayout: languages/en\n---\nB\n',
      'c.md': '---\nlayout: lectrue\n---\nC\n',
    },
    async ({ found, hints }) => {
      expect(found).toEqual(['a.md', 'b.md', 'c.md'].map((file) => `${file}:2:1 error layout-missing`));
      expect(hints[2]).toBe('Did you mean lecture?');
      expect(hints[0]).toContain('Write one of default, home, lecture, notebook, page, post,');
    },
  ));

test.each([
  ['that names the theme', { '_config.yml': 'theme: lectern\n' }],
  ['that has nothing but pages', {}],
])('a course %s is told itself that it has no first page', (_, config) =>
  built({ ...config, 'a.md': '# A\n' }, async ({ found, hints }) => {
    expect(found).toEqual(['_config.yml:1:1 warning page-missing']);
    expect(hints).toEqual(['Add an index.md to the folder of the course.']);
  }),
);

test('a page of a course that gives nothing a title is called by the name of its file', () =>
  built({ 'notes.md': 'Without a heading\n' }, async ({ read }) => {
    expect(await read('notes.html')).toContain('<title>notes</title>');
  }));
