import { describe, expect, it } from 'vitest';
import { formulaMark } from '../../../src/math/formula/formula.js';
import { COMMAND_NAMES } from '../../../src/math/tex/commands/command-names.js';
import { COMMANDS } from '../../../src/math/tex/commands/commands.js';
import { formula, typesetFormulas, typesetHtml } from './support.js';

/** Random numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const COMMAND = [...COMMANDS.keys(), ...COMMAND_NAMES];
const PIECE = [
  ...'{}{}[]()ab1&^_$#%|’日🙂\\\n ',
  ...['\\\\', '{a}', '{b}', '[a]', '#1', '\\foo', '\\newcommand{\\foo}[1]{', '\\def\\foo#1', '1em', 'red'],
  ...['align', 'pmatrix', 'equation'].flatMap((name) => [`\\begin{${name}}`, `\\end{${name}}`]),
  ...['\uD800', '\u0001', '\uE000', '<b>', '</b>', '<!--', '"'],
];

function randomTex(random: () => number): string {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const length = 1 + Math.floor(random() * 14);
  return Array.from({ length }, () => pick(random() < 0.4 ? COMMAND : PIECE)).join('');
}

describe('whatever stands in a page', () => {
  it.each([1, 2, 3, 4])('it is typeset or reported, and no mark is left (seed %i)', (seed) => {
    const random = randomNumbers(seed);
    for (let round = 0; round < 150; round++) {
      const formulas = [0, 1, 2].map(() => formula(randomTex(random), random() < 0.5));
      const html = `<p title="${formulaMark(1)}">${formulaMark(0)} $${randomTex(random)}$ ${formulaMark(2)}<${randomTex(random)}`;
      const page = typesetHtml(html, formulas);
      expect(page.html, html).not.toMatch(/[\uFDD0-\uFDEF]/);
      for (const { message, line, column } of page.diagnostics) {
        expect(message).toMatch(/\S.*[.:!?]$/s);
        expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      }
    }
  });
});

describe('a formula that is too long to be typeset', () => {
  it.each([
    ['of itself', 'x'.repeat(30_001)],
    ['by its macros', `\\def\\a{${'x+'.repeat(100)}}${'\\a'.repeat(200)}`],
    ['by its cells', `\\begin{matrix}${'a & '.repeat(20_000)}\\end{matrix}`],
    ['by a macro that is not defined', '\\foo '.repeat(40_000)],
  ])('%s is shown as its TeX, and reported', (_, tex) => {
    const { each, diagnostics } = typesetFormulas([formula(tex), formula('y')]);
    expect(diagnostics).toMatchObject([{ code: 'math-limit', severity: 'error', line: 1 }]);
    expect(each[0]).toMatch(/^<span class="katex-error /);
    expect(each[1]).toMatch(/class="katex"/);
  });

  it('may have as many definitions as it likes', () => {
    const tex = Array.from({ length: 2000 }, () => '\\newcommand{\\name}{\\alpha}').join('');
    expect(tex.length).toBeGreaterThan(30_000);
    expect(typesetFormulas([formula(`${tex}\\name`)]).diagnostics).toEqual([]);
  });
});

describe('a formula out of all proportion does not hold up the build', () => {
  it.each([
    ['braces', '{'.repeat(20_000)],
    ['closed braces', `${'{'.repeat(20_000)}x${'}'.repeat(20_000)}`],
    ['fractions', '\\frac{'.repeat(5000)],
    ['nested fractions', `${'\\frac{'.repeat(140)}x${'}{y}'.repeat(140)}`],
    ['roots', '\\sqrt['.repeat(2000)],
    ['a long sum', 'x+'.repeat(3000)],
    ['\\right', '\\right)'.repeat(2000)],
    ['\\left', '\\left('.repeat(20_000)],
    ['scripts', 'x^'.repeat(20_000)],
    ['tags', '\\tag{1}'.repeat(2000)],
    ['columns', '&'.repeat(5000)],
    ['comments', '%'.repeat(100_000)],
    ['white space', ' '.repeat(100_000)],
    ['text', '\\text{'.repeat(5000)],
  ])('%s', (_, tex) => {
    const started = performance.now();
    typesetFormulas([formula(tex)]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('HTML out of all proportion does not hold up the build', () => {
  it.each([
    '<',
    '<a ',
    '<!--',
    '<script>',
    '<script>MathJax = ',
    '<a href="',
    '<pre>',
    '<div class="mathjax_ignore">',
    'a<br>',
    '&#60;',
    '\uFDD0',
    '\uFDD1',
    '1',
    '<a class=x ',
  ])('%s, fifty thousand times', (text) => {
    const started = performance.now();
    typesetHtml(`${text.repeat(50_000)}$`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
