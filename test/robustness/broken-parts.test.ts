import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BuildResult, buildSite } from '../../src/course/index.js';
import { testEffects } from '../support/test-effects.js';

/** Breaks one function of the program at a time, or the making of the diagnostics of one code. */
const breakage = vi.hoisted(() => {
  let broken = '';
  let calls = 0;
  const strike = (name: string): never => {
    calls++;
    throw new Error(`${name} is broken`);
  };
  const breakable = (name: string, run: unknown): unknown =>
    typeof run === 'function'
      ? (...args: readonly unknown[]): unknown => (name === broken ? strike(name) : run(...args))
      : run;
  return {
    breakOff: (name: string): void => {
      broken = name;
      calls = 0;
    },
    broken: () => broken,
    calls: () => calls,
    strike,
    /** A module whose `functions` can be broken, and what its `makers` return. */
    wrap: (
      module: Record<string, unknown>,
      functions: readonly string[],
      makers: readonly string[] = [],
    ) => ({
      ...module,
      ...Object.fromEntries(functions.map((name) => [name, breakable(name, module[name])])),
      ...Object.fromEntries(
        makers.map((name) => [
          name,
          (...args: readonly unknown[]) => {
            const make = module[name];
            return breakable(name, typeof make === 'function' ? make(...args) : undefined);
          },
        ]),
      ),
    }),
  };
});

