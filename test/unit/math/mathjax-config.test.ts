import { describe, expect, it } from 'vitest';
import { mapText } from '../../../src/diagnostics/index.js';
import {
  findMathJax,
  MATHJAX_2_DEFAULTS,
  MATHJAX_3_DEFAULTS,
  readMathJaxConfig,
} from '../../../src/math/index.js';

function read(html: string) {
  const { config, diagnostics } = readMathJaxConfig(mapText(html, 'layout.html'));
  return { config, diagnostics };
}

function two(config: string): string {
  return `<script type="text/x-mathjax-config">${config}</script>`;
}

function three(config: string): string {
  return `<script>${config}</script><script src="https://cdn.example.org/mathjax@3/es5/tex-chtml.js"></script>`;
}

describe('a text without MathJax', () => {
  it('configures nothing', () => {
    expect(read('<script>var x = { tex: 1 };</script><p>$x$</p>')).toEqual({
      config: MATHJAX_2_DEFAULTS,
      diagnostics: [],
    });
  });
});

describe('a text that only loads MathJax', () => {
  it('has the defaults of its version', () => {
    const loader = (src: string) => read(`<script async src="${src}"></script>`).config;
    expect(loader('https://cdn.example.org/mathjax/2.7.5/latest.js?config=TeX-AMS_CHTML')).toEqual({
      ...MATHJAX_2_DEFAULTS,
      present: true,
    });
    expect(loader('https://cdn.example.org/npm/mathjax@3/es5/tex-mml-chtml.js')).toEqual({
      ...MATHJAX_3_DEFAULTS,
      present: true,
    });
  });
});

describe('a configuration of MathJax 2', () => {
  it('gives delimiters, escapes, numbering and placement', () => {
    const html = two(`MathJax.Hub.Config({
      tex2jax: { inlineMath: [['$','$'], ["\\\\(","\\\\)"]], processEscapes: true, skipTags: ["script", "PRE"],
                 ignoreClass: "plain|raw", processClass: "math" },
      displayAlign: "left", displayIndent: "2em",
      TeX: { equationNumbers: { autoNumber: "AMS" }, TagSide: "left" },
    });`);
    expect(read(html)).toEqual({
      diagnostics: [],
      config: {
        ...MATHJAX_2_DEFAULTS,
        present: true,
        inlineMath: [
          ['$', '$'],
          ['\\(', '\\)'],
        ],
        processEscapes: true,
        skipTags: ['script', 'pre'],
        ignoreClass: 'plain|raw',
        processClass: 'math',
        displayAlign: 'left',
        displayIndent: '2em',
        tags: 'ams',
        tagSide: 'left',
      },
    });
  });

  it('gives macros in every form in which they can be written down', () => {
    const html = two(`
      MathJax.Hub.Config({ TeX: { Macros: {
        a: "x", 'b': '{\\\\bf y}', c: ["\\\\frac{#1}{#2}", 2], d: ['#1#2', 2, 'z'], e: 'x' + "y", f: \`\\\\z\`,
        g: someVariable, h: [1, 2], i: function () { return 'x' }
      } } });
      MathJax.Hub.Register.StartupHook("TeX Jax Ready", function () {
        MathJax.Hub.Config({ TeX: { Macros: { j: "later" } } });
        var TEX = MathJax.InputJax.TeX;
        TEX.Macro("k", "\\\\mathbf{#1}", 1);
      });`);
    expect(read(html).config.macros).toEqual({
      a: 'x',
      b: '{\\bf y}',
      c: ['\\frac{#1}{#2}', 2],
      d: ['#1#2', 2, 'z'],
      e: 'xy',
      f: '\\z',
      j: 'later',
      k: ['\\mathbf{#1}', 1],
    });
  });

  it('adds up over several scripts, the later over the earlier', () => {
    const html =
      two('MathJax.Hub.Config({ TeX: { Macros: { a: "1", b: "1" } } });') +
      '<p>text</p>' +
      two(
        'MathJax.Hub.Config({ TeX: { Macros: { b: "2" } } }); MathJax.Hub.Config({ displayAlign: "left" });',
      );
    expect(read(html).config).toMatchObject({ macros: { a: '1', b: '2' }, displayAlign: 'left' });
  });

  it('may stand in the loader, or in window.MathJax', () => {
    expect(
      read('<script src="MathJax.js">MathJax.Hub.Config({ displayAlign: "left" })</script>').config,
    ).toMatchObject({
      version: 2,
      displayAlign: 'left',
    });
    expect(
      read('<script>window.MathJax = { tex2jax: { inlineMath: [["$", "$"]] } };</script>').config,
    ).toMatchObject({ version: 2, inlineMath: [['$', '$']], processEscapes: false });
  });
});

