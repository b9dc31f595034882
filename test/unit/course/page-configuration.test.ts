import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createCourseBuilder } from '../../../src/course/index.js';

type Files = Readonly<Record<string, string>>;

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function write(source: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(source, name)), { recursive: true });
    await writeFile(path.join(source, name), text);
  }
}

/** A course of these files, which can be built, changed, and built again with what the cache has. */
async function course(files: Files) {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-configuration-'));
  folders.push(folder);
  const source = path.join(folder, 'course');
  await write(source, files);
  const build = async (cached: boolean) => {
    const builder = createCourseBuilder(
      {
        source,
        destination: path.join(folder, 'site'),
        cache: cached && path.join(folder, 'cache'),
      },
      {
        cwd: source,
        env: {},
        now: () => new Date('2025-01-01T00:00:00Z'),
        timezone: 'UTC',
        progress: () => {},
      },
    );
    const state = await builder.build();
    builder.save();
    const html = (page: string): string => {
      const file = state.files.get(page);
      return file?.kind === 'generated' ? Buffer.from(file.content()).toString() : '';
    };
    return {
      html,
      texts: (page: string) => texts(html(page)),
      codes: state.diagnostics.map(({ code }) => code),
      state,
    };
  };
  return { build, change: (changed: Files) => write(source, changed) };
}

/** The TeX of a page's formulas, in their order. */
function texts(html: string): string[] {
  return [...html.matchAll(/<annotation encoding="application\/x-tex"[^>]*>([^<]*)</g)].map(([, tex = '']) =>
    tex.trim(),
  );
}

const MATHJAX = '<script src="https://cdn.example.org/npm/mathjax@3/es5/tex-chtml.js"></script>';
const SETUP = `window.MathJax = { tex: { tags: 'ams', inlineMath: [['$', '$']], macros: { vv: ['\\\\mathbf{#1}', 1] } } };\n`;
const PAGE = '---\nlayout: page\n---\nLet $\\vv{w}$.\n';

const layout = (head: string) => `<!DOCTYPE html><html><head>${head}</head><body>{{ content }}</body></html>`;

