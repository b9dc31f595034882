import { describe, expect, it } from 'vitest';
import { glyphReader, mergeGlyphs } from '../../../src/math/assets/used-glyphs.js';
import { renderKatex } from '../../../src/math/katex/katex.js';
import { formula, typesetFormulas } from './support.js';

const STYLE = { output: 'htmlAndMathml', display: true, leqno: false, fleqn: false } as const;

function glyphs(tex: string): Readonly<Record<string, string>> {
  const result = renderKatex(tex, STYLE);
  return glyphReader()(result.ok ? result.html : result.message);
}

/** As KaTeX's style sheet chooses them; that none is missing is seen in a browser (`test/browser/formulas.test.ts`). */
describe('the fonts of a formula', () => {
  it.each([
    ['x+1', { 'KaTeX_Main-Regular': '+1', 'KaTeX_Math-Italic': 'x' }],
    ['\\mathbf{A}', { 'KaTeX_Main-Bold': 'A' }],
    ['\\mathit{ab}', { 'KaTeX_Main-Italic': 'ab' }],
    ['\\boldsymbol{a}', { 'KaTeX_Math-BoldItalic': 'a' }],
    ['\\mathbb{R}', { 'KaTeX_AMS-Regular': 'R' }],
    ['\\mathcal{L}', { 'KaTeX_Caligraphic-Regular': 'L' }],
    ['\\mathfrak{g}', { 'KaTeX_Fraktur-Regular': 'g' }],
    ['\\mathscr{S}', { 'KaTeX_Script-Regular': 'S' }],
    ['\\mathsf{s}', { 'KaTeX_SansSerif-Regular': 's' }],
    ['\\mathtt{t}', { 'KaTeX_Typewriter-Regular': 't' }],
    [
      '\\text{a\\textbf{b\\textit{c}}\\textsf{d}}',
      {
        'KaTeX_Main-Bold': 'b',
        'KaTeX_Main-BoldItalic': 'c',
        'KaTeX_Main-Regular': 'a',
        'KaTeX_SansSerif-Regular': 'd',
      },
    ],
    ['\\textstyle\\sum', { 'KaTeX_Size1-Regular': '∑' }],
    ['\\sum', { 'KaTeX_Size2-Regular': '∑' }],
    [
      '\\bigl(\\Bigl(\\biggl(\\Biggl(',
      {
        'KaTeX_Size1-Regular': '(',
        'KaTeX_Size2-Regular': '(',
        'KaTeX_Size3-Regular': '(',
        'KaTeX_Size4-Regular': '(',
      },
    ],
    ['a < b \\& c', { 'KaTeX_Main-Regular': '&<', 'KaTeX_Math-Italic': 'abc' }],
    ['\\operatorname{tr}\\hat{a}', { 'KaTeX_Main-Regular': '^rt', 'KaTeX_Math-Italic': 'a' }],
  ])('%s', (tex, expected) => {
    const found = glyphs(tex);
    const zeroWidth = /\u200B/g;
    const visible = Object.entries(found).map(([font, text]) => [font, text.replace(zeroWidth, '')] as const);
    expect(Object.fromEntries(visible.filter(([, text]) => text !== ''))).toEqual(expected);
  });

  it('are all that a family has where an author asks for a weight or slant by CSS', () => {
    const found = glyphs('\\htmlStyle{font-weight: bold}{x}');
    expect(found).toEqual({ 'KaTeX_Math-BoldItalic': 'x', 'KaTeX_Math-Italic': 'x' });
  });

  it('are none for MathML alone', () => {
    const { use } = typesetFormulas([formula('x')], { options: { output: 'mathml' } });
    expect(use.glyphs).toEqual({});
  });
});

describe('the glyphs of a page', () => {
  it('are those of its formulas, in an order of their own', () => {
    const { use } = typesetFormulas([formula('z y', false), formula('x', false)]);
    expect(use.glyphs).toEqual({ 'KaTeX_Math-Italic': 'xyz' });
    expect(mergeGlyphs([{ b: '21', a: 'x' }, { b: '3' }])).toEqual({ a: 'x', b: '123' });
  });

  it('are told of formulas that are remembered, too', () => {
    const twice = typesetFormulas([formula('x', false), formula('x', false)]);
    expect(twice.use.glyphs).toEqual({ 'KaTeX_Math-Italic': 'x' });
  });
});
