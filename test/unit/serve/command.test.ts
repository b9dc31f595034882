import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { type FakeTerminal, fakeTerminal } from '../../support/terminal.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../dist/cli/main.js');
/** How long a step may take, in milliseconds. */
const LATEST = { timeout: 30_000 };

let course: string;
let stop = (): void => {};
let ended: Promise<number> = Promise.resolve(0);

beforeEach(async () => {
  course = await realpath(await mkdtemp(path.join(os.tmpdir(), 'lectern-command-')));
  await write('_config.yml', 'url: https://course.example\n');
  await write(
    'index.md',
    '---\ntitle: A lecture\n---\n\n# A lecture\n\n{{ "/x" | absolute_url }} {{ jekyll.environment }}\n',
  );
});
afterEach(async () => {
  stop();
  await ended;
  await rm(course, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFile(path.join(course, name), text);

/** Starts `lectern serve` at a free port and answers when the first build is there. */
async function serve(...args: string[]): Promise<{ terminal: FakeTerminal; url: string }> {
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const terminal = fakeTerminal(course, [], { untilStopped: () => stopped, clock: () => performance.now() });
  ended = runProgram(['serve', '--port', '0', ...args], terminal);
  const url = await vi.waitFor(() => {
    const found = /http:\/\/localhost:\d+\/\S*/.exec(terminal.output());
    if (found === null) throw new Error('It has not started yet.');
    return found[0];
  }, LATEST);
  await vi.waitFor(() => expect(terminal.output()).toMatch(/ in [\d.]+ m?s\.\n/), LATEST);
  return { terminal, url };
}

const text = async (url: string) => (await fetch(url)).text();

describe('lectern serve', () => {
  test('says where the course is, writes no site, and ends with 0 when it is told to', async () => {
    const { url } = await serve();
    expect(await text(url)).toContain('A lecture<');
    expect(await readdir(course)).not.toContain('docs');
    stop();
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('makes links that stay on this server, in the environment of development', async () => {
    const { url } = await serve('--no-livereload');
    expect(await text(url)).toContain(`${url}x development`);
  });

  test("serves the style sheets of the theme, lectern's own where the course has none", async () => {
    const { url } = await serve();
    const sheet = /<link rel="stylesheet" href="\.\/(css\/[^"]+)"/.exec(await text(url))?.[1];
    const answer = await fetch(`${url}${sheet}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(await answer.text()).toContain('--paper:');
  });

  test('says of each build in a line what changed, what came of it and how long it took', async () => {
    const { terminal } = await serve('-b', '/course');
    let version = 0;
    // What changes before the watch is on is built without a name.
    await vi.waitFor(
      async () => {
        await write('index.md', `---\ntitle: A lecture\n---\nVersion ${version++}\n`);
        expect(terminal.output()).toMatch(/^index\.md: 1 page(?:, \d+ files)? in [\d.]+ m?s\.$/m);
      },
      { ...LATEST, interval: 1000 },
    );
  });

  test('says nothing of the file that Vim makes to see whether it may', async () => {
    const { terminal } = await serve();
    await write('4913', '');
    await rm(path.join(course, '4913'));
    await write('index.md', 'Changed.\n');
    await vi.waitFor(() => expect(terminal.output()).toMatch(/^index\.md.*: \d+ pages?/m), LATEST);
    expect(terminal.output()).not.toContain('4913');
  });

  test('says that another port or destination counts only from the next start on, once', async () => {
    const { terminal } = await serve();
    await write('_config.yml', 'url: https://course.example\ndestination: public\n');
    const said = 'The configuration has another destination now, which counts when you end lectern serve';
    await vi.waitFor(() => expect(terminal.errors()).toContain(said), LATEST);
    await write('index.md', 'Changed.\n');
    await vi.waitFor(() => expect(terminal.output()).toMatch(/^index\.md: \d+ pages?/m), LATEST);
    expect(terminal.errors().match(/destination/g)).toHaveLength(1);
  });

  test('says what is wrong once, and again only what is new', async () => {
    await write('index.md', '![First](first.png)\n');
    const { terminal } = await serve();
    await vi.waitFor(() => expect(terminal.errors()).toContain('first.png'), LATEST);
    await write('index.md', 'A line above.\n\n![First](first.png)\n\n![Second](second.png)\n');
    await vi.waitFor(() => expect(terminal.errors()).toContain('index.md:5:'), LATEST);
    expect(terminal.errors().split('first.png').length - 1).toBe(1);
  });

  test('goes on with the last site while the configuration cannot be read', async () => {
    const { terminal, url } = await serve();
    await write('_config.yml', 'title: [never closed\n');
    await vi.waitFor(() => expect(terminal.errors()).toContain('_config.yml:'), LATEST);
    expect(await text(url)).toContain('A lecture<');
    await write('_config.yml', 'title: Closed\n');
    await write('index.md', '{{ site.title }}\n');
    await vi.waitFor(async () => expect(await text(url)).toContain('<p>Closed</p>'), LATEST);
  });

  test('stays at its address while the configuration is broken, empty or gone', async () => {
    const keys = 'baseurl: /course\nport: 4567\n';
    await write('_config.yml', keys);
    const { terminal, url } = await serve();
    expect(url).toContain('/course/');
    for (const [broken, said] of [
      ['baseurl: [\n', 'config-yaml'],
      ['', 'config-missing'],
    ] as const) {
      await write('_config.yml', broken);
      await vi.waitFor(() => expect(terminal.errors()).toContain(said), LATEST);
      expect(await text(url)).toContain('A lecture');
      await write('_config.yml', `${keys}title: ${said}\n`);
      await write('index.md', `---\n---\n# A lecture {{ site.title }}\n`);
      await vi.waitFor(async () => expect(await text(url)).toContain(`A lecture ${said}`), LATEST);
    }
    expect(terminal.errors()).not.toContain('another');
  });

  test('finds a course again that is moved away and back', async () => {
    const { terminal, url } = await serve();
    await rename(course, `${course}-away`);
    await vi.waitFor(() => expect(terminal.errors()).toContain('source-missing'), LATEST);
    expect(await text(url)).toContain('A lecture<');
    await rename(`${course}-away`, course);
    await vi.waitFor(
      () => expect(terminal.output()).toMatch(/nothing changed|0 pages|in [\d.]+ m?s\.\n$/),
      LATEST,
    );
    await write('index.md', 'Back again.\n');
    await vi.waitFor(async () => expect(await text(url)).toContain('Back again.'), LATEST);
  });

  test('takes the port of the configuration, and the next one where that is taken', async () => {
    const first = await serve();
    const { port } = new URL(first.url);
    const stopFirst = stop;
    const firstEnded = ended;
    await write('_config.yml', `port: ${port}\n`);
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const terminal = fakeTerminal(course, [], { untilStopped: () => stopped });
    ended = runProgram(['serve'], terminal);
    await vi.waitFor(() => expect(terminal.errors()).toContain(`Port ${port} is taken`), LATEST);
    stopFirst();
    await firstEnded;
  });

  test('exits with 1 where it cannot listen', async () => {
    const terminal = fakeTerminal(course, [], { untilStopped: () => new Promise(() => {}) });
    expect(await runProgram(['serve', '--host', '192.0.2.1', '--port', '0'], terminal)).toBe(1);
    expect(terminal.errors()).toContain('cannot be served at 192.0.2.1');
  });

  test.each([['65536'], ['-1'], ['4000x'], ['']])('does not take %j for a port', async (port) => {
    const terminal = fakeTerminal(course);
    expect(await runProgram(['serve', `--port=${port}`], terminal)).toBe(2);
    expect(terminal.errors()).toContain('A port is a number');
  });

  test('does not build for what it says itself, where that goes to a file of the course', async () => {
    const log = path.join(course, 'serve.log');
    const file = await open(log, 'w');
    const program = spawn(process.execPath, [MAIN, 'serve', '--port', '0'], {
      cwd: course,
      stdio: ['ignore', file.fd, file.fd],
    });
    const exited = once(program, 'exit');
    const said = () => readFile(log, 'utf8');
    await vi.waitFor(async () => expect(await said()).toMatch(/ in [\d.]+ m?s\.\n/), LATEST);
    await vi.waitFor(async () => {
      await write('index.md', `---\n---\nA lecture of ${performance.now()}\n`);
      await delay(500);
      expect(await said()).toContain('index.md: 1 page');
    }, LATEST);
    await delay(1000);
    expect(await said()).not.toContain('serve.log:');
    program.kill('SIGTERM');
    await exited;
    await file.close();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 0 at %s, also while windows are open',
    async (signal) => {
      const program = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--source', course]);
      let output = '';
      program.stdout.setEncoding('utf8').on('data', (data) => {
        output += data;
      });
      const exited = once(program, 'exit');
      const url = await vi.waitFor(() => {
        const found = /http:\/\/localhost:\d+\//.exec(output);
        if (found === null) throw new Error('It has not started yet.');
        return found[0];
      }, LATEST);
      const stream = await fetch(`${url}__lectern/events?page=/`);
      program.kill(signal);
      expect(await exited).toEqual([0, null]);
      await expect(stream.text()).rejects.toThrow();
    },
  );
});
