import { describe, expect, it } from 'vitest';
import { joinMapped, mapSource } from '../../../src/diagnostics/index.js';
import { formula, typesetFormulas, typesetHtml } from './support.js';

function reported(tex: string) {
  return typesetFormulas([formula(tex)]).diagnostics;
}

describe('a formula that cannot be typeset', () => {
  it('is shown as its TeX in a box', () => {
    const { each, diagnostics } = typesetFormulas([formula(' a < \\nosuch{b} '), formula('\\nosuch', false)]);
    expect(each).toEqual([
      '<span class="katex-error math-display" title="The macro \\nosuch is not defined.">a &lt; \\nosuch{b}</span>',
      '<span class="katex-error" title="The macro \\nosuch is not defined.">\\nosuch</span>',
    ]);
    expect(diagnostics).toHaveLength(2);
  });

  it.each([
    ['a + \\alhpa', 'math-undefined-macro', 5, 'Did you mean \\alpha?'],
    [
      '\\newcommand{\\Brace}[1]{#1} \\brace{x} \\Brce{x}',
      'math-undefined-macro',
      38,
      'Did you mean \\Brace?',
    ],
    ['\\newcommand{\\a}{\\nosuchthing} x + \\a', 'math-undefined-macro', 35, undefined],
    ['x \\begin{algin} y \\end{algin}', 'math-undefined-environment', 3, 'Did you mean "align"?'],
    ['x^2^3', 'math-syntax', 4, 'Put braces around what is raised: {x^a}^b or x^{ab}.'],
    ['x_1_2', 'math-syntax', 4, 'Put braces around what is lowered: {x_a}_b or x_{ab}.'],
    ['{a', 'math-syntax', 1, 'Write } where the group ends.'],
    ['a}', 'math-syntax', 2, 'Take it away, or write \\}.'],
    ['x + \\frac{a}', 'math-syntax', 5, undefined],
    ['\\pmatrix{a \\cr b', 'math-syntax', 9, 'Write } where the argument ends.'],
    ['\\begin{pmatrix} a \\end{bmatrix}', 'math-syntax', 19, 'Give both the same name.'],
    ['\\begin{pmatrix} a', 'math-syntax', 1, undefined],
    ['\\left a x \\right)', 'math-syntax', 1, 'Write \\{ for a brace, and . for none.'],
    ['\\left{ x \\right}', 'math-syntax', 1, 'Write \\{ where you mean a brace.'],
  ])('%s: %s at column %i', (tex, code, column, hint) => {
    const [first, ...more] = reported(tex);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ severity: 'error', code, file: 'page.md', line: 1, column });
    if (hint !== undefined) expect(first?.hint).toBe(hint);
    expect(first?.message).toMatch(/\.$/);
  });

  it('is reported at its line and column in the file of the author', () => {
    const source = { file: 'lecture.md', text: 'Text\n\n$$\na + b\n  + \\nosuch\n$$\n' };
    const tex = joinMapped([mapSource(source, 9, 15), mapSource(source, 15, 27)]);
    const { diagnostics } = typesetFormulas([{ tex, display: true }]);
    expect(diagnostics).toMatchObject([{ file: 'lecture.md', line: 5, column: 5, text: 'a + b + \\nosuch' }]);
  });

  it('is reported once where it is shown twice', () => {
    const broken = formula('\\nosuch');
    expect(typesetFormulas([broken]).diagnostics).toHaveLength(1);
  });
});

describe('what can be repaired is typeset and reported as a warning', () => {
  it.each([
    ['a &= b \\\\ c &= d', 3],
    ['\\begin{pmatrix} \\left( a & b \\\\ c \\end{pmatrix}', 17],
    ['a + \\right)', 5],
    ['a # b', 3],
    ['x = \\middle| y', 5],
    ['\\limits_x', 1],
  ])('%s', (tex, column) => {
    const { each, diagnostics } = typesetFormulas([formula(tex)]);
    expect(diagnostics[0]).toMatchObject({ severity: 'warning', code: 'math-repaired', column });
    expect(each[0]).toContain('class="katex"');
  });
});

