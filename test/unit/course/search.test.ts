import { describe, expect, test } from 'vitest';
import { FORMULA_SIGN } from '../../../src/search/index.js';
import { type BuiltCourse, builtCourse } from '../../support/built-course.ts';
import { openSearch } from '../../support/course-search.ts';

const LAYOUT =
  '<!DOCTYPE html><html><head><title>{{ page.title }}</title></head><body>{% include lectern/search.html %}{{ content }}</body></html>\n';

const COURSE: Readonly<Record<string, string>> = {
  '_config.yml': 'title: Course\nbaseurl: /course\nplugins: [jekyll-redirect-from]\n',
  '_layouts/default.html': LAYOUT,
  'one.md':
    '---\nlayout: default\ntitle: Optimisation\n---\nHow to go down.\n\n## Gradient descent\n\nThe loss $$\\frac{\\partial L}{\\partial w}$$ falls fastest.\n\n## Ένα σύνολο\n\nÉcole.\n',
  'two.md':
    '---\nlayout: default\ntitle: 強化学習\nlang: ja\n---\n# 強化学習\n\n価値関数を求める。\n\n## 方策勾配法\n\n方策の勾配を用いる。\n',
  'three.md': '---\nlayout: default\ntitle: Hidden\nsearch: false\n---\nNobody finds the xylophone here.\n',
  'draft.md': '---\nlayout: default\ntitle: Draft\npublished: false\n---\nNobody finds the xylophone here.\n',
  'moved.md': '---\ntitle: Moved\nredirect_to: /one.html\n---\nNobody finds the xylophone here.\n',
  '404.html': '---\ntitle: Lost\n---\nNobody finds the xylophone here.\n',
  '_posts/2030-01-01-later.md': '---\ntitle: Later\n---\nNobody finds the xylophone here.\n',
  '_drafts/some.md': '---\ntitle: Some\n---\nNobody finds the xylophone here.\n',
};

function searchOf({ html }: BuiltCourse, folder = 'search') {
  return openSearch((name) => html(`${folder}/${name}.js`));
}

