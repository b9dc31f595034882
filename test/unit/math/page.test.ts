import { describe, expect, it } from 'vitest';
import { formulaMark, LITERAL_DOLLAR } from '../../../src/math/formula/formula.js';
import { MATHJAX_2_DEFAULTS, texText } from '../../../src/math/index.js';
import { mathjaxFormulas } from './mathjax.js';
import { annotationOf, formula, typesetHtml } from './support.js';

const MARK = formulaMark(0);
const FORMULA = formula('a < "b" & \\alpha', false);

/** The TeX of every formula in typeset HTML. */
function annotations(html: string): (string | undefined)[] {
  return html
    .split('<math ')
    .slice(1)
    .map((part) =>
      annotationOf(`<math ${part}`)?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'),
    );
}

describe('formulas in the text of a layout are those that MathJax finds', () => {
  it.each([
    '<p>a $x$ b \\(y\\) c $$z$$ d \\[w\\]</p>',
    '<p>a $x<br>y$ and $x<!-- comment -->y$ and $a<wbr>b$</p>',
    '<p>$x <b>y</b>$ and <i>$z$</i></p>',
    '<p>$a</p><p>b$</p>',
    '<p>$a &lt; b &amp; c &gt; d&nbsp;$ and $&#97;&#x62;$</p>',
    '<pre>$a$</pre><code>$b$</code><textarea>$c$</textarea><p>$d$</p>',
    '<script>var a = "$x$";</script><style>a::before { content: "$y$ $z$" }</style><p>$d$</p>',
    '<div class="mathjax_ignore">$a$ <p>$b$</p> <span class="x mathjax_process">$c$</span></div><p>$d$</p>',
    '<pre>$a$ <pre>$b$</pre> $c$</pre><p>$d$</p>',
    '<p>\\begin{align} a &amp;= b \\\\ c &amp;= d \\end{align}</p>',
    '<p title="$a$">$b$</p>',
    '<ul><li>$a$<li>$b$</ul>',
    '<table><tr><td>$a$</td><td>$b$</td></tr></table>',
    '<noscript>$a$</noscript><p>$b$</p>',
  ])('%s', (html) => {
    const tex = {
      inlineMath: [
        ['$', '$'],
        ['\\(', '\\)'],
      ],
    };
    const expected = mathjaxFormulas(html, tex).map((found) => found.tex.replace(/\u00A0/g, ' '));
    const found = annotations(typesetHtml(html).html).map((found) => found?.replace(/\u00A0/g, ' '));
    expect(found).toEqual(expected);
  });
});

describe('a mark of a formula', () => {
  const page = (html: string) => typesetHtml(html, [FORMULA]).html;

  it('in text becomes the formula, with the TeX of its author as annotation', () => {
    const html = page(`<p>See ${MARK}.</p>`);
    expect(html).toMatch(
      /^<p>See <span class="math-wide"><span class="math-text"><span class="katex">.*\.<\/span><\/span><\/p>$/s,
    );
    expect(annotationOf(html)).toBe('a &lt; "b" &amp; \\alpha');
  });

  it('in a title becomes its TeX, in a textarea with the delimiters by which a script finds it', () => {
    expect(page(`<title>On ${MARK}</title>`)).toBe('<title>On a &lt; "b" &amp; \\alpha</title>');
    expect(page(`<textarea>${MARK}</textarea>`)).toBe('<textarea>\\(a &lt; "b" &amp; \\alpha\\)</textarea>');
  });

  it('in an attribute becomes its TeX, so that the attribute stays one', () => {
    expect(page(`<img alt="${MARK}">`)).toBe('<img alt="a &lt; &quot;b&quot; &amp; \\alpha">');
    expect(page(`<img alt='${MARK}'>`)).toBe("<img alt='a &lt; &quot;b&quot; &amp; \\alpha'>");
    expect(page(`<img alt=${MARK} ${MARK}>`)).toBe('<img alt= >');
  });

  it("in a script becomes its TeX in the script's strings", () => {
    const html = page(`<script type="application/ld+json">{"headline":"${MARK}"}</script>`);
    const json = html.replace(/^<script[^>]*>|<\/script>$/g, '');
    expect(JSON.parse(json)).toEqual({ headline: 'a < "b" & \\alpha' });
    expect(json).not.toContain('<');
  });

  it('in an option or an SVG text becomes its TeX', () => {
    expect(page(`<select><option>${MARK}</select>`)).toContain('<option>a &lt; "b" &amp; \\alpha');
    expect(page(`<svg><text>${MARK}</text></svg>${MARK}`)).toMatch(
      /<text>a &lt; "b".*<\/svg>(?:<span class="math-wide">)?<span class="katex">/,
    );
  });

  it('in a comment vanishes', () => {
    expect(page(`<!-- ${MARK} -->`)).toBe('<!--  -->');
  });

  it('that a filter has cut vanishes, with its digits', () => {
    const long = formulaMark(1234);
    expect(page(`<p>a ${long.slice(0, 3)}… b ${long.slice(2)} c</p>`)).toBe('<p>a … b  c</p>');
    expect(page(`<p>a ${formulaMark(7)} b</p>`)).toBe('<p>a  b</p>');
  });

  it('ends the running text before it, so that no formula of the layout goes over it', () => {
    expect(annotations(page(`<p>$5 and ${MARK} and $6</p>`))).toEqual(['a < "b" & \\alpha']);
  });
});

