import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import {
  addBuild,
  addCheck,
  addCompare,
  addFix,
  addInit,
  addRender,
  addServe,
  addTheme,
} from './declarations/index.js';
import { cleanTerminal, processTerminal, type Terminal, tellFault } from './terminal/index.js';

/** Exit status for a command line that lectern does not understand. */
const WRONG_USAGE = 2;

/**
 * Runs one command line (without `node` and the program's name) and answers with its exit status: 0 every page
 * was written, 1 something could not be done, 2 wrong usage. A command's code is loaded when it is called for,
 * so that `--help` costs nothing.
 */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  let status = 0;
  const program = createProgram(cleanTerminal(terminal), (result) => {
    status = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    tellFault(error, terminal);
    return 1;
  }
  return status;
}

function createProgram(terminal: Terminal, end: (status: number) => void): Command {
  const program = new Command('lectern')
    .description(
      'Turns a folder of Jekyll-style Markdown lectures into a course website\nthat is plain HTML.',
    )
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.writeError,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .showHelpAfterError('Run lectern --help to see what it takes.')
    .exitOverride();
  addBuild(program, terminal, end);
  addCheck(program, terminal, end);
  addCompare(program, terminal, end);
  addFix(program, terminal, end);
  addInit(program, terminal, end, version());
  addRender(program, terminal, end);
  addServe(program, terminal, end);
  addTheme(program, terminal, end);
  return program;
}

/** The version in the package's own package.json. */
function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const data: unknown = JSON.parse(text);
  const found = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
