import { describe, expect, it } from 'vitest';
import { needsMathJax } from '../../../src/math/config/mathjax-dependency.js';
import { type BuiltCourse, builtCourse } from '../../support/built-course.js';
import { mathjaxFormulas } from './mathjax.js';

const CONFIG = `<script>window.MathJax = { tex: { inlineMath: [['$', '$']] } };</script>`;
const LOADER = '<script src="https://cdn.example.org/npm/mathjax@3/es5/tex-chtml.js" async></script>';
const CONFIG_2 = `<script type="text/x-mathjax-config">MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] } });</script>`;
const LOADER_2 =
  '<script src="https://cdn.example.org/ajax/libs/mathjax/2.7.5/MathJax.js?config=TeX-AMS_HTML"></script>';
const FORMULA = /<span class="(?:\w+ )?katex">/;

/** A course of one page, `a.html`, whose layout has `head` before it and `foot` behind it. */
function course(head: string, body: string, foot = ''): Promise<BuiltCourse> {
  return builtCourse({
    '_layouts/page.html': `<html><head>${head}</head><body>{{ content }}${foot}</body></html>`,
    'a.md': `---\nlayout: page\n---\n${body}\n`,
    'app.js': 'window.app = 1;',
  });
}

describe('a page whose formulas are typeset loses', () => {
  it.each([
    ['a build of MathJax 3 and its configuration', CONFIG + LOADER, 2],
    ['MathJax 2 and its configuration', CONFIG_2 + LOADER_2, 2],
    [
      'its builds at other places',
      `${CONFIG}<script src="//x.org/lib/tex-mml-chtml.js"></script><script defer src="//x.org/mathjax@4"></script>`,
      3,
    ],
    [
      'a script that adds the loader',
      `<script>MathJax = { tex: { inlineMath: [['$', '$']] } }; (() => { const s = document.createElement('script'); s.src = 'https://x.org/mathjax@3/es5/tex-svg.js'; document.head.append(s); })();</script>`,
      1,
    ],
    [
      "the polyfill of MathJax's own instructions",
      `${CONFIG}<script src="https://polyfill.io/v3/polyfill.min.js?features=es6"></script>${LOADER}`,
      3,
    ],
  ])('%s', async (_, head, count) => {
    const { html, state } = await course(head, 'So $x_1$.');
    expect(html('a.html')).toMatch(FORMULA);
    expect(html('a.html').match(/<script[^>]*(?:mathjax|tex-|polyfill)|MathJax/gi)).toBeNull();
    expect(state.leftOut).toEqual({ scripts: count, pages: 1 });
    expect(state.diagnostics).toEqual([]);
  });
});

describe('a page that loses MathJax although a formula is not typeset', () => {
  it.each([
    ['MathJax', CONFIG + LOADER, 'So $x$, $\\nosuch$ and $\\frac{a$, $y$.', 1],
    ['MathJax, and more of them', CONFIG + LOADER, 'So $\\nosuch$ and\n\n$$\\nosuchb$$', 1],
    ['no MathJax', '', 'So $$\\nosuch$$.', 0],
    ['MathJax, where all are', CONFIG + LOADER, 'So $x$.', 0],
    [
      'MathJax, which it keeps',
      `${CONFIG}${LOADER}<script>f(() => MathJax.typeset());</script>`,
      '$\\nosuch$',
      0,
    ],
  ])('is told once: %s', async (_, head, body, count) => {
    const { state } = await course(head, body);
    const told = state.diagnostics.filter(({ code }) => code === 'math-not-typeset');
    expect(told).toHaveLength(count);
    if (count === 0) return;
    expect(told).toMatchObject([{ severity: 'warning', file: 'a.md', line: 4, text: '\\nosuch' }]);
  });
});

