import { FindTeX } from 'mathjax-full/js/input/tex/FindTeX.js';
import { describe, expect, it } from 'vitest';
import { findMath, MATHJAX_3_DEFAULTS, type MathDelimiters } from '../../../src/math/index.js';
import { unpairedDelimiters } from '../../../src/math/search/unpaired-delimiters.js';

const DOLLARS: MathDelimiters = {
  ...MATHJAX_3_DEFAULTS,
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
};

const TEXTS = [
  'a $x$ b \\(y\\) c $$z$$ d \\[w\\] e',
  'it costs $5 and $6',
  'it costs \\$5 and \\$6',
  'it costs $5',
  '$a$$b$',
  '$$a$b$$',
  '$a {$} b$',
  '$a \\} b$ c}$',
  '$\\text{if $x$}$',
  '$a \\$ b$',
  '\\\\(a\\\\)',
  '\\\\\\(a\\)',
  'x \\begin{align} a \\end{align} y',
  '\\begin{align} {\\end{align}} \\end{align}',
  '\\begin {align} a \\end {align}',
  '\\begin{a}\\begin{a}x\\end{a}\\end{a}',
  '\\begin{a} x \\end{b}',
  '\\begin{a} $x$ \\end{b}',
  'see \\ref{eq:1} and \\eqref{eq:2}, \\ref x',
  '\\(a \\[b\\] c\\)',
  '\\(a',
  'a\\) \\(b\\)',
  '$a\nb$',
  '$$\n\\begin{matrix} a & b \\\\ c & d \\end{matrix}\n$$',
  '$ {a$ b} c$',
  '数式 $x$ と $y$ です。',
  '',
];

const CONFIGURATIONS: readonly (readonly [string, MathDelimiters])[] = [
  ['dollars', DOLLARS],
  ['the delimiters of MathJax 3', MATHJAX_3_DEFAULTS],
  ['no escapes', { ...DOLLARS, processEscapes: false }],
  ['no environments and references', { ...DOLLARS, processEnvironments: false, processRefs: false }],
];

describe.each(CONFIGURATIONS)('with %s', (_, delimiters) => {
  const { inlineMath, displayMath, processEscapes, processEnvironments, processRefs } = delimiters;
  const finder = new FindTeX<unknown, unknown, unknown>({
    inlineMath,
    displayMath,
    processEscapes,
    processEnvironments,
    processRefs,
  });

  it.each(TEXTS)('MathJax finds the same formulas in: %s', (text) => {
    const expected = finder.findMath([text]).map(({ math, display, start, end }) => ({
      tex: math,
      display: display ?? false,
      from: start.n,
      to: end.n,
    }));
    const found = findMath(text, delimiters).map(({ texFrom, texTo, display, from, to }) => ({
      tex: text.slice(texFrom, texTo),
      display,
      from,
      to,
    }));
    expect(found.map((f) => ({ ...f, display: f.display }))).toEqual(
      expected.map((e) => ({ ...e, display: e.display ?? false })),
    );
  });
});

describe('MathJax 2', () => {
  it('takes a backslash only for the dollar behind it', () => {
    const two: MathDelimiters = { ...DOLLARS, version: 2 };
    expect(findMath('\\\\(a\\)', two)).toMatchObject([{ kind: 'formula', texFrom: 3, texTo: 4 }]);
    expect(findMath('\\$5', two)).toMatchObject([{ kind: 'escape', from: 0, to: 2 }]);
  });
});

describe('text that never closes what it opens', () => {
  it.each(['$ {', '\\(', '\\begin{a}', '\\begin{a} \\end {', '\\[{'])(
    '%s, a hundred thousand times',
    (text) => {
      const started = performance.now();
      expect(findMath(text.repeat(100_000), DOLLARS)).toEqual([]);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

it('what is told of a formula that is cut off holds no signs of marks', () => {
  const delimiters = { ...MATHJAX_3_DEFAULTS, inlineMath: [['$', '$']] as const };
  const cut = 'with $\uFDD5\\ell_{1}... and so on';
  expect(unpairedDelimiters(cut, [], delimiters)).toEqual([
    { delimiter: '$', opens: true, text: '$\\ell_{1}... and so on' },
  ]);
});
