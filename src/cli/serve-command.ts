import { type Command, InvalidArgumentError, Option } from 'commander';
import { refuseFolder } from './refuse-folder.js';
import type { Terminal } from './terminal/index.js';

/** Declares `lectern serve`; `end` is told the exit status. */
export function addServe(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('serve')
    .description('show the course in a browser and follow every change')
    .allowExcessArguments()
    .showHelpAfterError('Run lectern serve --help to see what it takes.')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'show drafts too')
    .option('--future', 'show posts with a date in the future')
    .option('--unpublished', 'show what is marked published: false')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--no-cache', 'make every page anew at first, and keep nothing')
    .option(
      '--cache-dir <dir>',
      'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
    )
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
      const { serve } = await import('./commands/serve.js');
      end(await serve(options, terminal));
    });
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
