import { describe, expect, test } from 'vitest';
import { createCourseBuilder, type SiteState } from '../../../src/course/index.js';
import { cachedCourse, textOf } from '../../support/cached-course.js';

const course = cachedCourse();
const { effects, write } = course;

/** Builds it with two pages that are looked at first; `ready` is handed these. */
function build(cache: string | false, ready?: (file: string, text: string) => void): Promise<SiteState> {
  return course.build(cache, {
    first: ready === undefined ? [] : ['six.html', 'four.html'],
    ready: (file, { content }) => ready?.(file, Buffer.from(content()).toString()),
  });
}

const LAYOUT = '<!DOCTYPE html>\n<html><head></head><body>\n{{ content }}</body></html>\n';
const NUMBERED = {
  '_config.yml': 'title: Course\nlectern: {numbering: true}\n',
  '_layouts/default.html': LAYOUT,
  'four.md': '---\nlayout: default\nlecture: 4\n---\nBayes.\n{: .theorem #thm:bayes}\n',
  'five.md': '---\nlayout: default\nlecture: 5\n---\nNothing of others.\n',
  'six.md':
    '---\nlayout: default\nlecture: 6\n---\nBy [](#thm:bayes), \\eqref{eq:a} and $$\\eqref{eq:a} + \\ref{thm:bayes}$$.\n',
};
const EQUATION = '\n$$\\begin{equation}\\label{eq:a} x \\end{equation}$$\n';

