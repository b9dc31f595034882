import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkExternalLinks, type WebLink, type WebOptions } from '../../../src/web/index.js';
import { type BadServer, lookup, startBadServer } from './bad-server.js';

const NOW = new Date('2026-04-01T10:00:00Z');
/** On a machine with other work, an answer can take a second. */
const LIMITS = { timeout: 5000, total: 20_000, pause: 1, backOff: 5, longestWait: 20, hosts: 4 };

/** For pages that never come. */
const IMPATIENT = { limits: { ...LIMITS, timeout: 300 } };
const NEVER = new Set(['/hangs', '/drips']);

let server: BadServer;
let folder: string;
beforeAll(async () => {
  server = await startBadServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.requests.length = 0;
  folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-web-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function link(url: string, line = 1): WebLink {
  return { url, place: { file: 'week1.md', line, column: 1 } };
}

const at = (page: string, host = 'a.test', port = server.port): string => `http://${host}:${port}${page}`;

function ask(urls: readonly string[], more: Partial<WebOptions> = {}) {
  const links = urls.map((url, index) => link(url, index + 1));
  return checkExternalLinks(links, { now: () => NOW, limits: LIMITS, lookup, ...more });
}

/** What is said of one page, beside another one that is there. */
async function said(url: string, more: Partial<WebOptions> = {}): Promise<string> {
  const found = await ask([at('/ok', 'fine.test'), url], more);
  return found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).join('\n');
}

describe('nothing is said of a page that is there', () => {
  test.each([
    '/ok',
    '/no-head',
    '/head-lies',
    '/head-dies',
    '/for-now',
    '/for-now-then-moved',
    '/to-app',
    '/needs-cookie',
    '/needs-cookie-for-good',
    '/to-login',
    '/busy-once',
    '/busy-till-date',
    '/fails-twice',
    '/huge',
    '/too-short',
    '/too-long',
    '/bad-header',
  ])('%s', async (page) => {
    expect(await said(at(page))).toBe('');
  });
});

describe('of other pages it is said what is known', () => {
  test.each([
    ['/status/404', 'warning external-missing: This page is gone: its host answers with status 404.'],
    ['/status/410', 'warning external-missing: This page is gone: its host answers with status 410.'],
    ['/moved-away', 'warning external-missing: This page is gone: its host answers with status 404.'],
    ['/moved', 'info link-moved: This page has moved for good to http://a.test:PORT/new?a=1'],
    ['/moved-elsewhere', 'info link-moved: This page has moved for good to http://other.test:PORT/ok'],
    ['/moved-then-for-now', 'info link-moved: This page has moved for good to http://a.test:PORT/for-now'],
    ['/status/403', unknown('its host answers with status 403')],
    ['/status/500', unknown('its host answers with status 500')],
    ['/status/999', unknown('its host answers with status 999')],
    ['/busy', unknown('its host answers with status 429')],
    ['/loop', unknown('its redirects go in a circle')],
    ['/deep/1', unknown('it redirects too often')],
    ['/always-new-cookie', unknown('it redirects too often')],
    ['/to-private', unknown('it redirects to a private address')],
    ['/to-nowhere', unknown('it redirects to what is no URL')],
    ['/hangs', unknown('its host does not answer')],
    ['/drips', unknown('its host does not answer')],
    ['/closes', unknown('its host breaks off the connection (ECONNRESET)')],
  ])('%s', async (page, expected) => {
    expect(
      (await said(at(page), NEVER.has(page) ? IMPATIENT : {})).replaceAll(String(server.port), 'PORT'),
    ).toBe(expected);
  });

  test('a port where nobody listens', async () => {
    expect(await said(at('/', 'a.test', server.deadPort))).toBe(
      unknown('its host cannot be reached (ECONNREFUSED)'),
    );
  });

  test.each([
    ['refuses', () => server.deadPort],
    ['speaks no HTTP', () => server.garbagePort],
  ])('a port that %s says nothing of the other ports of its host', async (_, port) => {
    const found = await ask([at('/', 'a.test', port()), at('/status/404'), at('/ok')]);
    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 external-unreachable',
      '2 external-missing',
    ]);
  });

  test('a host that answers in no HTTP', async () => {
    expect(await said(at('/', 'a.test', server.garbagePort))).toMatch(
      /^info external-unreachable: .* breaks off the connection \(HPE_/,
    );
  });

  test('a host that does not exist', async () => {
    expect(await said('http://gone.test/x')).toBe('warning external-missing: There is no host gone.test.');
  });
});

function unknown(reason: string): string {
  return `info external-unreachable: It is not known whether this page is there: ${reason}.`;
}

test('a page is asked for once, with every link to it reported, and fragments left out', async () => {
  const gone = at('/status/404');
  const found = await ask([gone, `${gone}#a`, at('/ok'), `${gone}#b`]);
  expect(found.map(({ line, text }) => [line, text])).toEqual([
    [1, gone],
    [2, `${gone}#a`],
    [4, `${gone}#b`],
  ]);
  expect(server.requests.filter((one) => one.endsWith('/status/404'))).toEqual([
    'HEAD a.test/status/404',
    'GET a.test/status/404',
  ]);
});

