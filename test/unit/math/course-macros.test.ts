import { describe, expect, it } from 'vitest';
import { builtCourse } from '../../support/built-course.js';
import { textOfMathml } from './mathjax.js';
import { mathmlOf } from './support.js';

/** What the pages of a course show, by their paths, and what is reported of it. */
async function build(files: Readonly<Record<string, string>>) {
  const built = await builtCourse(files);
  return { ...built, shown: (page: string) => textOfMathml(mathmlOf(built.html(page))) };
}

const MATHJAX = (macros: string) =>
  `<script>MathJax = { tex: { macros: ${macros} } };</script><script src="https://example.org/mathjax@3/es5/tex-chtml.js"></script>`;
const page = (text: string, more = '') => `---\nlayout: page\n${more}---\n${text}\n`;

describe('macros of a course', () => {
  it('lie in layers: the layout, the configuration, an include, the page', async () => {
    const all = '$$\\a\\b\\c\\d\\e$$';
    const { shown } = await build({
      '_layouts/page.html': `${MATHJAX(`{ a: '1', b: '1', c: '1', d: '1', e: '1' }`)}<div>{% include macros.html %}</div>{{ content }}`,
      '_includes/macros.html': '\\(\\def\\d{i}\\def\\e{i}\\)',
      '_config.yml': 'katex:\n  macros:\n    b: "2"\n    c: "2"\n  preamble: macros.tex\n',
      'macros.tex': '\\newcommand{\\c}{3}\n\\newcommand{\\d}{3}\n',
      'one.md': page(`$$\\renewcommand{\\e}{p}$$\n\n${all}`),
      'two.md': page(all),
    });
    expect(shown('one.html')).toBe('123ip');
    expect(shown('two.html')).toBe('123ii');
  });

  it('come from data, through Liquid, in an include and in the configuration of MathJax', async () => {
    const { shown } = await build({
      '_data/macros.yml': 'v: "\\\\mathbf{v}"\nw: "w_1"\n',
      '_layouts/page.html': `${MATHJAX('{{ site.data.macros | jsonify }}')}{{ content }}`,
      '_includes/macros.html':
        '{% for macro in site.data.macros %}\\newcommand{\\my{{ macro[0] }}}{ {{- macro[1] -}} }\n{% endfor %}',
      'one.md': page('$$\\v\\w$$'),
      'two.md': page('$$\n{% include macros.html %}\n$$\n\n$$\\myv\\myw$$'),
    });
    expect(shown('one.html')).toBe('vw1');
    expect(shown('two.html')).toBe('vw1');
  });

  it('may be files of TeX for a folder and for a page, over those of the site', async () => {
    const { shown, state } = await build({
      '_config.yml': [
        'katex: { preamble: [tex/site.tex, tex/more.tex], macros: { d: "s" } }',
        'defaults:',
        '  - scope: { path: stat }',
        '    values: { layout: page, katex: { preamble: tex/stat.tex, macros: { d: "f" } } }',
      ].join('\n'),
      '_layouts/page.html': '<body>{{ content }}</body>',
      'tex/site.tex': '% macros\n\\newcommand{\\a}{1}\n\\newcommand{\\b}{1}\n\\newcommand{\\c}{1}\n',
      'tex/more.tex': '\\renewcommand{\\b}{\\a\\a}\n',
      'tex/stat.tex': '\\def\\c{\\b2}\n',
      'tex/own.tex': '\\newenvironment{own}[1]{[#1|}{]}\n\\DeclareMathOperator*{\\opt}{opt}',
      'index.md': page('$$\\a\\b\\c\\d$$'),
      'stat/one.md': '---\n---\n$$\\a\\b\\c\\d$$\n',
      'own.md': page(
        '$$\\begin{own}{x}\\opt_y\\end{own}$$',
        'katex:\n  preamble: tex/own.tex\n  macros: { d: "x" }\n',
      ),
    });
    expect(state.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(shown('index.html')).toBe('1111s');
    expect(shown('stat/one.html')).toBe('111112f');
    expect(shown('own.html')).toBe('[x|opty]');
  });

  it('of a file that is not there are reported where it is named', async () => {
    const { state } = await build({
      '_config.yml': 'katex: { preamble: nosuch.tex }\n',
      'index.md': '---\nkatex: { preamble: [other.tex] }\n---\n$$x$$\n',
    });
    const missing = state.diagnostics.filter(({ code }) => code === 'preamble-missing');
    expect(missing.map(({ file, message }) => [file, message])).toEqual([
      ['_config.yml', 'The file of macros nosuch.tex (katex: preamble) cannot be read.'],
      ['index.md', 'The file of macros other.tex (katex: preamble) cannot be read.'],
    ]);
  });

  it('that only define leave no box in the page', async () => {
    const { html } = await build({
      '_config.yml': 'katex: {}\n',
      'index.md':
        '---\n---\nText\n\n$$\n\\newcommand{\\a}{x}\n\\def\\b{y}\n$$\n\nand $$\\newcommand{\\c}{z}$$ more.\n',
    });
    expect(html('index.html')).not.toContain('katex');
  });

  it('that a page lacks are told with the page that has them', async () => {
    const { state } = await build({
      '_config.yml': 'katex: {}\n',
      'a/one.md': '---\n---\n$$\\newcommand{\\Brc}[1]{\\{#1\\}} \\Brc x$$\n',
      'two.md': '---\n---\nThen\n$$y + \\Brc{x}$$ here.\n',
    });
    const [fault] = state.diagnostics.filter(({ code }) => code === 'math-undefined-macro');
    expect(fault).toMatchObject({ file: 'two.md', line: 4, column: 7 });
    expect(fault?.hint).toMatch(/^a\/one\.md:3 defines it/);
  });
});