vi.mock('../../src/diagnostics/nearest-name.js', async (original) =>
  breakage.wrap(await original(), ['nearestName']),
);
vi.mock('../../src/diagnostics/escape-pattern.js', async (original) =>
  breakage.wrap(await original(), ['escapePattern']),
);
vi.mock('../../src/course/compose/layout-findings.js', async (original) =>
  breakage.wrap(await original(), ['layoutFindings']),
);
vi.mock('../../src/course/typeset/element-ids.js', async (original) =>
  breakage.wrap(await original(), ['elementIds']),
);
vi.mock('../../src/course/typeset/link-math.js', async (original) =>
  breakage.wrap(await original(), ['linkMath']),
);
vi.mock('../../src/course/compose/formula-places.js', async (original) =>
  breakage.wrap(await original(), ['withFormulaPlaces']),
);
vi.mock('../../src/course/references/label-pages.js', async (original) =>
  breakage.wrap(await original(), ['courseLabels']),
);
vi.mock('../../src/course/references/show-reference.js', async (original) =>
  breakage.wrap(await original(), ['shownMark']),
);
vi.mock('../../src/course/references/reference-findings.js', async (original) =>
  breakage.wrap(await original(), ['referenceFindings']),
);
vi.mock('../../src/glossary/page-terms.js', async (original) =>
  breakage.wrap(await original(), ['pageTerms']),
);
vi.mock('../../src/course/references/course-terms.js', async (original) =>
  breakage.wrap(await original(), ['courseTerms']),
);
vi.mock('../../src/glossary/link-terms.js', async (original) =>
  breakage.wrap(await original(), ['linkTerms']),
);
vi.mock('../../src/glossary/read-entries.js', async (original) =>
  breakage.wrap(await original(), ['glossaryEntries']),
);
vi.mock('../../src/course/git/git-repository.js', async (original) =>
  breakage.wrap(await original(), ['readGitRepository']),
);
vi.mock('../../src/course/git/git-history.js', async (original) =>
  breakage.wrap(await original(), ['formerNames']),
);
vi.mock('../../src/course/resolve/resolve-references.js', async (original) =>
  breakage.wrap(await original(), ['courseAddress', 'linkedPages']),
);
vi.mock('../../src/course/scan/infer-baseurl.js', async (original) =>
  breakage.wrap(await original(), ['inferBaseurl']),
);
vi.mock('../../src/course/resolve/course-files.js', async (original) =>
  breakage.wrap(await original(), ['courseFiles']),
);
vi.mock('../../src/course/resolve/inventory-memory.js', async (original) =>
  breakage.wrap(await original(), [], ['createInventoryMemory']),
);
vi.mock('../../src/course/incremental/course-snapshot.js', async (original) =>
  breakage.wrap(await original(), ['courseSnapshot']),
);
vi.mock('../../src/course/incremental/site-record.js', async (original) =>
  breakage.wrap(await original(), ['recordSite', 'recallSite']),
);
vi.mock('../../src/course/incremental/written-files.js', async (original) =>
  breakage.wrap(await original(), ['readWritten', 'keepWritten']),
);
vi.mock('../../src/course/resolve/course-macros.js', async (original) =>
  breakage.wrap(await original(), ['courseMacros']),
);
vi.mock('../../src/course/scan/config-problems.js', async (original) =>
  breakage.wrap(await original(), ['configProblems']),
);
vi.mock('../../src/course/scan/plain-text.js', async (original) =>
  breakage.wrap(await original(), [], ['plainText']),
);
vi.mock('../../src/course/render/sass.js', async (original) =>
  breakage.wrap(await original(), ['compileSass']),
);
vi.mock('../../src/course/render/sass-references.js', async (original) =>
  breakage.wrap(await original(), ['sassReferences']),
);
vi.mock('../../src/course/compose/page-math.js', async (original) =>
  breakage.wrap(await original(), ['pageMacroLayers']),
);
vi.mock('../../src/math/katex/katex.js', async (original) =>
  breakage.wrap(await original(), ['renderKatex']),
);
vi.mock('../../src/math/typesetting/formula-html.js', async (original) =>
  breakage.wrap(await original(), ['formulaHtml']),
);
vi.mock('../../src/math/tex/translate.js', async (original) =>
  breakage.wrap(await original(), ['translateFormula']),
);
vi.mock('../../src/math/tex/translation/katex-source.js', async (original) =>
  breakage.wrap(await original(), ['formulaSource']),
);
vi.mock('../../src/math/search/page-parts.js', async (original) =>
  breakage.wrap(await original(), ['pageParts']),
);
vi.mock('../../src/math/macros/initial-state.js', async (original) =>
  breakage.wrap(await original(), ['initialState']),
);
vi.mock('../../src/math/typesetting/figure-labels.js', async (original) =>
  breakage.wrap(await original(), ['figureLabels']),
);
vi.mock('../../src/math/typesetting/line-breaks.js', async (original) =>
  breakage.wrap(await original(), ['joinParts']),
);
vi.mock('../../src/math/typesetting/formula-diagnostics.js', async (original) =>
  breakage.wrap(await original(), ['katexNote', 'undefinedLabel']),
);
vi.mock('../../src/math/macros/course-macros.js', async (original) =>
  breakage.wrap(await original(), ['checkMacros', 'withDefiningPages']),
);
vi.mock('../../src/math/config/mathjax-config.js', async (original) =>
  breakage.wrap(await original(), ['readMathJaxConfig']),
);
vi.mock('../../src/math/formula/formula-text.js', async (original) =>
  breakage.wrap(await original(), ['texText']),
);
vi.mock('../../src/math/assets/subset-fonts.js', async (original) =>
  breakage.wrap(await original(), ['makeFont']),
);
vi.mock('../../src/math/assets/style-sheets.js', async (original) =>
  breakage.wrap(await original(), ['katexStyle']),
);
vi.mock('../../src/math/assets/used-glyphs.js', async (original) =>
  breakage.wrap(await original(), ['mergeGlyphs'], ['glyphReader']),
);
vi.mock('../../src/markdown/highlight/highlighter.js', async (original) =>
  breakage.wrap(await original(), [], ['createHighlighter']),
);
vi.mock('../../src/markdown/html/references.js', async (original) =>
  breakage.wrap(await original(), ['htmlReferences', 'collectHtml']),
);
vi.mock('../../src/markdown/html/css-references.js', async (original) =>
  breakage.wrap(await original(), ['stylesheetReferences']),
);
vi.mock('../../src/markdown/html/unclosed.js', async (original) =>
  breakage.wrap(await original(), ['unclosedHtml']),
);
vi.mock('../../src/links/urls/relative-links.js', async (original) =>
  breakage.wrap(await original(), [], ['relativeLinks']),
);
vi.mock('../../src/markdown/markdown.js', async (original) =>
  breakage.wrap(await original(), [], ['createMarkdown']),
);
vi.mock('../../src/links/notebooks/check-notebooks.js', async (original) =>
  breakage.wrap(await original(), ['checkNotebooks']),
);
vi.mock('../../src/links/resolve-links.js', async (original) =>
  breakage.wrap(await original(), ['resolveLinks']),
);
vi.mock('../../src/links/page-structure.js', async (original) =>
  breakage.wrap(await original(), ['duplicateIds', 'skippedLevels', 'missingAlternatives']),
);
vi.mock('../../src/links/urls/site-location.js', async (original) =>
  breakage.wrap(await original(), ['targetOf']),
);
vi.mock('../../src/links/faults/site-fault.js', async (original) =>
  breakage.wrap(await original(), ['siteFault']),
);
vi.mock('../../src/links/secret.js', async (original) => breakage.wrap(await original(), ['exposedSecrets']));
vi.mock('../../src/links/repository/infer-repository.js', async (original) =>
  breakage.wrap(await original(), ['inferRepository']),
);
vi.mock('../../src/links/file-faults.js', async (original) => breakage.wrap(await original(), ['hugeFiles']));
vi.mock('../../src/liquid/parse-template.js', async (original) =>
  breakage.wrap(await original(), ['parseTemplate']),
);
vi.mock('../../src/liquid/core/fault.js', async (original) =>
  breakage.wrap(await original(), ['didYouMean']),
);
vi.mock('../../src/liquid/render/evaluate.js', async (original) =>
  breakage.wrap(await original(), ['evaluate']),
);
vi.mock('../../src/generators/pages/feed.js', async (original) => breakage.wrap(await original(), ['feeds']));
vi.mock('../../src/generators/pages/sitemap.js', async (original) =>
  breakage.wrap(await original(), ['sitemap']),
);
vi.mock('../../src/generators/pages/redirects.js', async (original) =>
  breakage.wrap(await original(), ['redirect']),
);
vi.mock('../../src/generators/pages/paginate.js', async (original) =>
  breakage.wrap(await original(), ['paginate']),
);
vi.mock('../../src/generators/tags/seo-data.js', async (original) =>
  breakage.wrap(await original(), ['seoData']),
);
vi.mock('../../src/generators/config/active-plugins.js', async (original) =>
  breakage.wrap(await original(), ['unknownPlugins']),
);
vi.mock('../../src/course/scan/course-theme.js', async (original) =>
  breakage.wrap(await original(), ['courseTheme']),
);
vi.mock('../../src/generators/github-metadata.js', async (original) =>
  breakage.wrap(await original(), ['withRepository']),
);
vi.mock('../../src/site/data/table.js', async (original) => breakage.wrap(await original(), ['readTable']));
vi.mock('../../src/site/pages/excerpt.js', async (original) =>
  breakage.wrap(await original(), ['excerptSource']),
);
vi.mock('../../src/site/pages/settle-outputs.js', async (original) =>
  breakage.wrap(await original(), ['settleOutputs']),
);
vi.mock('../../src/diagnostics/make-diagnostic.js', async (original) => {
  const { diagnostic } = await original<typeof import('../../src/diagnostics/make-diagnostic.js')>();
  return {
    diagnostic: (...[severity, code, place, message, more]: Parameters<typeof diagnostic>) =>
      code === breakage.broken()
        ? diagnostic(severity, code, place, message, { ...more, hint: () => breakage.strike(code) })
        : diagnostic(severity, code, place, message, more),
  };
});
vi.mock('../../src/links/faults/fault.js', async (original) => {
  const { faultAt, ...others } = await original<typeof import('../../src/links/faults/fault.js')>();
  return {
    ...others,
    faultAt: (...[fault, place]: Parameters<typeof faultAt>) =>
      fault.code === breakage.broken() ? breakage.strike(fault.code) : faultAt(fault, place),
  };
});