describe('a reference to another page', () => {
  test('follows what it leads to, though its own page comes out of the cache', async () => {
    await write(NUMBERED);
    const first = await build('cache');
    expect(textOf(first, 'six.html')).toContain(
      '<a href="four.html#thm:bayes" class="reference">Theorem\u00a04.1</a>',
    );
    expect(first.diagnostics.map(({ code }) => code)).toEqual(['reference-missing', 'math-undefined-label']);

    await write({
      'four.md': `---\nlayout: default\nlecture: 4\n---\nOne.\n{: .lemma}\n\nBayes.\n{: .theorem #thm:bayes}\n${EQUATION}`,
    });
    const second = await build('cache');
    const six = textOf(second, 'six.html');
    expect(six).toContain('<a href="four.html#thm:bayes" class="reference">Theorem\u00a04.2</a>');
    expect(six).toContain('<a class="reference" href="four.html#mjx-eqn-eq:a">(4.1)</a>');
    expect(six).toContain('href="four.html#mjx-eqn-eq:a"');
    expect(six).not.toContain('???');
    expect(second.diagnostics).toEqual([]);
    const cold = await build(false);
    for (const name of ['four.html', 'five.html', 'six.html'])
      expect(textOf(second, name)).toBe(textOf(cold, name));

    await write({ 'four.md': NUMBERED['four.md'] });
    const third = await build('cache');
    expect(textOf(third, 'six.html')).toBe(textOf(first, 'six.html'));
    expect(third.diagnostics).toEqual(first.diagnostics);
  });

  test('is shown to nobody before it is known what it leads to', async () => {
    await write({ ...NUMBERED, 'four.md': NUMBERED['four.md'] + EQUATION });
    const shown = new Map<string, string>();
    const site = await build('cache', (file, text) => void shown.set(file, text));
    expect([...shown.keys()].sort()).toEqual(['five.html', 'four.html', 'six.html']);
    for (const [file, text] of shown) expect(text).toBe(textOf(site, file));
    expect(textOf(site, 'six.html')).not.toMatch(/[\uFDD0-\uFDEF]/);
  });

  test('leads with its author’s words, to headings with a name and from the page of errors as well', async () => {
    const text = 'By [his rule](#thm:bayes), [](#sec:why) and [no one](#thm:no), not [here](#no).\n';
    await write({
      ...NUMBERED,
      'four.md': `${NUMBERED['four.md']}\n## Why\n{: #sec:why}\n`,
      'six.md': `---\nlayout: default\n---\n${text}`,
      '404.md': `---\nlayout: default\npermalink: /404.html\n---\n${text}`,
    });
    const site = await build(false);
    const [rule, why] = [
      '<a href="four.html#thm:bayes"',
      '<a href="four.html#sec:why" class="reference">Why</a>',
    ];
    expect(textOf(site, 'six.html')).toContain(`<p>By ${rule} class="reference">his rule</a>, ${why} and `);
    const absolute = (link: string): string => link.replace('four', '/four');
    expect(textOf(site, '404.html')).toContain(
      `<p>By ${absolute(rule)} class="reference">his rule</a>, ${absolute(why)} and `,
    );
    const ofSix = site.diagnostics.filter(({ file }) => file === 'six.md');
    expect(ofSix.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      '4:54 reference-missing',
      '4:75 anchor-missing',
    ]);
    expect(ofSix[0]?.message).toBe('Nothing in the course is called "thm:no", so this leads nowhere.');
  });

  test('is shown as before, to who looks at the page, until all pages are made', async () => {
    const six = '---\nlayout: default\n---\nBy [](#thm:bayes).\n';
    await write({ ...NUMBERED, 'six.md': six });
    const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache: false }, effects());
    try {
      await builder.build();
      await write({
        'six.md': `${six}\nMore.\n`,
        'four.md': NUMBERED['four.md'].replace('lecture: 4', 'lecture: 3'),
      });
      const told: string[] = [];
      await builder.build({
        first: ['six.html'],
        ready: (file, { content }) => {
          if (file === 'six.html') told.push(Buffer.from(content()).toString());
        },
      });
      expect(told).toHaveLength(2);
      expect(told[0]).toMatch(/Theorem\u00a04\.1<\/a>\.<\/p>\n\n<p>More/);
      expect(told[1]).toMatch(/Theorem\u00a03\.1<\/a>\.<\/p>\n\n<p>More/);
    } finally {
      await builder.close();
    }
  });

  test('that is new is shown at once by the names of the last build', async () => {
    await write({ ...NUMBERED, 'six.md': '---\nlayout: default\n---\nNothing.\n' });
    const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache: false }, effects());
    try {
      await builder.build();
      await write({
        'six.md': '---\nlayout: default\n---\nBy [](#thm:bayes), not by [](#thm:no).\n',
        'four.md': NUMBERED['four.md'].replace('lecture: 4', 'lecture: 3'),
      });
      const told: string[] = [];
      await builder.build({
        first: ['six.html'],
        ready: (file, { content }) => {
          if (file === 'six.html') told.push(Buffer.from(content()).toString());
        },
      });
      const shown = told.map((text) => /<p>.*<\/p>/.exec(text)?.[0]);
      const page = (number: string) =>
        `<p>By <a href="four.html#thm:bayes" class="reference">Theorem\u00a0${number}</a>, not by <a href="#thm:no" class="reference">thm:no</a>.</p>`;
      expect(shown).toEqual([page('4.1'), page('3.1')]);
    } finally {
      await builder.close();
    }
  });

  test('in formulas names what it leads to, and can be pointed at as in text', async () => {
    await write({
      ...NUMBERED,
      'four.md': NUMBERED['four.md'] + EQUATION,
      'ä ö.md': '---\nlayout: default\nlecture: 7\n---\nX.\n{: .lemma #lem:x}\n',
      'six.md':
        '---\nlayout: default\nlecture: 6\n---\n$$\\begin{equation}\\label{eq:own} y \\end{equation}$$\n\nBy $$\\cref{thm:bayes}$$; $$\\Cref{eq:a, eq:own}$$; $$x = \\text{by \\cref{lem:x}}$$; $$\\href{four.html#x}{z}$$.\n',
    });
    const site = await build(false);
    const six = textOf(site, 'six.html');
    expect(site.diagnostics.map(({ code }) => code)).toEqual([]);
    expect(six).toContain('<a class="reference" href="four.html#thm:bayes" aria-label="Theorem\u00a04.1">');
    expect(six).toContain('<a class="reference" tabindex="-1" href="four.html#mjx-eqn-eq:a">');
    expect(six).toContain('<a class="math-ref" tabindex="-1" href="#mjx-eqn-eq:own">');
    expect(six).toContain('aria-label="Equation\u00a0(4.1)"');
    expect(six).toContain('aria-label="Equation\u00a0(6.1)"');
    expect(six).toContain('<a class="reference" tabindex="-1" href="./%C3%A4%20%C3%B6.html#lem:x">');
    expect(six).toContain('<a href="four.html#x" aria-label="z">');
    await write({ '_config.yml': 'title: Course\n' });
    const { diagnostics } = await build(false);
    expect(diagnostics.map(({ code }) => code)).toContain('math-undefined-macro');
  });

  test('leads to the page’s own first, and to one of several others with a warning', async () => {
    const block = (lecture: number) =>
      `---\nlayout: default\nlecture: ${lecture}\n---\n[](#thm:same)\n\nSame.\n{: .theorem #thm:same}\n`;
    await write({
      ...NUMBERED,
      'four.md': block(4),
      'five.md': block(5),
      'six.md': '---\nlayout: default\n---\n[](#thm:same)\n',
    });
    const site = await build(false);
    expect(textOf(site, 'five.html')).toContain('<a href="#thm:same" class="reference">Theorem\u00a05.1</a>');
    expect(textOf(site, 'six.html')).toContain(
      '<a href="five.html#thm:same" class="reference">Theorem\u00a05.1</a>',
    );
    expect(site.diagnostics).toMatchObject([
      { code: 'reference-ambiguous', file: 'six.md', line: 4, column: 4 },
    ]);
  });

  test('in a formula to what is nearly the name of something has that in its hint, and so has the next one', async () => {
    const [four, six] = ['four', 'six'].map((name) => `---\nlayout: default\nlecture: ${name.length}\n---\n`);
    const labelled = (label: string) => `$$\\begin{equation}\\label{${label}} x \\end{equation}$$\n\n`;
    await write({
      ...NUMBERED,
      'four.md': four + labelled('eq:posterior') + labelled('eq:evidence'),
      'six.md': `${six}$$\\eqref{eq:posterio}$$ and $$\\eqref{eq:evidenc}$$.\n`,
    });
    const { diagnostics } = await build(false);
    expect(diagnostics.map(({ code, hint }) => `${code} ${hint}`)).toEqual([
      'math-undefined-label Did you mean "eq:posterior"?',
      'math-undefined-label Did you mean "eq:evidence"?',
    ]);
  });

  test('to a name that no block can be given says which it can', async () => {
    await write({ ...NUMBERED, 'six.md': '---\nlayout: default\n---\n[](#定理) [](#thm:two)\n' });
    const { diagnostics } = await build(false);
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      expect.stringContaining('a name of Latin letters'),
      expect.stringContaining('{: #thm:two}'),
    ]);
  });

  test('leads to files and names with signs that tags have', async () => {
    await write({
      ...NUMBERED,
      "ada's.md": '---\nlayout: default\n---\nOne.\n{: .lemma #lem:one}\n',
      'six.md': `---\nlayout: default\n---\nBy [](ada's.md#lem:one), not by [](#it's).\n`,
    });
    const site = await build(false);
    expect(textOf(site, 'six.html')).toContain(
      `By <a href="ada's.html#lem:one" class="reference">Lemma\u00a01</a>, not by <a href="#it's" class="reference">it's</a>.`,
    );
    expect(site.diagnostics.map(({ code }) => code)).toEqual(['reference-missing']);
  });

  test('is no finding on a page that shows the excerpt which has it', async () => {
    await write({
      ...NUMBERED,
      'six.md': '---\nlayout: default\n---\n{{ site.posts.first.excerpt }}\n',
      '_posts/2026-01-02-news.md': '---\nlayout: default\n---\nBy [](#thm:bayes).\n',
    });
    const site = await build(false);
    expect(textOf(site, 'six.html')).toContain(
      '<a href="four.html#thm:bayes" class="reference">Theorem\u00a04.1</a>',
    );
    expect(site.diagnostics).toEqual([]);
  });

  test('shows the number of an equation with its lecture’s, but for one with a tag, and as MathJax counts where a page has that', async () => {
    const six = '---\nlayout: default\n---\n\\eqref{eq:a} \\eqref{eq:b} \\eqref{eq:c} \\eqref{eq:own}\n';
    const equations =
      '\n$$\\begin{align} x \\label{eq:a} \\\\ y \\tag{*}\\label{eq:b} \\\\ z \\label{eq:c} \\end{align}$$\n';
    const own = '\n$$\\begin{equation} w \\label{eq:own} \\end{equation}$$\n';
    await write({ ...NUMBERED, 'four.md': NUMBERED['four.md'] + equations, 'six.md': six + own });
    const shown = async (): Promise<string[]> =>
      Array.from(
        textOf(await build(false), 'six.html').matchAll(/<a [^>]*>(\([^<]*\))<\/a>/g),
        (one) => one[1] ?? '',
      );
    expect(await shown()).toEqual(['(4.1)', '(*)', '(4.2)', '(1)']);
    await write({ '_config.yml': `${NUMBERED['_config.yml']}katex: {tags: all}\n` });
    expect(await shown()).toEqual(['(4.1)', '(*)', '(4.2)', '(1)']);
    await write({
      '_layouts/default.html': LAYOUT.replace(
        '<head>',
        '<head><script>MathJax = {tex: {tags: "ams"}};</script><script src="https://cdn.example.org/npm/mathjax@3/es5/tex-mml-chtml.js"></script>',
      ),
    });
    expect(await shown()).toEqual(['(1)', '(*)', '(2)', '(1)']);
  });

  test('in formulas leads to labels of other pages in a course of layouts of its own, and nothing else changes', async () => {
    const mathjax = LAYOUT.replace(
      '<head>',
      '<head><script type="text/x-mathjax-config">MathJax.Hub.Config({TeX: {equationNumbers: {autoNumber: "AMS"}}});</script><script src="https://cdn.example.org/MathJax.js"></script>',
    );
    await write({
      '_config.yml': 'title: Course\n',
      '_layouts/default.html': mathjax,
      'four.md': `---\nlayout: default\n---\n${EQUATION}`,
      'six.md':
        '---\nlayout: default\n---\nBy \\eqref{eq:a}, not by \\eqref{eq:b}.\n\nText.\n{: .theorem #thm:a}\n\n[](#thm:a)\n',
    });
    const site = await build(false);
    const six = textOf(site, 'six.html');
    expect(six).toContain('href="four.html#mjx-eqn-eq:a" aria-label="(1)"');
    expect(six).toContain('(???)');
    expect(six).toContain('<p class="theorem" id="thm:a">Text.</p>\n\n<p><a href="#thm:a"></a></p>');
    expect(site.diagnostics.map(({ code }) => code)).toEqual(['math-undefined-label']);
  });
});

describe('how solutions are shown', () => {
  test('is told where a page says it wrong', async () => {
    await write({
      ...NUMBERED,
      'six.md': '---\nlayout: default\nsolutions: opne\n---\nSo.\n{: .solution}\n',
    });
    const { diagnostics } = await build(false);
    expect(diagnostics).toMatchObject([
      {
        code: 'front-matter-value',
        file: 'six.md',
        line: 3,
        column: 12,
        text: 'opne',
        hint: 'Write `solutions: open`.',
      },
    ]);
    await write({ '_config.yml': 'title: Course\n' });
    expect((await build(false)).diagnostics).toEqual([]);
  });
});
