import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BuildOptions, createCourseBuilder, createProfile } from '../../../src/course/index.js';

type Files = Readonly<Record<string, string>>;

/** A course that can be edited and built. */
interface Course {
  readonly write: (files: Files) => Promise<void>;
  readonly build: (options?: BuildOptions) => Promise<Built>;
}

interface Built {
  readonly html: (name: string) => string;
  readonly names: readonly string[];
  /** What was found, as `file:line:column severity code message`. */
  readonly found: readonly string[];
  readonly hints: readonly (string | undefined)[];
  /** How many pages' Liquid was run. */
  readonly rendered: number;
}

async function courseOf(files: Files): Promise<Course> {
  const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-plugins-'));
  onTestFinished(() => rm(source, { recursive: true, force: true }));
  const write = async (texts: Files): Promise<void> => {
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), text);
    }
  };
  await write(files);
  const build = async (options: BuildOptions = {}): Promise<Built> => {
    const profile = createProfile(() => 0);
    const effects = {
      cwd: source,
      env: {},
      now: () => new Date('2026-03-04T05:06:07Z'),
      timezone: 'UTC',
      progress: () => {},
      profile,
    };
    const builder = createCourseBuilder({ source, cache: path.join(source, '.cache'), ...options }, effects);
    try {
      const state = await builder.build();
      const texts = new Map(
        [...state.files].flatMap(([name, file]) =>
          file.kind === 'generated' ? [[name, Buffer.from(file.content()).toString()] as const] : [],
        ),
      );
      builder.save();
      return {
        html: (name) => texts.get(name) ?? '',
        names: [...texts.keys()],
        found: state.diagnostics.map(
          ({ file, line, column, severity, code, message }) =>
            `${file}:${line}:${column} ${severity} ${code} ${message}`,
        ),
        hints: state.diagnostics.map(({ hint }) => hint),
        rendered: profile.times('text').length,
      };
    } finally {
      await builder.close();
    }
  };
  return { write, build };
}

const page = (text: string, title = 'Page'): string => `---\ntitle: ${title}\n---\n${text}\n`;