/** What stands beside the making of a page's text: where one of these fails, every page is made all the same. */
const BESIDE = [
  'nearestName',
  'layoutFindings',
  'elementIds',
  'linkMath',
  'withFormulaPlaces',
  'courseLabels',
  'shownMark',
  'referenceFindings',
  'pageTerms',
  'courseTerms',
  'linkTerms',
  'glossaryEntries',
  'readGitRepository',
  'formerNames',
  'inferBaseurl',
  'courseAddress',
  'linkedPages',
  'courseFiles',
  'createInventoryMemory',
  'courseSnapshot',
  'recordSite',
  'readWritten',
  'keepWritten',
  'courseMacros',
  'configProblems',
  'plainText',
  'sassReferences',
  'renderKatex',
  'formulaHtml',
  'translateFormula',
  'formulaSource',
  'pageParts',
  'initialState',
  'figureLabels',
  'joinParts',
  'katexNote',
  'undefinedLabel',
  'checkMacros',
  'withDefiningPages',
  'makeFont',
  'katexStyle',
  'mergeGlyphs',
  'glyphReader',
  'createHighlighter',
  'htmlReferences',
  'collectHtml',
  'stylesheetReferences',
  'unclosedHtml',
  'relativeLinks',
  'checkNotebooks',
  'resolveLinks',
  'duplicateIds',
  'skippedLevels',
  'missingAlternatives',
  'siteFault',
  'exposedSecrets',
  'inferRepository',
  'hugeFiles',
  'didYouMean',
  'feeds',
  'paginate',
  'seoData',
  'unknownPlugins',
  'courseTheme',
  'withRepository',
  'readTable',
  'settleOutputs',
];