describe('a configuration of MathJax 3', () => {
  it('gives delimiters, macros, environments, numbering and placement', () => {
    const html = three(`window.MathJax = {
      tex: { inlineMath: {'[+]': [['$', '$']]}, displayMath: [['$$', '$$']], tags: 'all', tagSide: 'left',
             macros: { R: '\\\\mathbb{R}', v: ['\\\\vec{#1}', 1] },
             environments: { box: ['[', ']'], bar: ['|#1', '|', 1, 'x'] } },
      options: { skipHtmlTags: {'[-]': ['code'], '[+]': ['kbd']}, ignoreHtmlClass: 'plain' },
      chtml: { displayAlign: 'left', displayIndent: '1em' },
      startup: { ready: () => { MathJax.startup.defaultReady(); } }
    };`);
    const { config, diagnostics } = read(html);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      present: true,
      version: 3,
      macros: { R: '\\mathbb{R}', v: ['\\vec{#1}', 1] },
      environments: { box: ['[', ']', 0], bar: ['|#1', '|', 1, 'x'] },
      inlineMath: [
        ['\\(', '\\)'],
        ['$', '$'],
      ],
      displayMath: [['$$', '$$']],
      processEscapes: true,
      tags: 'all',
      tagSide: 'left',
      displayAlign: 'left',
      displayIndent: '1em',
    });
    expect(config.skipTags).toContain('kbd');
    expect(config.skipTags).not.toContain('code');
  });

  it('adds packages, takes some away, and may take back the side of tags', () => {
    const html = three(`MathJax = { loader: { load: ['[tex]/physics', '[tex]/color'] },
      tex: { packages: { '[+]': ['physics', 'mathtools'], '[-]': ['color'] }, tagSide: 'left' } };
      MathJax = { tex: { tagSide: 'right' } };`);
    expect(read(html).config).toMatchObject({ packages: ['physics', 'mathtools'], tagSide: 'right' });
  });

  it('may be assigned to by parts', () => {
    expect(read(three('MathJax = {}; MathJax.tex = { tags: "ams" };')).config.tags).toBe('ams');
  });
});

describe('values that make no sense', () => {
  it('count as not said', () => {
    const html = two(`MathJax.Hub.Config({
      tex2jax: { inlineMath: "$", displayMath: [["$$"], 1], processEscapes: "yes" },
      displayAlign: 3, displayIndent: "expression(alert(1))", TeX: { equationNumbers: { autoNumber: 7 } }
    }); MathJax.Hub.Config("x"); MathJax.Hub.Config();`);
    expect(read(html)).toEqual({
      config: { ...MATHJAX_2_DEFAULTS, present: true, displayMath: [] },
      diagnostics: [],
    });
  });
});

describe('Liquid in a configuration', () => {
  it('is skipped, and what it leaves is read', () => {
    const html = two(`MathJax.Hub.Config({
      {% if page.numbers %} TeX: { equationNumbers: { autoNumber: "AMS" } }, {% endif %}
      displayAlign: {{ site.align }}, tex2jax: { inlineMath: [["$","$"]] } });`);
    expect(read(html)).toMatchObject({
      diagnostics: [],
      config: { tags: 'ams', displayAlign: 'center', inlineMath: [['$', '$']] },
    });
  });

  it('counts by the first branch of a condition where all together are no JavaScript', () => {
    const html = two(`MathJax.Hub.Config({ "HTML-CSS": {
      scale: {%- if page.scale -%}{{ page.scale }}{%- else -%}100{%- endif -%} },
      tex2jax: { inlineMath: {% if page.dollars %}[["$","$"]]{% elsif page.none %}[]{% else %}x{% endif %} } });`);
    expect(read(html)).toMatchObject({ diagnostics: [], config: { inlineMath: [['$', '$']] } });
  });

  it('is not seen in a macro that only looks like it', () => {
    const html = two('MathJax.Hub.Config({ TeX: { Macros: { a: "{{\\\\bf x}}" } } });');
    expect(read(html).config.macros).toEqual({ a: '{{\\bf x}}' });
  });
});

