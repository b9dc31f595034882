import { describe, expect, test } from 'vitest';
import { options, render, summary } from './support.js';

const scope = { page: { title: 'T', n: 3 }, site: { alpha: 2, baseurl: '/b' } };

/** What stays as its author wrote it, and how often that is reported. */
const KEPT: readonly (readonly [string, number])[] = [
  ['$\\hat{{x}}$', 1],
  ['$\\frac{{a}}{{b}}$', 2],
  ['$${{\\mathbf{x}}_i}$$', 1],
  ['$x^{{-1}} + y^{{2}}$', 2],
  ['\\(\\hat{{x}}\\) and \\\\(\\hat{{y}}\\\\)', 2],
  ['\\[{{n \\choose k}}\\] and \\\\[\\bar{{z}}\\\\]', 2],
  ['\\begin{align*}\n  a &= {{b}}_i \\\\\n\\end{align*}', 1],
  ['$ {{|x|}} + {{a,b}} + {{i=1}} + {{x_1^2}} + {{a+b}} $', 5],
  ['$$\n\\newcommand{\\foo}[1]{% the argument\n  #1}\n$$', 1],
  ['$\\{{a\\}}$', 1],
  ['$\\frac{%num\n  {{a}_1}}{%den\n  b%}\n}$', 3],
  ["$f{{''}}$", 1],
  ['$$\n\\hat{{x}}\n\n\\hat{{y}}\n$$', 2],
  ['$$\\left\\{ {{a} \\over {b}} \\right.$$', 1],
  ['$x_{{{i}}}$', 1],
  ['$\\overline{{nil}} {{(1..n)}} {{true}}$', 3],
  ['Macros outside of a formula: \\newcommand{\\R}{{\\mathbb R}}', 1],
  ['<script>Macros: { R: "{{\\\\mathbb R}}" }</script>', 1],
  ['Braces and hashes {#a} \\{ {x} }} %} #}', 0],
];

/** What is Liquid: what it becomes. Nothing of this is reported. */
const LIQUID: readonly (readonly [string, string])[] = [
  ['$\\text{ {{ page.title }} }$', '$\\text{ T }$'],
  ['$x_{{ page.n }} + x_{{page.n}}$', '$x_3 + x_3$'],
  ['$\\alpha = {{ site.alpha | times: 2 }}$', '$\\alpha = 4$'],
  ['$${% include plain.html %}$$', '$$plain$$'],
  ['$ {% if page.n == 3 %}a{% else %}b{% endif %} $', '$ a $'],
  ['{% for i in (1..2) %}$x_{{i}}$ {% endfor %}', '$x_1$ $x_2$ '],
  ['{% assign n = 5 %}$x^{{n}}$', '$x^5$'],
  ['$ {{ "\\\\alpha" }} $', '$ \\\\alpha $'],
  ['$ {{ page.missing }} {{ missing | default: "d" }} $', '$  d $'],
  ['{% raw %}$\\hat{{x}}$ {% endraw %}', '$\\hat{{x}}$ '],
  ['$ {% raw %}{{x}}{% endraw %} $', '$ {{x}} $'],
  ['$x$ {{ y }} $z$', '$x$  $z$'],
  ['$x$ {{ page.title }} $z$ [a]({{ site.baseurl }}/a.html)', '$x$ T $z$ [a](/b/a.html)'],
  ['{{ x }}{{x}}', ''],
  ['{{ "\\n" }}', '\\n'],
  ['It costs $5, {{ x }} or $6.', 'It costs $5,  or $6.'],
  ['$HOME\n\n{{x}} $', '$HOME\n\n $'],
  ['\\$ {{ x }} \\$', '\\$  \\$'],
  ['```\n$\\hat{{x}}$\n```\n', '```\n$\\hat$\n```\n'],
  ['~~~ latex\n$\\hat{{x}} {{ page.title }}$\n~~~\n', '~~~ latex\n$\\hat T$\n~~~\n'],
  ['`$\\hat{{x}}$` and ``$`{{x}}$``', '`$\\hat$` and ``$`$``'],
  ['<code>$\\hat{{x}}$</code> <!-- $ -->{{x}}<!-- $ -->', '<code>$\\hat$</code> <!-- $ --><!-- $ -->'],
  ['{% comment %}$ {% endcomment %}{{x}}$', '$'],
  ['{% highlight none %}$ {{x}} $.{% endhighlight %}{{x}}', highlighted('$  $.')],
];