/** Plugins that add pages of their own: where one of these fails, all others are there. */
const ADDING = [
  ['sitemap', 'robots.txt'],
  ['redirect', 'old.html'],
] as const;

/** What makes a page's text: where one of these fails, something stands for the page. */
const MAKING = [
  'targetOf',
  'escapePattern',
  'compileSass',
  'pageMacroLayers',
  'readMathJaxConfig',
  'texText',
  'createMarkdown',
  'parseTemplate',
  'evaluate',
  'excerptSource',
];

/** Besides the pages of the golden course: something for each part to work on, right and wrong. */
const MORE: Readonly<Record<string, string>> = {
  '_data/table.csv': 'name,room\nAda,101\n',
  '_posts/2026-02-02-more.md': '---\ntitle: More\ntags: [a]\n---\nFirst $$x$$.\n\nSecond.\n',
  'css/plain.css': 'body { background: url(../assets/arrow.svg) }\n',
  'notebook.ipynb': '{"cells": [{"cell_type": "markdown", "source": ["![x](missing.png)"]}], "metadata": {}}',
  'moved.md':
    '---\nredirect_from: /old.html\n---\n## A heading\n\n#### Another\n\nMoved, see [the start](index.md).\n',
  'faults.md': `---
title: A title with $\\foo - 1$
date: never
---
By \\eqref{eq-1}, $\\fooo{x}$ and $\\begin{alignd}x\\end{alignd}$. See [^1] and <https://example.org/a b>.

{% highligth python %}{% include missing.html %}{{ page.title | upcas }}{% highlight python %}x = 1{% endhighlight %}

\`\`\`python
print("x")
\`\`\`

\`\`\`unheard
x
\`\`\`

<sapn>text</span> <u>Title<u> ![](gone.png) [gone](gone.html) [there](index.html#nowhere) [no][definition]

![a](https://github.com/owner/name/blob/main/a.ipynb) {: .class
`,
  'more-faults.md': `---
title: 'Unclosed
---
\uFEFF##No space　here

#### Deep

> text with full-width　space

- a
* b

*[HTML]: one
*[HTML]: two

[^used]: never used

{::options auto_ids="maybe" /}

| a | b

The chance $P(a|b)$ and $a_1 * b * c_1$ and \\(x and $$\\label{one}x$$ and $$\\label{one}y$$ \\ref{two} $\\ref{two}$ $\\href{javascript:x}{y}$ $x^a^b$.

{{ "a" | date }} {{ "x" | truncate: 1, 2, 3, 4 }} {% if %}x{% endif %} {% link nowhere.md %} {% for %} {% endunless %} {{ x | }}

<div markdown="2">x</div> <font size="1">a</i> <img src=x y="> <p>in text</p>

[a](http://localhost:4000/x) [b](/no/baseurl.html) [c]() [d](http://example.org/a.png) ![e](Arrow.SVG) ![f](C:\\a.png)
[g](https://github.com/owner/name/blob/other/notebook.ipynb) [h](https://colab.research.google.com/github/owner/name/blob/main/Notebook.ipynb)
[i](faults) [j](http:/example.org) <script src="http://example.org/a.js"></script> [k](../assets/arrow.svg)

sk-proj-aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9dE1fG3

~~~
never closed
`,
  'no-layout.md': '---\nlayout: no-such\n---\nText.\n',
  'list.md': '---\n- a\n---\nText.\n',
  'empty-permalink.md': '---\npermalink: ""\n---\nText.\n',
  'same.md': '---\npermalink: /moved.html\n---\nText.\n',
  'redirects.md': '---\nredirect_from: /faults.html\nredirect_to: [1, 2]\n---\nText.\n',
  'bad.scss': '---\n---\na { color: $none }\n',
  'empty.ipynb': '',
  'broken.ipynb': '{"cells": [',
  '_data/glossary.yml': 'start: Where it begins.\nchance: { meaning: x }\n',
  'terms.md':
    '---\ntitle: Terms\n---\n{% include lectern/glossary.html %}\n\nstart\n: Again.\n{: .glossary}\n\nThe chance.\n',
  '_data/bad.yml': 'a: [\n',
  '_data/bad.json': '{"a": ',
  '_data/bad.csv': 'a,b\n"c\n',
  '_data/語.yml': 'a: 1\n',
  '_posts/undated.md': '---\n---\nText.\n',
  '_notes/when.md': '---\ndate: never\n---\nText.\n',
  '_layouts/loop.html': '---\nlayout: loop\n---\n{{ content }}\n',
  'looped.md': '---\nlayout: loop\n---\nText.\n',
  'faulty.html': '---\n---\n<p id="a">By $\\foo - 1$.</p><p id="a"><!-- never closed\n',
  'home.html':
    '---\npagination: true\n---\n{% for post in paginator.posts %}{{ post.excerpt }}{% endfor %}{% seo %}{{ "_a_" | markdownify }}\n',
};