describe('a script of the course that configures MathJax', () => {
  it.each([
    [`{{ '/js/setup.js' | relative_url }}`],
    [`{{ "/js/setup.js" | absolute_url }}`],
    ['{{ site.baseurl }}/js/setup.js?v={{ site.time | date: "%s" }}'],
    ['{{ site.url }}{{ site.baseurl }}/js/setup.js'],
    ['js/setup.js'],
  ])('counts, whichever way its address is written: %s', async (src) => {
    const { build } = await course({
      '_config.yml': 'url: https://example.org\nbaseurl: /course\n',
      '_layouts/page.html': layout(`<script src="${src}"></script>${MATHJAX}`),
      'js/setup.js': SETUP,
      'index.md': PAGE,
    });
    const { html, texts: formulas, codes } = await build(false);
    expect(formulas('index.html')).toEqual(['\\vv{w}']);
    expect(codes.filter((code) => code.startsWith('math'))).toEqual([]);
    expect(html('index.html')).not.toContain('setup.js');
  });

  it('counts as what Liquid makes of it', async () => {
    const { build } = await course({
      '_config.yml': 'delimiter: "$"\n',
      '_layouts/page.html': layout(`<script src="/js/setup.js"></script>${MATHJAX}`),
      'js/setup.js': `---\n---\n{% assign d = site.delimiter %}MathJax = { tex: { inlineMath: [['{{ d }}', '{{ d }}']], macros: {{ site.data.macros | jsonify }} } };`,
      '_data/macros.yml': 'vv: ["\\\\mathbf{#1}", 1]\n',
      'index.md': PAGE,
    });
    const { texts: formulas, codes } = await build(false);
    expect(formulas('index.html')).toEqual(['\\vv{w}']);
    expect(codes.filter((code) => code.startsWith('math'))).toEqual([]);
  });

  it('counts with the include in which it is written, also when that changes', async () => {
    const { build, change } = await course({
      '_layouts/page.html': layout(`<script src="/js/setup.js"></script>${MATHJAX}`),
      'js/setup.js': '---\n---\n{% include setup.js %}\n',
      '_includes/setup.js': SETUP,
      'index.md': PAGE,
    });
    const { texts: formulas, codes } = await build(true);
    expect(formulas('index.html')).toEqual(['\\vv{w}']);
    expect(codes.filter((code) => code.startsWith('math'))).toEqual([]);
    await change({ '_includes/setup.js': 'window.other = 1;\n' });
    expect((await build(true)).texts('index.html')).toEqual([]);
    await change({ '_includes/setup.js': SETUP });
    expect((await build(true)).texts('index.html')).toEqual(['\\vv{w}']);
  });

  it.each(['application/ecmascript', 'application/x-javascript', 'Text/JavaScript'])(
    'counts with the type %s',
    async (type) => {
      const { build } = await course({
        '_layouts/page.html': layout(`<script type="${type}" src="/js/setup.js"></script>${MATHJAX}`),
        'js/setup.js': SETUP,
        'index.md': PAGE,
      });
      const { texts: formulas, html } = await build(false);
      expect(formulas('index.html')).toEqual(['\\vv{w}']);
      expect(html('index.html')).not.toContain('setup.js');
    },
  );

  it('goes where it also does what loads MathJax, as its instructions have it', async () => {
    const { build } = await course({
      '_layouts/page.html': layout('<script src="/js/load-mathjax.js" async></script>'),
      'js/load-mathjax.js': `${SETUP}(function () {
        var script = document.createElement('script');
        script.src = 'https://cdn.example.org/npm/mathjax@3/es5/tex-svg.js';
        script.async = true;
        document.head.appendChild(script);
      })();`,
      'index.md': PAGE,
    });
    const { texts: formulas, html } = await build(false);
    expect(formulas('index.html')).toEqual(['\\vv{w}']);
    expect(html('index.html')).not.toContain('load-mathjax.js');
  });

  it('is read again when it has changed, and when it has come', async () => {
    const { build, change } = await course({
      '_layouts/page.html': layout(`<script src="/js/setup.js"></script>${MATHJAX}`),
      'index.md': PAGE,
    });
    expect((await build(true)).texts('index.html')).toEqual([]);
    await change({ 'js/setup.js': SETUP });
    expect((await build(true)).texts('index.html')).toEqual(['\\vv{w}']);
    await change({ 'js/setup.js': SETUP.replace('vv', 'other') });
    const warm = await build(true);
    const cold = await build(false);
    expect(warm.codes).toContain('math-undefined-macro');
    expect(warm.html('index.html')).toBe(cold.html('index.html'));
    expect(warm.state.diagnostics).toEqual(cold.state.diagnostics);
  });

  it('that cannot be followed stays with MathJax, and is told once', async () => {
    const { build } = await course({
      '_layouts/page.html': layout(`<script src="/js/setup.js"></script>${MATHJAX}`),
      'js/setup.js': 'MathJax = { tex: { inlineMath:\n  pairsOf(location) } };\n',
      'index.md': PAGE,
      'other.md': PAGE,
    });
    const { html, state } = await build(false);
    expect(html('index.html')).toContain('<script src="/js/setup.js"></script>');
    expect(html('index.html')).toContain(MATHJAX);
    const told = state.diagnostics.filter(({ code }) => code === 'mathjax-config-unreadable');
    expect(told[0]).toMatchObject({ file: 'js/setup.js', line: 2, column: 3 });
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});

describe("KaTeX's auto-render", () => {
  it('is done by the build, and its scripts and style sheet go', async () => {
    const { build } = await course({
      '_layouts/page.html': layout(`<link rel="stylesheet" href="https://cdn.example.org/katex/katex.min.css">
        <script defer src="https://cdn.example.org/katex/katex.min.js"></script>
        <script defer src="https://cdn.example.org/katex/contrib/auto-render.min.js" onload="start()"></script>
        <script>function start() { renderMathInElement(document.body, { delimiters: [
          { left: '$$', right: '$$', display: true }, { left: '$', right: '$', display: false }],
          macros: { '\\\\vv': '\\\\mathbf{#1}' } }); }</script><link rel="stylesheet" href="/own.css">`),
      'index.md': PAGE,
      'own.css': 'p { margin: 0 }',
    });
    const { html, texts: formulas, codes } = await build(false);
    expect(formulas('index.html')).toEqual(['\\vv{w}']);
    expect(codes.filter((code) => code.startsWith('math'))).toEqual([]);
    expect(html('index.html')).not.toMatch(/cdn\.example\.org|renderMathInElement/);
    expect(html('index.html')).toContain('/own.css');
  });
});

describe('the include in which a theme would look for a configuration', () => {
  it.each(['head-custom.html', 'custom-head.html', 'head_custom.html', 'head/custom.html', 'mathjax.html'])(
    'counts where the theme is not there: %s',
    async (name) => {
      const { build } = await course({
        [`_includes/${name}`]: `<script>${SETUP}</script>${MATHJAX}`,
        'index.md': PAGE,
      });
      expect((await build(false)).texts('index.html')).toEqual(['\\vv{w}']);
    },
  );

  it('does not where the page has its layout, which does not read it', async () => {
    const { build } = await course({
      '_includes/mathjax.html': `<script>${SETUP}</script>${MATHJAX}`,
      '_layouts/page.html': layout(''),
      'index.md': PAGE,
    });
    expect((await build(false)).texts('index.html')).toEqual([]);
  });
});

describe('a macro that a page lacks is told with the place where it is written', () => {
  const HIDDEN = '<div hidden>\n$\\newcommand{\\vv}[1]{\\mathbf{#1}}$</div>';
  const DOLLARS = `<script>MathJax = { tex: { inlineMath: [['$', '$']] } };</script>${MATHJAX}`;
  const lacking = {
    '_layouts/bare.html': layout(DOLLARS),
    'other.md': '---\nlayout: bare\n---\nHere $\\vv{w}$.\n',
  };

  it.each<[string, Files]>([
    ['_layouts/page.html:2', { '_layouts/page.html': layout(DOLLARS).replace('<body>', `<body>${HIDDEN}`) }],
    [
      '_includes/macros.html:2',
      {
        '_layouts/page.html': layout(DOLLARS).replace('<body>', '<body>{% include macros.html %}'),
        '_includes/macros.html': HIDDEN,
      },
    ],
    [
      'index.md:5',
      { '_layouts/page.html': layout(DOLLARS), 'index.md': `---\nlayout: page\n---\n${HIDDEN}\n` },
    ],
    [
      'js/setup.js:2',
      {
        '_layouts/page.html': layout(`<script src="/js/setup.js"></script>${MATHJAX}`),
        'js/setup.js': `window.MathJax = { tex: { macros: {\n  vv: ['x', 1] } } };`,
      },
    ],
  ])('%s', async (place, files) => {
    const { build } = await course({ 'index.md': PAGE, ...lacking, ...files });
    const { state } = await build(false);
    const [fault] = state.diagnostics.filter(({ code }) => code === 'math-undefined-macro');
    expect(fault).toMatchObject({ file: 'other.md', line: 4 });
    expect(fault?.hint).toContain(`${place} defines it`);
  });
});

describe("jekyll-katex's tags", () => {
  const PLUGIN = {
    '_config.yml': 'plugins: [jekyll-katex]\nkatex: { macros: { vv: ["\\\\mathbf{#1}", 1] } }\n',
  };
  const DISPLAY = /class="katex-display"/g;

  it.each<[string, string, readonly string[], number]>([
    ['in a line', 'So {% katex %}a_1 * b_2 | \\vv{c}{% endkatex %} is it.', ['a_1 * b_2 | \\vv{c}'], 0],
    ['at the start of a line', '{% katex %}x < y{% endkatex %} is so.', ['x &lt; y'], 0],
    [
      'as a display',
      'So\n\n{% katex display %}\nc = \\pm\\sqrt{a^2}\n{% endkatex %}\n',
      ['c = \\pm\\sqrt{a^2}'],
      1,
    ],
    [
      'over several lines',
      '{% katex display %}\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}{% endkatex %}',
      ['\\begin{aligned} a &amp;= b \\\\ c &amp;= d \\end{aligned}'],
      1,
    ],
    ['in a table', '| a | b |\n|---|---|\n| {% katex %}|x|{% endkatex %} | y |\n', ['|x|'], 0],
    ['with Liquid', '{% assign n = 3 %}{% katex %}x_{{ n }}{% endkatex %}', ['x_3'], 0],
    [
      'in text with dollars',
      '{% katexmm %}For \\$5 one gets $\\vv{x}$ and $$y_1$$.{% endkatexmm %}',
      ['\\vv{x}', 'y_1'],
      1,
    ],
  ])('are formulas %s', async (_, text, expected, displays) => {
    const { build } = await course({ ...PLUGIN, 'index.md': `---\n---\n${text}\n` });
    const { html, texts: formulas, state } = await build(false);
    expect(formulas('index.html')).toEqual(expected);
    expect(html('index.html').match(DISPLAY) ?? []).toHaveLength(displays);
    expect(html('index.html')).not.toContain('data-tex');
    expect(state.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('may stand in layouts and includes, and show their faults where they stand', async () => {
    const { build } = await course({
      ...PLUGIN,
      '_layouts/page.html': layout('').replace('{{', '{% katex %}z{% endkatex %}{% include a.html %}{{'),
      '_includes/a.html': '{% katex %}w{% endkatex %}',
      'index.md': '---\nlayout: page\n---\nText\n\n{% katex %}\\nosuch{% endkatex %}\n',
    });
    const { texts: formulas, state } = await build(false);
    expect(formulas('index.html')).toEqual(['z', 'w']);
    const faults = state.diagnostics.filter(({ severity }) => severity !== 'info');
    expect(faults).toMatchObject([{ code: 'math-undefined-macro', file: 'index.md', line: 6 }]);
  });

  it('are unknown tags without the plugin', async () => {
    const { build } = await course({ 'index.md': '---\n---\n{% katex %}x{% endkatex %}\n' });
    expect((await build(false)).codes).toContain('liquid-unknown-tag');
  });
});

describe("distill's elements", () => {
  it('<d-math> hold formulas', async () => {
    const { build } = await course({
      '_layouts/page.html': layout(''),
      'index.html':
        '---\nlayout: page\n---\n<p>So <d-math>a_1 &lt; b</d-math> and <d-math block="">\n c^2 </d-math> and <d-math block>d</d-math>.</p>\n',
    });
    const { html, texts: formulas } = await build(false);
    expect(formulas('index.html')).toEqual(['a_1 &lt; b', 'c^2', 'd']);
    expect(html('index.html').match(/class="katex-display"/g)).toHaveLength(2);
    expect(html('index.html')).not.toContain('d-math');
  });

  it('<d-math> holds an environment as a part of its formula', async () => {
    const { build } = await course({
      '_layouts/page.html': layout(''),
      'index.md':
        '---\nlayout: page\n---\n<d-math block>\nA = \\begin{bmatrix} a_1 \\\\ b \\end{bmatrix}\n</d-math>\n',
    });
    const { texts: formulas } = await build(false);
    expect(formulas('index.html')).toEqual(['A = \\begin{bmatrix} a_1 \\\\ b \\end{bmatrix}']);
  });
});
