import { describe, expect, test } from 'vitest';
import { contrast } from '../../../src/course/elements/colour.js';
import { withElements } from '../../../src/course/elements/index.js';
import { NO_RULES } from '../../../src/course/elements/style-rules.js';
import type { ImageHeader } from '../../../src/images/index.js';
import { readColour } from '../../../src/site/index.js';

const NAMES = { table: 'Table, wide', code: 'Code, wide' };

/** A page's HTML as readers get it in lectern's own theme; `header` is that of all its pictures. */
function inOwnTheme(html: string, header?: ImageHeader): string {
  return withElements(html, {
    keepsRoom: true,
    ownTheme: NAMES,
    images: { pathOf: () => undefined, header: () => header, styles: () => NO_RULES },
  });
}

const table = (cells: string) => `<table><tbody><tr>${cells}</tr></tbody></table>`;
const TWO = table('<td>1</td><td>2</td>');
const box = (label: string, inside: string) =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${label}">${inside}</div>`;

describe('a table', () => {
  test('lies in a box that scrolls', () => {
    expect(inOwnTheme(`<p>a</p>${TWO}<p>b</p>`)).toBe(`<p>a</p>${box('Table, wide', TWO)}<p>b</p>`);
  });

  test('of several has a name of its own, or that of its caption', () => {
    const captioned = TWO.replace('<tbody>', '<caption>Losses of <em>all</em> &lt;runs&gt;</caption><tbody>');
    expect(inOwnTheme(TWO + captioned)).toBe(
      box('Table, wide (1)', TWO) + box('Losses of all &lt;runs&gt; (2)', captioned),
    );
  });

  test.each([
    ['with one cell', table('<td>1</td>')],
    ['that says that it is none', TWO.replace('<table>', '<table role="presentation">')],
    ['that lays other tables out', table(`<td>${TWO}</td><td>2</td>`)],
    ['in a box that scrolls', `<div class="wide scroll">${TWO}</div>`],
    ['in highlighted code', `<div class="code-frame"><div class="highlighter-rouge">${TWO}</div></div>`],
    ['without an end', '<table><tr><td>1</td><td>2</td></tr>'],
  ])('%s stays as it is', (_, html) => {
    expect(inOwnTheme(html)).toBe(html);
  });

  test('with code right behind it, or in front of it, is in a box of its own', () => {
    const code = '<div class="highlighter-rouge"><pre>x</pre></div>';
    const frame = `<div class="code-frame">${code}</div>`;
    expect(inOwnTheme(TWO + code)).toBe(box('Table, wide', TWO) + frame);
    expect(inOwnTheme(code + TWO)).toBe(frame + box('Table, wide', TWO));
  });

  test('in a caption’s figure is in a box within it', () => {
    const figure = (inside: string) => `<figure class="table"><figcaption>T</figcaption>${inside}</figure>`;
    expect(inOwnTheme(figure(TWO))).toBe(figure(box('Table, wide', TWO)));
  });
});

describe('code', () => {
  const rouge = (language: string, code: string) =>
    `<div class="language-${language} highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${code}</code></pre></div></div>`;

  test('is in a frame that names its language', () => {
    const html = rouge('python', '<span class="n">x</span>');
    expect(inOwnTheme(html)).toBe(`<div class="code-frame" data-language="Python">${html}</div>`);
    expect(inOwnTheme(rouge('cpp', 'x'))).toMatch(/^<div class="code-frame" data-language="C\+\+">/);
    expect(inOwnTheme(rouge('plaintext', 'x'))).toMatch(/^<div class="code-frame"><div/);
  });

  test('of Liquid’s tag as well', () => {
    const html =
      '<figure class="highlight"><pre><code class="language-ruby" data-lang="ruby">x</code></pre></figure>';
    expect(inOwnTheme(html)).toBe(`<div class="code-frame" data-language="Ruby">${html}</div>`);
  });

  test('can be scrolled with the keyboard where a line is longer than a phone’s screen', () => {
    const long = `<pre><code>${'x'.repeat(31)}</code></pre>`;
    const scrolls = (label: string) =>
      long.replace('<pre>', `<pre tabindex="0" role="group" aria-label="${label}">`);
    expect(inOwnTheme(long)).toBe(scrolls('Code, wide'));
    expect(inOwnTheme(long + long)).toBe(scrolls('Code, wide (1)') + scrolls('Code, wide (2)'));
    const fitting = `<pre><code>${'<span class="n">x &lt; y</span>\n'.repeat(40)}</code></pre>`;
    expect(inOwnTheme(fitting)).toBe(fitting);
  });

  test('that says so itself stays as it is', () => {
    const html = `<pre tabindex="-1">${'x'.repeat(99)}</pre>`;
    expect(inOwnTheme(html)).toBe(html);
  });
});

