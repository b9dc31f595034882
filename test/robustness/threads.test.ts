import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testEffects } from '../support/test-effects.js';

/** As it is published: only there can a thread be started. */
const BUILT = pathToFileURL(path.resolve(import.meta.dirname, '../../dist/course/index.js')).href;
const { buildSite, createCourseBuilder, createProfile }: typeof import('../../src/course/index.js') =
  await import(BUILT);

let source: string;

/** So many that four threads pay. */
const PAGES = 170;

/** A course in which pages read each other in every way that a template has. */
const files: Readonly<Record<string, string>> = {
  '_config.yml': `title: Threads
plugins: [jekyll-feed, jekyll-sitemap, jekyll-paginate]
paginate: 7
katex: { macros: { "\\\\R": "\\\\mathbb{R}" } }
`,
  '_data/people.yml': '- { name: Ada, born: 1815-12-10, weight: 2.0 }\n- { name: Emmy, born: 1882-03-23 }\n',
  '_includes/box.html':
    '<div class="{{ include.kind }}">{{ include.text | markdownify }} {{ page.title }}</div>',
  '_includes/recent.html': `{% for post in site.posts limit: 3 %}{{ post.excerpt | strip_html }}{% endfor %}`,
  '_layouts/default.html':
    '<html><head><title>{{ page.title }}</title></head><body>{% include recent.html %}{{ content }}{{ site.time | date: "%Y" }}</body></html>',
  '_layouts/plain.html':
    '<link rel="stylesheet" href="/sheet.css"><link rel="stylesheet" href="/style.css"><main>{{ content }} {{ site.data.people | map: "weight" | join: " " }}</main>',
  '_plugins/note.ts': `import type { Plugin } from '../../src/index.js';
import { loud } from './lib/loud.js';
let calls = 0;
const plugin: Plugin = (lectern) => {
  lectern.tag('note', ({ positional, named }, { page }) => \`<i>\${loud(positional.join())} \${named['of']} \${page['title']}</i>\`);
  lectern.block('twice', (content: string) => content + content);
  lectern.filter('initials', (input) => String(input).split(' ').map((word) => word[0]).join(''));
  lectern.generator((site) => site.pages.filter(({ collection }) => collection === 'posts').map(({ title }) => ({ path: \`made/\${title}.md\`, content: '{% note made %}', data: { layout: 'plain' } })));
  lectern.tag('broken', () => { throw new Error(\`broken \${calls < 0}\`); });
};
export default plugin;
`,
  '_plugins/lib/loud.js': 'export const loud = (text) => text.toUpperCase();\n',
  '_plugins/old.rb': "Liquid::Template.register_tag('old', Old)\n",
  'index.html': '---\nlayout: default\n---\n{% for post in paginator.posts %}{{ post.content }}{% endfor %}',
  'all.md': '---\nlayout: plain\n---\n{% for page in site.pages %}{{ page.content | size }} {% endfor %}\n',
  'next.md':
    '---\n---\n{% assign p = site.pages | where: "name", "p3.md" | first %}{{ p.content }} $$\\frac{a}{b}$$\n',
  'fig/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
  'sheet.css': '@import "other.css"; .tall img { max-height: 4em }',
  'style.scss': '---\n---\n$c: #123456;\nbody { color: lighten($c, 10%); a { color: $c } }\n',
  ...Object.fromEntries(
    Array.from({ length: PAGES }, (_, number) => {
      const isPost = number % 4 === 0;
      const day = String((number % 27) + 1).padStart(2, '0');
      const name = isPost ? `_posts/2026-01-${day}-p${number}.md` : `p${number}.md`;
      const layout = ['default', 'plain', 'missing'][number % 3];
      return [
        name,
        `---\nlayout: ${layout}\ntitle: Page ${number}\nweight: ${number}.0\n---\n$$\\newcommand{\\v}{\\mathbf{v}_{${number % 5}}}$$\n\n` +
          `# Page ${number}\n\nFirst $$x_{${number}} \\in \\R$$ of ${number}.\n\n$$\\v = \\frac{${number % 7}}{2}$$\n\n` +
          `{% include box.html kind="note" text="*${number}*" %}\n\n{% note "n" of=page.weight %} {% twice %}$$x$$ {% endtwice %} {{ page.title | initials }} {% old %}\n\n[next](p${number + 1}.md) ![](missing-${number}.png) ![](/fig/a.svg)\n` +
          (number % 11 === 0 ? '$$\\undefinedMacro$$ {% broken %} <b>unclosed\n' : ''),
      ];
    }),
  ),
};

beforeAll(async () => {
  source = await mkdtemp(path.join(os.tmpdir(), 'lectern-threads-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(source, name)), { recursive: true });
    await writeFile(path.join(source, name), text);
  }
});
afterAll(() => rm(source, { recursive: true, force: true }));

interface Built {
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly unknown[];
}

/** Of how many pages other threads than the main one have read the Markdown, in the last build. */
let besides = 0;

async function build(threads: number, cache: string | false): Promise<Built> {
  const profile = createProfile(() => performance.now());
  const builder = createCourseBuilder({ source, cache, threads }, testEffects(source, { profile }));
  try {
    const state = await builder.build();
    builder.save();
    besides = profile.times('beside').find(({ name }) => name === 'Liquid and Markdown')?.uses ?? 0;
    const generated = [...state.files].flatMap(([name, file]) =>
      file.kind === 'generated' ? [[name, Buffer.from(file.content()).toString('latin1')]] : [],
    );
    return { files: Object.fromEntries(generated), diagnostics: state.diagnostics };
  } finally {
    await builder.close();
  }
}

test('a site is the same, byte for byte, in however many threads it is made, and so is what is found', async () => {
  const alone = await build(1, false);
  expect(Object.keys(alone.files).length).toBeGreaterThan(PAGES);
  expect(alone.diagnostics.length).toBeGreaterThan(PAGES);
  expect(besides).toBe(0);
  for (const threads of [2, 5]) {
    expect(await build(threads, false)).toEqual(alone);
    expect(besides).toBeGreaterThan(0);
  }
  const cache = path.join(source, '.cache');
  expect(await build(3, cache)).toEqual(alone);
  expect(await build(1, cache)).toEqual(alone);
  expect(besides).toBe(0);
}, 120_000);

test('a build that fails while threads copy files ends, and leaves nothing behind', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-failing-'));
  try {
    for (let number = 0; number < 40; number++) {
      await writeFile(path.join(folder, `page${number}.md`), '---\n---\nText.\n');
      await writeFile(path.join(folder, `file${number}.txt`), 'text');
    }
    const before = await readdir(folder);
    const fails = testEffects(folder, {
      progress: (stage) => {
        if (stage === 'Making') throw new Error('The machine fails.');
      },
    });
    const building = buildSite({ source: folder, destination: 'docs', cache: false, threads: 2 }, fails);
    await expect(building).rejects.toThrow('The machine fails.');
    expect(await readdir(folder)).toEqual(before);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
