import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { mathAssets, mathStyles } from '../../../src/math/index.js';
import { formula, typesetFormulas } from './support.js';

describe('the files that formulas need', () => {
  it('are two style sheets and the fonts that they name, as woff2 only', async () => {
    const assets = await mathAssets('htmlAndMathml', (path) => readFile(path));
    const css = String(assets.find(({ path }) => path === 'assets/katex/katex.min.css')?.content);
    const named = Array.from(css.matchAll(/url\(([^)]*)\)/g), ([, url]) => `assets/katex/${url}`);
    const fonts = assets.filter(({ path }) => path.includes('/fonts/'));
    expect(named).toHaveLength(20);
    expect(fonts.map(({ path }) => path).sort()).toEqual(named.sort());
    expect(css).not.toMatch(/\.woff\b|\.ttf\b/);
    for (const { content } of fonts) expect(Buffer.from(content).subarray(0, 4).toString()).toBe('wOF2');
    expect(assets.map(({ path }) => path)).toEqual(expect.arrayContaining([...mathStyles('htmlAndMathml')]));
    expect(assets).toHaveLength(fonts.length + 2);
  });

  it('lie in the folder that is asked for', async () => {
    const assets = await mathAssets('html', (path) => readFile(path), 'static/math');
    expect(assets.every(({ path }) => path.startsWith('static/math/'))).toBe(true);
    expect(mathStyles('html', 'static/math')).toEqual([
      'static/math/katex.min.css',
      'static/math/lectern-math.css',
    ]);
  });

  it('are one style sheet for MathML alone', async () => {
    const assets = await mathAssets('mathml', () => Promise.reject(new Error('nothing is to be read')));
    expect(assets.map(({ path }) => path)).toEqual([...mathStyles('mathml')]);
  });
});

describe('a formula as HTML and MathML', () => {
  it('is for the eye and for other readers, in its line or in a region that scrolls and takes the focus', () => {
    const [inline = '', display = ''] = typesetFormulas([formula('x', false), formula('x')]).each;
    expect(inline).toMatch(
      /^<span class="katex"><span class="katex-mathml"><math .*<span class="katex-html" aria-hidden="true">/,
    );
    expect(display).toMatch(
      /^<span class="[^"]*\bmath-display\b[^"]*" role="group" aria-label="Formula" tabindex="0">/,
    );
  });

  it('is named in the language of the site', () => {
    const { html } = typesetFormulas([formula('x')], { options: { displayLabel: '数式 "A"' } });
    expect(html).toContain('aria-label="数式 &quot;A&quot;"');
  });

  it('stands where the page has its formulas', () => {
    const left = typesetFormulas([formula('x')], {
      config: { displayAlign: 'left', displayIndent: '2em' },
    }).html;
    expect(left).toMatch(/^<span class="[^"]*\bmath-left\b[^"]*" style="--math-indent:2em"/);
    expect(left).toContain('katex-display fleqn');
    const right = typesetFormulas([formula('x')], { config: { displayAlign: 'right' } }).html;
    expect(right).toMatch(/^<span class="[^"]*\bmath-right\b/);
  });

  it('has its number on the side where the page has them', () => {
    const { html } = typesetFormulas([formula('x \\tag{1}')], { config: { tagSide: 'left' } });
    expect(html).toContain('katex-display leqno');
  });
});

describe('a formula as HTML alone', () => {
  it('is read out as its TeX', () => {
    const { html } = typesetFormulas([formula('a < "b"', false)], { options: { output: 'html' } });
    expect(html).toMatch(/^<span class="katex" role="math" aria-label="a &lt; &quot;b&quot;"/);
    expect(html).not.toContain('<math');
  });
});

describe('a formula as MathML alone', () => {
  it('has the letters of its alphabets as characters, for browsers that know no others', () => {
    const tex =
      '\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathbf{x} \\boldsymbol{\\alpha} \\mathsf{A} \\mathtt{1}';
    const { html } = typesetFormulas([formula(tex)], { options: { output: 'mathml' } });
    for (const letter of 'ℝℒ𝔤𝐱𝜶𝖠𝟷') expect(html).toContain(`>${letter}<`);
    expect(html).not.toContain('katex-html');
  });
});