describe('a plugin', () => {
  test('brings tags, blocks and filters, which read their arguments and the page', async () => {
    const { build } = await courseOf({
      '_plugins/all.js': `export default (lectern) => {
        lectern.tag('show', ({ text, positional, named }, { page, site, place }) =>
          JSON.stringify([text, positional, named, page.title, site.title, place]));
        lectern.block('wrap', (content, args, { filter }) => '<div>' + filter('markdownify', content) + '</div>');
        lectern.filter('join_with', (input, glue, options) => input.join(glue) + (options?.end ?? ''));
        lectern.tag('nothing', () => undefined);
      };`,
      '_config.yml': 'title: Site\n',
      'a.html': page(
        `{% show word "two words", 2.5 page.title of="x" at: page.tags %}{% nothing %}
{% wrap %}*so* {{ page.title }}{% endwrap %}
{% assign letters = "a,b" | split: "," %}{{ letters | join_with: "+" }} {{ letters | join_with: "-", end: "!" }}`,
      ),
    });
    const { html, found } = await build();
    const text = 'word \\"two words\\", 2.5 page.title of=\\"x\\" at: page.tags';
    expect(html('a.html').split('\n')).toEqual([
      `["${text}",["word","two words",2.5,"Page"],{"of":"x","at":null},"Page","Site",{"file":"a.html","line":4,"column":1}]`,
      '<div><p><em>so</em> Page</p>',
      '</div>',
      'a+b a-b!',
      '',
    ]);
    expect(found).toEqual([]);
  });

  test('may be TypeScript or CommonJS, import from the course, and take its time to register', async () => {
    const { build } = await courseOf({
      '_plugins/typed.ts': `import type { Plugin } from 'lectern';
        import { shout } from './lib/shout.js';
        enum Kind { Loud = 'loud' }
        const plugin: Plugin = async (lectern) => {
          const kind: Kind = await Promise.resolve(Kind.Loud);
          lectern.tag('typed', (args): string => shout(args.text) + kind);
        };
        export default plugin;`,
      '_plugins/lib/shout.ts': 'export const shout = (text: string): string => text.toUpperCase();',
      '_plugins/old.js':
        "module.exports = (lectern) => lectern.tag('common', () => require('./lib/data.json').a);",
      '_plugins/lib/data.json': '{ "a": 1 }',
      'a.html': page('{% typed x %} {% common %}'),
    });
    const { html, found } = await build();
    expect(found).toEqual([]);
    expect(html('a.html').trim()).toBe('Xloud 1');
  });

  test('takes the place of what lectern has under the same name', async () => {
    const { build } = await courseOf({
      '_plugins/own.js': `export default (lectern) => {
        lectern.filter('upcase', (input) => 'own ' + input);
        lectern.block('highlight', (content) => 'own');
      };`,
      'a.html': page('{{ "x" | upcase }} {% highlight ruby %}{% endhighlight %}'),
    });
    expect((await build()).html('a.html').trim()).toBe('own x own');
  });

  test('adds pages, which are pages like others', async () => {
    const { build } = await courseOf({
      '_plugins/tags.js': `export default (lectern) => {
        lectern.generator(async (site) => site.pages.flatMap(({ tags, url }) => tags.map((tag) => (
          { path: 'tags/' + tag + '.md', content: '*{{ page.title }}* [it](' + url + ')', data: { title: tag, layout: 'l' } }))));
        lectern.generator((site) => [{ path: 'count.txt', content: String(site.pages.length) }, { path: '../up.html' }]);
      };`,
      '_layouts/l.html': '<main>{{ content }}</main>',
      '_config.yml': 'plugins: [jekyll-sitemap]\nurl: https://x.example\n',
      'a.html': '---\ntags: [one, two]\n---\n{% for p in site.pages %}{{ p.path }} {% endfor %}',
      'tags/two.html': '---\n---\nown',
    });
    const { html, found, names } = await build();
    expect(html('tags/one.html')).toBe('<main><p><em>one</em> <a href="/a.html">it</a></p>\n</main>');
    expect(html('tags/two.html')).toBe('own');
    expect(html('count.txt')).toBe('4');
    expect(html('sitemap.xml')).toContain('https://x.example/tags/one.html');
    expect(html('a.html')).toContain('tags/one.md');
    expect(names).toContain('up.html');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('url-conflict');
  });

  test('that throws costs the tag, the filter or the pages, and is reported where it was called', async () => {
    const { build } = await courseOf({
      '_plugins/bad.js': `export default (lectern) => {
  lectern.tag('bad', () => { throw new Error('no way'); });
  lectern.block('worse', () => null.x);
  lectern.filter('lost', () => { throw 'a text'; });
  lectern.tag('later', async () => 'x');
  lectern.tag('change', (_, { page }) => { page.title = 'x'; });
  lectern.tag('deep', function deep() { return deep(); });
  lectern.generator(() => [{ title: 'no path' }]);
  lectern.generator(() => [{ path: 'fine.html', content: 'fine' }]);
};`,
      'a.html': page(
        'a{% bad %}b{% worse %}x{% endworse %}c{{ "kept" | lost }}{% later %}{% change %}{% deep %}{{ page.title }}',
      ),
      'b.html': page('{% bad %}fine'),
    });
    const { html, found, hints } = await build();
    expect(html('a.html').trim()).toBe('abckeptPage');
    expect(html('b.html').trim()).toBe('fine');
    expect(html('fine.html')).toBe('fine');
    expect(found).toEqual([
      expect.stringMatching(
        /^_plugins\/bad.js:1:1 error plugin-failed A generator of _plugins\/bad.js failed, so its pages are missing: A page that/,
      ),
      'a.html:4:2 error plugin-failed The tag bad of _plugins/bad.js failed: no way.',
      expect.stringMatching(/^a.html:4:12 error plugin-failed The tag worse of .* failed: Cannot read/),
      'a.html:4:39 error plugin-failed The filter lost of _plugins/bad.js failed: a text.',
      expect.stringMatching(/^a.html:4:58 error plugin-failed The tag later of .* promise/),
      expect.stringMatching(/^a.html:4:69 error plugin-failed The tag change of .* cannot be changed/),
      expect.stringMatching(/^a.html:4:81 error plugin-failed The tag deep of .* call stack/),
      'b.html:4:1 error plugin-failed The tag bad of _plugins/bad.js failed: no way.',
    ]);
    expect(hints[1]).toBe('It was thrown in line 2 of _plugins/bad.js.');
  });

  test.each([
    [
      'export default (lectern) => {\n  const a = ;\n  lectern.tag("x", () => "");\n};',
      '2:13',
      /Unexpected token/,
    ],
    ['export const plugin = 1;', '1:1', /exports no function/],
    ["import './gone.js';\nexport default () => {};", '1:1', /gone/],
    [
      "export default (lectern) => {\n  lectern.tag('a b', () => '');\n};",
      '2:1',
      /"a b" cannot be the name of a tag/,
    ],
    ["export default (lectern) => lectern.filter('x', 'y');", '1:1', /no function/],
    ["export default async () => { throw new Error('later'); };", '1:1', /later/],
  ])('that cannot be loaded is one error, and the others work: %j', async (text, place, reason) => {
    const { build } = await courseOf({
      '_plugins/a.js': text,
      '_plugins/b.js': "export default (lectern) => lectern.tag('b', () => 'works');",
      'a.html': page('{% b %}{% x %}{% x %}'),
    });
    const { html, found } = await build();
    expect(html('a.html').trim()).toBe('works');
    const [own = '', ...others] = found;
    expect(own).toMatch(reason);
    expect(own.split(' The ')[0]).toBe(`_plugins/a.js:${place} error plugin-unloadable`);
    // What its text shows that it would have registered is not told of again.
    expect(others.length).toBe(/tag\(["']x/.test(text) ? 0 : 2);
  });

  test('reports what it likes', async () => {
    const { build } = await courseOf({
      '_plugins/a.js': `export default (lectern) => lectern.tag('ask', (_, { report }) => {
        report('This is doubtful.', { severity: 'info', hint: 'Look.' }); return ''; });`,
      'a.html': page('{% ask %}'),
    });
    expect((await build()).found).toEqual(['a.html:4:1 info plugin-report This is doubtful.']);
  });

  test('is not run where the command line or the configuration says so, which is said in one line', async () => {
    const files = {
      '_plugins/a.js': "export default (lectern) => lectern.tag('a', () => 'run');",
      '_plugins/b.ts': "export default (lectern) => lectern.filter('b', () => 'run');",
      'a.html': page('{% a %}{% a %}{{ "x" | b }}'),
    };
    const off = 'plugins-off Plugins are switched off (safe), so _plugins/a.js, _plugins/b.ts are not run.';
    const line = `_plugins/a.js:1:1 warning ${off} What their tags and filters would show is missing, first at a.html:4:1.`;
    const { build, write } = await courseOf(files);
    expect((await build()).html('a.html').trim()).toBe('runrunrun');
    const safe = await build({ safe: true });
    expect([safe.html('a.html').trim(), safe.found]).toEqual(['x', [line]]);
    await write({ '_config.yml': 'safe: true\n' });
    const configured = await build();
    expect([configured.html('a.html').trim(), configured.found]).toEqual(['x', [line]]);
    await write({ 'a.html': page('x') });
    expect((await build()).found).toEqual([`_plugins/a.js:1:1 info ${off}`]);
  });
});

describe('what is kept from build to build', () => {
  test.each<[string, string, (mark: string) => string]>([
    ['a.mjs', 'mark.mjs', (mark) => `export const mark = '${mark}';`],
    ['a.js', 'mark.js', (mark) => `export const mark = '${mark}';`],
    ['a.ts', 'mark.ts', (mark) => `export const mark: string = '${mark}';`],
    ['a.mts', 'mark.cjs', (mark) => `exports.mark = '${mark}';`],
    ['a.js', 'mark.json', (mark) => `{ "mark": "${mark}" }`],
  ])(
    'is made by plugins as they are now in each build of one process: %s with %s',
    async (name, file, text) => {
      const source = await mkdtemp(path.join(os.tmpdir(), 'lectern-plugins-'));
      onTestFinished(() => rm(source, { recursive: true, force: true }));
      await mkdir(path.join(source, '_plugins/lib'), { recursive: true });
      await writeFile(path.join(source, 'a.html'), page('{% a %}{% common %}{% awaited %}'));
      const now = () => new Date('2026-03-04T05:06:07Z');
      const effects = { cwd: source, env: {}, now, timezone: 'UTC', progress: () => {} };
      const builder = createCourseBuilder({ source, cache: false }, effects);
      for (const [own, mark] of [
        [1, 'one'],
        [2, 'two'],
      ]) {
        const plugins: Files = {
          [`lib/${file}`]: text(String(mark)),
          [name]: `import * as lib from './lib/${file}';
          const mark = lib.mark ?? lib.default.mark;
          export default (lectern) => lectern.tag('a', () => mark + ${own});`,
          'common.js': `module.exports = (lectern) => lectern.tag('common', () => ' common ' + ${own});`,
          'awaited.mjs': `const own = await ${own};
          export default (lectern) => lectern.tag('awaited', () => ' awaited ' + own);`,
        };
        for (const [script, code] of Object.entries(plugins))
          await writeFile(path.join(source, '_plugins', script), code);
        const { files, diagnostics } = await builder.build();
        const made = files.get('a.html');
        expect(diagnostics).toEqual([]);
        expect(made?.kind === 'generated' && Buffer.from(made.content()).toString().trim()).toBe(
          `${mark}${own} common ${own} awaited ${own}`,
        );
      }
      await builder.close();
    },
  );

  test('is made anew when a plugin, what it imports, or a file that a tag reads has changed', async () => {
    const { build, write } = await courseOf({
      '_plugins/a.js': `import { mark } from './lib/mark.js';
        export default (lectern) => lectern.tag('a', (_, { read }) => 'one' + mark + read('notes/n.txt'));`,
      '_plugins/lib/mark.js': "export * from './deeper.js';",
      '_plugins/lib/deeper.js': "export const mark = '!';",
      'notes/n.txt': 'n',
      'a.html': page('{% a %}'),
      'b.html': page('{{ page.title }}'),
    });
    const text = async () => {
      const { html, rendered } = await build();
      return [html('a.html').trim(), rendered];
    };
    expect(await text()).toEqual(['one!n', 2]);
    expect(await text()).toEqual(['one!n', 0]);
    await write({ '_plugins/lib/deeper.js': "export const mark = '?';" });
    expect(await text()).toEqual(['one?n', 2]);
    await write({ 'notes/n.txt': 'm' });
    expect(await text()).toEqual(['one?m', 1]);
    expect(await text()).toEqual(['one?m', 0]);
  });
});

describe('what a course defines in Ruby', () => {
  test('is reported once, by its name and where it is used', async () => {
    const { build } = await courseOf({
      '_plugins/note.rb': `class Note < Liquid::Tag
end
class Box < Liquid::Block
end
module Names
  def initials(x) = x
end
class Pages < Jekyll::Generator
end
Liquid::Template.register_tag('note', Note)
Liquid::Template.register_tag('box', Box)
Liquid::Template.register_tag('idle', Note)
Liquid::Template.register_filter(Names)
`,
      '_plugins/patch.rb': 'class String; end\n',
      'a.html': page('x {% note a %} {% note b %} {% box %}in{% endbox %} {{ "Ada" | initials }}'),
      'b.html': page('{% note c %} {% unknown %}'),
    });
    const { found, hints, html } = await build();
    expect(html('a.html').trim()).toBe('x   in Ada');
    const cannot = 'in _plugins/note.rb, which lectern cannot run';
    expect(found).toEqual([
      `_plugins/note.rb:6:3 warning plugin-ruby The filter initials is defined ${cannot}; it is used in 1 file, first at a.html:4:53.`,
      `_plugins/note.rb:8:1 warning plugin-ruby The generator Pages is defined ${cannot}: the pages and data that it adds are missing.`,
      `_plugins/note.rb:10:18 error plugin-ruby The tag note is defined ${cannot}; it is used in 2 files, first at a.html:4:3.`,
      `_plugins/note.rb:11:18 error plugin-ruby The tag box is defined ${cannot}; it is used in 1 file, first at a.html:4:29.`,
      `_plugins/note.rb:12:18 info plugin-ruby The tag idle is defined ${cannot}; nothing uses it.`,
      '_plugins/patch.rb:1:1 info plugin-ruby lectern cannot run _plugins/patch.rb, and it does not register anything that could be read off it.',
      'b.html:4:14 error liquid-unknown-tag There is no tag unknown; nothing is shown for it.',
    ]);
    expect(hints[2]).toContain(
      "Write it as _plugins/note.js: export default (lectern) => { lectern.tag('note', ",
    );
    expect(hints[3]).toContain("lectern.block('box', (content, args) => ");
  });

  test('is not, where a plugin of the same name has it', async () => {
    const { build } = await courseOf({
      '_plugins/note.rb': "Liquid::Template.register_tag('note', Note)\n",
      '_plugins/note.js': "export default (lectern) => lectern.tag('note', () => 'here');",
      'a.html': page('{% note %}'),
    });
    const { found, html } = await build();
    expect([found, html('a.html').trim()]).toEqual([[], 'here']);
  });
});
