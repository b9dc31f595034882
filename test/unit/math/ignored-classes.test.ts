import { describe, expect, it } from 'vitest';
import { MATHJAX_2_DEFAULTS, type MathConfig } from '../../../src/math/index.js';
import { builtCourse } from '../../support/built-course.js';
import { type MathJaxOptions, mathjaxFormulas } from './mathjax.js';
import { annotationOf, typesetHtml } from './support.js';

const DOLLARS = { inlineMath: [['$', '$'] as const] };

/** The TeX of every formula of a page that is typeset. */
function typeset(html: string): (string | undefined)[] {
  return html
    .split('<math ')
    .slice(1)
    .map((part) => annotationOf(`<math ${part}`));
}

const PAGE = [
  '<p>$a$</p><p class="x plain">$b$</p><p class="plain y"><i>$c$</i> <b class="math">$d$</b></p>',
  '<div class="plainer">$e$ <div class="math plain">$f$</div></div>',
  '<pre>$g$ <b class="math">$h$</b></pre><pre class="math">$i$</pre><code>$j$</code><ul><li>$k$</li></ul>',
  '<div class="tex2jax_ignore">$l$</div><div class="mathjax_ignore">$m$</div>',
  '<div class="plain"><div class="plain">$n$</div>$o$</div>$p$<div class="no plain1"><br>$q$</div>',
].join('\n');

describe('the text of elements that MathJax 3 leaves alone stays as it is', () => {
  it.each<[name: string, document: MathJaxOptions, config: Partial<MathConfig>]>([
    ['by default', {}, {}],
    [
      'with classes',
      { ignoreHtmlClass: 'plain|no', processHtmlClass: 'math' },
      { ignoreClass: 'plain|no', processClass: 'math' },
    ],
    ['with a pattern', { ignoreHtmlClass: 'plain.?' }, { ignoreClass: 'plain.?' }],
    ['with a group', { ignoreHtmlClass: '(no|x) plain' }, { ignoreClass: '(no|x) plain' }],
    [
      'where all but one class is left alone',
      { ignoreHtmlClass: '.*|', processHtmlClass: 'math' },
      { ignoreClass: '.*|', processClass: 'math' },
    ],
    ['with other elements', { skipHtmlTags: ['li', 'code'] }, { skipTags: ['li', 'code'] }],
  ])('%s', (_, document, config) => {
    const html = `<html class="plain"><body class="page">${PAGE}</body></html>`;
    const expected = mathjaxFormulas(html, { inlineMath: [['$', '$']] }, document).map(({ tex }) => tex);
    expect(typeset(typesetHtml(html, [], { config: { ...DOLLARS, ...config } }).html)).toEqual(expected);
  });

  it('in a body that is left alone', () => {
    const html = '<html><body class="a plain"><p>$a$</p><p class="math">$b$</p></body></html>';
    const config = { ...DOLLARS, ignoreClass: 'plain', processClass: 'math' };
    expect(typeset(typesetHtml(html, [], { config }).html)).toEqual(['b']);
  });

  it('by the names of MathJax 2, which an empty one leaves without any', () => {
    const two = { ...MATHJAX_2_DEFAULTS, ...DOLLARS, present: true };
    const shown = (config: MathConfig) => typeset(typesetHtml(PAGE, [], { config }).html);
    expect(shown(two)).not.toContain('l');
    expect(shown(two)).toContain('m');
    expect(shown({ ...two, ignoreClass: '' })).toContain('l');
  });

  it.each(['(a+)+', '[', '(', 'a*a*a*a*b', 'x'.repeat(600)])(
    'soon, whatever the pattern: %s',
    (ignoreClass) => {
      const html = `<p class="${'a'.repeat(5000)}!">$a$</p><p class="${ignoreClass}">$b$</p>`;
      expect(typeset(typesetHtml(html, [], { config: { ...DOLLARS, ignoreClass } }).html)).toContain('a');
    },
  );
});

describe('in Markdown', () => {
  const layout = `<script>MathJax = { tex: { inlineMath: [['$','$'], ['\\\\(','\\\\)']] }, options: { ignoreHtmlClass: 'plain|raw', processHtmlClass: 'math', skipHtmlTags: { '[+]': ['kbd'] } } };</script>
<script src="https://example.org/mathjax@3/es5/tex-chtml.js"></script>
{{ content }}`;
  const shown = async (markdown: string): Promise<string> => {
    const { html, state } = await builtCourse({
      '_layouts/page.html': layout,
      'a.md': `---\nlayout: page\n---\n${markdown}\n`,
    });
    expect(state.diagnostics).toEqual([]);
    return html('a.html');
  };

  it.each([
    ['a list', '- $a_1 < b$ and $$c$$\n{: .plain}', '<li>$a_1 &lt; b$ and \\(c\\)</li>'],
    ['a span', 'In *a $b_1$*{: .raw} here.', '<em class="raw">a $b_1$</em>'],
    ['a block of HTML', '<div class="raw" markdown="1">\n\n$$\nx^2\n$$\n\n</div>', '\\[x^2\\]'],
    [
      'an environment',
      '<div class="plain">\\begin{align}a\\end{align}</div>',
      '>\\begin{align}a\\end{align}<',
    ],
    ['an element that is skipped', 'Type <kbd>$x$</kbd>.', '<kbd>$x$</kbd>'],
    ['MathJax’s own delimiters', 'See <b class="plain">\\\\(x_1\\\\)</b>.', '<b class="plain">\\(x_1\\)</b>'],
  ])('a formula of %s keeps its delimiters', async (_, markdown, expected) => {
    const html = await shown(markdown);
    expect(html).toContain(expected);
    expect(typeset(html)).toEqual([]);
  });

  it('a formula is typeset again where a class says so', async () => {
    const html = await shown(
      '<div class="plain" markdown="1">\n\nType $c$, see <i class="math">$d$ and $$e$$</i>.\n\n</div>',
    );
    expect(html).toContain('Type $c$');
    expect(typeset(html)).toEqual(['d', 'e']);
  });

  it('a formula that cannot be typeset is no error where none is looked for', async () => {
    expect(await shown('$\\nosuch{x}$\n{: .plain}')).toContain('>$\\nosuch{x}$<');
  });
});
