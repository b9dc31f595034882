import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite } from '../../../src/course/index.js';
import { withCourse } from '../check/checked.js';

let out: string;
beforeAll(async () => {
  out = await mkdtemp(path.join(os.tmpdir(), 'lectern-head-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

type Read = (file: string) => Promise<string>;

/** Builds a course that has lectern's own theme; `read` gives the text of a file of the site, '' where there is none. */
async function built(files: Readonly<Record<string, string>>, use: (read: Read) => Promise<void>) {
  await withCourse(files, async (folder) => {
    const destination = path.join(out, path.basename(folder));
    const effects = { cwd: folder, env: {}, timezone: 'UTC', progress: () => {} };
    await buildSite({ source: folder, destination, cache: false }, effects);
    await use((file) => readFile(path.join(destination, file), 'utf8').catch(() => ''));
  });
}

const CONFIG = 'title: Learning <from> data\nurl: https://example.org\nbaseurl: /course\ntheme: lectern\n';
const PROSE = 'A first paragraph that says in a few more words what this page is about.';

/** The value of an attribute of the first element that `pattern` begins. */
function attribute(html: string, start: string, name: string): string | undefined {
  return new RegExp(`${start}[^>]*? ${name}="([^"]*)"`).exec(html)?.[1];
}

/** What a page's `<meta>` of some name says. */
function meta(html: string, name: string): string | undefined {
  return attribute(html, `<meta (?:name|property)="${name}"`, 'content');
}

describe('what search engines and others show of a page', () => {
  test.each([
    ['its own description', `---\ndescription: What I "say".\n---\n${PROSE}`, 'What I &quot;say&quot;.'],
    [
      'its first paragraph',
      `## Part\n\nShort.\n\n${PROSE} It *is* & goes on.`,
      `${PROSE} It is &amp; goes on.`,
    ],
    ['its formulas without delimiters', `${PROSE} Let $$x$$ be.`, `${PROSE} Let x be.`],
    ['no commands of TeX', `${PROSE} Let $$\\alpha$$ be.\n\n${PROSE}`, PROSE],
    ['not too much', `${PROSE} ${'word '.repeat(200)}`, `${PROSE} ${'word '.repeat(17).trim()}...`],
    ['the description of the site for want of any', '# Only a heading', 'Of the site'],
  ])('is %s', (_, page, expected) =>
    built(
      {
        '_config.yml': `${CONFIG}description: Of the site\n`,
        'one.md': page.startsWith('---') ? page : `---\n---\n${page}`,
      },
      async (read) => {
        const html = await read('one.html');
        expect(meta(html, 'description')).toBe(expected);
        expect(meta(html, 'og:description')).toBe(expected);
      },
    ),
  );

  test('is its title, address, language and site', () =>
    built(
      { '_config.yml': `${CONFIG}lang: ja\n`, 'a/one.md': `---\ntitle: One & all\n---\n${PROSE}` },
      async (read) => {
        const html = await read('a/one.html');
        expect(html).toContain('<title>One &amp; all · Learning &lt;from&gt; data</title>');
        expect(meta(html, 'og:title')).toBe('One &amp; all');
        expect(meta(html, 'og:site_name')).toBe('Learning &lt;from&gt; data');
        expect(meta(html, 'og:type')).toBe('article');
        expect(meta(html, 'og:locale')).toBe('ja_JP');
        expect(meta(html, 'og:url')).toBe('https://example.org/course/a/one.html');
        expect(attribute(html, '<link rel="canonical"', 'href')).toBe(
          'https://example.org/course/a/one.html',
        );
      },
    ));

  test.each([
    ['the page names', 'image: /a.png', '![b](/course/b.png)', 'https://example.org/course/a.png'],
    [
      'comes first, drawings aside',
      '',
      '![a](/course/a.svg)\n![b](/course/b.png)',
      'https://example.org/course/b.png',
    ],
    ['lies elsewhere', '', '![a](https://example.com/a.jpg)', 'https://example.com/a.jpg'],
    ['the site names', '', 'Text.', 'https://example.org/course/site.png'],
  ])('is the picture that %s', (_, front, body, expected) =>
    built(
      { '_config.yml': `${CONFIG}image: /site.png\n`, 'one.md': `---\n${front}\n---\n${body}` },
      async (read) => {
        expect(meta(await read('one.html'), 'og:image')).toBe(expected);
      },
    ),
  );

  test('is nothing that names an address before the site has one', () =>
    built({ '_config.yml': 'theme: lectern\n', 'index.md': `${PROSE}\n\n![b](/b.png)` }, async (read) => {
      const html = await read('index.html');
      expect(html).not.toMatch(/rel="canonical"|og:url|og:image/);
      expect(meta(html, 'og:type')).toBe('website');
    }));
});

test('a page that stands for missing ones is not found by search engines', () =>
  built(
    { '_config.yml': CONFIG, '404.md': '---\npermalink: /404.html\n---\nNothing here.', 'one.md': PROSE },
    async (read) => {
      const html = await read('404.html');
      expect(meta(html, 'robots')).toBe('noindex');
      expect(html).not.toContain('rel="canonical"');
      expect(attribute(html, '<link rel="stylesheet"', 'href')).toMatch(/^\/course\//);
      expect(meta(await read('one.html'), 'robots')).toBeUndefined();
    },
  ));

test('the licence stands at the end of every page, with its name written out', () =>
  built({ '_config.yml': `${CONFIG}lectern: {licence: cc by-sa 4.0}\n`, 'one.md': PROSE }, async (read) => {
    const html = await read('one.html');
    const url = 'https://creativecommons.org/licenses/by-sa/4.0/';
    expect(attribute(html, '<link rel="license"', 'href')).toBe(url);
    expect(html).toContain(
      `<a rel="license" href="${url}">Creative Commons Attribution-ShareAlike 4.0 International</a> (CC BY-SA 4.0)`,
    );
  }));

test('any other licence is named as the course names it', () =>
  built(
    {
      '_config.yml': `${CONFIG}lectern: {licence: {name: Ours, url: https://example.org/terms}}\n`,
      'one.md': PROSE,
    },
    async (read) => {
      expect(await read('one.html')).toContain('<a rel="license" href="https://example.org/terms">Ours</a>');
    },
  ));

test('the manifest names the course, and lies where pages say', () =>
  built({ '_config.yml': CONFIG, 'a/one.md': PROSE }, async (read) => {
    expect(JSON.parse(await read('manifest.webmanifest'))).toMatchObject({
      name: 'Learning <from> data',
      start_url: './',
    });
    expect(attribute(await read('a/one.html'), '<link rel="manifest"', 'href')).toBe(
      '../manifest.webmanifest',
    );
  }));

test('the colours around the page are those of its paper', async () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const css = await readFile(path.join(root, 'css/lectern.css'), 'utf8');
  const [, light, dark] = /--paper: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/.exec(css) ?? [];
  await built({ '_config.yml': CONFIG, 'one.md': PROSE }, async (read) => {
    const html = await read('one.html');
    expect(html).toContain(`content="${light}" media="(prefers-color-scheme: light)"`);
    expect(html).toContain(`content="${dark}" media="(prefers-color-scheme: dark)"`);
    expect(JSON.parse(await read('manifest.webmanifest')).theme_color).toBe(light);
  });
});

describe('fonts', () => {
  test("are the site's own, the first of which pages ask for at once", () =>
    built({ '_config.yml': CONFIG, 'one.md': PROSE }, async (read) => {
      const html = await read('one.html');
      expect(html).toContain('<link rel="stylesheet" href="./assets/fonts/fonts.css">');
      const asked = Array.from(
        html.matchAll(/<link rel="preload" as="font"[^>]* href="\.\/([^"]+)"/g),
        ([, file]) => file ?? '',
      );
      expect(asked).toHaveLength(2);
      expect(await Promise.all(asked.map(read))).not.toContain('');
    }));

  test('of Latin letters are not asked for by pages in other scripts', () =>
    built({ '_config.yml': CONFIG, 'one.md': `---\nlang: zh-Hant\n---\n${PROSE}` }, async (read) => {
      expect(await read('one.html')).not.toContain('rel="preload"');
    }));

  test("are the reader's where a course wants it so", () =>
    built({ '_config.yml': `${CONFIG}lectern: {fonts: system}\n`, 'one.md': PROSE }, async (read) => {
      expect(await read('one.html')).not.toContain('assets/fonts');
      expect(await read('assets/fonts/fonts.css')).toBe('');
      expect(await read('assets/fonts/serif-regular.woff2')).toBe('');
    }));
});

test('what stands at the foot of every sheet is a string of CSS, whatever the course is called', () =>
  built(
    { '_config.yml': `theme: lectern\ntitle: 'A "b" </style> \\'\n`, 'one.md': '---\n---\nText.' },
    async (read) => {
      expect(await read('one.html')).toContain(
        String.raw`--printed-course:"A \"b\" \3c /style> \\";--printed-address`,
      );
    },
  ));

test('a word of the course may have quotes where it stands in an attribute', () =>
  built(
    {
      '_config.yml': CONFIG,
      '_data/lectern/en.yml': `close: 'Close "it"'\ncopy: 'Copy "it"'\n`,
      'one.md': '---\nlecture: 1\n---\nText.',
    },
    async (read) => {
      const html = await read('one.html');
      expect(attribute(html, '<button class="close"', 'aria-label')).toBe('Close &quot;it&quot;');
      expect(attribute(html, '<script defer', 'data-copy')).toBe('Copy &quot;it&quot;');
    },
  ));

test('the policy of a page knows the scripts in it', () =>
  built(
    { '_config.yml': CONFIG, 'one.md': `${PROSE}\n\n<script>document.title = 1;</script>` },
    async (read) => {
      expect(meta((await read('one.html')).replace('http-equiv', 'name'), 'Content-Security-Policy')).toMatch(
        /script-src 'self'(?: 'sha256-[\w+/]+=*')+;/,
      );
    },
  ));
