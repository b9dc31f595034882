import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type BuildResult, buildSite, createCourseBuilder, type Effects } from '../../src/course/index.js';
import { serveCourse } from '../../src/serve/index.js';
import { testEffects } from '../support/test-effects.js';

/** What is broken: Markdown, or the parsing of Liquid. */
const broken = vi.hoisted(() => ({ part: 'none' }));

vi.mock('../../src/markdown/markdown.js', async (original) => {
  const real = await original<typeof import('../../src/markdown/markdown.js')>();
  return {
    ...real,
    createMarkdown: (options: Parameters<typeof real.createMarkdown>[0]) => {
      const markdown = real.createMarkdown(options);
      return (...[document, numbering]: Parameters<typeof markdown>) => {
        if (broken.part === 'Markdown' && document.text.includes('BREAK')) throw new Error('Out of ink');
        return markdown(document, numbering);
      };
    },
  };
});
vi.mock('../../src/liquid/parse-template.js', async (original) => {
  const real = await original<typeof import('../../src/liquid/parse-template.js')>();
  return {
    parseTemplate: (...args: Parameters<typeof real.parseTemplate>) => {
      if (broken.part === 'Liquid') throw new Error('Out of ink');
      return real.parseTemplate(...args);
    },
  };
});

const COURSE: Readonly<Record<string, string>> = {
  '_config.yml': 'title: Course\nbaseurl: /base\n',
  '_layouts/default.html':
    '<!DOCTYPE html><html><head><title>{{ page.title }}</title>{% if page.css %}<link rel="stylesheet" href="{{ page.css | relative_url }}">{% endif %}</head><body>{{ content }}</body></html>\n',
  'css/old.css': '@import "more.css";\nbody { background: url("ground.svg") }\n',
  'css/more.css': 'p { color: red }\n',
  'css/ground.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'css/other.css': 'p { color: blue }\n',
  'figure.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'page.md':
    '---\ntitle: The page\nlayout: default\ncss: /css/old.css\n---\nFirst $$x^2$$, ![A figure](figure.svg).\n',
  'plain.md': '---\ntitle: Plain\nlayout: default\n---\nPlain.\n',
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-failed-'));
  for (const [name, text] of Object.entries(COURSE)) await write(name, text);
});
afterEach(async () => {
  broken.part = 'none';
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, text: string): Promise<void> {
  const file = path.join(folder, 'course', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

const effects = (): Effects => testEffects(folder);
const build = (cache: string | false = 'cache'): Promise<BuildResult> =>
  buildSite({ source: 'course', destination: 'docs', cache }, effects());
const read = (name: string) => readFile(path.join(folder, 'docs', name), 'utf8');
const files = async () => (await readdir(path.join(folder, 'docs'), { recursive: true })).sort();
const failures = ({ diagnostics }: Pick<BuildResult, 'diagnostics'>) =>
  diagnostics.filter(({ code }) => code === 'page-failed');

/** Changes the page, takes away what its last version loads, and breaks Markdown. */
async function change(): Promise<void> {
  await write('page.md', '---\ntitle: The page\nlayout: default\n---\nBREAK <b>second</b>.\n');
  await rm(path.join(folder, 'course/css'), { recursive: true });
  await rm(path.join(folder, 'course/figure.svg'));
  broken.part = 'Markdown';
}

describe('a page that was made before', () => {
  test.each([
    ['out of the cache', 'cache'],
    ['as it is published', false],
  ] as const)('is there in its last version, %s, with what that loads', async (_, cache) => {
    await build(cache);
    const before = await read('page.html');
    await change();
    const result = await build(cache);
    expect(result.complete).toBe(false);
    expect(await read('page.html')).toBe(before);
    expect(before).toContain('class="katex');
    expect(await read('assets/katex/katex.min.css')).toContain('KaTeX_Math');
    expect(await files()).toEqual(
      expect.arrayContaining(['css/old.css', 'css/more.css', 'css/ground.svg', 'figure.svg']),
    );
    expect(await files()).not.toContain('css/other.css');
    const [failure, ...others] = failures(result);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ file: 'page.md', severity: 'error' });
    expect(failure?.message).toContain('readers see its last version');
    expect(failure?.message).toContain('Out of ink');
    expect(failure?.message).not.toMatch(/\n|\bat /);
    expect(failure?.stack).toContain('Out of ink');
    expect(failure?.hint).toMatch(/lectern \d+\.\d+\.\d+/);
  });

  test('is made again when it can be, and what it no longer loads goes', async () => {
    await build();
    await change();
    await build();
    broken.part = 'none';
    const { complete } = await build();
    expect(complete).toBe(true);
    expect(await read('page.html')).toContain('BREAK <b>second</b>.');
    expect(await files()).not.toContain('css/old.css');
  });
});

test('a page whose build was given up before it was complete is there with the names of what it refers to', async () => {
  await write('_config.yml', 'title: Course\nlectern: {numbering: true}\n');
  await write('page.md', '---\nlayout: default\n---\nSee [](#fig:other).\n');
  const ending = new AbortController();
  const builder = createCourseBuilder({ source: 'course', destination: 'docs', cache: 'cache' }, effects());
  const given = builder.build({
    signal: ending.signal,
    ready: (file) => {
      if (file === 'plain.html') ending.abort();
    },
  });
  await expect(given).rejects.toThrow();
  builder.save();
  await builder.close();
  await change();
  const [failure] = failures(await build());
  expect(failure?.message).toContain('readers see its last version');
  expect(await read('page.html')).toContain('See <a href="#fig:other" class="reference">#fig:other</a>.');
});

describe('a page that was never made', () => {
  test('is there as its text, in its layout, with a notice', async () => {
    await change();
    const result = await build();
    const page = await read('page.html');
    expect(page).toContain('<title>The page</title>');
    expect(page).toContain('class="lectern-failed"');
    expect(page).toContain('BREAK &lt;b&gt;second&lt;/b&gt;.');
    expect(failures(result).map(({ message }) => message)).toEqual([
      expect.stringContaining('its text as it is written, with a notice'),
    ]);
    // The notice is no version of the page that would be kept for its last.
    expect(failures(await build()).map(({ message }) => message)).toEqual([
      expect.stringContaining('its text as it is written, with a notice'),
    ]);
    expect(await read('plain.html')).toContain('<p>Plain.</p>');
  });

  test('is there without its layout where that fails too, and shows nothing that may be hidden', async () => {
    await write(
      'page.md',
      '---\ntitle: The <page>\nlayout: default\n---\n{% if false %}Secret{% endif %}Shown.\n',
    );
    broken.part = 'Liquid';
    await build();
    const page = await read('page.html');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain('<h1>The &lt;page&gt;</h1>');
    expect(page).toContain('Shown.');
    expect(page).not.toContain('Secret');
  });

  test('is served with its notice, and whoever looks at it is told what is wrong', async () => {
    await change();
    let ended = (): void => {};
    const built = new Promise<void>((resolve) => {
      ended = resolve;
    });
    let url = '';
    const served = await serveCourse(
      {
        build: { source: 'course', cache: false },
        host: '127.0.0.1',
        port: 0,
        livereload: true,
        machine: 'test',
      },
      { ...effects(), clock: () => performance.now() },
      {
        started: (address) => {
          url = address;
        },
        built: () => ended(),
        outdated: () => {},
        failed: (what, error) => {
          throw new Error(what, { cause: error });
        },
        excerptOf: () => undefined,
      },
    );
    try {
      const early = await fetch(`${url}page.html`);
      await built;
      for (const response of [early, await fetch(`${url}page`)]) {
        expect(response.status).toBe(200);
        const text = await response.text();
        expect(text).toContain('class="lectern-failed"');
        expect(text).toContain('BREAK &lt;b&gt;second&lt;/b&gt;.');
        expect(text).toContain('/__lectern/live.js');
      }
      const { problems } = await firstNews(new URL('/__lectern/events?page=/base/page.html', url));
      expect(problems).toMatchObject({
        errorCount: 1,
        errors: [{ code: 'page-failed', place: 'page.md:1:1' }],
      });
      expect((await fetch(`${url}none.html`)).status).toBe(404);
    } finally {
      await served.close();
    }
  });
});

/** What a window is told when it connects. */
async function firstNews(events: URL): Promise<{ readonly problems: unknown }> {
  const abort = new AbortController();
  const { body } = await fetch(events, { signal: abort.signal });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const data = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (data === undefined) continue;
    abort.abort();
    return JSON.parse(data);
  }
  throw new Error('Nothing was told.');
}
