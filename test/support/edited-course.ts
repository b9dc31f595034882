import { mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Numbers by chance from a seed: the same on every run. */
export interface Source {
  /** A whole number from 0 up to but without `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

/** Makes a source (mulberry32). */
export function createSource(seed: number): Source {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
  };
}

/** A course in which everything that one page can read of another is read, and that is edited by chance. */
export interface EditedCourse {
  /** Edits something, and says what. */
  readonly edit: () => Promise<string>;
  /** The kinds of edits that were made so far, and those that there are; sorted. */
  readonly kinds: () => readonly string[];
  readonly allKinds: () => readonly string[];
}

const LAYOUT = `<!DOCTYPE html>
<html><head><title>{{ page.title }} | {{ site.title }}</title>
<script type="text/x-mathjax-config">MathJax.Hub.Config({TeX: {Macros: {R: "\\\\mathbb{R}"}}});</script>
<script src="https://cdn.example.org/MathJax.js"></script>
<link rel="stylesheet" href="/course/css/site.css">
{% seo %}{% feed_meta %}</head><body>{% include nav.html current=page.url %}{% include lectern/search.html %}{{ content }}
{% include foot.html %}{% include of-theme.html %}</body></html>
`;

const FILES: Readonly<Record<string, string>> = {
  '_config.yml': `title: Course
url: https://example.org
baseurl: /course
theme: ./look
plugins: [jekyll-feed, jekyll-sitemap, jekyll-paginate, jekyll-relative-links, jekyll-redirect-from]
paginate: 2
relative_links: { enabled: true }
collections: { notes: { output: true } }
katex: { output: mathml, macros: { N: "\\\\mathbb{N}" }, preamble: macros.tex }
lectern: { numbering: true, glossary: true, notebooks: { pages: true } }
`,
  'macros.tex': '\\newcommand{\\vect}[1]{\\mathbf{#1}}\n',
  '_layouts/default.html': LAYOUT,
  '_layouts/lecture.html':
    '---\nlayout: default\n---\n<main>{{ content }}</main>{{ page.previous.title }}{{ page.next.title }}{% include lectern.html %}\n',
  '_includes/lectern.html':
    '{{ lectern.previous.title }} {{ lectern.next.url }} {{ lectern.words.figure }} {{ lectern.accent }} {{ lectern.nearby | map: "title" | join }} {{ lectern.notebooks | jsonify }} {% for i in lectern.navigation %}{{ i.title }} {{ i.url }} {{ i.current }} {% endfor %}\n',
  '_includes/nav.html':
    '<nav>{% for p in site.data.nav %}<a href="{{ p.url | relative_url }}">{{ p.title }}</a>{% endfor %}</nav>\n',
  '_includes/foot.html': '<footer>{{ site.pages | size }} {{ site.data.people.first.name }}</footer>\n',
  '_includes/box.html': '<div class="box">{{ include.text | markdownify }} $$a$$</div>\n',
  '_data/nav.yml': '- { title: Home, url: / }\n- { title: One, url: /one.html }\n',
  '_data/people.yml': '- { name: Ada }\n',
  '_data/glossary.yml': 'Words: { definition: "Some $$\\\\vect{a}$$.", also: hello }\nfigure: A picture.\n',
  '_sass/_colours.scss': '$ink: #123456;\n',
  'look/_layouts/default.html': 'never read\n',
  'look/_layouts/plain.html': '<p>{{ site.motto }} {{ site.data.words.a }} {{ content }}</p>\n',
  'look/_includes/of-theme.html': '<i>theme {{ page.title }}</i>\n',
  'look/_data/words.yml': 'a: one\n',
  'look/_config.yml': 'motto: of the theme\n',
  'look/_sass/_theme.scss': 'i { color: red; }\n',
  'look/assets/theme.scss': '---\n---\n@use "theme";\n',
  'look/assets/plain.txt': 'theme\n',
  'six.md':
    '---\nlayout: plain\n---\nSix $$x$$ {% for l in lectern.lectures %}{{ l.title }} {{ lectern.languages[l.lang].proof }} {% endfor %}\n',
  'css/site.scss': '---\n---\n@use "colours";\nbody { color: colours.$ink; }\n',
  'index.html':
    '---\nlayout: default\ntitle: Home\n---\n{% for post in paginator.posts %}<h2>{{ post.title }}</h2>{{ post.excerpt }}{% endfor %}\n',
  'one.md':
    '---\nlayout: lecture\nlecture: 1\ntitle: One\n---\n# One\n\nSee [two](two.md) and [the figure](fig/a.svg).\n\n![A](fig/a.svg)\n\n{% include box.html text="*Hello*" %}\n\n$$\\vect{x} \\in \\R^\\N$$\n',
  'two.md':
    '---\nlayout: lecture\nlecture: 2\nlang: ja\ntitle: Two\n---\n# Two\n\n[One](one.md#one), [note]({% link _notes/first.md %}) {{ site.data.people | jsonify }}\n\n$$\\newcommand{\\own}{y}\\own$$ {% include_relative part.txt %}\n',
  'part.txt': 'A part with {{ site.title }}.\n',
  'three.md':
    '---\ntitle: Three\n---\n{% for p in site.pages %}{% if p.title == "One" %}{{ p.content }}{% endif %}{% endfor %}\n{% include missing.html %} {{ site.notes }}\n\n[gone](gone.md) {{ "now" | date: "%Y" }} [book](work.ipynb)\n',
  'four.md':
    '---\nlayout: default\ntitle: Four\n---\n{% assign five = site.pages | where: "title", "Five" | first %}{{ five.content | strip_html }}\n',
  'five.md':
    '---\nlayout: none\ntitle: Five\nredirect_from: /old/\n---\n{% assign four = site.pages | where: "title", "Four" | first %}{{ four.content | size }} {% for c in site.collections %}{{ c.label }}{% endfor %}{% for f in site.static_files %}{{ f.path }} {% endfor %}\n',
  '_notes/first.md': '---\nlayout: lecture\ntitle: First\n---\nA note. {{ page.next.title }}\n',
  '_notes/second.md':
    '---\ntitle: Second\n---\nAnother. {% for n in site.notes %}{{ n.title }}{% endfor %}\n',
  '_posts/2025-01-02-hello.md':
    '---\nlayout: lecture\ntitle: Hello\ntags: [a]\n---\nHello $$x^2$$ there.\n\nMore.\n',
  '_posts/2025-02-03-again.md':
    '---\ntitle: Again\ntags: [a, b]\n---\nAgain: {% post_url 2025-01-02-hello %} {% for t in site.tags %}{{ t[0] }}{% endfor %}\n',
  '_posts/2025-03-04-third.md':
    '---\ntitle: Third\n---\nThird {% for p in site.related_posts %}{{ p.title }}{% endfor %}\n',
  'fig/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'fig/b.svg': '<svg xmlns="http://www.w3.org/2000/svg" id="b"/>',
  'work.ipynb': JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: 'markdown',
        metadata: {},
        id: 'a',
        source: ['# Work\n', '\n', '![A](fig/a.svg) [one](one.md) [play](play.ipynb) $\\R$'],
      },
      {
        cell_type: 'code',
        execution_count: 1,
        metadata: {},
        id: 'b',
        source: ['plot(1)'],
        outputs: [{ output_type: 'display_data', metadata: {}, data: { 'image/png': 'iVBORw0KGgoAAAAN' } }],
      },
    ],
  }),
  'play.ipynb': JSON.stringify({
    cells: [{ cell_type: 'markdown', metadata: {}, source: '# Play\n\n[work](work.ipynb) [gone](gone.md)' }],
  }),
};