describe('a script that is no JavaScript', () => {
  it('is reported at the place where it breaks, and the others are read', () => {
    const html = `<head>\n${two('MathJax.Hub.Config({\n  TeX: oops oops\n});')}\n${two('MathJax.Hub.Config({ displayAlign: "left" });')}`;
    const { config, diagnostics } = read(html);
    expect(config.displayAlign).toBe('left');
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'mathjax-config-unreadable', file: 'layout.html', line: 3, column: 13 },
    ]);
  });
});

describe('the scripts that a page needs only for MathJax', () => {
  it.each([
    ['load', '<script src="/js/MathJax/MathJax.js?config=TeX-AMS"></script>'],
    [
      'load',
      '<script id="MathJax-script" async src="https://cdn.example.org/npm/mathjax@3/es5/tex-svg.js"></script>',
    ],
    ['configure', two('MathJax.Hub.Config({});')],
    ['configure', '<script>MathJax = { tex: {} };</script>'],
    ['configure', '<script>window.MathJax = window.MathJax || {}; MathJax.tex = { macros: {} };</script>'],
    [
      'load',
      '<script>window.MathJax = {}; (function () { var s = document.createElement("script"); s.async = true; s.src = "/mathjax.js"; document.head.appendChild(s); })();</script>',
    ],
  ])('%s: %s', (kind, script) => {
    const html = `<p>before</p>${script}<p>after</p>`;
    expect(findMathJax(html)).toMatchObject([{ kind, from: 13, to: 13 + script.length }]);
  });

  it('are found with the polyfill that their instructions name, but not without them', () => {
    const polyfill = '<script src="https://polyfill.io/v3/polyfill.min.js?features=es6"></script>';
    const loader = '<script src="https://cdn.example.org/npm/mathjax@3/es5/tex-chtml.js"></script>';
    expect(findMathJax(polyfill + loader).map(({ kind }) => kind)).toEqual(['polyfill', 'load']);
    const elsewhere = [
      'https://cdnjs.cloudflare.com/polyfill/v3/polyfill.min.js?version=4.8.0&features=es6',
      'https://polyfill-fastly.io/v3/polyfill.min.js?features=es6',
    ].map((src) => `<script src="${src}"></script>`);
    const minified = '<script src="https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-chtml.min.js"></script>';
    expect(findMathJax(elsewhere.join('') + minified).map(({ kind }) => kind)).toEqual([
      'polyfill',
      'polyfill',
      'load',
    ]);
    expect(findMathJax(`${polyfill}<p>MathJax</p>`)).toEqual([]);
  });

  it.each([
    '<script>var x = 1; MathJax.Hub.Queue(["Typeset"]);</script>',
    '<script>window.MathJax = window.MathJax || {}; MathJax.Hub.Queue(["Typeset"]);</script>',
    '<script>var settings = { search: true, mathjax: true };</script>',
    '<script>show(function () { if (window.MathJax) MathJax.typesetPromise(); });</script>',
    '<script src="/js/mathjax-tabs.js"></script>',
    '<script src="https://example.org/mathjax-editor/dist/editor.js"></script>',
    '<script>(function () { var s = document.createElement("script"); s.src = "/mathjax.js"; document.head.appendChild(s); start(); })();</script>',
    '<script type="text/template">MathJax = {}</script>',
    '<script src="/js/search.js"></script><p>MathJax</p>',
    '<!-- <script src="MathJax.js"></script> -->',
    '<p>MathJax = {}</p>',
  ])('are not: %s', (html) => {
    expect(findMathJax(html)).toEqual([]);
  });
});
