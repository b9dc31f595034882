import { describe, expect, test } from 'vitest';
import { compared, type Files, page, told } from './compared.js';

const TEXT = 'Every page has a few sentences of its own, by which it can be known again wherever it lies.';
const MATHJAX = '<script src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"></script>';
const DOLLARS = `<script>MathJax = { tex: { inlineMath: [['$', '$']] } };</script>${MATHJAX}`;

/** A formula as lectern writes it. */
function typeset(tex: string, classes = 'katex'): string {
  const shown = tex.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<span class="${classes}"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex" aria-hidden="true">${shown}</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x</span></span>`;
}

const differences = async (old: Files, young: Files, unmended?: Files) =>
  told(await compared(old, young, unmended));

describe('pages', () => {
  test('are the same at x.html and x.html, and have moved where x.html has become x/', async () => {
    const body = page(TEXT);
    expect(await differences({ 'x.html': body }, { 'x.html': body })).toEqual([]);
    expect(await differences({ 'x.html': body }, { 'x/index.html': body })).toEqual([
      '/x/: page changed: has moved to /x/, and its old address leads nowhere',
    ]);
  });

  test('that a redirect leads to are where readers find them', async () => {
    const redirect = page('', '<meta http-equiv="refresh" content="0; url=/x/">');
    const comparison = await compared(
      { 'x.html': page(TEXT) },
      { 'x.html': redirect, 'x/index.html': page(TEXT) },
    );
    expect(told(comparison)).toEqual(['/x/: page changed: has moved to /x/, where its old address leads']);
    expect(comparison.hasLoss).toBe(false);
    expect(comparison.new).toMatchObject({ pages: 1, redirects: 1 });
  });

  test('at quite another address are known by their text', async () => {
    const old = { 'lectures/3.html': page(`<p>${TEXT}</p><p>And another.</p>`), 'a.html': page('<p>A</p>') };
    const young = {
      'week3/index.html': page(`<p>${TEXT}</p><p>And one more.</p>`),
      'a.html': page('<p>A</p>'),
    };
    expect(await differences(old, young)).toEqual([
      '/week3/: page changed: has moved to /week3/, and its old address leads nowhere',
      '/week3/: text changed: reads otherwise',
    ]);
  });

  test('whose redirect is gone are told', async () => {
    const redirect = page('', '<meta http-equiv="refresh" content="0; url=a.html">');
    const comparison = await compared(
      { 'old.html': redirect, 'a.html': page(TEXT) },
      { 'a.html': page(TEXT) },
    );
    expect(told(comparison)).toEqual(['/old.html: page lost: led on to a.html, and leads nowhere now']);
    expect(comparison.hasLoss).toBe(true);
  });

  test('links among those that moved lead where they led', async () => {
    const link = (to: string) => page(`<p>See <a href="${to}">the third lecture</a>.</p>`);
    const old = { 'a.html': link('lectures/3.html#top'), 'lectures/3.html': page(`<p>${TEXT}</p>`) };
    const young = { 'a.html': link('/course/week3/#top'), 'week3/index.html': page(`<p>${TEXT}</p>`) };
    expect((await differences(old, young)).filter((one) => one.includes('link'))).toEqual([]);
  });
});

describe('a formula', () => {
  const script = (tex: string) => page(`<p>Here is <script type="math/tex">${tex}</script> for you.</p>`);
  const own = (tex: string) => page(`<p>Here is ${typeset(tex)} for you.</p>`);

  test.each([
    [String.raw`\{x\}`, '{x}'],
    [String.raw`a\,b`, 'a,b'],
    [String.raw`a\\b`, String.raw`a\b`],
    [String.raw`a\ b`, 'a b'],
  ])('%s that has become %s has lost something', async (tex, without) => {
    const lost = await compared({ 'a.html': script(tex) }, { 'a.html': own(without) });
    expect([lost.hasLoss, ...told(lost)]).toEqual([
      true,
      '/a.html: formula changed: lacks backslashes that it had',
    ]);
    const found = await compared({ 'a.html': script(without) }, { 'a.html': own(tex) });
    expect([found.hasLoss, ...told(found)]).toEqual([
      false,
      '/a.html: formula changed: has backslashes that it lacked',
    ]);
    const mended = await compared(
      { 'a.html': script(without) },
      { 'a.html': own(tex) },
      { 'a.html': own(without) },
    );
    expect(mended.pages[0]?.differences.map(({ isMended }) => isMended)).toEqual([true]);
  });

  test('with the same TeX in other spaces is the same', async () => {
    const lines = 'a &= b \\\\  % why\n c\\ \n d';
    expect(await differences({ 'a.html': script(lines) }, { 'a.html': own('a&=b\\\\c\\ d') })).toEqual([]);
  });
});