/** Writes the course into a folder, which must not be there. */
export async function makeEditedCourse(folder: string, source: Source): Promise<EditedCourse> {
  const texts = new Map(Object.entries(FILES));
  for (const [file, text] of texts) await put(folder, file, text);
  const edits = editsOf(folder, texts, source);
  const made = new Set<string>();
  return {
    edit: async () => {
      const kind = source.pick(Object.keys(edits));
      made.add(kind);
      return `${kind}: ${(await edits[kind]?.()) ?? ''}`;
    },
    kinds: () => [...made].sort(),
    allKinds: () => Object.keys(edits).sort(),
  };
}

async function put(folder: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
}

/** Every kind of edit, which answers with the file that it edits. */
function editsOf(
  folder: string,
  texts: Map<string, string>,
  source: Source,
): Readonly<Record<string, () => Promise<string>>> {
  let serial = 0;
  const write = async (file: string, text: string): Promise<string> => {
    texts.set(file, text);
    await put(folder, file, text);
    return file;
  };
  const change = (file: string, edit: (text: string) => string) => write(file, edit(texts.get(file) ?? ''));
  const remove = async (file: string): Promise<string> => {
    texts.delete(file);
    await unlink(path.join(folder, file));
    return file;
  };
  /** Puts back what the course began with, so that it does not run out of files. */
  const restore = (file: string) => write(file, FILES[file] ?? '');
  const pages = () =>
    [...texts.keys()].filter((file) => /\.(?:md|html)$/.test(file) && !/^_(?:layouts|includes)/.test(file));
  const toggle = (file: string) => (texts.has(file) ? remove(file) : restore(file));
  const append = (text: string) => (old: string) => `${old}\n${text}\n`;
  const withKey = (key: string, value: string) => (text: string) => {
    const rest = text.replace(new RegExp(`^${key}:.*\\n`, 'm'), '');
    return rest.replace(/^---\n/, `---\n${key}: ${value}\n`);
  };
  return {
    'text of a page': () => change(source.pick(pages()), append(`Words ${serial++} and $$x_{${serial}}$$.`)),
    'a page as it was': () =>
      restore(source.pick(Object.keys(FILES).filter((file) => /^[a-z]+\.(?:md|html)$/.test(file)))),
    'title of a page': () =>
      change(source.pick(pages()), withKey('title', source.pick(['One', 'Four', 'Five', `T${serial++}`]))),
    'permalink of a page': () =>
      change(
        source.pick(pages()),
        withKey('permalink', source.pick([`/p${serial++}/`, '/same.html', `/p${serial}.html`])),
      ),
    'layout of a page': () =>
      change(source.pick(pages()), withKey('layout', source.pick(['default', 'lecture', 'none', 'nosuch']))),
    'the number of a lecture': () =>
      change(source.pick(pages()), withKey(source.pick(['lecture', 'week']), String(source.below(5)))),
    'the language of a page': () =>
      change(source.pick(pages()), withKey('lang', source.pick(['ja', 'en', 'zh-TW', 'xx']))),
    'a word of a language': () => {
      const file = `_data/lectern/${source.pick(['ja', 'en', 'zh-tw', 'xx'])}.yml`;
      return texts.has(file)
        ? remove(file)
        : write(file, `figure: F${serial++}\nproof: P${serial}\n${source.pick(['', 'profo: x\n'])}`);
    },
    'a macro in a page': () =>
      change(
        source.pick(pages()),
        append(`$$\\newcommand{\\m${'abc'[serial % 3]}}{z_{${serial++}}} \\vect{\\N}$$`),
      ),
    'a link in a page': () =>
      change(
        source.pick(pages()),
        append(
          `[x](${source.pick(['one.md#one', 'two.md', 'new1.md', 'fig/b.svg', 'fig/moved.svg', '#nowhere'])})`,
        ),
      ),
    'a name in a page': () => {
      const name = source.pick(['a', 'b', 'c']);
      return change(
        source.pick(pages()),
        append(
          source.pick([
            `T${serial++}.\n{: .theorem #thm:${name}}`,
            `E${serial++}.\n{: .lemma}`,
            `![F${serial++}](fig/a.svg){: #fig:${name}}`,
            `$$\\begin{equation}\\label{eq:${name}} ${serial++} \\end{equation}$$`,
          ]),
        ),
      );
    },
    'a reference in a page': () => {
      const name = source.pick(['thm:a', 'thm:b', 'fig:a', 'eq:a', 'eq:b', 'none']);
      const shown = source.pick([
        `[](#${name})`,
        `[Theorem](#${name})`,
        `\\eqref{${name}}`,
        `$$\\ref{${name}}$$`,
        `[](one.md#${name})`,
      ]);
      return change(source.pick(pages()), append(`See ${shown}.`));
    },
    'the lecture of a page': () =>
      change(source.pick(pages()), withKey('lecture', source.pick(['1', '2', '3']))),
    'what a page reads': () =>
      change(
        source.pick(pages()),
        append(
          source.pick([
            '{{ site.posts.first.excerpt }}',
            '{% for p in site.html_pages %}{{ p.url }} {% endfor %}',
            '{{ site.categories | jsonify }}{{ site.documents | size }}',
            '{{ site.data.extra.key }}',
            '{% include late.html %}',
            '{% for p in site.posts %}{{ p.next.title }}{{ p.content | size }}{% endfor %}',
            '{{ site.time | date: "%s" }}',
            '{{ layout.kind }} {{ page.path }} {{ site.baseurl }}',
            '{% for p in site.pages %}{{ p.content | size }}{% endfor %}',
          ]),
        ),
      ),
    'a new page': () =>
      write(`new${serial++ % 4}.md`, `---\ntitle: New ${serial}\n---\n# New\n\n[one](one.md) $$\\R$$\n`),
    'a page that is gone': async () => {
      const added = pages().filter((file) => file.startsWith('new'));
      return added.length > 0 ? remove(source.pick(added)) : toggle('three.md');
    },
    'a page moved': async () => {
      const from = texts.has('five.md') ? 'five.md' : 'sub/five.md';
      const to = from === 'five.md' ? 'sub/five.md' : 'five.md';
      const text = texts.get(from) ?? '';
      await mkdir(path.join(folder, 'sub'), { recursive: true });
      await rename(path.join(folder, from), path.join(folder, to));
      texts.delete(from);
      texts.set(to, text);
      return `${from} to ${to}`;
    },
    'a layout': () =>
      change(source.pick(['_layouts/default.html', '_layouts/lecture.html']), append(`<!-- ${serial++} -->`)),
    'front matter of a layout': () =>
      write(
        '_layouts/lecture.html',
        `---\nlayout: default\nkind: k${serial++}\n---\n<main>{{ content }}</main>\n`,
      ),
    'dollars in a layout': () =>
      change('_layouts/default.html', (text) =>
        text.includes('inlineMath')
          ? LAYOUT
          : text.replace('Config({', 'Config({tex2jax: {inlineMath: [["$", "$"]]}, '),
      ),
    'a layout that comes and goes': () => toggle('_layouts/lecture.html'),
    'an include': () =>
      change(
        source.pick(['_includes/nav.html', '_includes/foot.html', '_includes/box.html']),
        append(`<i>${serial++}</i>`),
      ),
    'an include that comes and goes': () => {
      const file = source.pick(['_includes/missing.html', '_includes/late.html', '_includes/foot.html']);
      return texts.has(file) ? remove(file) : write(file, `<b>${serial++} {{ page.title }}</b>\n`);
    },
    'a file of the theme': () => {
      const file = source.pick(Object.keys(FILES).filter((name) => name.startsWith('look/')));
      if (file.endsWith('.yml')) return write(file, `${source.pick(['a', 'motto'])}: ${serial++}\n`);
      return change(file, append(file.endsWith('.scss') ? `b { width: ${serial++}px; }` : `t${serial++}`));
    },
    'a file over the theme’s': () => {
      const file = source.pick([
        '_layouts/plain.html',
        '_includes/of-theme.html',
        'assets/plain.txt',
        '_sass/_theme.scss',
      ]);
      return texts.has(file)
        ? remove(file)
        : write(file, file.endsWith('.scss') ? 'u { top: 0; }\n' : `own ${serial++}\n`);
    },
    'a part': () => change('part.txt', append(`Part ${serial++}.`)),
    'a part that comes and goes': () => toggle('part.txt'),
    'the glossary': () => {
      const file = '_data/glossary.yml';
      if (texts.has(file) && source.below(4) === 0) return remove(file);
      const terms = ['Words', 'Hello', 'See', 'the figure', 'lemma', 'one'].filter(
        () => source.below(2) === 0,
      );
      return write(file, terms.map((term) => `${term}: { definition: D${serial++} }\n`).join(''));
    },
    'terms in a page': () =>
      change(
        source.pick(pages()),
        append(
          source.pick([
            `${source.pick(['Words', 'Hello', 'figure'])}\n: D${serial++}.\n{: .glossary}`,
            '{% include lectern/glossary.html %}',
            'Words of a lemma, the figure and hello.',
          ]),
        ),
      ),
    data: () =>
      write('_data/people.yml', `- { name: ${source.pick(['Ada', 'Emmy', '"1"', '1', '2020-01-01'])} }\n`),
    'data that comes and goes': () => {
      const file = source.pick(['_data/extra.yml', '_data/nav.yml']);
      return texts.has(file) ? remove(file) : write(file, FILES[file] ?? `key: ${serial++}\n`);
    },
    'the configuration': () =>
      write(
        '_config.yml',
        (FILES['_config.yml'] ?? '')
          .replace('Course', source.pick(['Course', 'Another', 'Third']))
          .replace('paginate: 2', `paginate: ${1 + source.below(3)}`)
          .replace('numbering: true', `numbering: ${source.pick(['true', 'true', 'false'])}`)
          .replace(
            'numbering:',
            source.pick([
              'numbering:',
              'navigation: [two.md, /new1.html, { title: Away, url: "https://example.org" }], numbering:',
              'accent: red, navigation: [five.md], numbering:',
            ]),
          )
          .replace('mathml', source.pick(['mathml', 'mathml', 'mathml', 'html']))
          .concat(source.pick(['', '', 'lang: ja\n'])),
      ),
    'a figure': () => write('fig/a.svg', `<svg xmlns="http://www.w3.org/2000/svg" id="f${serial++}"/>`),
    'the size of a figure': () =>
      write(
        'fig/a.svg',
        `<svg xmlns="http://www.w3.org/2000/svg" width="${100 + source.below(3)}" height="${50 + source.below(2)}"/>`,
      ),
    'a figure moved': async () => {
      const [from, to] = texts.has('fig/b.svg')
        ? ['fig/b.svg', 'fig/moved.svg']
        : ['fig/moved.svg', 'fig/b.svg'];
      await rename(path.join(folder, from), path.join(folder, to));
      texts.set(to, texts.get(from) ?? '');
      texts.delete(from);
      return `${from} to ${to}`;
    },
    'a figure that comes and goes': () => toggle('fig/a.svg'),
    'a post': () => change('_posts/2025-01-02-hello.md', append(`Post ${serial++}.`)),
    'a post that comes and goes': () => {
      const file = source.pick(['_posts/2025-02-03-again.md', '_posts/2025-06-07-new.md']);
      return texts.has(file)
        ? remove(file)
        : write(file, FILES[file] ?? `---\ntitle: P${serial++}\ntags: [c]\n---\nNew post.\n`);
    },
    'a document that comes and goes': () => toggle(source.pick(['_notes/first.md', '_notes/second.md'])),
    'a partial of the style sheet': () =>
      write('_sass/_colours.scss', `$ink: #${String(100_000 + (serial++ % 800_000))};\n`),
    'the style sheet': () =>
      change(
        'css/site.scss',
        append(
          source.pick([
            'p { margin: 0 }',
            '@use "nosuch";',
            'a { b: c; }',
            'img { height: auto }',
            'main img { max-height: 9em }',
          ]),
        ),
      ),
    'the style sheet as it was': () => restore('css/site.scss'),
    'the macros of the course': () =>
      write(
        'macros.tex',
        `\\newcommand{\\vect}[1]{\\math${source.pick(['bf', 'rm', 'sf'])}{#1}}\n${source.pick(['', '\\def\n', '\\newcommand{\\ma}{q}\n'])}`,
      ),
    'the macros that come and go': () => toggle('macros.tex'),
    'a notebook': () =>
      write(
        'work.ipynb',
        (FILES['work.ipynb'] ?? '').replace(
          'fig/a.svg',
          source.pick(['fig/a.svg', 'fig/b.svg', 'fig/none.svg']),
        ),
      ),
    'what a notebook has put out': () =>
      write('work.ipynb', (FILES['work.ipynb'] ?? '').replace('iVBOR', source.pick(['iVBOR', 'iVBOS', '!']))),
    'the notebook that comes and goes': () => toggle('play.ipynb'),
    'a notebook that is none': () => write('play.ipynb', source.pick(['{}', '{"cells": [', '{"cells": []}'])),
    'a whole folder': async () => {
      await rm(path.join(folder, 'sub'), { recursive: true, force: true });
      for (const file of [...texts.keys()]) if (file.startsWith('sub/')) texts.delete(file);
      if (!texts.has('five.md')) await restore('five.md');
      return 'sub';
    },
    'what was there at first': async () => {
      for (const file of [...texts.keys()]) if (!(file in FILES)) await remove(file);
      for (const file of Object.keys(FILES)) if (texts.get(file) !== FILES[file]) await restore(file);
      return 'everything';
    },
    'a file saved as it is': async () => {
      const file = source.pick([...texts.keys()]);
      return write(file, await readFile(path.join(folder, file), 'utf8'));
    },
  };
}
