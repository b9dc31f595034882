import { describe, expect, test } from 'vitest';
import { type BuiltCourse, builtCourse } from '../../support/built-course.ts';

const CONFIG = 'title: Course\ntheme: none\nlectern: {glossary: true}\n';
const LAYOUT =
  '<!DOCTYPE html><html><head><title>{{ page.title }}</title></head><body>entropy {{ content }}</body></html>\n';
const PAGE = '---\nlayout: default\ntitle: T\n---\n';

const COURSE: Readonly<Record<string, string>> = {
  '_config.yml': CONFIG,
  '_layouts/default.html': LAYOUT,
  '_data/glossary.yml':
    'Gradient descent: "A way down: $$x - \\\\eta g$$."\nKernel: {definition: "A *likeness*.", also: kernels, url: /one.html}\n学習率: {definition: 一歩の大きさ, lang: ja}\n',
  'one.md': `${PAGE}# Kernels\n\nMany kernels, and gradient descent. Entropy and *entropy*.\n`,
  'sub/two.md': `${PAGE}学習率を決める。\n\nEntropy\nEntropies\n: How much is not known.\n\n{:#my-prior}Prior\n: What is known before.\n{: .glossary}\n\nEntropies are often used with a Prior.\n`,
  'off.md': '---\nlayout: default\ntitle: Off\nglossary: false\n---\nA kernel.\n',
  '404.html': `${PAGE}<p>A kernel.</p>\n`,
  'zzz.txt': '---\n---\n{% for p in site.pages %}{{ p.content }}{% endfor %}\n',
};

/** Where the terms of a page lead, with their texts. */
function terms({ html }: BuiltCourse, page: string): string[] {
  return Array.from(
    html(page).matchAll(/<a class="term reference" href="([^"]*)">([^<]*)<\/a>/g),
    ([, address = '', text = '']) => `${text} → ${decodeURIComponent(address)}`,
  );
}

const found = ({ state }: BuiltCourse) =>
  state.diagnostics
    .filter(({ code }) => code.startsWith('glossary'))
    .map(({ file, line, code, message, hint }) => `${file}:${line} ${code} ${message} ${hint}`);

describe('a glossary', () => {
  test('links first uses on all pages to where terms are defined', async () => {
    const course = await builtCourse(COURSE);
    expect(terms(course, 'one.html')).toEqual([
      'kernels → glossary/#kernel',
      'gradient descent → glossary/#gradient-descent',
      'Entropy → sub/two.html#entropy',
    ]);
    expect(terms(course, 'sub/two.html')).toEqual([
      '学習率 → ../glossary/#学習率',
      'Entropies → #entropy',
      'Prior → #my-prior',
    ]);
    expect([...terms(course, 'off.html'), ...terms(course, '404.html')]).toEqual([]);
    expect(course.html('one.html')).not.toContain('<!--');
    expect(found(course)).toEqual([]);
  });

  test('has a page of the terms in data, with definitions that are Markdown', async () => {
    const { html } = await builtCourse(COURSE);
    const page = html('glossary/index.html');
    expect(page).toContain('<title>Glossary</title>');
    expect(page).toContain('<dt id="kernel">Kernel</dt>');
    expect(page).toContain('<em>likeness</em>');
    expect(page).toContain('<a href="/one.html">More on Kernel</a>');
    expect(page).toContain('application/x-tex');
    expect(page).toContain('<dt id="学習率" lang="ja">');
    // What shows other pages shows nothing of it.
    expect(html('zzz.txt')).toContain('<p>Many kernels, and gradient descent');
    expect(html('zzz.txt')).not.toMatch(/lectern:terms|class="term/);
  });

  test('stands on a page of the course that takes it in', async () => {
    const course = await builtCourse({
      ...COURSE,
      'terms.md': `${PAGE}Terms:\n\n{% include lectern/glossary.html %}\n`,
    });
    expect(course.html('glossary/index.html')).toBe('');
    expect(terms(course, 'one.html')).toContain('kernels → terms.html#kernel');
    expect(found(course)).toEqual([]);
  });

  test('finds the terms in a table, and leaves what the course has at its address', async () => {
    const course = await builtCourse({
      '_config.yml': CONFIG,
      '_data/glossary.csv': 'term,definition,aliases\nkernel,"A ""likeness""",kernels; Mercer kernel\n',
      'glossary.md': `${PAGE}A Mercer kernel.\n`,
    });
    expect(terms(course, 'glossary.html')).toEqual(['Mercer kernel → lectern-glossary/#kernel']);
  });

  test('is nothing where nobody asks for it', async () => {
    const { state, html } = await builtCourse({ ...COURSE, '_config.yml': 'title: Course\ntheme: none\n' });
    expect(state.files.has('glossary/index.html')).toBe(false);
    expect(html('one.html')).not.toContain('class="term');
    expect(html('sub/two.html')).toContain('<dt>Entropy</dt>');
  });

  test('is told of what is wrong with it', async () => {
    const course = await builtCourse({
      '_config.yml': CONFIG,
      '_data/glossary.yml': 'Kernel: A likeness.\nPrior:\nMean: {definiton: x}\n',
      'one.md': '---\n---\nText.\n\nkernel\n: Another.\n{: .glossary}\n',
      'two.md': '---\n---\nEntropy\n: x\n{: .glossary}\n',
      'three.md': '---\n---\nEntropy\n: y\n{: .glossary}\n',
    });
    expect(found(course).sort()).toEqual([
      '_data/glossary.yml:1 glossary-twice The term "Kernel" is defined here and in one.md:5, which readers are led to. Keep one of the definitions, or name what each is about.',
      '_data/glossary.yml:2 glossary-definition The glossary says nothing of "Prior". Write its definition, or take the term out.',
      '_data/glossary.yml:3 glossary-data A term of the glossary has no `definiton`, so it does nothing. Write `definition`.',
      '_data/glossary.yml:3 glossary-definition The glossary says nothing of "Mean". Write its definition, or take the term out.',
      'two.md:3 glossary-twice The term "Entropy" is defined here and in three.md:3, which readers are led to. Keep one of the definitions, or name what each is about.',
    ]);
  });

  test('without any term says what to do', async () => {
    const nothing = await builtCourse({ '_config.yml': CONFIG, 'one.md': '---\n---\nText.\n' });
    expect(found(nothing)).toEqual([
      '_config.yml:3 glossary-empty The course asks for a glossary, but nothing in it defines a term. Write terms into _data/glossary.yml, each as a line `term: "definition"`, or write {: .glossary} below a definition list.',
    ]);
    const misspelt = await builtCourse({
      '_config.yml': CONFIG,
      '_data/glosary.yml': 'a: b\n',
      'one.md': '---\n---\nText.\n',
    });
    expect(found(misspelt)[0]).toContain('Are the terms in the data file glosary? Call it glossary.');
  });
});
