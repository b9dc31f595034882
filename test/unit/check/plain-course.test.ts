import { describe, expect, it } from 'vitest';
import { builtCourse } from '../../support/built-course.js';

const page = (text: string, more = '') => `---\ntitle: P\n${more}---\n${text}\n`;

/** The TeX of the formulas that a course's page `a.html` shows, and its text. */
async function shown(text: string, files: Readonly<Record<string, string>> = {}) {
  const { html } = await builtCourse({ 'a.md': page(text), ...files });
  const tex = Array.from(html('a.html').matchAll(/<annotation[^>]*>([^<]*)</g), ([, one]) => one);
  return { tex, text: html('a.html').replace(/<span class="katex">.*?<\/span>/gs, '') };
}

const TEXT = 'Let $x_1$ be $n$.';

describe('in a course that is nothing but its texts', () => {
  it.each([
    ['nothing', {}],
    ['a configuration', { '_config.yml': 'title: Course\nkatex:\n  macros: { R: "\\\\mathbb{R}" }\n' }],
    ['posts and data', { '_posts/2024-01-01-a.md': page('A post.'), '_data/a.yml': 'a: 1' }],
    ['CommonMark', { '_config.yml': 'markdown: commonmark\n' }],
    [
      'lectern’s own theme by name',
      { '_config.yml': 'theme: lectern\n', 'b.md': page('B', 'layout: lecture\n') },
    ],
  ])('$…$ is a formula, beside %s', async (_, files) => {
    expect((await shown(TEXT, files)).tex).toEqual(['x_1', 'n']);
  });

  it.each([
    ['prices', 'From $5 to $10, $20,000 and $30,000, $1-$2.'],
    ['what has spaces at its ends', 'A $ x_1 $ and a $ y$ and a $z $.'],
    ['what stands before a digit', 'A $x_1$2.'],
    ['escaped dollars', 'Write \\$x_1\\$ or \\\\$5.'],
    ['code', '`$x_1$`'],
    ['one dollar', 'It costs $x.'],
  ])('%s stay text', async (_, text) => {
    expect((await shown(text)).tex).toEqual([]);
  });

  it('prices stand beside formulas', async () => {
    const { tex, text } = await shown('For $5 you get $x^2$, for $10 two.');
    expect(tex).toEqual(['x^2']);
    expect(text).toContain('For $5 you get');
    expect(text).toContain('for $10 two');
  });
});

describe('$…$ stays text', () => {
  it.each<[name: string, files: Readonly<Record<string, string>>]>([
    ['where the configuration says so', { '_config.yml': 'katex:\n  dollars: false\n' }],
    ['where there is a layout', { '_layouts/page.html': '{{ content }}' }],
    ['where there is an include', { '_includes/note.html': 'Note' }],
    ['with a theme', { '_config.yml': 'theme: minima\n' }],
    ['with a remote theme', { '_config.yml': 'remote_theme: pages-themes/cayman@v0.2.0\n' }],
    ['with plugins', { '_config.yml': 'plugins:\n  - jekyll-feed\n' }],
    ['where a page names a layout', { 'b.md': page('B', 'layout: default\n') }],
    [
      'where a page loads MathJax',
      { 'b.md': page('<script src="https://x.org/mathjax@3/es5/tex-svg.js"></script>') },
    ],
    ['where a page loads KaTeX', { 'b.html': page('<script src="https://x.org/katex.min.js"></script>') }],
    ['where formulas are not mended', { '_config.yml': 'mend: false\n' }],
  ])('%s', async (_, files) => {
    expect((await shown(TEXT, files)).tex).toEqual([]);
  });
});
