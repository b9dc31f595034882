import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import { readMathJaxConfig } from '../../../src/math/index.js';

const LOADER = '<script src="https://cdn.example.org/npm/mathjax@3/es5/tex-chtml.js"></script>';
const RENDERER =
  '<script src="https://cdn.example.org/npm/katex@0.16/dist/contrib/auto-render.min.js"></script>';

/** What a layout with these scripts says, where the course has these files. */
function reading(html: string, files: Readonly<Record<string, string>> = {}) {
  return readMathJaxConfig(mapText(html, 'layout.html'), undefined, (src) => {
    const text = files[src];
    return text === undefined ? undefined : mapText(text, src.slice(1));
  });
}

const inScript = (code: string) => reading(`<script>${code}</script>${LOADER}`);

const DOLLARS = { inlineMath: [['$', '$']], macros: { RR: '\\mathbb{R}' } };

describe('a configuration that a reader of the code can follow', () => {
  it.each([
    [
      'in variables',
      `const macros = { RR: "\\\\mathbb{R}" }; var d = '$';
      MathJax = { tex: { inlineMath: [[d, d]], macros } };`,
    ],
    [
      'written by properties',
      `window.MathJax = window.MathJax || {}; MathJax.tex = { inlineMath: [['$', '$']] };
      MathJax.tex.macros = {}; MathJax.tex.macros.RR = '\\\\mathbb{R}';`,
    ],
    [
      'put together by Object.assign',
      `const base = { macros: { RR: '\\\\mathbb{R}' } };
      window.MathJax = Object.assign({}, window.MathJax, { tex: Object.assign({ inlineMath: [['$', '$']] }, base) });`,
    ],
    [
      'spread',
      `const tex = { macros: { RR: '\\\\mathbb' + '{R}' } }, pairs = [['$', '$']];
      window.MathJax = { ...(window.MathJax ?? {}), tex: { ...tex, inlineMath: [...pairs] } };`,
    ],
    [
      'returned by functions',
      `function macros() { return { RR: String.raw\`\\mathbb{R}\` }; }
      const pairs = () => [['$', '$']];
      MathJax = (function () { var tex = { macros: macros(), inlineMath: pairs() }; return { tex: tex }; })();`,
    ],
    [
      'in templates',
      `const font = 'mathbb', dollar = '$';
      MathJax = { tex: { inlineMath: [[\`\${dollar}\`, \`$\`]], macros: { RR: \`\\\\\${font}{R}\` } } };`,
    ],
    [
      'out of JSON',
      `MathJax = { tex: JSON.parse('{"inlineMath": [["$", "$"]], "macros": {"RR": "\\\\\\\\mathbb{R}"}}') };`,
    ],
    [
      'made of the letters of a word',
      `const macros = {}; for (const l of 'NR') macros[l + l] = '\\\\mathbb{' + l + '}';
      MathJax = { tex: { inlineMath: [['$', '$']], macros: { RR: macros.RR } } };`,
    ],
    [
      'made of a list',
      `const macros = {}; ['R'].forEach(function (l) { macros[l + l] = '\\\\mathbb{' + l + '}'; });
      MathJax = { tex: { inlineMath: [].concat([['$', '$']]), macros: macros } };`,
    ],
    [
      'by conditions that are known',
      `var wide = true; var tex = wide ? { inlineMath: [['$', '$']] } : {};
      if (!wide) { tex = {}; } else { tex.macros = { RR: '\\\\mathbb{R}' }; } MathJax = { tex };`,
    ],
    [
      'when MathJax is ready',
      `MathJax = { tex: { inlineMath: [['$', '$']] }, startup: { ready() {
      MathJax.config.tex.macros = { RR: '\\\\mathbb{R}' }; MathJax.startup.defaultReady(); } } };`,
    ],
    [
      'in a module',
      `import x from './x.js'; window.MathJax = { tex: { inlineMath: [['$', '$']], macros: { RR: '\\\\mathbb{R}' } } };`,
    ],
  ])('%s is read', (_, code) => {
    const { config, diagnostics } = inScript(code);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({ version: 3, ...DOLLARS });
  });

  it('of MathJax 2 may be put together before it is handed over', () => {
    const html = `<script type="text/x-mathjax-config">
      var options = { tex2jax: { inlineMath: [['$', '$']] } };
      options.TeX = { equationNumbers: { autoNumber: 'all' } };
      var Hub = MathJax.Hub; Hub.Config(options);
      Hub.Register.StartupHook('TeX Jax Ready', function () {
        var TEX = MathJax.InputJax.TeX, R = '\\\\mathbb{R}'; TEX.Macro('RR', R);
      });</script><script src="https://cdn.example.org/mathjax@2/MathJax.js?config=TeX-AMS_CHTML"></script>`;
    expect(reading(html)).toMatchObject({ diagnostics: [], config: { version: 2, tags: 'all', ...DOLLARS } });
  });

  it('may take what an earlier script has defined', () => {
    const html = `<script>var shared = { RR: '\\\\mathbb{R}' };</script><script>MathJax = { tex: { inlineMath: [['$', '$']], macros: shared } };</script>${LOADER}`;
    expect(reading(html).config).toMatchObject(DOLLARS);
  });
});

