import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { archiveServer, COMMIT, repositoryArchive } from '../../support/archive-server.js';
import { fakeTerminal } from '../../support/terminal.js';

let root: string;
let course: string;
let server: Awaited<ReturnType<typeof archiveServer>>;
let archive: Buffer | undefined;

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'lectern-theme-'));
  course = path.join(root, 'course');
  mkdirSync(course);
  archive = repositoryArchive({ '_layouts/default.html': '<i>themed</i>{{ content }}' });
  server = await archiveServer(() => (archive === undefined ? undefined : { body: archive }));
  writeFileSync(path.join(course, 'index.md'), 'Hello\n');
});
afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

function configure(text: string): void {
  writeFileSync(path.join(course, '_config.yml'), text);
}

/** Runs lectern; answers with its exit status, and what it printed without places and times. */
async function run(...args: readonly string[]) {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const env = {
    HOME: path.join(root, 'home'),
    XDG_CACHE_HOME: path.join(root, 'cache'),
    LECTERN_THEME_ARCHIVES: server.url,
  };
  const terminal = { ...fakeTerminal(course, []), write, writeError: write, env };
  const status = await runProgram(args, terminal);
  return { status, printed: printed.replaceAll(root, '').replaceAll(new URL(server.url).host, 'HOST') };
}

const page = () => readFileSync(path.join(course, 'docs/index.html'), 'utf8');
const lock = (): unknown => JSON.parse(readFileSync(path.join(course, 'lectern.lock'), 'utf8'));

describe('lectern theme', () => {
  test('adds the theme of a course, notes its commit, lists and removes it', async () => {
    configure('remote_theme: Ada/Fine-Theme\n');
    const missing = await run('build', '--no-cache');
    expect(missing.printed).toMatch(
      /^_config\.yml:1:1: error theme-missing: The theme Ada\/Fine-Theme is not on this machine\. Layouts of lectern's own stand in for it\.\n {4}Fetch it with: lectern theme add Ada\/Fine-Theme, or build with --fetch\.\n/,
    );
    expect(server.asked).toEqual([]);
    const added = await run('theme', 'add');
    expect(added.status).toBe(0);
    expect(added.printed).toContain(`Fetched Ada/Fine-Theme (HEAD): commit ${COMMIT.slice(0, 12)}, 1 file`);
    expect(lock()).toMatchObject({ themes: { 'Ada/Fine-Theme': { commit: COMMIT } } });
    await run('build', '--no-cache');
    expect(page()).toBe('<i>themed</i><p>Hello</p>\n');
    expect(existsSync(path.join(course, 'docs/lectern.lock'))).toBe(false);
    const listed = await run('theme', 'list');
    expect(listed.printed).toContain('1 theme. The folder of themes is /cache/lectern/themes.');
    expect((await run('theme', 'remove', 'ada/fine-theme')).status).toBe(0);
    expect((await run('theme', 'remove', 'ada/fine-theme')).printed).toContain('No theme ada/fine-theme');
    expect((await run('theme', 'list')).printed).toContain('No theme has been fetched.');
  });

  test('takes a tag for a course that names none, and is told of a theme that a course does not name', async () => {
    configure('remote_theme: ada/fine-theme\n');
    await run('theme', 'add', 'ada/fine-theme@v0.10.0');
    expect(server.asked).toEqual(['/ada/fine-theme/tar.gz/v0.10.0']);
    expect(lock()).toMatchObject({ themes: { 'ada/fine-theme': { commit: COMMIT } } });
    await run('build', '--no-cache');
    expect(page()).toContain('themed');
    const other = await run('theme', 'add', 'bob/other');
    expect(other.printed).toContain(
      'This course does not name it: write remote_theme: bob/other into _config.yml.',
    );
  });

  test('says why a theme is not to be had', async () => {
    configure('theme: house-theme\n');
    expect(await run('theme', 'add')).toEqual({
      status: 1,
      printed:
        'Where the theme house-theme comes from is not known: write lectern: {themes: {house-theme: owner/name}} into _config.yml.\n',
    });
    configure('theme: house-theme\nlectern: {themes: {house-theme: ada/house}}\n');
    archive = undefined;
    expect(await run('theme', 'add')).toEqual({
      status: 1,
      printed: 'The theme ada/house could not be fetched: HOST has no public repository of this name.\n',
    });
    expect((await run('theme', 'add', 'a/b/c')).printed).toContain('is no repository');
    configure('title: x\n');
    expect((await run('theme', 'add')).printed).toContain('The course names no theme');
    expect((await run('theme')).status).toBe(2);
  });
});

