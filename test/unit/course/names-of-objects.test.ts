import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildSite } from '../../../src/course/index.js';

/** Words that every object of JavaScript knows something under, and beside each one of its shape that none does. */
const WORDS = [
  ['constructor', 'constructar'],
  ['__proto__', '__prato__'],
  ['toString', 'toStrung'],
  ['hasOwnProperty', 'hasOwnPropertx'],
  ['valueOf', 'valueOx'],
] as const;

/** A course that uses a word wherever an author may name something. */
function course(word: string): Readonly<Record<string, string>> {
  return {
    '_config.yml': `title: Course
plugins: [jekyll-feed, jekyll-seo-tag, jekyll-sitemap, ${word}]
collections: { ${word}: { output: true, ${word}: 1 } }
defaults: [{ scope: { path: "", type: ${word} }, values: { ${word}: default, layout: ${word} } }]
katex: { macros: { "\\\\${word.replaceAll('_', '')}": "x" }, ${word}: 1 }
kramdown: { ${word}: 1, link_defs: { ${word}: [/linked/] }, typographic_symbols: { ${word}: x } }
mend: { ${word}: false }
diagnostics: { severity: { ${word}: off } }
feed: { collections: [${word}] }
${word}: { a: 1, ${word}: 2 }
permalink: ${word}/:title
`,
    [`_layouts/${word}.html`]: `---\n${word}: of layout\n---\n<h6>{{ layout.${word} }}</h6>{% seo %}{{ content }}\n`,
    [`_includes/${word}.html`]: `[{{ include.${word} }}{{ include.other }}]`,
    [`_${word}/one.md`]: `---\ntitle: One\n${word}: own\n---\n{{ page.${word} }} {{ page.collection }} {{ page.url }}\n`,
    [`_${word}/two.md`]: '---\ntitle: Two\n---\n{{ page.previous.title }}\n',
    [`_data/${word}.yml`]: `${word}: { ${word}: deep }\nlist: [{ ${word}: 2 }, { ${word}: 1 }, { other: 3 }]\n`,
    [`_data/csv.csv`]: `${word},b\n1,2\n`,
    [`${word}/file.txt`]: 'static',
    [`${word}.md`]: `---\nlayout: ${word}\ntitle: ${word}\n---\n# ${word}\n\n[x](#${word}) [y](two.md#${word})\n`,
    '_posts/2024-01-02-post.md': `---\ntags: [${word}]\ncategories: [${word}]\nauthor: ${word}\n---\nPost.\n`,
    'liquid.md': `---
layout: ${word}
permalink: /liquid.html
${word}: front
list: [${word}]
---
{{ page.${word} }} {{ page['${word}'] }} {{ site.${word} | size }} {{ site.data.${word}.${word} | jsonify }}
{{ site.data.csv | jsonify }} {{ site['${word}'].size }} {{ nothing.${word} }} {{ ${word} }} {{ page.list.${word} }}
{% assign ${word} = "assigned" %}{{ ${word} }} {% capture ${word} %}captured{% endcapture %}{{ ${word} }}
{% increment ${word} %}{% cycle '${word}': 'a', 'b' %}{% cycle '${word}': 'a', 'b' %}
{% for ${word} in page.list %}{{ ${word} }} {{ forloop.${word} }}{% endfor %}
{{ site.data.${word}.list | sort: '${word}' | map: '${word}' | jsonify }}
{{ site.data.${word}.list | where: '${word}', 1 | jsonify }} {{ site.data.${word}.list | group_by: '${word}' | jsonify }}
{% include ${word}.html ${word}="given" %}
{% for t in site.tags %}{{ t[0] }}: {{ t[1].size }}{% endfor %} {{ site.tags.${word}.size }} {{ site.tags['other'].size }}
{% for t in site.categories %}{{ t[0] }}: {{ t[1].size }}{% endfor %} {{ site.categories.${word}.size }}
{% for d in site.${word} %}{{ d.title }}{% endfor %} {{ site.time.${word} }} {{ page.date.${word} }} {{ "a".${word} }}
`,
    'filter.md': `---\n---\n{{ "a" | ${word} }}\n`,
    'tag.md': `---\n---\n{% ${word} %}\n`,
    'markdown.md': `---
layout: ${word}
---
{:${word}: .of-list}

Paragraph [text][${word}] and [${word}] and[^${word}] \`code\`{:.language-${word}} &${word};
{: ${word} ${word}="value" #${word}}

*[${word}]: Long

[${word}]: /there/ "Title"

[^${word}]: Note.

## ${word}

## ${word}

\`\`\`${word}
code
\`\`\`

~~~ ${word}
code
~~~

{% highlight ${word} %}
code
{% endhighlight %}

<${word}>element</${word}> <p ${word}="1">p</p>

{::${word} /}

{::options ${word}="1" /}
`,
    'math.md': `---
katex: { macros: { "\\\\${word.replaceAll('_', '')}": "y" } }
---
<script type="text/x-mathjax-config">MathJax.Hub.Config({TeX: {Macros: {${word}: "z", B: "b"}, ${word}: 1}});</script>

$$\\${word.replaceAll('_', '')} \\B \\label{${word}} \\begin{${word}} a \\end{${word}}$$ \\ref{${word}} and $$\\text{\\${word.replaceAll('_', '')}}$$

$$\\left${word} \\html${word} \\mathbb{${word}} \\newcommand{\\${word.replaceAll('_', '')}}{q} \\class{${word}}{x} \\color{${word}}{x}$$
`,
    [`${word}.ipynb`]: JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { [word]: 1 },
      cells: [
        { cell_type: word, metadata: {}, id: word, source: [`[x](${word}.md) ![y](attachment:${word})`] },
      ],
    }),
  };
}

/** A word as it appears in addresses, headings and macros. */
function spellings(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const bare = word.replaceAll('_', '');
  return [word, lower, lower.charAt(0).toUpperCase() + lower.slice(1), bare, bare.toLowerCase()];
}

/** The site of a course, and what was found, as text, in which a word stands for the other one. */
async function built(word: string, other: string): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-names-'));
  try {
    for (const [file, text] of Object.entries(course(word))) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const effects = { cwd: folder, env: {}, timezone: 'UTC', now: () => new Date('2026-03-04T05:06:07Z') };
    const options = { source: folder, destination: path.join(folder, 'docs') };
    const { diagnostics } = await buildSite(options, effects);
    const again = await buildSite(options, effects);
    expect(again.diagnostics).toEqual(diagnostics);
    const neutral = (text: string): string =>
      spellings(word).reduce(
        (now, spelling, index) => now.replaceAll(spelling, spellings(other)[index] ?? ''),
        text,
      );
    const entries = readdirSync(options.destination, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !/^\.lectern|\.min\./.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name));
    return Object.fromEntries([
      ['diagnostics', neutral(diagnostics.map((found) => JSON.stringify(found)).join('\n'))],
      ...files.map((file) => [
        neutral(path.relative(options.destination, file)),
        neutral(readFileSync(file, 'utf8')),
      ]),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(WORDS)('%s is a name like %s wherever an author gives one', async (word, other) => {
  const expected = await built(other, other);
  expect(expected['diagnostics']).not.toMatch(/internal-fault|page-failed/);
  expect(await built(word, other)).toEqual(expected);
});