describe('a configuration in a file of the course', () => {
  const CODE = `window.MathJax = {\n  tex: { inlineMath: [['$', '$']],\n    macros: { RR: '\\\\mathbb{R}' } } };`;

  it.each([
    '<script src="/js/setup.js"></script>',
    '<script defer src="/js/setup.js"></script>',
    '<script type="module" src="/js/setup.js"></script>',
  ])('is read: %s', (script) => {
    const { config, macroPlaces, scripts } = reading(script + LOADER, { '/js/setup.js': CODE });
    expect(config).toMatchObject({ version: 3, ...DOLLARS });
    expect(macroPlaces).toEqual({ RR: { file: 'js/setup.js', line: 3, column: 15 } });
    expect(scripts.map(({ use, file }) => [use, file])).toEqual([
      ['configure', 'js/setup.js'],
      ['load', undefined],
    ]);
  });

  it.each([
    [
      "<script>var s = document.createElement('script'); s.src = '/js/setup.js'; document.head.append(s);</script>",
    ],
    [
      "<script>(function (d) { var s = d.createElement('script'); s.setAttribute('src', '/js/' + 'setup.js'); d.body.appendChild(s); })(document);</script>",
    ],
    ["<script type='module'>import '/js/setup.js';</script>"],
    ["<script type='module' src='/js/main.js'></script>"],
  ])('may be loaded by a script: %s', (script) => {
    const files = { '/js/setup.js': CODE, '/js/main.js': "import './setup.js';\ndocument.title = 'x';" };
    const { config, macroPlaces } = reading(script + LOADER, files);
    expect(config).toMatchObject({ version: 3, ...DOLLARS });
    expect(macroPlaces).toMatchObject({ RR: { file: 'js/setup.js', line: 3 } });
  });

  it('may be named by the address of MathJax 2', () => {
    const html =
      '<script src="https://cdn.example.org/mathjax@2/MathJax.js?config=TeX-AMS,/js/local"></script>';
    const local = `MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] }, TeX: { Macros: { RR: '\\\\mathbb{R}' } } });`;
    expect(reading(html, { '/js/local.js': local }).config).toMatchObject({ version: 2, ...DOLLARS });
  });

  const LOCAL = `MathJax.Hub.Config({ tex2jax: { inlineMath: [['$', '$']] }, TeX: { Macros: { RR: '\\\\mathbb{R}' } } });`;
  const FOLDER = 'MathJax.Ajax.config.path["course"] = "/js/";';
  const loader2 = (config: string) =>
    `<script src="https://cdn.example.org/mathjax@2/MathJax.js?config=${config}"></script>`;

  it.each([
    [
      `<script>window.MathJax = { AuthorInit: function () { ${FOLDER} } };</script>`,
      'TeX-AMS,[course]/local',
    ],
    [
      `<script type="text/x-mathjax-config">${FOLDER} MathJax.Hub.Config({ config: ["[course]/local.js"] });</script>`,
      'TeX-AMS',
    ],
    [
      `<script type="text/x-mathjax-config">${FOLDER} MathJax.Hub.Config({ TeX: { extensions: ["AMSmath.js", "[course]/local.js"] } });</script>`,
      'TeX-AMS',
    ],
  ])('may lie in a folder that has a name for MathJax 2: %s', (script, config) => {
    const found = reading(script + loader2(config), { '/js/local.js': LOCAL });
    expect(found).toMatchObject({ diagnostics: [], config: { version: 2, ...DOLLARS } });
  });

  it.each([
    ['MathJax', loader2('TeX-AMS,https://example.net/js/local.js'), 'https://example.net/js/local.js'],
    ['MathJax', loader2('TeX-AMS,[course]/local'), '[course]/local.js'],
    [
      'a script',
      `<script src="//example.net/js/mathjax-config.js?v=2"></script>${LOADER}`,
      '//example.net/js/mathjax-config.js?v=2',
    ],
  ])('is told and leaves the scripts where it lies elsewhere, as %s has it', (_, html, address) => {
    const { diagnostics, scripts } = reading(html);
    expect(diagnostics).toMatchObject([{ code: 'mathjax-config-unreadable', line: 1, column: 1 }]);
    expect(diagnostics[0]?.message).toContain(`"${address}"`);
    expect(scripts[0]?.use).toBe('unreadable');
  });

  it('that cannot be followed is so also where it has MathJax start something', () => {
    const { scripts } = inScript(
      'MathJax = { tex: { macros: macrosOf(location) }, startup: { ready() { startSlides(); } } };',
    );
    expect(scripts.map(({ use }) => use)).toEqual(['unreadable', 'load']);
  });

  it('may do other things, and then is not for MathJax alone', () => {
    const code = `${CODE} document.body.className = 'ready';`;
    const { scripts } = reading(`<script src="/js/site.js"></script>${LOADER}`, { '/js/site.js': code });
    expect(scripts.map(({ use }) => use)).toEqual(['mixed', 'load']);
  });
});