describe('a page keeps, byte for byte,', () => {
  it.each([
    [
      'variables that are named so',
      '<script>(function () { window.SOURCES = { mathjax: "", jquery: "j.js" }; })();</script>',
    ],
    ['a polyfill of its own', '<script src="/polyfill.js"></script>'],
    [
      "somebody else's polyfill",
      '<script src="https://cdn.example.org/v3/polyfill.min.js?features=fetch"></script>',
    ],
    [
      'scripts that are named so',
      '<script src="/app.js?mathjax"></script><script src="/mathjax-tabs.js"></script>',
    ],
    ['settings', '<script>var settings = { mathjax: true, theme: "dark" };</script>'],
    ['a comment', '<script>/* MathJax */ start();</script><script>// MathJax</script>'],
    [
      'a script that asks for MathJax',
      '<script>go(function () { if (window.MathJax) { MathJax.typesetPromise(); } });</script>',
    ],
    [
      'one that asks early',
      '<script>function show(b) { if (typeof MathJax === "undefined") return; b.hidden = false; b.textContent = "Hide"; MathJax.typeset([b]); }</script>',
    ],
    [
      'one that asks shortly',
      '<script>function show() { window.MathJax && MathJax.Hub.Queue(["Typeset", MathJax.Hub]); window.MathJax?.typeset?.(); }</script>',
    ],
  ])('%s, and needs no MathJax for it', async (_, script) => {
    const { html, state } = await course(CONFIG + LOADER, 'So $x_1$.', script);
    expect(html('a.html')).toContain(script);
    expect(html('a.html')).not.toContain('tex-chtml.js');
    expect(state.leftOut).toEqual({ scripts: 2, pages: 1 });
  });
});