test('one request at a time goes to a host, whatever redirects to it', async () => {
  const pages = Array.from({ length: 12 }, (_, index) => at(`/page${index}`, 'other.test'));
  await ask([...pages, at('/moved-elsewhere'), at('/moved-elsewhere', 'b.test')]);
  expect(server.requests.filter((one) => one.includes('other.test')).length).toBe(14);
  expect(server.mostAtOnce()).toBe(1);
});

test('a host that does not answer is not asked for its other pages', async () => {
  const found = await ask(
    [at('/ok', 'fine.test'), at('/hangs'), at('/ok'), at('/ok2'), at('/ok3')],
    IMPATIENT,
  );
  expect(found.map(({ code, line }) => `${line} ${code}`)).toEqual(
    [2, 3, 4, 5].map((line) => `${line} external-unreachable`),
  );
  expect(server.requests.filter((one) => one.includes(' a.test'))).toEqual([
    'HEAD a.test/hangs',
    'GET a.test/hangs',
  ]);
});

describe('without a network', () => {
  test.each(['gone.test', 'nowhere.test'])('everything is unknown at once (%s)', async (domain) => {
    const urls = Array.from(
      { length: 400 },
      (_, index) => `https://host${index % 80}.${domain}/page${index}`,
    );
    const before = performance.now();
    const found = await ask(urls, { limits: { ...LIMITS, pause: 250 } });
    expect(performance.now() - before).toBeLessThan(5000);
    expect(new Set(found.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['info external-unreachable']),
    );
    expect(found.length).toBe(400);
  });
});

test('all of it ends when its time is over', async () => {
  const urls = Array.from({ length: 30 }, (_, index) => at('/hangs', `h${index}.test`));
  const before = performance.now();
  const found = await ask([at('/ok', 'fine.test'), ...urls], {
    limits: { ...LIMITS, timeout: 10_000, total: 400 },
  });
  expect(performance.now() - before).toBeLessThan(3000);
  expect(found.map(({ message }) => message)).toContain(
    'It is not known whether this page is there: there was no time to ask.',
  );
  expect(found.length).toBe(30);
});

test.each([
  ['https://colab.research.google.com/drive/1AbC', "somebody's Drive"],
  ['https://drive.google.com/file/d/1AbC/view', "somebody's Drive"],
  ['https://colab.research.google.com/github/ada/other/blob/main/a.ipynb', 'another repository'],
  ['https://github.com/ada/other/blob/main/a.ipynb', 'another repository'],
  ['https://raw.githubusercontent.com/ada/other/main/a.csv', 'another repository'],
])('%s is listed, not asked for', async (url, reason) => {
  const found = await ask([url]);
  expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['info external-listed']);
  expect(found[0]?.message).toContain(reason);
});

test.each([
  'http://localhost:1/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://192.168.0.1/',
  'http://printer/',
  'mailto:a@b.c',
  'https://[',
])('%s is not of the public web, and is passed over', async (url) => {
  expect(await ask([url])).toEqual([]);
});

describe('what was found out', () => {
  const file = (): string => path.join(folder, 'cache/external.json');
  const at404 = (): string => at('/status/404');

  test('is kept for a week, and is said again', async () => {
    const urls = [at('/ok'), at('/moved'), at404(), at('/status/403')];
    const first = await ask(urls, { cacheFile: file() });
    server.requests.length = 0;
    const sixDays = new Date(NOW.getTime() + 6 * 86_400_000);
    expect(await ask(urls, { cacheFile: file(), now: () => sixDays })).toEqual(first);
    expect(server.requests).toEqual(['HEAD a.test/status/403', 'GET a.test/status/403']);
    server.requests.length = 0;
    const eightDays = new Date(NOW.getTime() + 8 * 86_400_000);
    await ask(urls.slice(0, 1), { cacheFile: file(), now: () => eightDays });
    expect(server.requests).toEqual(['HEAD a.test/ok']);
    expect(Object.keys(JSON.parse(await readFile(file(), 'utf8')).urls)).toEqual([at('/ok')]);
  });

  test.each([
    '',
    '{',
    'null',
    '{"version":1,"urls":[1]}',
    '{"version":1,"urls":{"http://a.test/":{"at":"x"}}}',
    '{"version":9}',
  ])('is found out again where the file holds %j', async (text) => {
    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, text);
    expect((await ask([at404()], { cacheFile: broken })).map(({ code }) => code)).toEqual([
      'external-missing',
    ]);
  });

  test('is said even where it cannot be kept', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const found = await ask([at404()], { cacheFile: path.join(folder, 'file/external.json') });
    expect(found.map(({ code }) => code)).toEqual(['external-missing']);
  });
});
