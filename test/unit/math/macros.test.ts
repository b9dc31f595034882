import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import { createTypesetter } from '../../../src/math/index.js';
import { mathjaxFormulas, textOfMathml } from './mathjax.js';
import { annotationOf, CONFIG, formula, mathmlOf, typesetFormulas } from './support.js';

/** What a reader sees of formulas that stand on one page, in their order. */
function seen(formulas: readonly string[], more: Parameters<typeof typesetFormulas>[1] = {}): string[] {
  const { each } = typesetFormulas(
    formulas.map((tex) => formula(tex)),
    more,
  );
  return each.map((html) => textOfMathml(mathmlOf(html)));
}

describe('definitions hold on a page as they do in MathJax', () => {
  it.each([
    [['\\newcommand{\\a}{x}', '\\a + \\a']],
    [['\\newcommand{\\a}{x} \\a', '\\renewcommand{\\a}{y} \\a', '\\a']],
    [['\\alpha', '\\newcommand{\\alpha}{y}', '\\alpha']],
    [['{\\newcommand{\\a}{x}} \\a', '\\a']],
    [['\\newcommand\\a[1]{(#1)}', '\\a b', '\\a{bc}', '\\a\\alpha']],
    [['\\newcommand{\\a}[2][z]{#1#2}', '\\a{b}', '\\a[c]{d}']],
    [['\\def\\a#1#2{#2#1}', '\\a xy', '\\a{12}3']],
    [['\\def\\a#1.{<#1>}', '\\a x+y. z']],
    [['\\def\\a#1 {[#1]}', '\\a xy z']],
    [['\\def\\a(#1;#2){#1/#2}', '\\a(x;y)']],
    [['\\let\\a=\\beta', '\\renewcommand{\\beta}{b} \\a \\beta']],
    [['\\let\\a=b', '1 \\a 2']],
    [['\\newcommand{\\b}{\\a} \\newcommand{\\a}{x}', '\\b', '\\renewcommand{\\a}{y} \\b']],
    [['\\newenvironment{e}[1]{\\{#1}{\\}}', '\\begin{e}{x} y \\end{e}']],
    [['\\renewenvironment{matrix}{[}{]}', '\\begin{matrix} y \\end{matrix}']],
    [['\\newcommand{\\a}[1]{\\frac{#1}{2}}', '\\sqrt{\\a{\\a{x}}}', 'x^{\\a y}']],
    [['\\newcommand{\\a}{b_}', '\\a x', '\\a{xy}']],
    [['\\newcommand{\\ab}{x}', '\\ab c', '\\ab{}c']],
    [['\\newcommand{\\d}{\\mathrm{d}}', '\\int f(x)\\d x']],
  ])('%j', (formulas) => {
    const html = formulas
      .map((tex) => `<p>\\[${tex.replace(/&/g, '&amp;').replace(/</g, '&lt;')}\\]</p>`)
      .join('');
    const expected = mathjaxFormulas(html);
    expect(expected.filter(({ failed }) => failed)).toEqual([]);
    expect(seen(formulas)).toEqual(expected.map(({ mathml }) => textOfMathml(mathml)));
  });
});

describe('a formula that only defines', () => {
  it('shows nothing, not even an empty box', () => {
    const { each, formulaCount, diagnostics } = typesetFormulas([
      formula('\\newcommand{\\a}{x}\n\\def\\b{y} % and more\n\\require{cancel}'),
      formula('\\DeclareMathOperator{\\c}{c}', false),
      formula('\\DeclareMathSymbol{\\d}{\\mathord}{letters}{"0A}'),
    ]);
    expect(each).toEqual(['', '', '']);
    expect(formulaCount).toBe(0);
    expect(diagnostics).toEqual([]);
  });

  it('of an equation gets no number where all are numbered', () => {
    const { each } = typesetFormulas([formula('\\newcommand{\\a}{x}'), formula('\\a')], {
      config: { tags: 'all' },
    });
    expect(textOfMathml(mathmlOf(each[1] ?? ''))).toBe('x(1)');
  });
});

describe('definitions beyond MathJax', () => {
  it.each([
    ['\\providecommand{\\alpha}{x} \\alpha', 'α'],
    ['\\providecommand{\\mine}{x} \\mine', 'x'],
    ['\\gdef\\a{x} \\a', 'x'],
    ['\\def\\a{x} \\edef\\b{\\a\\a} \\def\\a{y} \\b', 'xx'],
    ['\\long\\def\\a{x} \\global\\def\\b{y} \\a\\b', 'xy'],
    ['\\DeclareMathOperator*{\\a}{ab} \\a_x', 'abx'],
    ['\\DeclarePairedDelimiter{\\a}{\\lfloor}{\\rfloor} \\a{x} \\a*{y} \\a[\\big]{z}', '⌊x⌋⌊y⌋⌊z⌋'],
    ['\\newcommand*{\\a}[1]{#1} \\a{x}', 'x'],
  ])('%s', (tex, expected) => {
    const [text] = seen([tex]);
    expect(text?.replace(/\u2061/g, '')).toBe(expected);
  });
});

