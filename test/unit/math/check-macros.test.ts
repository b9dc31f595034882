import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { formulaMark } from '../../../src/math/formula/formula.js';
import {
  type CourseMacros,
  checkMacros,
  configuredMacros,
  createTypesetter,
  type Formula,
  preambleMacros,
  withDefiningPages,
} from '../../../src/math/index.js';
import type { FormulaResult } from '../../../src/math/typesetting/formula-cache.js';
import { CONFIG } from './support.js';

const PREAMBLE = mapText('\\newcommand{\\E}{\\mathbb{E}}\n\\newcommand{\\Var}{\\mathrm{Var}}', 'macros.tex');
const MACROS = { R: '\\mathbb{R}', '\\N': '\\mathbb{N}' };

/** The pages of a course, each with its formulas, one a line. */
function typeset(pages: Readonly<Record<string, readonly string[]>>) {
  const typesetter = createTypesetter({
    output: 'html',
    macros: MACROS,
    preambles: [PREAMBLE],
    displayLabel: 'Formula',
  });
  return Object.entries(pages).map(([file, lines]) => {
    const formulas = lines.map((tex): Formula => ({ tex: mapText(tex, file), display: true }));
    const html = formulas.map((_, index) => formulaMark(index)).join('\n');
    return typesetter.typesetPage(html, { formulas, config: CONFIG, file });
  });
}

function course(pages: Readonly<Record<string, readonly string[]>>): CourseMacros {
  const places = ['R', '\\N'];
  return {
    layers: [
      [
        configuredMacros(MACROS, (name) => ({
          file: '_config.yml',
          line: places.indexOf(name) + 1,
          column: 3,
        })),
      ],
      [preambleMacros([PREAMBLE])],
    ],
    pages: typeset(pages).map(({ macros }) => macros),
  };
}

function told(pages: Readonly<Record<string, readonly string[]>>): string[] {
  return checkMacros(course(pages)).map(
    ({ file, line, column, code, message }) => `${file}:${line}:${column}: ${code}: ${message}`,
  );
}

const ALL_USED = '\\R \\N \\E \\Var';

