import type { Terminal } from '../../src/cli/terminal/terminal.js';

/** A terminal that remembers what was written to it. */
export interface FakeTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

/** Makes a terminal that nobody watches, in the folder `cwd`, with `lines` as its standard input. */
export function fakeTerminal(
  cwd: string,
  lines: readonly string[] = [],
  more: Partial<Terminal> = {},
): FakeTerminal {
  let output = '';
  let errors = '';
  return {
    cwd,
    env: {},
    now: () => new Date('2026-03-04T05:06:07Z'),
    timezone: 'UTC',
    clock: () => 0,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    writeData: (text) => {
      output += text;
    },
    columns: undefined,
    errorColumns: undefined,
    isToFile: false,
    interactive: false,
    colours: false,
    errorColours: false,
    untilStopped: () => Promise.resolve(),
    input: (async function* () {
      yield* lines;
    })(),
    ...more,
    output: () => output,
    errors: () => errors,
  };
}
