import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { textFingerprint } from '../../../src/cache/index.js';
import { readSiteMessage, siteMessage } from '../../../src/course/threads/site-message.js';
import { Float, WatchedTime, WrittenTime } from '../../../src/liquid/index.js';
import { NO_PLUGINS } from '../../../src/plugins/index.js';
import type { Page, Site } from '../../../src/site/index.js';

/** A message holds whatever a site has in it; these are only as much of one as a test looks at. */
function told(site: object): Site | undefined {
  const message = siteMessage({
    site: { pages: [], ...site } as unknown as Site,
    paginators: new Map(),
    plugins: NO_PLUGINS,
  });
  return message === undefined ? undefined : readSiteMessage(message, NOW).site;
}

const NOW = new Date('2026-01-02T03:04:05Z');

test('what is of a class of its own comes back as that, and what is one object stays one', () => {
  const page = { outputPath: 'a.html', written: true, file: { absolute: '' }, body: { text: 'a', runs: [] } };
  const time = new WatchedTime(new Date(0), () => {});
  const site = told({
    time,
    pages: [page],
    files: new Map([['a.html', page]]),
    data: {
      float: new Float(2),
      written: new WrittenTime(86_400_000, 'date'),
      date: new Date(5),
      list: [time],
    },
  });
  expect(site?.time).toBe(NOW);
  expect(site?.pages[0]).toBe(site?.files.get('a.html'));
  expect(site?.pages[0]?.body.text).toBe('a');
  const { float, written, date, list } = site?.data ?? {};
  expect(float).toBeInstanceOf(Float);
  expect(String(float)).toBe('2.0');
  expect(String(written)).toBe('1970-01-02');
  expect(date).toEqual(new Date(5));
  expect(list).toEqual([NOW]);
});

test('names that objects have by themselves are names like others', () => {
  const data: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": "b"}');
  const site = told({ data });
  expect(JSON.stringify(site?.data)).toBe(JSON.stringify(data));
});

test('a text that lies in a file is read from it when it is asked for, and only as it was', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-message-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const absolute = path.join(folder, 'a.md');
  const text = '---\ntitle: A\n---\nText\n';
  const traits = { hash: textFingerprint(text), from: 17, isPlain: true, namesMath: false, heading: null };
  const page = {
    outputPath: 'a.html',
    written: true,
    file: { path: 'a.md', absolute },
    body: { text: 'not sent', runs: [], traits },
  };
  const read = (): Page | undefined => told({ pages: [page] })?.pages[0];
  await writeFile(absolute, text);
  expect(read()?.body.text).toBe('Text\n');
  expect(read()?.body.traits).toEqual(traits);
  await writeFile(absolute, `${text}more`);
  expect(() => read()?.body.text).toThrow('a.md has changed');
});

test('a site with something that cannot be told has no message', () => {
  expect(told({ data: { make: () => 1 } })).toBeUndefined();
  expect(told({ data: { page: new URL('https://example.org') } })).toBeUndefined();
  expect(told({ data: { '\u0000class': 'time' } })).toBeUndefined();
});

test('data that look like a page are data', () => {
  const data = {
    nothing: { outputPath: 'a', written: true, body: null, file: null },
    text: { outputPath: 'a', written: true, body: 'text', file: { absolute: '/a', path: 'a' } },
    file: { outputPath: 'a', written: true, body: { traits: {} }, file: { absolute: '/a', path: 'a' } },
  };
  expect(told({ data })?.data).toEqual(data);
});

test('a site whose data lie too deep in each other has no message', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(told({ data: { deep } })).toBeUndefined();
});