describe('a build with --fetch', () => {
  test('fetches what is missing once, and then what the lock says', async () => {
    configure('theme: house-theme\nlectern: {themes: {house-theme: ada/house@main}}\n');
    await run('build', '--fetch', '--no-cache');
    expect(page()).toContain('themed');
    await run('build', '--fetch', '--no-cache');
    expect(server.asked).toEqual(['/ada/house/tar.gz/main']);
    // Elsewhere, where the branch has gone on.
    rmSync(path.join(root, 'cache'), { recursive: true });
    archive = repositoryArchive({ '_layouts/default.html': 'changed' }, { commit: COMMIT.replace('0', 'f') });
    const { printed } = await run('build', '--fetch', '--no-cache');
    expect(server.asked.at(-1)).toBe(`/ada/house/tar.gz/${COMMIT}`);
    expect(printed).toContain(
      `error theme-missing: The theme ada/house@main could not be fetched: what was sent is the commit`,
    );
    // As it is now is what somebody has to ask for.
    await run('theme', 'add', '--update');
    await run('build', '--no-cache');
    expect(page()).toContain('changed');
  });

  test('goes on without what is not to be had', async () => {
    configure('remote_theme: ada/gone\n');
    archive = undefined;
    const { status, printed } = await run('build', '--fetch', '--no-cache');
    expect(status).toBe(0);
    expect(printed).toContain(
      'theme-missing: The theme ada/gone could not be fetched: HOST has no public repository',
    );
    expect(page()).toContain('<!DOCTYPE html>');
    expect(existsSync(path.join(course, 'lectern.lock'))).toBe(false);
  });

  test('tells of a lock that cannot be read', async () => {
    configure('remote_theme: ada/fine-theme\n');
    writeFileSync(path.join(course, 'lectern.lock'), '<<<<<<< HEAD\n');
    const { printed } = await run('build', '--fetch', '--no-cache');
    expect(printed).toContain('warning theme-lock  in lectern.lock');
    expect(page()).toContain('themed');
    // It may say something of other themes, so it stays for its author to mend.
    const added = await run('theme', 'add');
    expect(added.status).toBe(1);
    expect(added.printed).toContain(
      'lectern.lock cannot be read, so it stays as it is. Take it from the history',
    );
    expect(readFileSync(path.join(course, 'lectern.lock'), 'utf8')).toBe('<<<<<<< HEAD\n');
  });

  test('notes, too, what another course has fetched before', async () => {
    configure('remote_theme: ada/fine-theme\n');
    await run('theme', 'add');
    rmSync(path.join(course, 'lectern.lock'));
    await run('build', '--no-cache');
    expect(existsSync(path.join(course, 'lectern.lock'))).toBe(false);
    await run('build', '--fetch', '--no-cache');
    expect(server.asked).toHaveLength(1);
    expect(lock()).toMatchObject({ themes: { 'ada/fine-theme': { commit: COMMIT } } });
  });

  test('has the theme where the lock cannot be written, and says so', async () => {
    configure('remote_theme: ada/fine-theme\n');
    mkdirSync(path.join(course, 'lectern.lock.new'));
    const { status, printed } = await run('build', '--fetch', '--no-cache', '--verbose');
    expect([status, page()]).toEqual([0, '<i>themed</i><p>Hello</p>\n']);
    expect(printed).toContain('warning theme-lock: lectern.lock could not be written');
  });

  test('takes of what was fetched only what the lock says to the last byte', async () => {
    configure('remote_theme: ada/fine-theme\n');
    await run('theme', 'add');
    const file = path.join(course, 'lectern.lock');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/sha256-./, 'sha256-x'));
    expect((await run('build', '--no-cache')).printed).toContain('error theme-missing');
    const { printed } = await run('build', '--fetch', '--no-cache');
    expect(printed).toContain(
      'what was sent is not what lectern.lock says (lectern theme add --update takes it as it is now).',
    );
  });
});