/** Dollars in Liquid delimit no formula, and what seems to stand in one is Liquid. */
const DOLLARS_IN_LIQUID: readonly (readonly [string, string])[] = [
  ['{% assign a = "x$y" | split: "$" %}{% assign b = "1$2" | split: "$" %}{{ a[1] }}{{ z }}{{ b[1] }}', 'y2'],
  ['{{ "$" }}{{ page.n }} and {{ z }} {{ "$" }}', '$3 and  $'],
  ['{{ page.n | prepend: "$" }} of {{ z }} {{ page.n | append: "$" }}', '$3 of  3$'],
  ['{% if page.title == "$" %}a{% endif %}{{ z }}{% if page.title != "$$" %}b{% endif %}', 'b'],
  ['{% include plain.html a="$" %}{{ z }}{% include plain.html a="$" %}', 'plainplain'],
  ['{% include plain.html\n  a="$"\n%}{{ z }}{% include plain.html\n  a="$" %}', 'plainplain'],
  ['{% assign tick = "`" %}$\\hat{{x}_1}$ {{ page.n }}', '$\\hat{{x}_1}$ 3'],
  ['{% assign open = "\\begin{align}" %}{{ z }}\\end{align}', '\\end{align}'],
  ['$ {{ page.missing }} {{ layout.n }} $', '$   $'],
  ['$ {{ page.n }} {{ "a" | append: "\\n" }}$', '$ 3 a\\n$'],
];

function highlighted(code: string): string {
  return `<figure class="highlight"><pre><code class="language-none" data-lang="none">${code}</code></pre></figure>`;
}

describe('TeX that looks like Liquid stays as its author wrote it', () => {
  test.each(KEPT)('%j', (source, reports) => {
    const { text, diagnostics } = render(source, scope);
    expect(text).toBe(source);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      Array.from({ length: reports }, () => 'info liquid-in-math'),
    );
  });
});

describe('Liquid is Liquid, in formulas and outside of them', () => {
  test.each(LIQUID)('%j', (source, expected) => {
    const { text, diagnostics } = render(source, scope, options({ 'plain.html': 'plain' }));
    expect(text).toBe(expected);
    expect(diagnostics).toEqual([]);
  });
});

describe('dollars in Liquid delimit nothing', () => {
  test.each(DOLLARS_IN_LIQUID)('%j', (source, expected) => {
    expect(render(source, scope, options({ 'plain.html': 'plain' })).text).toBe(expected);
  });
});

test.each([
  ['$ {% endif %} $', '$ {% endif %} $', 'liquid-syntax'],
  ['costs $5 {% nothing %} or $6', 'costs $5  or $6', 'liquid-unknown-tag'],
  ['$x {% if page.n %} y$', '$x {% if page.n %} y$', 'liquid-syntax'],
  ['$a {% else %} b$', '$a {% else %} b$', 'liquid-syntax'],
])('a tag in a formula is a tag: %j', (source, expected, code) => {
  const { text, diagnostics } = render(source, scope);
  expect(text).toBe(expected);
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
});

test('TeX and Liquid stand side by side in one formula', () => {
  const { text, diagnostics } = render('$\\hat{{x}}_{{ page.n }} = {{{ page.n }}} + {{y}}$', scope);
  expect(text).toBe('$\\hat{{x}}_3 = {3} + {{y}}$');
  expect(summary(diagnostics).sort()).toEqual([
    'liquid-in-math 1:27',
    'liquid-in-math 1:44',
    'liquid-in-math 1:6',
  ]);
});

test('a brace that TeX leaves open does not swallow what follows the formula', () => {
  const { text } = render('$a {{b$ and {{ page.title }} {% if page %}yes{% endif %} $\\x{%$', scope);
  expect(text).toBe('$a {{b$ and T yes $\\x{%$');
});

test('TeX in an included text stays as well, and is reported in that file', () => {
  const { text, diagnostics } = render('{% include sum.md %}', scope, options({ 'sum.md': '$\\hat{{x}}$' }));
  expect(text).toBe('$\\hat{{x}}$');
  expect(diagnostics[0]).toMatchObject({ code: 'liquid-in-math', file: '_includes/sum.md', column: 6 });
});

/** What stands in an include that is no text: no guess is made, and Liquid has it. */
test.each([
  ['$\\hat{{x}}$', '$\\hat$'],
  ['$("#a").text({{ missing }}); $("#b")', '$("#a").text(); $("#b")'],
  ['<i>$</i>{{ include.label }}<i>$</i>', '<i>$</i><i>$</i>'],
  ['\\[{{ include.label }}\\]', '\\[\\]'],
  ['macros: {R: "{{\\\\mathbb R}}"}', 'macros: {R: "{{\\\\mathbb R}}"}'],
])('in an include of HTML, Liquid is Liquid: %j', (source, expected) => {
  expect(render('{% include a.html %}', scope, options({ 'a.html': source })).text).toBe(expected);
});
