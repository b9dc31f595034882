import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, checkFolder, places, withCourse } from './checked.js';

/** The places at which the URL `none.png` is reported. */
async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { diagnostics } = await checked(files);
  return places(diagnostics.filter(({ code }) => code === 'figure-missing'));
}

const FRONT = '---\ntitle: 表題\n---\n';

describe('columns count code points', () => {
  test.each([
    ['behind full-width letters', '図１：![図](⟦none.png)'],
    ['behind a letter of two UTF-16 units', '😀😀 ![a](⟦none.png)'],
    ['behind a letter and its combining mark', 'か\u3099 ![a](⟦none.png)'],
    ['behind a tab', 'a\tb ![a](⟦none.png)'],
    ['in a list', '- one\n- 二 ![a](⟦none.png)'],
    ['in a list within a list', '- one\n    - 二\t![a](⟦none.png)'],
    ['in a quotation', '> 引用\n> ![a](⟦none.png)'],
    ['in a table', '| a | b |\n|---|---|\n| 表 | ![a](⟦none.png) |'],
    ['in a footnote', 'x[^1]\n\n[^1]: 注 ![a](⟦none.png)'],
    ['in a definition list', 'term\n: 説明 ![a](⟦none.png)'],
    ['in raw HTML', '<div>\n<p>図 <img alt="a" src="⟦none.png"></p>\n</div>'],
    ['behind entities', 'a &amp; &eacute; ![a](⟦none.png)'],
    ['behind a formula', 'x $$\\alpha_{図}$$ ![a](⟦none.png)'],
    ['behind an expression of Liquid', '{{ page.title | append: "１２３４５" }} ![a](⟦none.png)'],
    ['behind a tag of Liquid', '{% if true %}図 ![a](⟦none.png){% endif %}'],
    ['in a link definition', '![a][one]\n\n[one]: ⟦none.png'],
  ])('%s', async (_, body) => {
    const text = `${FRONT}${body}\n`;
    const [line = '', ...others] = text.slice(0, text.indexOf('⟦')).split('\n').toReversed();
    expect(await found({ 'index.md': text.replace('⟦', '') })).toEqual([
      `index.md:${others.length + 1}:${[...line].length + 1} error figure-missing`,
    ]);
  });

  test.each([
    ['lines that end with CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ])('in a file with %s', async (_, save) => {
    const text = `${FRONT}\n段落。\n\n{% assign x = 1 %}\n図 ![a](none.png)\n`;
    expect(await found({ 'index.md': save(text) })).toEqual(['index.md:8:8 error figure-missing']);
  });

  test('in an include, at its own lines, however often it is included', async () => {
    const files = {
      '_includes/figure.html': '\n<figure>\n\t<img src="/img/{{ include.name }}" alt="図">\n</figure>\n',
      '_includes/part.md': '図１ ![a](none.png)\n',
      'index.md': `${FRONT}{% include figure.html name="none.png" %}\n\n{% include part.md %}\n\n{% include part.md %}\n`,
    };
    expect(await found(files)).toEqual([
      '_includes/figure.html:3:12 error figure-missing',
      '_includes/part.md:1:9 error figure-missing',
    ]);
  });

  test('in a loop, at the one line that is repeated', async () => {
    const body = '{% for i in (1..3) %}\n図 ![a](none{{ i }}.png)\n{% endfor %}';
    expect(await found({ 'index.md': `${FRONT}${body}\n` })).toEqual([
      'index.md:5:8 error figure-missing',
      'index.md:5:8 error figure-missing',
      'index.md:5:8 error figure-missing',
    ]);
  });
});

describe('a delimiter without its partner stands where it is written, beside', () => {
  test.each([
    ['quotes', 'It\'s "so": ⟦$\\alpha^{2} isn\'t "closed"\n'],
    ['dashes and points', 'a -- b ... ⟦$\\beta^{2} -- or --- but ...\n'],
    ['signs with backslashes', 'See ⟦$\\mathbb{R}\\_x, \\[a\\]\n'],
    ['character references', 'See ⟦$\\gamma^{2} &lt; 1 &amp; more\n'],
    ['double backslashes', 'See ⟦\\\\[ f\'\' -- "g"\n'],
    ['markup', 'See ⟦$\\delta^{2} -- *this*\n'],
    ['what Liquid writes', "See ⟦$\\epsilon^{2} that's here on {{ page.title }}\n"],
  ])('%s', async (_, body) => {
    const before = body.slice(0, body.indexOf('⟦'));
    const { diagnostics } = await checked({
      '_config.yml': 'katex: {dollars: true}\n',
      'index.md': `${FRONT}\n${body.replace('⟦', '')}`,
    });
    expect(places(diagnostics)).toEqual([`index.md:5:${before.length + 1} warning math-unpaired`]);
  });
});

test('a fault of a formula of such a document is told once for all pages that show it', async () => {
  const { diagnostics } = await checked({
    '_config.yml': 'collections: { people: { output: false } }\n',
    '_people/ann.md': '---\n---\nText\n\n$$\\frac{1$$ and more\n',
    'index.html': '---\n---\n<body>{{ site.people }}</body>\n',
    'b.html': '---\n---\n<body>{{ site.people[0].content }}</body>\n',
  });
  expect(places(diagnostics)).toEqual(['_people/ann.md:5:3 error math-syntax']);
});

test('what is wrong in a document without a page is told once, where it stands, if a page shows it', async () => {
  const wrong = '---\n---\nText {{ page.name | nofilter }}\n\n<b>open\n';
  const course = {
    '_config.yml':
      'collections: { people: { output: false }, notes: { output: false }, loose: { output: false } }\n',
    '_people/ann.md': wrong,
    '_notes/a.md': wrong,
    '_notes/b.md': '---\n---\nShows {% for p in site.people %}{{ p.content | strip_html }}{% endfor %}\n',
    '_loose/c.md': wrong,
    'index.html': '---\n---\n{{ site.people }}\n',
    'b.html': '---\n---\n{{ site.people }} {{ site.notes[0].content }}\n',
  };
  const expected = [
    '_notes/a.md:3:6 warning liquid-unknown-filter',
    '_notes/a.md:5:1 warning html-unclosed',
    '_people/ann.md:3:6 warning liquid-unknown-filter',
    '_people/ann.md:5:1 warning html-unclosed',
  ];
  await withCourse(course, async (folder) => {
    const cache = path.join(folder, '.cache');
    const cold = await checkFolder(folder, { cache });
    expect(places(cold.diagnostics)).toEqual(expected);
    await writeFile(path.join(folder, 'index.html'), '---\n---\n{{ site.people }} again\n');
    const warm = await checkFolder(folder, { cache });
    expect(places(warm.diagnostics)).toEqual(expected);
    await writeFile(path.join(folder, 'b.html'), '---\n---\n{{ site.notes[1].content }}\n');
    const other = await checkFolder(folder, { cache });
    expect(places(other.diagnostics)).toEqual(expected.slice(2));
    await writeFile(path.join(folder, 'index.html'), '---\n---\nNone.\n');
    await writeFile(path.join(folder, 'b.html'), '---\n---\nNone.\n');
    expect(places((await checkFolder(folder, { cache })).diagnostics)).toEqual([]);
  });
});
