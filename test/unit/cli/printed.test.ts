import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { wantsColours } from '../../../src/cli/terminal/process-terminal.js';
import type { Terminal } from '../../../src/cli/terminal/terminal.js';
import { fakeTerminal } from '../../support/terminal.js';

/** A new title for the terminal, a line of its own, an erased line, another reading direction, a C1 control. */
const STEERING = '\u001b]0;owned\u0007\n::error::forged\r\u001b[2K\u202Egnp\u009b31m';

/** File names that hold what file names can. */
const NAME = 'a\u001b]0;owned\u0007 ::error::forged ##[error]\u202Ex\u009b.md';
const LINES = 'a\n::error::forged.md';

const COMMANDS: readonly (readonly string[])[] = [
  ['build'],
  ['build', '--verbose'],
  ['build', '--profile'],
  ['check'],
  ['check', '--verbose'],
  ['check', '--format', 'github'],
  ['check', '--format', 'json'],
  ['check', '--format', 'sarif'],
  ['fix'],
  ['render', NAME],
  ['render', LINES],
  ['render', `missing${STEERING}`],
  ['check', '--source', `missing${STEERING}`],
  [`unknown${STEERING}`],
];

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A course whose file names, layouts, includes, tags, macros, links and titles would steer a terminal. */
function hostileCourse(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-printed-'));
  made.push(folder);
  const yaml = JSON.stringify(`layout${STEERING} ##[error]forged`);
  const page = [
    '---',
    `layout: ${yaml}`,
    `title: ${yaml}`,
    `permalink: ${JSON.stringify(`/x${STEERING}/`)}`,
    '---',
    `{% include missing\u001b[31m\u202E.html %}`,
    `{% unknown\u001b[31m ##[error]forged %} {{ x | nofilter\u001b }}`,
    '',
    `![x\u001b](/assets/a\u001b]0;x\u0007\u202E.png) [y](<missing ##[error]forged.html>) <foo\u001b>`,
    '',
    `$$\\undefined\u009b \u001b[31m \\frac{$$`,
    '',
    '::error::forged [x](/a.html){:target=_blank ##[error]forged}',
  ].join('\n');
  writeFileSync(path.join(folder, NAME), page);
  writeFileSync(path.join(folder, LINES), page);
  writeFileSync(path.join(folder, 'index.md'), page.replace(/permalink.*\n/, ''));
  mkdirSync(path.join(folder, '_data'));
  writeFileSync(path.join(folder, '_data', 'a\u001b[31m.yml'), `a: [\u001b]0;x\u0007`);
  writeFileSync(path.join(folder, '_data', 'b.json'), `{"a\u001b": \u202E}`);
  writeFileSync(path.join(folder, '_config.yml'), `katex:\n  ${yaml}: 1\nplugins: [${yaml}]\n`);
  return folder;
}

/** Whatever a terminal, or somebody who reads it, could take for something else than letters. */
const UNSHOWN = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

describe('what is printed', () => {
  for (const args of COMMANDS) {
    test(`of ${args[0]} ${args.slice(1, 3).join(' ').slice(0, 20)} steers no terminal and no runner`, async () => {
      const more: Partial<Terminal> = { env: { GITHUB_ACTIONS: 'true' }, columns: 100, errorColumns: 100 };
      const terminal = fakeTerminal(hostileCourse(), [], more);
      await runProgram(args, terminal);
      const printed = terminal.output() + terminal.errors();
      expect(printed).not.toBe('');
      expect(printed).not.toMatch(UNSHOWN);
      const commands = printed.split('\n').filter((line) => /^\s*::|##\[/.test(line));
      // Those of the format are lectern's own, and name a code as their title.
      expect(
        commands.filter((line) => !/^::(?:error|warning|notice) (?:\w+=[^:]*)*,?title=[a-z-]+::/.test(line)),
      ).toEqual([]);
    });
  }

  test('of a name is what is in it, escaped', async () => {
    const terminal = fakeTerminal(hostileCourse());
    await runProgram(['check', '--only', 'layout-missing'], terminal);
    expect(terminal.output()).toContain(
      String.raw`a\u001b]0;owned\u0007 ::error::forged ##[error]\u202ex\u009b.md:2:1: error`,
    );
  });

  test('for programs holds the same, letter for letter', async () => {
    const terminal = fakeTerminal(hostileCourse());
    await runProgram(['check', '--format', 'json', '--only', 'layout-missing'], terminal);
    const { diagnostics } = JSON.parse(terminal.output());
    const files = diagnostics.map(({ file }: { file: string }) => file);
    expect(files).toContain(NAME);
    expect(diagnostics[0].message).toContain(STEERING);
  });

  test('of a page’s HTML or a diff is as it is, for programs, and clean in a terminal', async () => {
    const text = 'x\u001b[31my\n\n::error::forged\n';
    const print = async (more: Partial<Terminal>): Promise<string> => {
      const terminal = fakeTerminal('/', text.split('\n'), more);
      await runProgram(['render', '-'], terminal);
      return terminal.output();
    };
    expect(await print({})).toContain('x\u001b[31my');
    expect(await print({ columns: 80 })).toContain(String.raw`x\u001b[31my`);
  });

  test('has colours of its own where they are wanted', async () => {
    const terminal = fakeTerminal(hostileCourse(), [], { colours: true });
    await runProgram(['check', '--only', 'layout-missing'], terminal);
    expect(terminal.output()).toContain('\u001b[31merror layout-missing\u001b[39m');
    expect(terminal.output()).not.toContain('\u001b]');
  });
});

describe('colours', () => {
  const stream = (isTTY: boolean) => ({ isTTY, hasColors: () => true });
  const wants = (isTTY: boolean, env: Record<string, string>): boolean => wantsColours(stream(isTTY), env);

  test('are for terminals', () => {
    expect([wants(true, {}), wants(false, {})]).toEqual([true, false]);
  });

  test('are switched off by NO_COLOR and a dumb terminal', () => {
    expect(wants(true, { NO_COLOR: '1' })).toBe(false);
    expect(wants(true, { NO_COLOR: '' })).toBe(true);
    expect(wants(true, { TERM: 'dumb' })).toBe(false);
  });

  test('are what FORCE_COLOR says before all', () => {
    expect(wants(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
    expect(wants(false, { FORCE_COLOR: '3', TERM: 'dumb' })).toBe(true);
    expect(wants(true, { FORCE_COLOR: '0' })).toBe(false);
    expect(wants(false, { FORCE_COLOR: '' })).toBe(false);
  });
});