describe('MathJax stays with its configuration where a page needs it:', () => {
  it.each([
    ['a script calls it', '<script>function next() { MathJax.typeset(); }</script>'],
    [
      'a script calls MathJax 2',
      '<script>onNext(() => MathJax.Hub.Queue(["Typeset", MathJax.Hub, "quiz"]));</script>',
    ],
    [
      'a script adds text to the page',
      '<script>fetch("q.json").then(r => r.json()).then(q => { box.innerHTML = q; if (window.MathJax) MathJax.typesetPromise([box]); });</script>',
    ],
    [
      'a script configures it beside other things',
      '<script>startSlides(); MathJax.Hub.Config({ showMathMenu: false });</script>',
    ],
    [
      'a board has its texts typeset',
      '<script>JXG.JSXGraph.initBoard("box", { text: { useMathJax: true } }); // MathJax</script>',
    ],
    [
      'a figure has labels that Plotly has typeset',
      '<script>Plotly.newPlot("figure", [{ x: [1], name: "$x_1$" }]);</script>',
    ],
    ['a button calls it', '<button onclick="MathJax.typeset()">Again</button>'],
    ['slides are written in a textarea', '<textarea id="source"># One\n\n$a$ and $b$</textarea>'],
    [
      'slides are written in a script',
      '<section><script type="text/template">\n## Two $a$\n</script></section>',
    ],
    ['slides are written as Markdown', '<section data-markdown>## Two $a_1$</section>'],
    ['a template holds formulas', '<template><p>\\[a\\]</p></template>'],
    ['a formula is no TeX', '<script type="math/asciimath">a/b</script>'],
  ])('%s', async (_, foot) => {
    const { html, state } = await course(CONFIG + LOADER, 'So $x_1$.', foot);
    expect(html('a.html')).toContain(CONFIG + LOADER);
    expect(html('a.html')).toContain(foot);
    expect(html('a.html')).toContain('<span class="mathjax_ignore katex">');
    expect(state.leftOut).toEqual({ scripts: 0, pages: 0 });
  });

  it.each([
    "MathJax = { tex: { inlineMath: [['$', '$']] }, startup: { pageReady: () => MathJax.startup.defaultPageReady().then(() => { document.querySelector('.quiz').hidden = false; }) } };",
    "MathJax = { tex: { inlineMath: [['$', '$']] }, startup: { ready() { MathJax.startup.defaultReady(); document.body.classList.add('ready'); } } };",
    "MathJax = { tex: { inlineMath: [['$', '$']] }, startup: { ready() { MathJax.startup.defaultReady(); MathJax.startup.promise.then(() => startSlides()); } } };",
  ])('its configuration has it start something else: %s', async (code) => {
    const { html } = await course(`<script>${code}</script>${LOADER}`, 'So $x_1$.');
    expect(html('a.html')).toContain(code);
    expect(html('a.html')).toContain(LOADER);
    expect(html('a.html')).toContain('<span class="mathjax_ignore katex">');
  });

  it.each([
    `MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] } }); MathJax.Hub.Queue(function () { var all = MathJax.Hub.getAllJax(), i; for (i = 0; i < all.length; i += 1) { all[i].SourceElement().parentNode.className += ' has-jax'; } });`,
    `MathJax = { tex: { inlineMath: [['$', '$']] }, options: { renderActions: { findScript: [10, function (doc) { for (const node of document.querySelectorAll('script[type^="math/tex"]')) { const math = new doc.options.MathItem(node.textContent, doc.inputJax[0], false); const text = document.createTextNode(''); node.parentNode.replaceChild(text, node); doc.math.push(math); } }, ''] } } };`,
    `MathJax = { tex: { inlineMath: [['$', '$']] }, startup: { ready() { MathJax.startup.defaultReady(); MathJax.startup.promise.then(() => { console.log('typeset'); }); } } };`,
  ])('but not for what is done with formulas alone: %s', async (code) => {
    const type = code.startsWith('MathJax.Hub') ? ' type="text/x-mathjax-config"' : '';
    const loader = code.startsWith('MathJax.Hub') ? LOADER_2 : LOADER;
    const { html } = await course(`<script${type}>${code}</script>${loader}`, 'So $x_1$.');
    expect(html('a.html')).toMatch(FORMULA);
    expect(html('a.html')).not.toContain('MathJax');
  });

  it('but not for a textarea or a template without formulas', async () => {
    const foot = '<textarea>5$ a month</textarea><template><b>x</b></template>';
    const { html } = await course(CONFIG + LOADER, 'So $x_1$.', foot);
    expect(html('a.html')).toContain(foot);
    expect(html('a.html')).not.toContain('tex-chtml.js');
  });

  it('and leaves alone what is typeset, by a class of its configuration', async () => {
    const config = `<script>MathJax = { options: { ignoreHtmlClass: 'no.?math|plain' }, tex: { inlineMath: [['$', '$']] } };</script>`;
    const foot = '<button onclick="MathJax.typeset()">Again</button>';
    const { html } = await course(config + LOADER, 'So $x_1$ and\n\n$$y$$', foot);
    expect(html('a.html')).toContain('<span class="plain katex">');
    expect(html('a.html')).toContain('<span class="plain katex-display');
  });

  it('so that it finds nothing in what is typeset', async () => {
    const foot = '<button onclick="MathJax.typeset()">Again</button>';
    const { html } = await course(CONFIG + LOADER, 'So $\\text{from \\$5 to \\$6}$.', foot);
    const found = (text: string) => mathjaxFormulas(text, { inlineMath: [['$', '$']] }).map(({ tex }) => tex);
    expect(found(html('a.html'))).toEqual([]);
    expect(found(html('a.html').replaceAll('mathjax_ignore ', ''))).not.toEqual([]);
  });

  it('and formulas that Markdown has read are written there as Jekyll has them', async () => {
    const { html } = await builtCourse({
      '_layouts/slides.html': `<textarea>{{ content }}</textarea>${CONFIG_2}${LOADER_2}`,
      'a.md': '---\nlayout: slides\n---\n# One\n\n$a<b$ and $$c_1$$\n',
    });
    expect(html('a.html')).toContain('$a&lt;b$ and \\(c_1\\)');
    expect(html('a.html')).toContain(CONFIG_2 + LOADER_2);
  });
});