test('dollars that have become a formula are no loss, also where a heading or a menu has come before them', async () => {
  const comparison = await compared(
    { 'a.html': page('<p>A vector has $n$ entries.</p>') },
    { 'a.html': page(`<p>Vectors</p><p>A vector has ${typeset('n')} entries.</p>`) },
  );
  expect(comparison.hasLoss).toBe(false);
});

describe('what stands in a line or a list', () => {
  test.each([
    ['x<sup>2</sup>', 'x2', 'structure lost: fewer than before'],
    ['H<sub>2</sub>O', 'H2O', 'structure lost: fewer than before'],
    ['<code>x</code>', 'x', 'structure lost: fewer than before'],
  ])('%s is told where it has become %s', async (before, after, difference) => {
    const comparison = await compared(
      { 'a.html': page(`<p>${before}</p>`) },
      { 'a.html': page(`<p>${after}</p>`) },
    );
    expect(told(comparison)).toEqual([`/a.html: ${difference}`]);
    expect(comparison.hasLoss).toBe(true);
  });

  test('a numbered list is told where it has become one of bullets', async () => {
    const list = (name: string) => page(`<${name}><li>one</li></${name}>`);
    expect(await differences({ 'a.html': list('ol') }, { 'a.html': list('ul') })).toEqual([
      '/a.html: structure lost: fewer than before',
      '/a.html: structure new: more than before',
    ]);
  });
});

describe('addresses', () => {
  test('compare alike whichever path each site is served under', async () => {
    const site = (base: string): Files => ({
      'index.html': page(`<a href="${base}/a/">A</a> <img src="${base}/p.png" alt="">`),
      'a/index.html': page(`<a href="${base}/">Home</a> <a href="../p.png">picture</a>`),
      'p.png': '',
    });
    expect(await differences(site('/old-course'), site(''))).toEqual([]);
  });

  test('that lead nowhere on one side only are told', async () => {
    const body = page(
      '<h2 id="a">A</h2><a href="#a">first</a> <a href="#b">second</a> <a href="x.pdf">third</a>',
    );
    const other = page(
      '<h2 id="a">A</h2><a href="#a">first</a> <a href="#b">second</a> <a href="x.pdf">third</a><i id="b"></i>',
    );
    expect(await differences({ 'a.html': body, 'x.pdf': '' }, { 'a.html': other })).toEqual([
      '/a.html: link changed: led nowhere, and leads somewhere now',
      '/a.html: link changed: leads nowhere now',
      'file lost: is missing',
    ]);
  });
});