describe('macros over all pages of a course', () => {
  it('are nothing to talk about where each is used and means one thing', () => {
    expect(told({ 'a.md': [ALL_USED, '\\newcommand{\\a}{x} \\a'], 'b.md': ['\\def\\a{x} \\a'] })).toEqual([]);
  });

  it('that nobody uses are told, wherever they are defined', () => {
    expect(
      told({
        'a.md': ['\\E \\R', '\\newcommand{\\a}{x}\n\\newenvironment{e}{(}{)}'],
        'b.md': ['\\E', '\\def\\a{x}'],
      }),
    ).toEqual([
      '_config.yml:2:3: math-macro-unused: No page of the course uses \\N.',
      'macros.tex:2:1: math-macro-unused: No page of the course uses \\Var.',
      'a.md:1:1: math-macro-unused: No page of the course uses \\a. It is also defined in b.md:1.',
      'a.md:2:1: math-macro-unused: No page of the course uses the environment e.',
    ]);
  });

  it('are used where another macro, a \\let or a formula that fails further on uses them', () => {
    expect(
      told({
        'a.md': [
          '\\newcommand{\\a}{\\R} \\a \\let\\b\\N \\b \\E',
          '\\newcommand{\\c}{x} \\begin{nosuch} \\c \\Var \\end{nosuch}',
        ],
      }),
    ).toEqual([]);
  });

  it('that take the place of another without saying so are told', () => {
    expect(
      told({
        'a.md': [
          ALL_USED,
          '\\newcommand{\\R}{r} \\R',
          '\\def\\E{e} \\E',
          '\\newcommand{\\phi}{x} \\phi',
          '\\newcommand{\\a}{x} \\a \\newcommand{\\a}{y} \\a',
          '\\renewcommand{\\N}{n} \\N',
          '\\newcommand{\\Var}{\\mathrm {Var}} \\Var',
        ],
      }),
    ).toEqual([
      'a.md:1:1: math-macro-shadows: This definition of \\R takes the place of the macro of _config.yml:1.',
      'a.md:1:1: math-macro-shadows: This definition of \\E takes the place of the macro of macros.tex:1.',
      'a.md:1:1: math-macro-shadows: This definition of \\phi takes the place of a command of TeX.',
      'a.md:1:23: math-macro-shadows: This definition of \\a takes the place of an earlier definition.',
    ]);
  });

  it('that many pages define anew are told of once', () => {
    const pages = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.md`, [`\\def\\R{\\mathbf{R}} ${ALL_USED}`]]),
    );
    expect(told(pages).filter((one) => one.includes('shadows'))).toEqual([
      'a.md:1:1: math-macro-shadows: This definition of \\R takes the place of the macro of _config.yml:1. So it does in b.md:1, c.md:1, d.md:1 and 2 more places.',
    ]);
  });

  it('to which lectures give different meanings are told with both', () => {
    expect(
      told({
        'a.md': [ALL_USED, '\\newcommand{\\v}[1]{\\mathbf{#1}} \\v x'],
        'b.md': ['\\newcommand\\v[1]{\\mathbf{#1}} \\v x'],
        'c.md': ['\\newcommand{\\v}[1]{\\boldsymbol #1} \\v x'],
      }),
    ).toEqual([
      'c.md:1:1: math-macro-differs: \\v means "#1→\\boldsymbol#1" here, but "#1→\\mathbf{#1}" in a.md:1.',
    ]);
  });
});

describe('layouts that each have a configuration', () => {
  const ofLayout = (file: string, body: string) =>
    configuredMacros({ vv: body, R: body }, () => ({ file, line: 1, column: 1 }));

  it("may give a macro different meanings, as a page has one of them, but not take the site's place", () => {
    const { layers, pages } = course({ 'a.md': [ALL_USED] });
    const ofLayouts = [ofLayout('one.html', '\\mathbf{v}'), ofLayout('two.html', '\\vec{v}')];
    const shadows = checkMacros({ layers: [ofLayouts, ...layers], pages }).filter(
      ({ code }) => code === 'math-macro-shadows',
    );
    expect(shadows.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      '_config.yml: This definition of \\R takes the place of the macro of two.html:1.',
    ]);
  });
});

describe('a macro that is not defined on its page', () => {
  it('is told with the page that defines it', () => {
    const pages = typeset({
      'a.md': ['\\newcommand{\\Brc}[1]{\\{#1\\}} \\Brc x'],
      'b.md': ['y +\n\\Brc{z}'],
    });
    const diagnostics = pages.flatMap((page) => page.diagnostics);
    const [first, ...more] = withDefiningPages(diagnostics, {
      layers: [],
      pages: pages.map(({ macros }) => macros),
    });
    expect(more).toEqual([]);
    expect(first).toMatchObject({ file: 'b.md', line: 2, column: 1, code: 'math-undefined-macro' });
    expect(first?.hint).toMatch(/^a\.md:1 defines it: define it on this page too, or for all pages/);
  });

  it('may be an environment', () => {
    const pages = typeset({
      'a.md': ['\\newenvironment{rows}{(}{)} \\begin{rows}x\\end{rows}'],
      'b.md': ['\\begin{rows} y \\end{rows}'],
    });
    const diagnostics = pages.flatMap((page) => page.diagnostics);
    const [first] = withDefiningPages(diagnostics, { layers: [], pages: pages.map(({ macros }) => macros) });
    expect(first).toMatchObject({ file: 'b.md', column: 1, code: 'math-undefined-environment' });
    expect(first?.hint).toMatch(/^a\.md:1 defines it/);
  });

  it('is told with its line where it is defined further down', () => {
    const pages = typeset({ 'a.md': ['\\late', '\\newcommand{\\late}{x} \\late'] });
    const diagnostics = pages.flatMap((page) => page.diagnostics);
    const [first] = withDefiningPages(diagnostics, { layers: [], pages: pages.map(({ macros }) => macros) });
    expect(first?.hint).toBe(
      'It is defined further down, in line 1: put the definition before its first use.',
    );
  });
});

describe('what one build has typeset', () => {
  it('is not typeset again by the next, faults included', () => {
    const cache = new Map<string, FormulaResult>();
    const options = { output: 'html', macros: {}, preambles: [], displayLabel: 'Formula' } as const;
    const page = {
      formulas: ['x^2', '\\nosuch', 'x^2'].map((tex) => ({ tex: mapText(tex), display: true })),
      config: CONFIG,
      file: 'a.md',
    };
    const html = [0, 1, 2].map(formulaMark).join('');
    const first = createTypesetter(options, cache).typesetPage(html, page);
    expect(cache.size).toBe(2);
    const asked: string[] = [];
    const reading = {
      get: (key: string) => cache.get(key),
      set: (key: string) => asked.push(key),
    };
    expect(createTypesetter(options, reading).typesetPage(html, page)).toEqual(first);
    expect(asked).toEqual([]);
  });

  it('is typeset again only where a macro that it expands has changed', () => {
    const cache = new Map<string, FormulaResult>();
    const formulas = ['\\a + 1', '\\b + 1', 'x + 1', '\\c'].map((tex) => ({
      tex: mapText(tex),
      display: true,
    }));
    const html = formulas.map((_, index) => formulaMark(index)).join('');
    const build = (b: string): number => {
      const before = cache.size;
      const options = {
        output: 'html',
        macros: { a: 'x', b, c: '\\b' },
        preambles: [],
        displayLabel: '',
      } as const;
      createTypesetter(options, cache).typesetPage(html, { formulas, config: CONFIG, file: 'a.md' });
      return cache.size - before;
    };
    expect([build('y'), build('y'), build('z'), build('y')]).toEqual([3, 0, 2, 0]);
  });
});
