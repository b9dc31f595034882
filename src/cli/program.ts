import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import type { Terminal } from '../commands/index.js';
import { processTerminal } from './terminal.js';

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
  const program = createProgram(terminal, (result) => {
    status = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : WRONG_USAGE;
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
  addRender(program, terminal, end);
  return program;
}

function addBuild(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('build')
    .description('build the course into a folder of plain HTML')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option('-d, --destination <dir>', 'where the site is written (default: docs)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'build drafts too')
    .option('--future', 'build posts with a date in the future')
    .option('--unpublished', 'build what is marked published: false')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--strict', 'exit with 1 where anything was reported')
    .option('--report <file>', 'write all that was found to a JSON file')
    .option('-w, --watch', 'build again whenever a file changes; Ctrl-C ends it')
    .option('-q, --quiet', 'print errors only')
    .option('-V, --verbose', 'print everything that was found')
    .addHelpText(
      'after',
      `
Exit status:
  0  every page was written, whatever was reported about it
  1  a page could not be written, the build was refused, or --strict was
     given and something was reported
  2  the command line was not understood

Example:
  lectern build --source my-course --destination public --baseurl /my-course`,
    )
    .action(async (options) => {
      const { build } = await import('../commands/build.js');
      end(await build(options, terminal));
    });
}

function addRender(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('render')
    .description('print the HTML of one Markdown text')
    .argument('[file]', 'the file to read; - or nothing reads standard input')
    .option('--batch', 'read lines of {"id","text"}, write lines of\n{"id","html","diagnostics"}')
    .option('--dollars', 'read $…$ as mathematics')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .addOption(
      new Option('--dialect <name>', 'how Markdown is read')
        .choices(['kramdown', 'commonmark'])
        .default('kramdown'),
    )
    .addHelpText(
      'after',
      `
A file's front matter is left out; standard input is Markdown alone. Liquid is
left as it is. What is wrong with the text goes to standard error, or into
"diagnostics" with --batch.

Exit status:
  0  the text was rendered
  1  the text could not be read
  2  the command line was not understood

Example:
  lectern render --dollars lecture.md > lecture.html`,
    )
    .action(async (file: string | undefined, options) => {
      const { render } = await import('../commands/render.js');
      end(await render(file ?? '-', options, terminal));
    });
}

/** The version in the package's own package.json. */
function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const data: unknown = JSON.parse(text);
  const found = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  return typeof found === 'string' ? found : 'unknown';
}