describe('what a configuration computes', () => {
  it.each([
    ['tex.inlineMath', `MathJax = {\n tex: { inlineMath: pairsOf(location) } };`, 2],
    ['tex.macros', `MathJax = { tex: {\n macros: await (await fetch('/m.json')).json() } };`, 2],
    ['tex.macros.RR', `MathJax = { tex: { macros: {\n RR: function () { return 1; } } } };`, 2],
    ['tex', `const other = load();\nMathJax = { tex: { ...other } };`, 1],
    [
      'macros',
      `MathJax = { startup: { ready() {\n new CommandMap('own', { RR: ['Macro', 'x'] }, {}); } } };`,
      2,
    ],
  ])('is told where it stands: %s', (name, code, line) => {
    const { diagnostics, scripts } = reading(`<script type="module">${code}</script>${LOADER}`);
    expect(diagnostics).toMatchObject([
      { code: 'mathjax-config-unreadable', severity: 'warning', file: 'layout.html', line },
    ]);
    expect(diagnostics[0]?.message).toContain(`"${name}"`);
    expect(scripts.map(({ use }) => use)).toEqual(['unreadable', 'load']);
  });

  it.each([
    `MathJax = { tex: { tags: 'ams' }, startup: { pageReady: () => MathJax.startup.defaultPageReady() } };`,
    `MathJax = { tex: { tags: 'ams' }, options: { enableMenu: isWide(), renderActions: { a: [10, f, ''] } } };`,
    `MathJax = { tex: { tags: 'ams', formatError: (jax, err) => jax.formatError(err) }, chtml: { scale: s() } };`,
    `MathJax = { tex: { tags: 'ams' }, output: { font: choose() } };`,
  ])('is nothing to tell where it has no say in formulas: %s', (code) => {
    expect(inScript(code)).toMatchObject({ diagnostics: [], config: { tags: 'ams' } });
  });

  it.each([
    ['function f(n) { return f(n - 1) + f(n - 2); } const x = f(90);'],
    ['g = function () { g(); g(); };'.repeat(50)],
    ['function a() { function b() { a(); a(); } later(b); } later(a);'],
    [`let s = 'ab'; ${'s = s + s; s = [s, s].join(s);'.repeat(200)}`],
    [`let l = [1]; ${'l = l.concat(l); l = [...l, ...l]; l.push(...l);'.repeat(200)}`],
    ['const l = []; l[4000000000] = 1; const m = [...l], n = {}; n.self = n; $.extend(true, n, n);'],
    [`const a = { ...far }, b = { ...far }; ${'Object.assign(a, b); Object.assign(b, a);'.repeat(500)}`],
    [`const deep = ${'['.repeat(5000)}${']'.repeat(5000)};`],
    [`const deeper = ${'['.repeat(80_000)}${']'.repeat(80_000)};`],
    [`const sum = ${'1 + '.repeat(50_000)}1;`],
    [`const nested = ${'(() => '.repeat(2000)}1${')'.repeat(2000)};`],
  ])('takes no time and no room, however much it computes: %#', (code) => {
    const html = `<script>${code}</script><script>MathJax = { tex: { tags: 'ams' } };</script>${LOADER}`;
    expect(reading(html).config).toMatchObject({ version: 3, tags: 'ams' });
  });
});