describe('a picture that is seen through', () => {
  const header = { width: 400, height: 300, isRatio: false, isTransparent: true };

  test('lies on a plate', () => {
    expect(inOwnTheme('<img src="a.png">', header)).toContain('class="plate"');
    expect(inOwnTheme('<img class="wide" src="a.png">', header)).toContain('class="wide plate"');
  });

  test('also where nothing is said of its size', () => {
    const images = { pathOf: () => undefined, header: () => header, styles: () => NO_RULES };
    const made = withElements('<img src="a.png">', { images, keepsRoom: false, ownTheme: NAMES });
    expect(made).toBe('<img src="a.png" class="plate">');
  });

  test('but no photo, no badge, and nothing that stands around the text', () => {
    expect(inOwnTheme('<img src="a.png">', { ...header, isTransparent: false })).not.toContain('plate');
    expect(inOwnTheme('<img src="a.png">', { ...header, height: 20 })).not.toContain('plate');
    expect(inOwnTheme('<header><a><img src="a.png"></a></header>', header)).not.toContain('plate');
    expect(inOwnTheme('<img class="plate" src="a.png">', header)).toContain('class="plate"');
  });
});

describe('an author’s colour', () => {
  test.each([
    ['<span style="color: #00f">x</span>', 'color: #00f;color:light-dark(#0000ff, '],
    ['<font color="blue">x</font>', 'style="color:light-dark(#0000ff, '],
    ['<p style="color:rgb(0, 0, 0);">x</p>', 'color:rgb(0, 0, 0);color:light-dark(#000000, '],
  ])('%s is legible in the dark, and by day what it was', (html, expected) => {
    const made = inOwnTheme(html);
    expect(made).toContain(expected);
    const dark = /light-dark\(#\w+, (#\w+)\)/.exec(made)?.[1] ?? '';
    const paper = readColour('#14171c');
    expect(contrast(readColour(dark) ?? [0, 0, 0], paper ?? [1, 1, 1])).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['is legible in the dark alone', '<span style="color:yellow">x</span>'],
    ['is legible nowhere', '<span style="color:#f00">x</span>'],
    ['stands on a colour of its own', '<span style="color:black;background:#ff0">x</span>'],
    [
      'stands in something that does',
      '<p style="background-color:#eee;color:#000"><span style="color:blue">x</span></p>',
    ],
    ['is no colour that is known', '<span style="color:var(--accent)">x</span>'],
  ])('that %s stays as it is', (_, html) => {
    expect(inOwnTheme(html)).toBe(html);
  });

  test('behind a text gives it the ink of the day where it is light', () => {
    expect(inOwnTheme('<mark style="background: #ffff99">x</mark>')).toBe(
      '<mark style="background: #ffff99;color:#1c1c1c">x</mark>',
    );
    const dark = '<p style="background:#222">x</p>';
    expect(inOwnTheme(dark)).toBe(dark);
  });
});

test('roles of footnotes stand where WAI-ARIA has them', () => {
  const kramdown =
    '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>' +
    '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>Note</p></li></ol></div>';
  expect(inOwnTheme(kramdown)).toBe(
    '<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup>' +
      '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>Note</p></li></ol></div>',
  );
});

test('in a course with layouts of its own all of this stays as it is', () => {
  const html = `${TWO}<pre>${'x'.repeat(99)}</pre><font color="blue">x</font><sup role="doc-noteref">1</sup>`;
  expect(
    withElements(html, {
      keepsRoom: true,
      images: { pathOf: () => undefined, header: () => undefined, styles: () => undefined },
    }),
  ).toBe(html);
});

test('a page is walked through in time that grows with its length, whatever it is', () => {
  const hostile = [
    '<div>'.repeat(20_000) + '</p>'.repeat(20_000),
    '<table><tr><td>'.repeat(4000),
    `${'<p><b>'.repeat(10_000)}${'</p>'.repeat(10_000)}`,
    '<img src="a.png'.repeat(5000),
    `<pre>${'<'.repeat(50_000)}</pre>`,
    `<style>${'a{'.repeat(50_000)}</style><img src="a.png">`,
    `<style>${'a,b{'.repeat(20_000)}height:1px</style><img src="a.png">`,
    `<style>${'{{ '.repeat(50_000)}${'{% '.repeat(50_000)}</style><img src="a.png">`,
    `<img src="a.png" srcset="${' '.repeat(50_000)}">`,
    `<img src="a.png" srcset="${','.repeat(50_000)}">`,
    `<img src="a.png" srcset="${'a,'.repeat(50_000)}">`,
    '<div>'.repeat(20_000) + '<img src="a.png">'.repeat(2000),
  ];
  const header = { width: 400, height: 300, isRatio: false, isTransparent: true };
  for (const html of hostile) expect(inOwnTheme(html, header).length).toBeGreaterThanOrEqual(html.length);
});