describe('what could do harm in a page is left out and reported', () => {
  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\href{ jav&#x09;ascript:alert(1)}{x}',
    '\\href{data:text/html,x}{x}',
    '\\href{//example.org"onclick="alert(1)}{x}',
    '\\style{background: url(https://example.org/x)}{x}',
    '\\style{position: fixed; top: 0}{x}',
    '\\style{color: red; behavior: expression(alert(1))}{x}',
    '\\class{a" onclick="alert(1)}{x}',
    '\\cssId{a"b}{x}',
    '\\includegraphics{https://example.org/x.png} x',
    '\\htmlData{a=b}{x} x',
  ])('%s', (tex) => {
    const { each, diagnostics } = typesetFormulas([formula(tex, false)]);
    expect(diagnostics).toMatchObject([{ code: 'math-untrusted', severity: 'warning' }]);
    const seen = each[0]?.replace(/<annotation[\s\S]*?<\/annotation>/, '') ?? '';
    expect(seen).toContain('class="katex"');
    expect(seen).not.toMatch(/href=|<img|alert|url\(|position|onclick/);
  });

  it('is let through where it is harmless', () => {
    const { each, diagnostics } = typesetFormulas([
      formula(
        '\\href{https://example.org/a?b=c%20d#e}{x}\\style{color: red}{y}\\class{a b}{z}\\cssId{w}{v}',
        false,
      ),
    ]);
    expect(diagnostics).toEqual([]);
    expect(each[0]).toContain('href="https://example.org/a?b=c%20d#e"');
    expect(each[0]).toContain('class="enclosing a b"');
    expect(each[0]).toContain('id="w"');
  });
});

describe('a delimiter without its partner', () => {
  it.each([
    ['<p>With $\\frac{a}{b$ here</p>', 'Write the } that is missing.'],
    ['<p>With $\\frac{a}{b} here</p>', 'Write $ where it ends'],
  ])('is told of with what is missing: %s', (html, hint) => {
    expect(typesetHtml(html).diagnostics).toMatchObject([{ hint: expect.stringContaining(hint) }]);
  });

  const unpaired = (html: string) =>
    typesetHtml(html).diagnostics.map(({ code, severity, message, text }) => [
      code,
      severity,
      /^This (\S+) (opens|closes)/.exec(message)?.slice(1).join(' '),
      text,
    ]);
  const told = (what: string, text: string) => [['math-unpaired', 'warning', what, text]];

  it.each([
    ['<p>Then $$ a + b</p><p>c $x$</p>', told('$$ opens', '$$ a + b')],
    ['<p>Then \\[ a + b</p>', told('\\[ opens', '\\[ a + b')],
    ['<p>a + b \\) and $x$</p>', told('\\) closes', '\\) and $x$')],
    ['<p>\\begin{align} a</p><p>b</p>', told('\\begin{align} opens', '\\begin{align} a')],
    ['<p>a \\end{equation*}</p>', told('\\end{equation*} closes', '\\end{equation*}')],
    ['<p>With $\\alpha<em>1 and x</em>2$</p>', [...told('$ opens', '$\\alpha')]],
    ['<p>With $a_1 + {b$ and $c$</p>', told('$ opens', '$a_1 + {b$ and $c$')],
    ['<p>It costs $5 {or so} and $6 {or</p>', []],
  ])('%s', (html, expected) => {
    expect(unpaired(html)).toEqual(expected);
  });

  it.each([
    '<p>It costs $5.</p>',
    '<p>It costs $5 and \\$6.</p>',
    '<p>A shell shows $ ls -la</p>',
    '<p>$x$ and $$y$$ and \\[z\\] and \\begin{align}w\\end{align}</p>',
    '<pre>$$ a</pre><code>\\begin{align}</code>',
    '<p>Write \\begin{document} first, then \\\\[2pt].</p>',
    '<p title="$$ a">b</p>',
  ])('is none in %s', (html) => {
    expect(unpaired(html)).toEqual([]);
  });
});