let folder: string;
let pages: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-broken-'));
  const course = path.join(folder, 'course');
  await cp(path.resolve(import.meta.dirname, '../golden/course/site'), course, { recursive: true });
  for (const [name, text] of Object.entries(MORE)) {
    await mkdir(path.dirname(path.join(course, name)), { recursive: true });
    await writeFile(path.join(course, name), text);
  }
  // A site is recorded only where no post waits for its date.
  await rm(path.join(course, '_posts/2099-01-01-later.md'));
  await mkdir(path.join(course, '.git'));
  // No branch that is a repository's default one by its name: which it is, links to notebooks have to say.
  await writeFile(path.join(course, '.git/HEAD'), 'ref: refs/heads/summer\n');
  const config = await readFile(path.join(course, '_config.yml'), 'utf8');
  await writeFile(path.join(course, '_config.yml'), `${config}${CONFIG}`);
  const { diagnostics } = await build();
  expect(ownFaults(diagnostics)).toEqual([]);
  found = new Set(diagnostics.map(({ code }) => code));
  pages = await pagesOf();
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => breakage.breakOff(''));

const CONFIG = `plugins: [jekyll-feed, jekyll-sitemap, jekyll-seo-tag, jekyll-redirect-from, jekyll-unheard, jekyll-paginate, jekyll-relative-links]
relative_links: { enabled: true, collections: true }
titles_from_headings: { enabled: true }
repository: owner/name
paginate: 1
paginat: 2
diagnostics:
  file-unused: warning
  no-such: off
  accept: [{ file: nowhere.md, code: alt-missing }]
theme: no-theme
limit_posts: many
kramdown: { auto_ids: maybe }
lectern: { glossary: true }
`;

let found: ReadonlySet<string>;

/** Builds into a folder that is not there. */
async function build(): Promise<BuildResult> {
  await rm(path.join(folder, 'docs'), { recursive: true, force: true });
  return again();
}

function again(): Promise<BuildResult> {
  return buildSite(
    { source: 'course', destination: 'docs', cache: 'cache' },
    testEffects(folder, {
      // The history is whole, and has nothing in it.
      git: async ([command]) => (command === 'rev-parse' ? 'false\n' : ''),
    }),
  );
}

async function pagesOf(): Promise<readonly string[]> {
  const files = await readdir(path.join(folder, 'docs'), { recursive: true });
  return files.filter((file) => /\.(?:html|css|txt)$/.test(file) && !file.startsWith('assets/katex')).sort();
}

const published = (file: string) => readFile(path.join(folder, 'docs', file), 'utf8');

async function manifest(): Promise<readonly string[]> {
  const { files }: { files: string[] } = JSON.parse(await published('.lectern-manifest.json'));
  return files;
}