describe("scripts of the course's own, and what cannot be read", () => {
  const page = (head: string, body: string, files: Readonly<Record<string, string>> = {}) =>
    builtCourse({
      '_layouts/page.html': `<html><head>${head}</head><body>{{ content }}</body></html>`,
      'a.md': `---\nlayout: page\n---\n${body}\n`,
      ...files,
    });
  const FILE = `window.MathJax = { tex: { inlineMath: [['$', '$']] } };`;

  it.each([
    ['that only configures MathJax goes with it', FILE, 0, 2],
    ['that does other things stays', `${FILE} startMenu();`, 1, 1],
    ['that calls MathJax stays, and so does MathJax', `${FILE} onQuiz(() => MathJax.typeset());`, 2, 0],
  ])('a file %s', async (_, text, kept, leftOut) => {
    const head = `<script src="/mj.js"></script>${LOADER}`;
    const { html, state } = await page(head, 'So $x_1$.', { 'mj.js': text });
    expect(html('a.html').match(/mj\.js|tex-chtml/g) ?? []).toHaveLength(kept);
    expect(state.leftOut.scripts).toBe(leftOut);
    expect(html('a.html')).toMatch(FORMULA);
  });

  it('a copy of MathJax in the course goes as others do', async () => {
    const head = `${CONFIG}<script src="/mathjax/MathJax.js"></script>`;
    const library = `window.MathJax = window.MathJax || {};${'MathJax.Hub.x();'.repeat(3000)}`;
    const { html } = await page(head, 'So $x_1$.', { 'mathjax/MathJax.js': library });
    expect(html('a.html')).not.toContain('MathJax');
  });

  it('a configuration that cannot be followed leaves MathJax the formulas that may need it', async () => {
    const config = `<script>window.MathJax = { tex: { inlineMath: [['$', '$']], macros: macrosOf(course) } };</script>`;
    const { html, state } = await page(config + LOADER, 'So $x_1$, $\\RR$ and $$\\QQ < 1$$.');
    expect(html('a.html')).toContain(config + LOADER);
    expect(html('a.html')).toContain('$\\RR$ and \\(\\QQ &lt; 1\\).');
    expect(html('a.html')).toContain('<span class="mathjax_ignore katex">');
    expect(state.diagnostics.map(({ code }) => code)).toEqual(['mathjax-config-unreadable']);
  });

  const KATEX = `<link rel="stylesheet" href="https://x.org/katex@0.16/dist/katex.min.css">
<script defer src="https://x.org/katex@0.16/dist/katex.min.js"></script>
<script defer src="https://x.org/katex@0.16/dist/contrib/auto-render.min.js" onload="renderMathInElement(document.body, { delimiters: [{ left: '$', right: '$', display: false }] })"></script>`;

  it("KaTeX's own scripts and style sheet go where its auto-render is all that they serve", async () => {
    const { html, state } = await page(KATEX, 'So $x_1$.');
    expect(html('a.html')).not.toContain('x.org');
    expect(html('a.html')).toMatch(FORMULA);
    expect(state.leftOut).toEqual({ scripts: 3, pages: 1 });
  });

  it.each([
    'window.onload = function () { renderMathInElement(document.body, OPTIONS); };',
    'document.onreadystatechange = () => renderMathInElement(document.body, OPTIONS);',
    'Array.from(document.querySelectorAll(".post")).forEach((e) => renderMathInElement(e, OPTIONS));',
  ])('with what starts it: %s', async (start) => {
    const code = start.replace('OPTIONS', () => "{ delimiters: [{ left: '$', right: '$' }] }");
    const head = `${KATEX.replace(/ onload="[^"]*"/, '')}<script>${code}</script>`;
    const { html } = await page(head, 'So $x_1$.');
    expect(html('a.html')).toMatch(FORMULA);
    expect(html('a.html')).not.toMatch(/x\.org|renderMathInElement/);
  });

  it('they stay for a script that does other things and would fail without auto-render', async () => {
    const app = 'startMenu();\nrenderMathInElement(document.body);\nstartSearch();\n';
    const head = `${KATEX}<script src="/app.js"></script>`;
    const { html } = await page(head, 'So $x_1$.', { 'app.js': app });
    expect(html('a.html')).toContain('app.js');
    expect(html('a.html').match(/katex\.min\.js|auto-render\.min\.js/g)).toHaveLength(2);
    expect(html('a.html')).toMatch(FORMULA);
  });

  it('they stay where a script calls KaTeX, or where slides hold formulas', async () => {
    const calling = `${KATEX}<script>katex.render("x", box)</script>`;
    expect((await page(calling, 'So $x_1$.')).html('a.html')).toContain('katex.min.js');
    const slides = await page(KATEX, '<textarea># $x$</textarea>');
    expect(slides.html('a.html')).toContain(KATEX);
  });
});