describe('dollars', () => {
  it('that are text for certain delimit nothing', () => {
    expect(typesetHtml(`<p>${LITERAL_DOLLAR}5 and ${LITERAL_DOLLAR}6</p>`).html).toBe('<p>$5 and $6</p>');
  });

  it('that are text stay so within a formula of the layout', () => {
    const { html } = typesetHtml(`<p>\\(a ${LITERAL_DOLLAR} b\\)</p>`);
    expect(annotations(html)).toEqual(['a \\$ b']);
  });

  it('behind a backslash are dollars', () => {
    expect(typesetHtml('<p>\\$5 and \\$6</p>').html).toBe('<p>$5 and $6</p>');
  });
});

describe('a page', () => {
  it('that has nothing to do with MathJax keeps its text', () => {
    const html = '<p>$5 \\(a\\) $$b$$</p>';
    const page = typesetHtml(html, [], { config: { present: false } });
    expect(page).toMatchObject({ html, diagnostics: [], formulaCount: 0 });
  });

  it('loses the scripts that only served MathJax, and no other', () => {
    const other = '<script>var x = 1;</script>';
    const html = [
      '<script type="text/x-mathjax-config">MathJax.Hub.Config({});</script>',
      '<script src="https://cdn.example.org/mathjax/2.7.6/MathJax.js?config=TeX-AMS_CHTML" async></script>',
      other,
      '<p>$x$</p>',
    ].join('');
    expect(typesetHtml(html).html).toMatch(/^<script>var x = 1;<\/script><p><span class="katex">/);
  });

  it('with formulas in scripts of MathJax 2 shows them', () => {
    const html = '<p><script type="math/tex">a</script><script type="math/tex; mode=display">b</script></p>';
    const page = typesetHtml(html, [], { config: { ...MATHJAX_2_DEFAULTS, present: true } });
    expect(page.formulaCount).toBe(2);
    expect(annotations(page.html)).toEqual(['a', 'b']);
    expect(page.html).not.toContain('<script');
  });

  it('counts the formulas that it shows', () => {
    const page = typesetHtml(`<p>${MARK} $x$ $\\newcommand{\\a}{b}$ $\\nosuch$</p>`, [FORMULA]);
    expect(page.formulaCount).toBe(3);
  });
});

describe('an excerpt', () => {
  it('carries its formulas as TeX between delimiters', () => {
    const html = `<p>${formulaMark(0)} and ${formulaMark(1)} for ${LITERAL_DOLLAR}5 ${formulaMark(9)}</p>`;
    const formulas = [formula('a<b', false), formula('c', true)];
    expect(texText(html, formulas)).toBe('<p>\\(a&lt;b\\) and \\[c\\] for $5 </p>');
  });
});
