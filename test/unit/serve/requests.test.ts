import { rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { generated, startServer, staticFile, type TestServer, type TestSite } from './server.ts';

let server: TestServer;
afterEach(() => server?.close());

async function start(site: TestSite): Promise<void> {
  server = await startServer(site);
}

const get = (where: string, init: RequestInit = {}) =>
  fetch(server.url + where, { redirect: 'manual', ...init });
const raw = (request: string) => server.raw(request.replaceAll('\n', '\r\n'));

describe('a page', () => {
  test('is served from memory, with its type, its length and an ETag', async () => {
    await start({ pages: { 'index.html': '<p>Grüße' } });
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-length')).toBe('10');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<p>Grüße');
    const again = await get('/', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('that has changed is served anew to a browser that knows the old one', async () => {
    await start({ pages: { 'index.html': 'old' } });
    const tag = (await get('/')).headers.get('etag') ?? '';
    server.site.put('index.html', generated('new'));
    const response = await get('/', { headers: { 'if-none-match': tag } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('new');
  });

  test('answers HEAD with its headers alone', async () => {
    await start({ pages: { 'index.html': 'twelve bytes' } });
    const response = await get('/', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('12');
    expect(await response.text()).toBe('');
  });

  test('is waited for while the first build goes on', async () => {
    await start({ complete: false });
    const answer = get('/late.html');
    server.site.put('other.html', generated('other'));
    server.site.put('late.html', generated('late'));
    expect(await (await answer).text()).toBe('late');
  });

  test('is waited for while a later build goes on', async () => {
    await start({ pages: { 'index.html': 'x' } });
    server.site.begin();
    const answer = get('/new.css');
    server.site.replace(new Map([['new.css', generated('new')]]));
    expect(await (await answer).text()).toBe('new');
  });

  test('that never comes is missing once the first build has ended', async () => {
    await start({ complete: false });
    const answer = get('/never.html');
    server.site.replace(new Map());
    expect((await answer).status).toBe(404);
  });

  test('whose making fails is answered with 500, and the next request is served', async () => {
    await start({ pages: { 'good.html': 'good' } });
    server.site.put('bad.html', {
      kind: 'generated',
      hash: '',
      content: () => {
        throw new Error('the cache is gone');
      },
    });
    expect((await get('/bad')).status).toBe(500);
    expect(server.errors).toHaveLength(1);
    expect((await get('/good')).status).toBe(200);
  });
});

describe('a missing page', () => {
  test('is answered with the site’s own 404.html', async () => {
    await start({ pages: { '404.html': '<p>Lost?' } });
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('<p>Lost?');
  });

  test('is answered with a plain page where the site has none', async () => {
    await start({ pages: { 'index.html': 'x' } });
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<h1>Not found</h1>');
  });

  test('is not missed, but not built, while there is no site at all', async () => {
    await start({});
    const response = await get('/');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<h1>Not built</h1>');
  });
});

describe('a redirect', () => {
  test('leads to the folder, and keeps the query', async () => {
    await start({ pages: { 'first week/index.html': 'x' }, baseurl: '/my-course' });
    const response = await get('/my-course/first%20week?q=1');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/my-course/first%20week/?q=1');
  });

  test('never leads to another host', async () => {
    await start({ pages: { 'evil.example/index.html': 'x' } });
    const answer = await raw('GET //evil.example HTTP/1.1\nHost: localhost\nConnection: close\n\n');
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('ocation:');
  });
});

describe('a file of the course', () => {
  test('is served in parts, as players of videos ask for them', async () => {
    await start({ statics: { 'film.mp4': '0123456789' } });
    const response = await get('/film.mp4', { headers: { range: 'bytes=2-5' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 2-5/10');
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(await response.text()).toBe('2345');
    const behind = await get('/film.mp4', { headers: { range: 'bytes=50-' } });
    expect(behind.status).toBe(416);
    expect(behind.headers.get('content-range')).toBe('bytes */10');
  });

  test('has an ETag, by which a browser learns that it has it already', async () => {
    await start({ statics: { 'a b.css': 'p {}' } });
    const response = await get('/a%20b.css');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    const tag = response.headers.get('etag') ?? '';
    // fetch() would add that it wants a fresh copy.
    const again = `GET /a%20b.css HTTP/1.1\nHost: localhost\nIf-None-Match: ${tag}\nConnection: close\n\n`;
    expect(await raw(again)).toMatch(/^HTTP\/1\.1 304 /);
    expect((await get('/a%20b.css', { headers: { 'if-match': '"other"' } })).status).toBe(412);
  });

  test('with a name that is not a plain one is served', async () => {
    await start({ statics: { '.well-known/x.txt': 'a', '50% of 講義?.txt': 'b', '..c/..d': 'c' } });
    expect(await (await get('/.well-known/x.txt')).text()).toBe('a');
    expect(await (await get(`/${encodeURIComponent('50% of 講義?.txt')}`)).text()).toBe('b');
    expect(await (await get('/..c/..d')).text()).toBe('c');
  });

  test('that is gone is missing', async () => {
    await start({ statics: { 'a.png': 'x' }, pages: { '404.html': 'lost' } });
    await rm(path.join(server.course, 'a.png'));
    const response = await get('/a.png');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('lost');
  });

  test.each([[true], [false]])(
    'that has become a link to a file outside is missing (live reload: %s)',
    async (livereload) => {
      await start({ statics: { 'inside/page.html': 'x', 'inside/a.png': 'x', '404.html': 'x' }, livereload });
      const outside = path.join(path.dirname(server.course), `${path.basename(server.course)}-secret.html`);
      await writeFile(outside, 'secret');
      try {
        for (const name of ['inside/page.html', 'inside/a.png', '404.html']) {
          await rm(path.join(server.course, name));
          await symlink(outside, path.join(server.course, name));
          const response = await get(`/${name}`);
          expect(response.status).toBe(404);
          expect(await response.text()).not.toContain('secret');
        }
      } finally {
        await rm(outside);
      }
    },
  );

  test('that is in the folder of the course but not in the site is missing', async () => {
    await start({ statics: { 'a.png': 'x' } });
    await staticFile(server.course, '_drafts/exam.md', 'secret');
    expect((await get('/_drafts/exam.md')).status).toBe(404);
  });
});

describe('a request over a bare socket', () => {
  const ask = (target: string, host = 'localhost') =>
    raw(`GET ${target} HTTP/1.1\nHost: ${host}\nConnection: close\n\n`);

  test.each([
    ['/../../../../etc/passwd'],
    ['/..%2f..%2f..%2fetc/passwd'],
    ['/%2e%2e/%2e%2e/etc/passwd'],
    ['/a/%2e%2e/%2e%2e/etc/passwd'],
    ['/..\\..\\etc\\passwd'],
    ['/%5c..%5c..%5cetc%5cpasswd'],
    ['/a.png%00.html'],
    ['/%c0%ae%c0%ae/etc/passwd'],
    ['/%'],
    ['http://localhost/a.png'],
  ])('for %s is refused', async (target) => {
    await start({ statics: { 'a.png': 'x' } });
    expect(await ask(target)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each([['//etc/passwd'], ['/etc/passwd'], ['/a.png/'], ['/a.png/x'], ['/__proto__'], ['/constructor']])(
    'for %s finds nothing',
    async (target) => {
      await start({ statics: { 'a.png': 'x' } });
      expect(await ask(target)).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  test('under another name is refused, whatever it asks for', async () => {
    await start({ pages: { 'index.html': 'secret' }, livereload: true });
    for (const target of ['/', '/__lectern/live.js', '/__lectern/events?page=/']) {
      const answer = await ask(target, 'evil.example:4000');
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).not.toContain('secret');
    }
  });

  test('without a name is refused', async () => {
    await start({ pages: { 'index.html': 'secret' } });
    expect(await raw('GET / HTTP/1.0\n\n')).toMatch(/^HTTP\/1\.1 403 /);
  });

  test.each([['POST'], ['PUT'], ['DELETE'], ['OPTIONS'], ['TRACE']])('with %s is refused', async (method) => {
    await start({ pages: { 'index.html': 'x' } });
    const answer = await raw(`${method} / HTTP/1.1\nHost: localhost\nConnection: close\n\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer.toLowerCase()).toContain('allow: get, head');
  });

  test('that is no HTTP ends the connection and nothing else', async () => {
    await start({ pages: { 'index.html': 'alive' } });
    expect(await raw('\u0016\u0003\u0001nonsense\n\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await (await get('/')).text()).toBe('alive');
  });
});