describe('formulas', () => {
  const formula = (body: string, head: string, tex: string) =>
    differences(
      { 'a.html': page(`<p>Let ${body} be.</p>`, head) },
      { 'a.html': page(`<p>Let ${typeset(tex)} be.</p>`) },
    );

  test('of a page for MathJax are those that its configuration reads', async () => {
    expect(await formula('$x_i$', DOLLARS, 'x_i')).toEqual([]);
    expect(await formula('\\(x_i\\)', MATHJAX, 'x_i')).toEqual([]);
    expect(await formula('\\[x_i\\]', MATHJAX, 'x_i')).toEqual([
      '/a.html: formula changed: stands within a line now',
    ]);
    expect(await formula('<script type="math/tex">x_i</script>', MATHJAX, 'x_i')).toEqual([]);
    expect(await formula('<script type="math/tex">% <![CDATA[\nx<i %]]></script>', MATHJAX, 'x<i')).toEqual(
      [],
    );
    expect(await formula(typeset('x_i'), '', 'x_i')).toEqual([]);
  });

  test('that MathJax does not read are text, which has become a formula', async () => {
    expect(await formula('$x_i$', MATHJAX, 'x_i')).toEqual([
      '/a.html: formula new: is new',
      '/a.html: text changed: is a formula now',
    ]);
    expect(await formula('\\(x_i\\)', '', 'x_i')).toEqual([
      '/a.html: formula new: is new',
      '/a.html: text changed: is a formula now',
    ]);
  });

  test('in code are none', async () => {
    const body = page('<p><code>$x$</code></p><pre>\\(y\\)</pre>', DOLLARS);
    const comparison = await compared({ 'a.html': body }, { 'a.html': body });
    expect(comparison.tallies.formula.old).toBe(0);
  });

  test('that define macros only show nothing', async () => {
    const old = page('<p>$$\\newcommand{\\R}{\\mathbb{R}}$$ Text.</p>', MATHJAX);
    expect(await differences({ 'a.html': old }, { 'a.html': page('<p>Text.</p>') })).toEqual([]);
  });

  test('that are errors for MathJax, too, are no difference', async () => {
    const error = (message: string) => `<span class="katex-error" title="${message}">\\Foo x</span>`;
    const against = (definition: string, message: string) =>
      differences(
        { 'a.html': page(`<p>$$${definition}$$ $\\Foo x$</p>`, DOLLARS) },
        { 'a.html': page(`<p>${error(message)}</p>`) },
      );
    expect(await against('', 'The macro \\Foo is not defined.')).toEqual([]);
    expect(await against('\\newcommand{\\Foo}{f}', 'The macro \\Foo is not defined.')).toEqual([
      '/a.html: formula changed: is shown as an error (The macro \\Foo is not defined.)',
    ]);
  });
});

describe('text', () => {
  test('compares alike however spaces, quotes and dashes are set, and paragraphs divided', async () => {
    const old = page('<p>It’s “so” – or\n so…</p><p>言葉と\n言葉</p>');
    const young = page('<div>It\'s "so" -- or so... 言葉と言葉</div>');
    expect(await differences({ 'a.html': old }, { 'a.html': young })).toEqual([]);
  });

  test('that stands elsewhere on its page is told so', async () => {
    const items = ['The first step.', 'Second comes this.', 'Third, and last.'];
    const list = (order: readonly number[]) => page(order.map((at) => `<p>${items[at]}</p>`).join(''));
    expect(await differences({ 'a.html': list([0, 1, 2]) }, { 'a.html': list([1, 2, 0]) })).toEqual([
      '/a.html: text changed: stands elsewhere on the page',
    ]);
  });

  test('that every page repeats is told once', async () => {
    const site = (footer: string): Files =>
      Object.fromEntries(
        ['a', 'b', 'c', 'd'].map((name) => [
          `${name}.html`,
          page(`<p>${name} has this.</p><footer>${footer}</footer>`),
        ]),
      );
    const comparison = await compared(
      site('Made by <a href="https://a.example/">us</a> in spring'),
      site('Made'),
    );
    expect(told(comparison)).toEqual(['4 pages: link lost: is missing', '4 pages: text lost: is missing']);
    expect(comparison.repeated[0]?.examples).toEqual(['/a.html', '/b.html', '/c.html', '/d.html']);
    expect(comparison.hasLoss).toBe(true);
  });
});

describe('mends', () => {
  const old = { 'a.html': page('<p>See **this** and that.</p>') };
  const mended = { 'a.html': page('<p>See <strong>this</strong> and that.</p>') };

  test('are no losses where the site without them is known', async () => {
    const comparison = await compared(old, mended, old);
    expect(told(comparison)).toEqual([
      '/a.html: mended structure new: more than before',
      '/a.html: mended text lost: is missing',
    ]);
    expect(comparison.hasLoss).toBe(false);
    expect((await compared(old, mended)).hasLoss).toBe(true);
  });

  test('are nothing that only the site at hand lacks', async () => {
    const damaged = { 'a.html': page('<p>See <strong>this</strong> and.</p>') };
    const comparison = await compared(old, damaged, old, mended);
    expect(told(comparison)).toContain('/a.html: text lost: is missing');
    expect(comparison.hasLoss).toBe(true);
  });

  test('hide nothing that is lost beside them', async () => {
    const young = { 'a.html': page('<p>See <strong>this</strong>.</p>') };
    const without = { 'a.html': page('<p>See **this**.</p>') };
    const comparison = await compared(old, young, without);
    expect(told(comparison)).toContain('/a.html: text lost: is missing');
    expect(comparison.hasLoss).toBe(true);
  });
});