describe('formulas in AsciiMath', () => {
  const ascii = (delimiters: string) =>
    `<script type="text/x-mathjax-config">MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] }, asciimath2jax: { delimiters: ${delimiters} } });</script>`;
  const am = LOADER_2.replace('TeX-AMS_HTML', 'TeX-MML-AM_CHTML');

  it.each([
    [
      'by a combined configuration',
      ascii("[['%', '%']]") + am,
      'Let %A = {n in NN}% be.',
      '%A = {n in NN}%',
      5,
    ],
    [
      'by a list of inputs',
      `<script type="text/x-mathjax-config">MathJax.Hub.Config({ jax: ['input/AsciiMath', 'output/SVG'], asciimath2jax: { delimiters: [['@@', '@@']] } });</script>${LOADER_2}`,
      'See @@a/b@@.',
      '@@a/b@@',
      5,
    ],
    [
      'by the loader of MathJax 3',
      `<script>MathJax = { loader: { load: ['input/asciimath'] }, asciimath: { delimiters: [['§', '§']] } };</script>${LOADER}`,
      'See §sum_i a_i§.',
      '§sum_i a_i§',
      5,
    ],
    ['between backticks, its own delimiters', am, 'See &#96;a^2&#96; here.', '`a^2`', 1],
  ])('keep MathJax, %s', async (_, head, markdown, text) => {
    const { html, state } = await course(head, markdown);
    expect(html('a.html')).toContain(head);
    expect(state.diagnostics).toMatchObject([
      { code: 'math-asciimath', severity: 'warning', file: 'a.md', text },
    ]);
  });

  it('are told once a page, where the first stands', async () => {
    const { state } = await course(ascii("[['%', '%']]") + am, 'Text.\n\nLet %A% be %B%, so %C%.');
    expect(state.diagnostics).toMatchObject([{ code: 'math-asciimath', line: 6, column: 5, text: '%A%' }]);
    expect(state.diagnostics[0]?.message).toContain('2 others');
  });

  it.each([
    ['where only TeX is read', ascii("[['%', '%']]") + LOADER_2, 'From 10% to 20%.'],
    ['in code', ascii("[['%', '%']]") + am, 'Type `%A%` so.'],
    ['in TeX', ascii("[['%', '%']]") + am, '$a % b$ and $c % d$'],
  ])('are none %s', async (_, head, markdown) => {
    const { html, state } = await course(head, markdown);
    expect(state.diagnostics.filter(({ code }) => code === 'math-asciimath')).toEqual([]);
    expect(html('a.html')).not.toContain('MathJax.js');
  });
});

describe('a script needs MathJax', () => {
  it.each([
    'MathJax.typeset()',
    'window.MathJax.startup.promise.then(f)',
    'let m = MathJax;',
    'window.MathJax = window.MathJax || {}; MathJax.Hub.Queue(["Typeset"]);',
    'if (ready) MathJax.typeset(); if (window.MathJax) start();',
    'if (window.MathJax) { add(); $("#q").html(text); MathJax.typeset(); }',
    'board.options.useMathJax = true; // MathJax',
    'MathJax.typeset(',
  ])('%s', (code) => {
    expect(needsMathJax(code)).toBe(true);
  });

  it.each([
    'window.MathJax = { startup: { ready() { MathJax.startup.defaultReady(); } } }; start();',
    'var MathJax = { tex: {} }; start();',
    'const mathjax = "MathJax";',
    'lib.MathJax.typeset();',
    'if ("MathJax" in window) MathJax.typeset();',
    'const ready = window.MathJax ? MathJax.startup.promise : null;',
    'try { MathJax.typeset(); } catch (e) {}',
    'box.innerHTML = "<b>"; if (window.MathJax) MathJax.typeset();',
    '('.repeat(50),
  ])('not: %s', (code) => {
    expect(needsMathJax(code)).toBe(false);
  });

  it('is told of any code, however deep', () => {
    expect(needsMathJax(`MathJax;${'['.repeat(100_000)}`)).toBe(false);
    expect(needsMathJax(`MathJax.typeset(${'['.repeat(100_000)}`)).toBe(true);
  });
});
