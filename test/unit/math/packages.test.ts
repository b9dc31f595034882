import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { readMathJaxConfig } from '../../../src/math/index.js';
import { mathjaxFormulas, textOfMathml } from './mathjax.js';
import { formula, mathmlOf, typesetFormulas } from './support.js';

function shown(formulas: readonly string[], more: Parameters<typeof typesetFormulas>[1] = {}): string[] {
  const { each } = typesetFormulas(
    formulas.map((tex) => formula(tex)),
    more,
  );
  return each.map((html) => textOfMathml(mathmlOf(html)));
}

function packagesOf(script: string): readonly string[] {
  return readMathJaxConfig(mapText(`<script>${script}</script>`)).config.packages;
}

describe('a package that gives other meanings to standard commands', () => {
  const DIVISION = ['a \\div b'];

  it('does not hold where nobody asks for it', () => {
    expect(shown(DIVISION)).toEqual(['a÷b']);
  });

  it('holds from \\require on, on its page', () => {
    expect(shown(['a \\div b', '\\require{physics} x', '\\div b'])).toEqual(['a÷b', 'x', '∇⋅b']);
    expect(shown(DIVISION)).toEqual(['a÷b']);
  });

  it('holds where a file of macros or the configuration of MathJax asks for it', () => {
    const preambles = [mapText('\\usepackage[arrowdel]{amsmath, physics}', 'macros.tex')];
    expect(shown(['\\div b'], { options: { preambles } })).toEqual(['∇⋅b']);
    expect(shown(['\\div b'], { config: { packages: ['physics'] } })).toEqual(['∇⋅b']);
  });

  it.each([
    "MathJax = { loader: { load: ['[tex]/physics'] } }",
    "MathJax = { tex: { packages: { '[+]': ['physics'] } } }",
    "MathJax = { tex: { packages: ['base', 'physics'] } }",
    "MathJax.Hub.Config({ TeX: { extensions: ['physics.js'] } })",
    "MathJax.Hub.Config({ extensions: ['tex2jax.js', 'TeX/physics.js'] })",
  ])('is asked for by %s', (script) => {
    expect(packagesOf(script)).toContain('physics');
  });

  it('stays below the macros of the site and the page', () => {
    const options = { macros: { abs: '[#1]' } };
    expect(shown(['\\require{physics} \\abs{x}', '\\newcommand{\\qty}{q} \\qty(x)'], { options })).toEqual([
      '[x]',
      'q(x)',
    ]);
  });

  it('is named where one of its commands is not defined', () => {
    const { diagnostics } = typesetFormulas([formula('\\dv{f}{x}')]);
    expect(diagnostics).toMatchObject([
      {
        code: 'math-undefined-macro',
        hint: 'The package physics has it: write \\require{physics} before it, or \\usepackage{physics} in a file of macros.',
      },
    ]);
  });

  it.each(['\\mqty(\\imat{51})', '\\mqty(\\xmat{a}{x}{2})', '\\mqty(a & b', '\\eval(x'])(
    'says what is wrong with %s',
    (tex) => {
      const { diagnostics } = typesetFormulas([formula(`\\require{physics} ${tex}`)]);
      expect(diagnostics).toMatchObject([{ code: 'math-syntax', severity: 'error' }]);
    },
  );
});

describe('numbers of packages are those of MathJax', () => {
  const page = [
    '\\begin{numcases}{f=} a & if $x$ \\label{a} \\\\ b & else \\end{numcases}',
    '\\begin{equation} c \\end{equation}',
    '\\begin{subnumcases}{g=} a & if $x$ \\label{b} \\\\ b & else \\end{subnumcases}',
    '\\begin{equation} c \\label{c} \\end{equation}',
  ];
  const references = ['\\eqref{a}', '\\ref{b}', '\\eqref{c}'];
  const numbers = (texts: readonly string[]) => texts.map((text) => text.match(/\(\d\w?\)/g) ?? []);

  it('numbered cases', () => {
    const html = page.map((line) => `<p>${line.replace(/&/g, '&amp;')}</p>`).join('');
    const tags = mathjaxFormulas(html, {
      tags: 'cases',
      packages: ['base', 'ams', 'newcommand', 'empheq', 'cases'],
    });
    // MathJax's MathML also holds copies of lines, by which it measures the brace.
    const last = tags.map((one) => [...new Set(one.tags)].slice(-2));
    expect(numbers(shown(page))).toEqual(last);
  });

  it('and references to them', () => {
    expect(shown([...page, ...references]).slice(page.length)).toEqual(['(1)', '4a', '(5)']);
  });

  it('in the form that \\usetagform gives them', () => {
    const forms = '\\newtagform{brackets}[\\textbf]{[}{]} \\usetagform{brackets}';
    const formulas = [forms, '\\begin{equation} x \\label{x} \\end{equation}', '\\eqref{x}', '\\ref{x}'];
    expect(shown([...formulas, '\\usetagform{default}', '\\eqref{x}', 'y \\tag{7}'])).toEqual([
      '',
      'x[1]',
      '[1]',
      '1',
      '',
      '[1]',
      'y(7)',
    ]);
  });
});

describe('a commutative diagram', () => {
  it('may stand in a line of text', () => {
    const { each, diagnostics } = typesetFormulas([
      formula('\\begin{CD} A @>a>> B \\end{CD}', false),
      formula('\\begin{CD} A @>a> B \\end{CD} \\nosuch', false),
    ]);
    expect(textOfMathml(mathmlOf(each[0] ?? ''))).toBe('A→aB');
    expect(each[0]).not.toMatch(/katex-display|display="block"/);
    expect(diagnostics).toMatchObject([{ severity: 'error', line: 1 }]);
  });
});

describe('what MathJax knows only in part', () => {
  it.each([
    ['\\begin{tabular}{l|r} \\hline a_b & $x^2$ \\\\ \\hline \\textbf{c} & d \\\\ \\end{tabular}', 'a_bx2cd'],
    ['\\begin{cases*} a & if $x$ is_1 \\\\ b & else \\end{cases*}', '{aifxis_1belse'],
    ['\\pmatrix{a & b \\cr c & d\\end{pmatrix}', '(abcd)'],
  ])('%s', (tex, text) => {
    expect(shown([tex])).toEqual([text]);
  });

  it.each([
    ['\\AxiomC{a}', 'Put \\begin{prooftree} and \\end{prooftree} around it.'],
    ['\\begin{prooftree}\\AxiomC{a}\\BinaryInfC{b}\\end{prooftree}', 'Write them with \\AxiomC before it.'],
  ])('%s is told with what to do', (tex, hint) => {
    const { diagnostics } = typesetFormulas([formula(tex)]);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'math-syntax', hint }]);
  });
});
