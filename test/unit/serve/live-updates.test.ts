import { afterEach, expect, test, vi } from 'vitest';
import { diagnostic } from '../../../src/diagnostics/index.js';
import { problemsOf } from '../../../src/serve/live/problems.js';
import { generated, startServer, type TestServer } from './server.ts';

let server: TestServer;
let stop = (): void => {};
afterEach(async () => {
  stop();
  await server?.close();
});

/** What a window is told, as it comes. */
async function follow(page: string, since: string) {
  const ending = new AbortController();
  stop = () => ending.abort();
  const address = `${server.url}/__lectern/events?${new URLSearchParams({ page, since })}`;
  const response = await fetch(address, { signal: ending.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events: { readonly id: string; readonly [name: string]: unknown }[] = [];
  void (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const found = /^id: (.*)\ndata: (.*)$/.exec(part);
        if (found !== null) events.push({ id: found[1], ...JSON.parse(found[2] ?? '') });
      }
    }
  })().catch(() => {});
  return events;
}

test('a page carries the script, its revision and the build, before the end of its body', async () => {
  server = await startServer({ pages: { 'index.html': '<body><p>x</p></BODY>' }, livereload: true });
  const html = await (await fetch(server.url)).text();
  expect(html).toMatch(
    /^<body><p>x<\/p><script src="\/__lectern\/live\.js" defer data-revision="[\w-]+" data-build="test\.1"><\/script><\/BODY>$/,
  );
});

test('the script is one that a browser can read', async () => {
  server = await startServer({ livereload: true });
  const response = await fetch(`${server.url}/__lectern/live.js`);
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const script = await response.text();
  expect(() => new Function(script)).not.toThrow();
});

test('without live reload pages are as they were built, and nothing answers beside them', async () => {
  server = await startServer({ pages: { 'index.html': '<body></body>' } });
  expect(await (await fetch(server.url)).text()).toBe('<body></body>');
  expect((await fetch(`${server.url}/__lectern/live.js`)).status).toBe(404);
});

test('a window learns of its own page, as soon as it is made', async () => {
  server = await startServer({ pages: { 'a.html': 'old', 'b.html': 'old' }, livereload: true });
  const events = await follow('/a', 'test.1');
  await vi.waitFor(() => expect(events).toHaveLength(1));
  const revision = events[0]?.['revision'];
  const put = (file: string) => {
    server.site.put(file, generated('new'));
    server.updates.pageMade(file);
  };
  expect(server.updates.building()).toEqual(['a.html']);
  put('b.html');
  put('a.html');
  await vi.waitFor(() => expect(events).toHaveLength(2));
  expect(events[1]).toMatchObject({
    id: 'test.1',
    page: expect.stringMatching(/^new<script /),
    files: [],
    problems: null,
  });
  expect(events[1]?.['revision']).not.toBe(revision);
});

test('a window learns of the files that have changed since its page was loaded', async () => {
  server = await startServer({ pages: { 'index.html': 'x' }, baseurl: '/course', livereload: true });
  const build = (changed: readonly string[], removed: readonly string[] = []) => {
    const { files } = server.site.now();
    server.site.replace(files);
    server.updates.built({ files, changed, removed, diagnostics: [] });
  };
  build(['a b.css', 'index.html']);
  build(['fig.png'], ['gone.png']);
  const late = await follow('/course/', 'test.2');
  await vi.waitFor(() => expect(late).toHaveLength(1));
  expect(late[0]).toMatchObject({ id: 'test.3', files: ['/course/fig.png', '/course/gone.png'] });
  build(['fig.png']);
  await vi.waitFor(() => expect(late).toHaveLength(2));
  expect(late[1]).toMatchObject({ id: 'test.4', files: ['/course/fig.png'] });
  stop();
  const stranger = await follow('/course/', 'other.9');
  await vi.waitFor(() => expect(stranger).toHaveLength(1));
  expect(stranger[0]?.['files']).toEqual(['/course/a b.css', '/course/fig.png', '/course/gone.png']);
});

test('a window learns of a changed file while the build goes on, and once', async () => {
  server = await startServer({ pages: { 'index.html': 'x' }, livereload: true });
  const events = await follow('/', 'test.1');
  await vi.waitFor(() => expect(events).toHaveLength(1));
  server.updates.building();
  server.updates.filesFound(['fig.png']);
  await vi.waitFor(() => expect(events).toHaveLength(2));
  expect(events[1]).toMatchObject({ id: 'test.1', page: null, files: ['/fig.png'], problems: null });
  const { files } = server.site.now();
  server.site.replace(files);
  server.updates.built({ files, changed: ['fig.png', 'main.css'], removed: [], diagnostics: [] });
  await vi.waitFor(() => expect(events).toHaveLength(3));
  expect(events[2]).toMatchObject({ id: 'test.2', files: ['/main.css'] });
});

test('the pages that are looked at are known, for as long as they are', async () => {
  server = await startServer({ pages: { 'a.html': 'x', 'index.html': 'y' }, livereload: true });
  const events = await follow('/a', 'test.1');
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(server.updates.building()).toEqual(['a.html']);
  stop();
  await vi.waitFor(() => expect(server.updates.building()).toEqual([]));
});

test('a window that shows a missing page learns of the page when it appears', async () => {
  server = await startServer({ livereload: true });
  const events = await follow('/new', 'test.1');
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(events[0]?.['revision']).toMatch(/^missing/);
  server.site.put('new.html', generated('x'));
  server.updates.built({ files: server.site.now().files, changed: [], removed: [], diagnostics: [] });
  await vi.waitFor(() => expect(events).toHaveLength(2));
  expect(events[1]?.['revision']).not.toMatch(/^missing/);
});

test('a page shows what is wrong in its own file first, then in files that are no page’s', () => {
  const at = (file: string, line: number) => ({ file, line, column: 3 });
  const found = [
    diagnostic('error', 'liquid-syntax', at('_layouts/default.html', 2), 'In the layout.'),
    diagnostic('error', 'figure-missing', at('a.md', 7), 'In a.', { hint: 'Mend it.' }),
    diagnostic('warning', 'w', at('a.md', 8), 'Doubtful.'),
    diagnostic('info', 'i', at('a.md', 9), 'By the way.'),
    diagnostic('error', 'figure-missing', at('b.md', 1), 'In b.'),
    diagnostic('warning', 'w', at('b.md', 2), 'Doubtful.'),
  ];
  const excerpt = { line: '![](x.png)', marks: '    ^' };
  const shown = problemsOf('a.md', found, new Set(['a.md', 'b.md']), ({ file }) =>
    file === 'a.md' ? excerpt : undefined,
  );
  expect(shown).toEqual({
    errors: [
      { place: 'a.md:7:3', code: 'figure-missing', message: 'In a.', hint: 'Mend it.', excerpt },
      { place: '_layouts/default.html:2:3', code: 'liquid-syntax', message: 'In the layout.' },
    ],
    errorCount: 2,
    warningCount: 1,
    elsewhere: 1,
  });
});

test('a page shows errors of one cause as one, with their number, and nothing that would steer it', () => {
  const found = [3, 5, 9].map((line) =>
    diagnostic('error', 'layout-missing', { file: 'a.md', line, column: 1 }, 'No \u202Elayout.', {
      text: 'x',
    }),
  );
  const { errors, errorCount } = problemsOf('a.md', found, new Set(['a.md']), () => undefined);
  expect(errors).toEqual([
    { place: 'a.md:3:1', code: 'layout-missing', message: 'No \\u202elayout. (3 times)' },
  ]);
  expect(errorCount).toBe(3);
});