describe('the search of a course', () => {
  test('finds sections by words, their beginnings, other forms and errors, and says where they are', async () => {
    const nameless = { 'nameless.md': '---\nlayout: default\ntitle: ""\n---\nUnheard of.\n' };
    const { find } = await searchOf(await builtCourse({ ...COURSE, ...nameless }));
    const address = 'one.html#gradient-descent';
    for (const query of [
      'gradient descent',
      'gradi',
      'GRADIENTS',
      'gradeint',
      'descnet',
      '\\frac{\\partial L}',
      'fastest',
    ]) {
      expect((await find(query))[0], query).toMatchObject({
        url: address,
        page: 'Optimisation',
        heading: 'Gradient descent',
      });
    }
    expect((await find('ecole'))[0]?.url).toBe('one.html#ένα-σύνολο');
    expect((await find('optimisation'))[0]).toMatchObject({ url: 'one.html', text: 'How to go down.' });
    expect((await find('unheard'))[0]).toMatchObject({ url: 'nameless.html', page: 'nameless' });
  });

  test('finds what is written without spaces', async () => {
    const { find } = await searchOf(await builtCourse(COURSE));
    expect((await find('強化学習'))[0]?.url).toBe('two.html');
    expect((await find('方策勾配'))[0]?.url).toBe('two.html#方策勾配法');
    expect((await find('価値'))[0]?.url).toBe('two.html');
  });

  test('loads again what could not be loaded', async () => {
    const course = await builtCourse(COURSE);
    const refused = new Set(['terms/0', 'text/0']);
    const { search, find } = await openSearch((name) => {
      if (refused.delete(name)) throw new Error('offline');
      return course.html(`search/${name}.js`);
    });
    await expect(search.find('fastest')).rejects.toThrow('offline');
    const [result] = await search.find('fastest');
    if (result === undefined) throw new Error('Nothing was found.');
    await expect(search.textOf(result)).rejects.toThrow('offline');
    expect((await find('fastest'))[0]?.url).toBe('one.html#gradient-descent');
  });

  test('shows first what has the words of a phrase beside each other, as soon as texts tell', async () => {
    const { '_config.yml': config = '', '_layouts/default.html': layout = '' } = COURSE;
    const page = (title: string, text: string): string =>
      `---\nlayout: default\ntitle: ${title}\n---\n${text}\n`;
    const { search, find, loaded } = await searchOf(
      await builtCourse({
        '_config.yml': config,
        '_layouts/default.html': layout,
        'apart.md': page('病気', '心の病。学習の理論。'.repeat(5)),
        'beside.md': page('発達', `心の理論について述べる。${'長い文章が続くこともある。'.repeat(20)}`),
      }),
    );
    const ranked = await search.find('心の理論');
    expect(ranked.map(({ page: [title] }) => title)).toEqual(['病気', '発達']);
    expect(loaded().filter((name) => name.startsWith('text/'))).toEqual([]);
    expect((await find('心の理論')).map(({ page: title }) => title)).toEqual(['発達', '病気']);
    // Pairs within a word are in no other.
    expect(await search.phrasesFirst(ranked, '発達障害')).toBe(ranked);
  });

  test('shows formulas of what filters print as the page does', async () => {
    const files = {
      '_config.yml': 'title: Course\nkatex: {dollars: true}\n',
      '_layouts/default.html': LAYOUT,
      '_data/terms.yml': 'rate: How $\\eta < 1$ is called.\n',
      'terms.md':
        '---\nlayout: default\ntitle: Terms\n---\n<div>{{ site.data.terms.rate | markdownify }}</div>\n',
    };
    const { search } = await searchOf(await builtCourse(files));
    const [result] = await search.find('\\eta');
    if (result === undefined) throw new Error('There is no result.');
    const { section, formulas } = await search.textOf(result);
    expect(section[2]).toBe(`How ${FORMULA_SIGN} is called.`);
    expect(formulas[section[3][0] ?? -1]?.[0]).toBe('\\eta < 1');
    expect(formulas[section[3][0] ?? -1]?.[1]).toMatch(/^<span class="katex-html".*<\/span>$/s);
  });

  test('shows formulas as the page does', async () => {
    const { search } = await searchOf(await builtCourse(COURSE));
    const [result] = await search.find('fastest');
    if (result === undefined) throw new Error('Nothing was found.');
    const { section, formulas } = await search.textOf(result);
    expect(section[2]).toBe('The loss \uFFFC falls fastest.');
    expect(formulas[section[3][0] ?? -1]?.[0]).toBe('\\frac{\\partial L}{\\partial w}');
    expect(formulas[section[3][0] ?? -1]?.[1]).toMatch(/^<span class="katex-html".*<\/span>$/s);
  });

  test('finds nothing that is not published, nor what does not want to be found', async () => {
    const course = await builtCourse(COURSE);
    const { find, search } = await searchOf(course);
    expect(course.html('three.html')).toContain('xylophone');
    expect(await find('xylophone')).toEqual([]);
    expect(search.head.pages.map(([, url]) => url)).toEqual(['one.html', 'two.html']);
  });

  test('has a page with all headings for browsers without scripts, which search engines are to leave out', async () => {
    const course = await builtCourse(COURSE);
    const page = course.html('search/index.html');
    expect(page).toContain('<meta name="robots" content="noindex">\n</head>');
    expect(page).toContain(
      '<li><a href="../one.html">Optimisation</a><ul>\n<li><a href="../one.html#gradient-descent">Gradient descent</a></li>',
    );
    expect(page).toContain(
      '<a href="../two.html#%E6%96%B9%E7%AD%96%E5%8B%BE%E9%85%8D%E6%B3%95">方策勾配法</a>',
    );
    expect(page).not.toMatch(/data-lectern-headings|xylophone|Hidden/);
    expect(course.html('one.html')).toContain('<a class="lectern-search" href="/course/search/"');
    expect(course.html('one.html')).toContain('<script defer src="/course/search/open.js"></script>');
    expect(course.state.diagnostics.filter(({ code }) => code !== 'post-future')).toEqual([]);
  });

  test('is there only where a course asks for it', async () => {
    const { '_layouts/default.html': layout = '', ...others } = COURSE;
    const without = {
      ...others,
      '_layouts/default.html': layout.replace('{% include lectern/search.html %}', ''),
    };
    const { state } = await builtCourse(without);
    expect([...state.files.keys()].filter((file) => file.startsWith('search'))).toEqual([]);
  });

  test('is there where only a page takes it in', async () => {
    const { '_layouts/default.html': _, ...others } = COURSE;
    const course = await builtCourse({
      ...others,
      '_layouts/default.html': '<html><body>{{ content }}</body></html>',
      'find.md': '---\nlayout: default\n---\n{% include lectern/search.html %}\n',
    });
    expect(course.html('find.html')).toContain('data-lectern-search');
    expect(course.html('search/head.js')).not.toBe('');
  });

  test('goes out of the way of what a course has at its address', async () => {
    for (const taken of ['search.html', 'search/mine.txt']) {
      const course = await builtCourse({ ...COURSE, [taken]: 'Own.\n' });
      expect(course.html('lectern-search/index.html')).toContain('Gradient descent');
      expect(course.html('one.html')).toContain('href="/course/lectern-search/"');
      expect((await (await searchOf(course, 'lectern-search')).find('gradient'))[0]?.page).toBe(
        'Optimisation',
      );
    }
  });
});

describe("the search of lectern's own theme", () => {
  const { '_layouts/default.html': _, ...others } = COURSE;
  const themed = (more: string): Readonly<Record<string, string>> => ({
    ...others,
    '_config.yml': `title: Course\ntheme: lectern\n${more}`,
  });

  test('is there by itself, and its script may run', async () => {
    const course = await builtCourse(themed(''));
    expect(course.html('one.html')).toContain('<script defer src="./search/open.js"></script>');
    expect(course.html('one.html')).toContain('Content-Security-Policy');
    expect(course.html('search/index.html')).toContain('Gradient descent');
    expect(course.html('search/index.html')).toContain('<h1>All headings</h1>');
    expect(course.state.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('is left out where the course says so', async () => {
    const course = await builtCourse(themed('lectern: {show: {search: false}}\n'));
    expect(course.html('one.html')).not.toContain('lectern-search');
    expect([...course.state.files.keys()].filter((file) => file.startsWith('search/'))).toEqual([]);
  });
});
