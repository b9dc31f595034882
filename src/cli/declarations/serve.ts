import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from '../terminal/index.js';
import {
  baseurlOption,
  cacheFolderOption,
  configOption,
  draftsOption,
  futureOption,
  noMendOption,
  safeOption,
  sourceOption,
  unpublishedOption,
} from './course-options.js';
import { refuseFolder } from './refuse-folder.js';

/** Declares `lectern serve`; `end` is told the exit status. */
export function addServe(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('serve')
    .description('show the course in a browser and follow every change')
    .allowExcessArguments()
    .showHelpAfterError('Run lectern serve --help to see what it takes.')
    .addOption(sourceOption())
    .addOption(configOption())
    .addOption(baseurlOption())
    .addOption(draftsOption('show'))
    .addOption(futureOption('show'))
    .addOption(unpublishedOption('show'))
    .addOption(noMendOption())
    .addOption(safeOption())
    .option('--no-cache', 'make every page anew at first, and keep nothing')
    .addOption(cacheFolderOption())
    .option(
      '-H, --host <host>',
      'where to listen; by default only this computer can\nsee the course, at 0.0.0.0 others can, too',
      '127.0.0.1',
    )
    .addOption(
      new Option(
        '-P, --port <number>',
        'the port, or the next one that is free (default:\nport in _config.yml, or 4000)',
      ).argParser(portNumber),
    )
    .option('-o, --open', 'open the course in a browser')
    .option('--no-livereload', 'leave pages in browsers as they are')
    .option('-q, --quiet', 'print errors only')
    .option('-V, --verbose', 'print everything that was found')
    .addHelpText(
      'after',
      `
No site is written: pages are served from memory, everything else from the
folder of the course. site.url is the address of this server, and
jekyll.environment is "development", unless JEKYLL_ENV says otherwise.

Exit status:
  0  it was ended with Ctrl-C
  1  the course could not be served
  2  the command line was not understood

Example:
  lectern serve --source my-course --open`,
    )
    .action(async (options, { args: [folder] }) => {
      if (folder !== undefined) return end(refuseFolder('serve', folder, terminal));
      const { serve } = await import('../commands/serve.js');
      end(await serve(options, terminal));
    });
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