describe("KaTeX's auto-render", () => {
  const OPTIONS = `{ delimiters: [{left: '$$', right: '$$', display: true}, {left: '$', right: '$', display: false},
    {left: '\\\\begin{align}', right: '\\\\end{align}', display: true}], macros: macros,
    ignoredTags: ['PRE'], ignoredClasses: ['raw', 'no.math'] }`;
  const MACROS = `const macros = { '\\\\RR': '\\\\mathbb{R}', '\\\\f': '#1f(#2)' };`;

  it.each([
    [
      'when the page is there',
      `<script>${MACROS} document.addEventListener('DOMContentLoaded', function () {
      renderMathInElement(document.body, ${OPTIONS}); });</script>`,
    ],
    [
      'when it has been loaded',
      `<script>${MACROS} const options = ${OPTIONS};</script>
      <script src="https://cdn.example.org/katex/contrib/auto-render.min.js" onload="renderMathInElement(document.body, options);"></script>`,
    ],
    [
      'by an arrow',
      `<script>${MACROS} window.onload = () => window.renderMathInElement(document.querySelector('main'), ${OPTIONS});</script>`,
    ],
    [
      'by a named function',
      `<script>${MACROS} function show() { renderMathInElement(document.body, ${OPTIONS}); }
      if (document.readyState !== 'loading') show(); else document.addEventListener('DOMContentLoaded', show);</script>`,
    ],
    [
      'by a module',
      `<script type="module">import renderMathInElement from "https://cdn.example.org/auto-render.mjs";
      ${MACROS} renderMathInElement(document.body, ${OPTIONS});</script>`,
    ],
    [
      'by jQuery',
      `<script>${MACROS} $(document).ready(function () { renderMathInElement(document.body, ${OPTIONS}); });</script>`,
    ],
  ])('started %s is read', (_, script) => {
    const { config, diagnostics } = reading(RENDERER + script);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      present: true,
      inlineMath: [['$', '$']],
      displayMath: [['$$', '$$']],
      processEnvironments: true,
      macros: { '\\RR': '\\mathbb{R}', '\\f': '#1f(#2)' },
      skipTags: ['pre'],
    });
    const ignored = new RegExp(`^(?:${config.ignoreClass})$`);
    expect(['raw', 'no.math', 'no-math', ''].filter((name) => ignored.test(name))).toEqual([
      'raw',
      'no.math',
    ]);
  });

  it('has its own defaults', () => {
    const html = `${RENDERER}<script>window.onload = function () { renderMathInElement(document.body); };</script>`;
    expect(reading(html).config).toMatchObject({
      present: true,
      inlineMath: [['\\(', '\\)']],
      displayMath: [
        ['$$', '$$'],
        ['\\[', '\\]'],
      ],
      processEscapes: false,
      processEnvironments: true,
      processRefs: false,
    });
  });

  it('that nothing starts does nothing', () => {
    const { config, scripts } = reading(RENDERER);
    expect(config.present).toBe(false);
    expect(scripts).toMatchObject([{ use: 'other' }]);
  });

  it('is served by its scripts and its style sheet alone', () => {
    const html = `<link rel="stylesheet" href="https://cdn.example.org/npm/katex@0.16.8/dist/katex.min.css"><link rel="stylesheet" href="/main.css">
      <script defer src="https://cdn.example.org/npm/katex@0.16.8/dist/katex.min.js"></script>${RENDERER}
      <script>document.addEventListener('DOMContentLoaded', () => renderMathInElement(document.body));</script>`;
    expect(reading(html).scripts.map(({ use }) => use)).toEqual(['katex', 'katex', 'katex', 'configure']);
  });

  it('leaves KaTeX to a script that typesets by itself', () => {
    const html = `<script src="/katex.min.js"></script><script>katex.render('x', document.body);</script>
      <script>document.addEventListener('DOMContentLoaded', () => renderMathInElement(document.body));</script>`;
    expect(reading(html).scripts.map(({ use }) => use)).toEqual(['other', 'other', 'configure']);
  });

  it.each([
    [
      "import katex from 'https://cdn.example.org/katex.mjs'; import show from 'https://cdn.example.org/auto-render.mjs'; show(document.body);",
      'configure',
    ],
    [
      "import { start } from './site.js'; import show from '/katex/auto-render.mjs'; show(document.body); start();",
      'mixed',
    ],
  ])('may come by an import: %s', (code, use) => {
    const { config, scripts } = reading(`<script type="module">${code}</script>`);
    expect(config.present).toBe(true);
    expect(scripts).toMatchObject([{ use }]);
  });

  it('lends its macros to the page also where a script typesets formula by formula', () => {
    const html = `<script src="/katex.min.js"></script><script>document.querySelectorAll('.tex').forEach(function (one) {
      katex.render(one.textContent, one, { throwOnError: false, macros: { '\\\\RR': '\\\\mathbb{R}' } }); });</script>`;
    expect(reading(html)).toMatchObject({
      config: { present: false, macros: { '\\RR': '\\mathbb{R}' } },
      macroPlaces: { '\\RR': { file: 'layout.html', line: 2 } },
      scripts: [{ use: 'other' }, { use: 'other' }],
    });
  });

  it('whose options are computed is told', () => {
    const html = `${RENDERER}<script>renderMathInElement(document.body, {\n  macros: theirs() });</script>`;
    expect(reading(html)).toMatchObject({
      diagnostics: [{ code: 'mathjax-config-unreadable', line: 2, column: 11 }],
      scripts: [{ use: 'katex' }, { use: 'unreadable' }],
    });
  });
});

