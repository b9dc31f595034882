import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type MathAsset, type MathUse, mathAssets, mathLinks } from '../../../src/math/index.js';
import { formula, typesetFormulas } from './support.js';

const USE: MathUse = {
  glyphs: { 'KaTeX_Main-Regular': '+1', 'KaTeX_Math-Italic': 'ax' },
  classes: ['mord', 'mathnormal'],
  scrolls: true,
  refers: true,
};
const OPTIONS = { output: 'htmlAndMathml', label: 'Formula' } as const;
const read = (path: string) => readFile(path);
const textOf = (assets: readonly MathAsset[], name: string) =>
  String(assets.find(({ path }) => path.endsWith(`/${name}`))?.content);

describe('the files that formulas need', () => {
  it('are those that the pages link', async () => {
    const assets = await mathAssets(USE, { output: 'htmlAndMathml', read });
    expect(assets.map(({ path }) => path)).toEqual(mathLinks(USE, OPTIONS).map(({ path }) => path));
    expect(assets.map(({ path }) => path)).toEqual([
      'assets/katex/katex.min.css',
      'assets/katex/lectern-math.css',
      'assets/katex/lectern-fonts.js',
      'assets/katex/copy-tex.min.js',
      'assets/katex/lectern-scroll.js',
      'assets/katex/lectern-preview.js',
    ]);
  });

  it('hold the fonts that the formulas use, within the style sheet, and no other', async () => {
    const css = textOf(await mathAssets(USE, { output: 'htmlAndMathml', read }), 'katex.min.css');
    const faces = css.match(/@font-face\{[^}]*\}/g) ?? [];
    expect(faces.map((face) => /font-family:(\w+)/.exec(face)?.[1])).toEqual(['KaTeX_Main', 'KaTeX_Math']);
    for (const face of faces) {
      const [, data = ''] =
        /src:url\(data:font\/woff2;base64,([^)]*)\) format\("woff2"\)\}$/.exec(face) ?? [];
      const font = Buffer.from(data, 'base64');
      expect(font.subarray(0, 4).toString()).toBe('wOF2');
      expect(font.length).toBeLessThan(2000);
    }
    expect(css).not.toContain('url(fonts/');
  });

  it('hold the rules that the formulas use, and no other', async () => {
    const css = textOf(await mathAssets(USE, { output: 'htmlAndMathml', read }), 'katex.min.css');
    const classes = new Set(Array.from(css.matchAll(/\.([a-z][\w-]*)/g), ([, name]) => name));
    for (const name of ['katex', 'katex-display', 'katex-mathml', 'mathnormal'])
      expect(classes).toContain(name);
    for (const name of ['mathbf', 'sizing', 'mfrac', 'cd-arrow-pad']) expect(classes).not.toContain(name);
    expect(css).toContain('.katex .mathnormal{font-family:KaTeX_Math;font-style:italic}');
    expect(css).not.toMatch(/[{},]\{|,\{/);
  });

  it('are no scripts that nothing on the pages has a use for', () => {
    const links = mathLinks({ ...USE, scrolls: false, refers: false }, OPTIONS);
    expect(links.filter(({ kind }) => kind === 'script').map(({ path }) => path)).toEqual([
      'assets/katex/lectern-fonts.js',
      'assets/katex/copy-tex.min.js',
    ]);
  });

  it('lie in the folder that is asked for', async () => {
    const assets = await mathAssets(USE, { output: 'html', folder: 'static/math', read });
    expect(assets.every(({ path }) => path.startsWith('static/math/'))).toBe(true);
    const [first] = mathLinks(USE, { ...OPTIONS, folder: 'static/math' });
    expect(first).toEqual({ kind: 'style', path: 'static/math/katex.min.css' });
  });

  it('need no fonts for MathML alone', async () => {
    const assets = await mathAssets(USE, { output: 'mathml', read });
    expect(assets.map(({ path }) => path)).not.toContain('assets/katex/katex.min.css');
    expect(textOf(assets, 'lectern-math.css')).not.toContain('@font-face');
  });

  it('take fonts that were made before from where they are kept', async () => {
    const cache = new Map<string, Uint8Array>();
    const first = await mathAssets(USE, { output: 'htmlAndMathml', read, cache });
    expect(cache.size).toBe(2);
    const noFont = () => Promise.reject(new Error('no font is to be made'));
    const second = await mathAssets(USE, { output: 'htmlAndMathml', read, cache, makeFont: noFont });
    expect(second).toEqual(first);
  });

  it('are the same bytes whenever they are made', async () => {
    const [a, b] = [
      await mathAssets(USE, { output: 'html', read }),
      await mathAssets(USE, { output: 'html', read }),
    ];
    expect(a).toEqual(b);
  });
});

describe('a formula as HTML and MathML', () => {
  it('is for the eye and for other readers, in its line or in a region that can scroll', () => {
    const [inline = '', display = ''] = typesetFormulas([formula('x', false), formula('x')]).each;
    expect(inline).toMatch(
      /^<span class="katex"><span class="katex-mathml"><math .*<span class="katex-html" aria-hidden="true">/,
    );
    expect(display).toMatch(/^<span class="katex-display math-display"><span class="katex-display">/);
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
    expect(html).toContain('<span class="katex" role="math" aria-label="a &lt; &quot;b&quot;">');
    expect(html).toContain(
      '<span class="katex-mathml" aria-hidden="true"><annotation encoding="application/x-tex">a &lt; "b"</annotation></span>',
    );
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

  it('has its TeX where it is copied from', () => {
    const { html } = typesetFormulas([formula('x', false)], { options: { output: 'mathml' } });
    expect(html).toMatch(/^<span class="katex"><span class="katex-mathml"><math .*<\/math><\/span><\/span>$/);
    expect(html).toContain('<annotation encoding="application/x-tex" aria-hidden="true">x</annotation>');
  });
});
