/**
 * Pages of `n` of one thing, each a way in which a text can be long: what is done for it may grow with `n`, and no faster.
 * The number beside each is the `n` with which measuring begins; at four times that it is more than any author writes.
 */
const lines = (n, line) => Array.from({ length: n }, (_, index) => line(index)).join('\n');
const paragraphs = (n, line) => Array.from({ length: n }, (_, index) => line(index)).join('\n\n');
/** So many lines have about `n` characters where each is longer than the one before. */
const root = (n) => Math.round(Math.sqrt(n));
const HEAD = '---\ntitle: Long\n---\n';
/** A name of letters only, as of a macro. */
const letters = (index) => index.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[digit]);
const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

/** @type {Readonly<Record<string, readonly [n: number, text: (n: number) => string | Readonly<Record<string, string>>]>>} */
export const LONG_TEXTS = {
  'undefined macros, one a line': [1000, (n) => paragraphs(n, (i) => `$$\\q${letters(i)} x$$`)],
  'the same undefined macro': [1000, (n) => paragraphs(n, () => `text $$\\foo$$`)],
  'faulty formulas in one line': [1000, (n) => lines(n, (i) => `$$\\frac{${i}$$`).replaceAll('\n', ' ')],
  'faulty formulas, one a paragraph': [1000, (n) => paragraphs(n, (i) => `$$\\frac{${i}$$`)],
  'references to no label': [1000, (n) => paragraphs(n, (i) => `See $$\\eqref{eq:no-${i}}$$`)],
  'labelled equations, referred to': [
    1000,
    (n) =>
      paragraphs(n, (i) => `$$\\begin{equation}\\label{e${i}} x\\end{equation}$$\n\nSee \\eqref{e${n - i}}.`),
  ],
  'links to anchors that miss': [
    500,
    (n) =>
      `${paragraphs(n, (i) => `## Heading of number ${i}`)}\n\n${paragraphs(n, (i) => `[a](#heading-of-nunber-${i})`)}`,
  ],
  'links to files that miss': [
    1000,
    (n) => paragraphs(n, (i) => `[a](missing-${i}.html) ![b](fig/missing-${i}.png)`),
  ],
  'findings without a place': [
    500,
    (n) => `<div>${lines(n, (i) => `<p>$\\frac{${i}$ and \\(\\undefined${letters(i)}\\)</p>`)}</div>`,
  ],
  'a macro undefined throughout a formula': [10_000, (n) => `$$${'\\foo '.repeat(n)}$$`],
  'a long formula': [5000, (n) => `$$${'x + '.repeat(n)}x$$`],
  'a large matrix': [2000, (n) => `$$\\begin{matrix}${'a & b & c & d \\\\ '.repeat(n)}\\end{matrix}$$`],
  'a matrix of one row': [8000, (n) => `$$\\begin{matrix}${'a & '.repeat(n)}\\end{matrix}$$`],
  'braces in a formula': [1600, (n) => `$$${'{'.repeat(n)}x${'}'.repeat(n)}$$`],
  'fractions in a formula': [800, (n) => `$$${'\\frac{1}{'.repeat(n)}x${'}'.repeat(n)}$$`],
  'formulas in a paragraph': [1000, (n) => lines(n, (i) => `and $$x_{${i}}$$`)],
  'macros that expand to macros': [
    40,
    (n) =>
      `$$\\gdef\\a{xx}${lines(n, (i) => `\\gdef\\a${letters(i)}{\\a${letters(i - 1)}\\a${letters(i - 1)}}`)}\\a$$`,
  ],
  "options of KaTeX's that do not end": [
    4000,
    (n) =>
      `<d-front-matter><script type="text/json">{"katex": {"a": [${'{"b":"}"},'.repeat(n)}</script></d-front-matter>`,
  ],
  'code in Python': [
    16_000,
    (n) =>
      fence(
        'python',
        lines(n / 8, () => 'x = f(1)'),
      ),
  ],
  'code that is one string': [64_000, (n) => fence('javascript', `a = "${'\\"'.repeat(n / 2)}`)],
  'code without signs': [16_000, (n) => fence('csharp', 'a b '.repeat(n / 4))],
  'code of short lines without signs': [16_000, (n) => fence('csharp', 'begin a\n'.repeat(n / 8))],
  'lists in lists': [40_000, (n) => lines(root(n), (i) => `${'  '.repeat(i)}* item`)],
  'quotes in quotes': [160_000, (n) => lines(root(n), (i) => `${'> '.repeat(i)}x`)],
  'emphasis that opens': [8000, (n) => '*a **b _c '.repeat(n)],
  'brackets that open': [80_000, (n) => '['.repeat(n)],
  'brackets that open and close': [4000, (n) => `${'['.repeat(n)}${']'.repeat(n)}`],
  'images that open': [16_000, (n) => '![a]('.repeat(n)],
  footnotes: [
    1000,
    (n) => `${paragraphs(n, (i) => `Text[^${i}].`)}\n\n${paragraphs(n, (i) => `[^${i}]: Note.`)}`,
  ],
  'footnotes undefined': [2000, (n) => paragraphs(n, (i) => `Text[^${i}].`)],
  'link definitions': [
    1000,
    (n) => `${paragraphs(n, (i) => `[a][d${i}]`)}\n\n${lines(n, (i) => `[d${i}]: /x${i}`)}`,
  ],
  'attribute lists': [4000, (n) => paragraphs(n, (i) => `Text.\n{: .c${i} #i${i}}`)],
  'attribute lists that break': [4000, (n) => paragraphs(n, (i) => `Text {: .c${i} "}.`)],
  'headings of one name': [4000, (n) => paragraphs(n, () => '## Heading')],
  'ids that are doubled': [2000, (n) => paragraphs(n, () => '<p id="a">x</p>')],
  'a table of many rows': [2000, (n) => `| a | b |\n|---|---|\n${lines(n, (i) => `| ${i} | x |`)}`],
  'a table of many columns': [
    2000,
    (n) => lines(3, () => '| x '.repeat(n)).replace('\n', `\n${'|---'.repeat(n)}\n`),
  ],
  abbreviations: [4000, (n) => `${lines(n, (i) => `*[AB${i}]: text`)}\n\n${'AB1 AB2 words '.repeat(n)}`],
  'tags that stay open': [4000, (n) => '<div>\n'.repeat(n)],
  'tags that stay open in a line': [16_000, (n) => `x ${'<span>'.repeat(n)}`],
  'tags that close nothing': [16_000, (n) => `x ${'</span> '.repeat(n)}`],
  'less-than signs': [40_000, (n) => '<a '.repeat(n)],
  'comments that stay open': [16_000, (n) => 'x <!-- '.repeat(n)],
  dollars: [80_000, (n) => '$ '.repeat(n)],
  'dollars in pairs': [5000, (n) => 'a $$ b '.repeat(n)],
  'environments that open': [16_000, (n) => '\\begin{align} '.repeat(n)],
  'brackets of TeX that open': [32_000, (n) => 'a \\( b \\[ '.repeat(n)],
  'backticks of growing length': [
    160_000,
    (n) => lines(root(n), (i) => '`'.repeat(i + 1)).replaceAll('\n', ' x '),
  ],
  'fences that stay open': [2000, (n) => paragraphs(n, () => '```python\nx')],
  'words in a paragraph': [400_000, (n) => 'word '.repeat(n)],
  'one word': [800_000, (n) => 'w'.repeat(n)],
  'blank space': [320_000, (n) => `a${' '.repeat(n)}b${'\t'.repeat(n)}c${'\n'.repeat(n)}d`],
  backslashes: [160_000, (n) => '\\'.repeat(n)],
  'quotation marks': [20_000, (n) => `"a' `.repeat(n)],
  'addresses in text': [16_000, (n) => lines(n, (i) => `https://example.com/${i} a@b.c`)],
  'a loop of Liquid': [20_000, (n) => `{% for i in (1..${n}) %}text {{ i }} {% endfor %}`],
  'outputs of Liquid': [4000, (n) => lines(n, (i) => `{{ page.title | append: "${i}" }}`)],
  'filters unknown to Liquid': [1000, (n) => lines(n, (i) => `{{ page.title | unknown${letters(i)} }}`)],
  'tags unknown to Liquid': [2000, (n) => lines(n, (i) => `{% unknown${letters(i)} %}`)],
  'tags of Liquid that stay open': [4000, (n) => lines(n, () => '{% if a %}x')],
  'braces of Liquid that open': [4000, (n) => '{{ a '.repeat(n)],
  includes: [
    2000,
    (n) => ({
      'index.md': HEAD + lines(n, (i) => `{% include a.html n=${i} %}`),
      '_includes/a.html': 'x{{ include.n }}',
    }),
  ],
  'includes that miss': [2000, (n) => lines(n, (i) => `{% include a${i}.html %}`)],
  'pages that link one file that misses': [
    100,
    (n) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}.md`, '---\n---\n[a](missing.html)'])),
  ],
  'pages of one address': [
    800,
    (n) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}.md`, '---\npermalink: /a/\n---\ntext'])),
  ],
  'pages that list all pages': [
    50,
    (n) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}.md`, `---\ntitle: a${i}\n---\ntext`])),
  ],
  'front matter of many keys': [
    4000,
    (n) => ({ 'index.md': `---\n${lines(n, (i) => `k${i}: ${i}`)}\n---\ntext` }),
  ],
  'front matter that breaks': [4000, (n) => ({ 'index.md': `---\n${lines(n, () => `a: [`)}\n---\ntext` })],
  'data of many rows': [
    32_000,
    (n) => ({
      'index.md': `${HEAD}{{ site.data.a.size }}`,
      '_data/a.csv': `a,b\n${lines(n, (i) => `${i},"x`)}`,
    }),
  ],
};