describe("distill's front matter", () => {
  const DELIMITERS =
    '[{ "left": "$", "right": "$", "display": false }, { "left": "$$", "right": "$$", "display": true }]';

  it.each([
    [
      'in its element',
      `<d-front-matter><script type="text/json">{ "title": "T", "katex": { "delimiters": ${DELIMITERS} } }</script></d-front-matter>`,
    ],
    [
      'with Liquid around',
      `<d-front-matter>\n<script async type="text/json">{ "title": "{{ page.title }}",
      {% for author in page.authors %}{ "name": "{{ author }}" }{% endfor %}
      "katex": { "delimiters": ${DELIMITERS}, "macros": { "\\\\vv": "v_}" } } }</script></d-front-matter>`,
    ],
  ])('gives delimiters to KaTeX, %s', (_, html) => {
    expect(reading(html).config).toMatchObject({
      present: true,
      inlineMath: [['$', '$']],
      displayMath: [['$$', '$$']],
    });
  });

  it('adds its delimiters to what MathJax has', () => {
    const front = `<d-front-matter><script type="text/json">{ "katex": { "delimiters": ${DELIMITERS} } }</script></d-front-matter>`;
    expect(
      reading(`<script>MathJax = { tex: { tags: 'all' } };</script>${LOADER}${front}`).config,
    ).toMatchObject({
      tags: 'all',
      inlineMath: [
        ['\\(', '\\)'],
        ['$', '$'],
      ],
    });
  });

  it.each([
    '<d-front-matter><script type="text/json">{ "title": "katex" }</script></d-front-matter>',
    '<d-front-matter><script type="text/json">{ "katex": {</script></d-front-matter>',
    `<script type="text/json">{ "katex": { "delimiters": ${DELIMITERS} } }</script>`,
  ])('says nothing where it says nothing of KaTeX: %s', (html) => {
    expect(reading(html).config.present).toBe(false);
  });
});