describe('layers of macros', () => {
  const config = { macros: { a: 'x', b: ['(#1)', 1], c: ['#1#2', 2, 'd'], e: 'a layout' } } as const;
  const options = { macros: { '\\e': 'the site', f: '#2#1' }, preambles: [mapText('\\newcommand{\\g}{z}')] };

  it('come from the MathJax configuration of the layout, the site and its preambles', () => {
    expect(seen(['\\a', '\\b{y}', '\\c{y} \\c[z]{y}', '\\f{1}{2}', '\\g'], { config, options })).toEqual([
      'x',
      '(y)',
      'dyzy',
      '21',
      'z',
    ]);
  });

  it('lie one above the other: the site over the layout, the page over both', () => {
    expect(seen(['\\e', '\\newcommand{\\e}{the page} \\e'], { config, options })).toEqual([
      'thesite',
      'thepage',
    ]);
  });

  it('know environments of a MathJax 3 configuration', () => {
    const environments = { box: ['[#1', ']', 1] } as const;
    expect(seen(['\\begin{box}{x} y \\end{box}'], { config: { environments } })).toEqual(['[xy]']);
  });

  it('of one page are not those of the next', () => {
    const typesetter = createTypesetter({
      output: 'mathml',
      macros: {},
      preambles: [],
      displayLabel: 'Formula',
    });
    const page = (tex: string) =>
      typesetter.typesetPage(formulaMark(0), { formulas: [formula(tex)], config: CONFIG, file: 'page.md' });
    expect(page('\\newcommand{\\a}{x} \\a').diagnostics).toEqual([]);
    expect(page('\\a').diagnostics).toMatchObject([{ code: 'math-undefined-macro' }]);
  });

  it('tell what is wrong with a preamble apart from the page, and go on behind it', () => {
    const preamble = mapText('\\newcommand{\\a}{x}\n\\def\n{y}\n\\newcommand{\\b}{y}', 'macros.tex');
    const typesetter = createTypesetter({
      output: 'mathml',
      macros: {},
      preambles: [preamble],
      displayLabel: 'Formula',
    });
    const page = (file: string) =>
      typesetter.typesetPage(formulaMark(0), { formulas: [formula('\\a\\b')], config: CONFIG, file });
    const [first, second] = [page('one.md'), page('two.md')];
    expect(textOfMathml(mathmlOf(first.html))).toBe('xy');
    expect(first.preambleFaults).toMatchObject([
      { code: 'math-syntax', file: 'macros.tex', line: 2, column: 1 },
    ]);
    expect(second.preambleFaults).toEqual(first.preambleFaults);
    expect([...first.diagnostics, ...second.diagnostics]).toEqual([]);
  });
});

describe('a file of macros', () => {
  const read = (text: string) => {
    const preambles = [mapText(`${text}\n\\newcommand{\\last}{z}`, 'macros.tex')];
    const typesetter = createTypesetter({ output: 'mathml', macros: {}, preambles, displayLabel: '' });
    return typesetter.typesetPage(formulaMark(0), {
      formulas: [formula('\\last')],
      config: CONFIG,
      file: 'page.md',
    });
  };

  it.each([
    ['\\def\\a{\\a\\a} \\a', 'math-limit'],
    ['\\def\\a{\\a}\n\\edef\\b{\\a}', 'math-limit'],
    ['\\newenvironment{a}{\\begin{a}}{} \\begin{a}', 'math-limit'],
    ['\\def\\a#2{x}', 'math-syntax'],
    ['}', 'math-syntax'],
  ])('with %s in it is read to its end, and its fault told', (text, code) => {
    const { html, preambleFaults } = read(text);
    expect(preambleFaults[0]).toMatchObject({ code, severity: 'error', file: 'macros.tex' });
    expect(textOfMathml(mathmlOf(html))).toBe('z');
  });

  it('may hold text and formulas, which show nowhere', () => {
    const { html, preambleFaults } = read('Macros of $x$ for \\alpha & \\frac12 % \\def\n\\require{color}');
    expect(preambleFaults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(textOfMathml(mathmlOf(html))).toBe('z');
  });

  it('that is no TeX at all is given up after some faults', () => {
    expect(read('} '.repeat(10_000)).preambleFaults).toHaveLength(50);
  });
});

describe('macros without end', () => {
  it.each([
    '\\newcommand{\\a}{\\a} \\a',
    '\\newcommand{\\a}{x\\a} \\a',
    '\\def\\a{\\b}\\def\\b{\\a} \\a',
    '\\def\\a#1{\\a{#1#1}} \\a{x}',
    '\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c\\c\\c\\c\\c\\c\\c}\\def\\e{\\d\\d\\d\\d\\d\\d\\d\\d\\d\\d} \\e\\e\\e',
    `\\edef\\a{x}${'\\edef\\a{\\a\\a}'.repeat(60)}\\a`,
    '\\newenvironment{a}{\\begin{a}}{} \\begin{a}',
  ])('are given up and reported: %s', (tex) => {
    const started = performance.now();
    const { each, diagnostics } = typesetFormulas([formula(tex)]);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(diagnostics).toMatchObject([{ code: 'math-limit', severity: 'error' }]);
    expect(each[0]).toMatch(/^<span class="katex-error /);
  });
});

describe('an annotation', () => {
  it("is the author's TeX, with macros, labels and comments as they stand", () => {
    const tex = '\\newcommand{\\a}{x} \\begin{equation} % why\n\\a\\label{b} \\end{equation}';
    expect(annotationOf(typesetFormulas([formula(tex)]).html)).toBe(tex);
  });
});