const ownFaults = (diagnostics: BuildResult['diagnostics']) =>
  diagnostics.filter(({ code }) => code === 'internal-fault' || code === 'page-failed');

/** Builds from nothing with something broken, and answers with what was said of lectern's own faults. */
async function broken(name: string): Promise<BuildResult> {
  await rm(path.join(folder, 'cache'), { recursive: true, force: true });
  breakage.breakOff(name);
  return build();
}

/** What is said of lectern's own faults by a build where nothing is broken any more and all else is as it was. */
async function faultsOnceMended(): Promise<readonly string[]> {
  breakage.breakOff('');
  return ownFaults((await again()).diagnostics).map(({ file, message }) => `${file}: ${message}`);
}

describe('where a part of lectern fails, every page is there', () => {
  test.each(BESIDE)('%s, which is beside the pages', async (name) => {
    const result = await broken(name);
    expect(breakage.calls()).toBeGreaterThan(0);
    expect(await pagesOf()).toEqual(pages);
    expect(ownFaults(result.diagnostics).map(({ code }) => code)).toContain('internal-fault');
    expect(result.complete).toBe(true);
    expect(await faultsOnceMended()).toEqual([]);
  });

  test('what shows the references of a page, of which the file is told that its author wrote', async () => {
    const { diagnostics } = await broken('shownMark');
    const faults = ownFaults(diagnostics).filter(({ message }) => message.includes('refers to failed'));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map(({ file }) => file).filter((file) => !file.endsWith('.md'))).toEqual([]);
  });

  test.each(ADDING)('%s, which adds %s', async (name, added) => {
    const result = await broken(name);
    expect(breakage.calls()).toBeGreaterThan(0);
    expect(await pagesOf()).toEqual(pages.filter((page) => page !== added));
    expect(ownFaults(result.diagnostics).map(({ code }) => code)).toEqual(['internal-fault']);
    expect(result.complete).toBe(true);
  });

  test.each([
    ['sitemap', ['robots.txt', 'sitemap.xml']],
    ['redirect', ['old.html', 'redirects.json']],
    ['feeds', []],
  ])('%s, of which what was published before stays where it holds no texts: %j', async (name, staying) => {
    breakage.breakOff('');
    await build();
    const [before, robots] = [await manifest(), await published('robots.txt')];
    // Else the build would see that nothing has changed, and make nothing.
    await rm(path.join(folder, 'cache'), { recursive: true, force: true });
    breakage.breakOff(name);
    const { published: changes, complete } = await again();
    expect(breakage.calls()).toBeGreaterThan(0);
    // What is found by searching is of the pages that there are now.
    const removed = changes?.removed.filter((file) => !file.startsWith('search/text/'));
    expect(removed).toEqual(name === 'feeds' ? ['feed.xml'] : []);
    expect(before).toEqual(expect.arrayContaining(staying));
    expect(await manifest()).toEqual(before.filter((file) => !changes?.removed.includes(file)));
    expect(await published('robots.txt')).toBe(robots);
    expect(complete).toBe(true);
  });

  test('recallSite, which spares a build', async () => {
    breakage.breakOff('');
    await build();
    breakage.breakOff('recallSite');
    const { complete, diagnostics } = await again();
    expect(breakage.calls()).toBeGreaterThan(0);
    expect(await pagesOf()).toEqual(pages);
    expect(ownFaults(diagnostics).map(({ code }) => code)).toEqual(['internal-fault']);
    expect(complete).toBe(true);
  });

  test.each(MAKING)('%s, which makes them', async (name) => {
    const result = await broken(name);
    expect(breakage.calls()).toBeGreaterThan(0);
    expect(await pagesOf()).toEqual(pages);
    expect(ownFaults(result.diagnostics)).not.toEqual([]);
    expect(await faultsOnceMended()).toEqual([]);
  });

  test('what says any of the things that are found', async () => {
    expect(found.size).toBeGreaterThan(30);
    for (const code of found) {
      const { complete, diagnostics } = await broken(code);
      expect(breakage.calls(), code).toBeGreaterThan(0);
      expect(await pagesOf(), code).toEqual(pages);
      expect(
        ownFaults(diagnostics).map((fault) => fault.code),
        code,
      ).toContain('internal-fault');
      expect(complete, code).toBe(true);
      expect(await faultsOnceMended(), code).toEqual([]);
    }
  }, 600_000);
});
