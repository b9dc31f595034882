import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CourseBuilder, createCourseBuilder } from '../../../src/course/index.js';
import { CourseChanged } from '../../../src/course/scan/index.js';

let source: string;
let builder: CourseBuilder;
let progress: (stage: string, done: number) => void;

/** As it is published: only there can a thread be started. */
const BUILT = pathToFileURL(path.resolve(import.meta.dirname, '../../../dist/course/index.js')).href;

function builderOf(create: typeof createCourseBuilder): CourseBuilder {
  return create(
    { source, cache: false },
    {
      cwd: source,
      env: {},
      now: () => new Date('2026-03-04T05:06:07Z'),
      timezone: 'UTC',
      progress: (stage, done) => progress(stage, done),
    },
  );
}

beforeEach(async () => {
  source = await mkdtemp(path.join(os.tmpdir(), 'lectern-request-'));
  progress = () => {};
  builder = builderOf(createCourseBuilder);
  await mkdir(path.join(source, '_layouts'));
  await writeFile(path.join(source, '_layouts/default.html'), '<body>{{ content }}</body>\n');
  await writeFile(path.join(source, 'figure.svg'), '<svg/>');
  for (const name of ['a', 'b', 'c'])
    await writeFile(path.join(source, `${name}.md`), `Page ${name}: old $$x^2$$\n`);
});
afterEach(async () => {
  await builder.close();
  await rm(source, { recursive: true, force: true });
});

test('the page that is looked at is made before all others, and others only when its reader has been served', async () => {
  const events: string[] = [];
  await builder.build({
    first: ['b.html'],
    scanned: (files) => void events.push([...files.keys()].filter((file) => !file.endsWith('.md')).join()),
    ready: (file) => void events.push(file),
    calm: async () => void events.push('calm'),
  });
  expect(events).toEqual(['figure.svg', 'b.html', 'calm', 'a.html', 'c.html']);
});

/** What a builder is told of, in order: pages with their text, static files, and that the course is read. */
async function told(trusted: readonly string[], first = ['a.html']): Promise<readonly string[]> {
  const events: string[] = [];
  progress = (stage) => {
    if (stage === 'Reading the course') events.push('reading');
  };
  await builder.build({
    first,
    trusted: trusted.map((file) => path.join(source, file)),
    scanned: (files) => void events.push(`files ${files.size}`),
    ready: (file, { content }) => {
      const text = /Page .: (\w+)/.exec(Buffer.from(content()).toString())?.[1];
      if (first.includes(file)) events.push(`${file} ${text}`);
    },
  });
  return events;
}

test('a page whose change is told of is made before the course is read, which then changes nothing', async () => {
  await builder.build();
  await writeFile(path.join(source, 'a.md'), 'Page a: new $$x$$\n');
  expect(await told(['a.md'])).toEqual(['files 1', 'a.html new', 'reading', 'files 4', 'a.html new']);
});

test('a figure whose change is told of is told of before the course is read, also one that is new', async () => {
  await builder.build();
  await writeFile(path.join(source, 'figure.svg'), '<svg></svg>');
  await writeFile(path.join(source, 'new.svg'), '<svg></svg>');
  expect((await told(['figure.svg', 'new.svg'])).slice(0, 3)).toEqual(['files 2', 'a.html old', 'reading']);
});

test('a page that is made of too little is made again when the course has been read', async () => {
  await builder.build();
  await writeFile(path.join(source, '_layouts/default.html'), '<body class="new">{{ content }}</body>\n');
  await writeFile(path.join(source, 'a.md'), 'Page a: newer\n');
  const { files } = await builder.build({
    first: ['a.html', 'b.html'],
    trusted: [path.join(source, 'a.md')],
  });
  for (const name of ['a', 'b']) {
    const page = files.get(`${name}.html`);
    expect(page?.kind === 'generated' && String(page.content())).toContain('<body class="new">');
  }
  await rm(path.join(source, 'b.md'));
  const { removed } = await builder.build({ first: ['b.html'], trusted: [path.join(source, 'a.md')] });
  expect(removed).toContain('b.html');
});

test.each([
  ['another front matter', 'a.md', '---\ntitle: Another\n---\nPage a: new\n'],
  ['a layout', '_layouts/default.html', '<body id="x">{{ content }}</body>\n'],
  ['a new page', 'd.md', 'Page d: new\n'],
  ['a figure in a folder that nothing is published from', 'other/figure.svg', '<svg/>'],
])('what can change more than itself is read with the course: %s', async (_, file, text) => {
  await builder.build();
  await mkdir(path.dirname(path.join(source, file)), { recursive: true });
  await writeFile(path.join(source, file), text);
  expect((await told([file]))[0]).toBe('reading');
});

test('a build that is given up rejects with the reason, and the next one makes what it has not', async () => {
  const giving = new AbortController();
  progress = (stage, done) => {
    if (stage === 'Making' && done === 1) giving.abort(new Error('Something has changed.'));
  };
  await expect(builder.build({ signal: giving.signal })).rejects.toThrow('Something has changed.');
  progress = () => {};
  await writeFile(path.join(source, '_layouts/default.html'), '<body class="new">{{ content }}</body>\n');
  const { files, changed, diagnostics } = await builder.build();
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(changed).toEqual(expect.arrayContaining(['a.html', 'b.html', 'c.html']));
  for (const name of ['a', 'b', 'c']) {
    const page = files.get(`${name}.html`);
    expect(page?.kind === 'generated' && String(page.content())).toContain('<body class="new">');
  }
});

test('a build that is given up while another thread typesets its pages leaves that thread to the next one', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `p${index}`);
  for (const name of names) await writeFile(path.join(source, `${name}.md`), `${name}: $$y_{1}$$\n`);
  const { createCourseBuilder: create }: typeof import('../../../src/course/index.js') = await import(BUILT);
  builder = builderOf(create);
  const giving = new AbortController();
  progress = (stage, done) => {
    if (stage === 'Making' && done === 50) giving.abort();
  };
  await expect(builder.build({ signal: giving.signal })).rejects.toThrow('aborted');
  progress = () => {};
  const { files, failed } = await builder.build();
  expect(failed).toEqual([]);
  expect(names.every((name) => files.has(`${name}.html`))).toBe(true);
});

test('a plugin that is another when pages are made than when it was read makes none', async () => {
  const plugin = path.join(source, '_plugins/say.js');
  const saying = (text: string): void =>
    writeFileSync(plugin, `export default (lectern) => lectern.tag('say', () => '${text}');\n`);
  await mkdir(path.dirname(plugin));
  await writeFile(path.join(source, 'a.md'), '---\n---\n{% say %}\n');
  saying('before');
  await expect(builder.build({ scanned: () => saying('after') })).rejects.toBeInstanceOf(CourseChanged);
  const { files } = await builder.build();
  const file = files.get('a.html');
  expect(file?.kind === 'generated' && Buffer.from(file.content()).toString()).toContain('after');
});
