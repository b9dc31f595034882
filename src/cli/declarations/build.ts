import type { Command } from 'commander';
import type { Terminal } from '../terminal/index.js';
import {
  allowEmptyOption,
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

/** Declares `lectern build`; `end` is told the exit status. */
export function addBuild(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('build')
    .description('build the course into a folder of plain HTML')
    .allowExcessArguments()
    .showHelpAfterError('Run lectern build --help to see what it takes.')
    .addOption(sourceOption())
    .option('-d, --destination <dir>', 'where the site is written (default: docs here)')
    .addOption(configOption())
    .addOption(baseurlOption())
    .addOption(draftsOption('build'))
    .addOption(futureOption('build'))
    .addOption(unpublishedOption('build'))
    .addOption(allowEmptyOption())
    .option('--fetch', 'fetch a theme that is not on this machine, and note its commit in lectern.lock')
    .addOption(noMendOption())
    .addOption(safeOption())
    .option('--strict', 'exit with 1 where anything was reported')
    .option('--report <file>', 'write all that was found to a JSON file')
    .option('--no-cache', 'make every page anew, and keep nothing')
    .addOption(cacheFolderOption())
    .option('--profile', 'show where the time goes: stages, slowest pages,\nformulas and includes')
    .option('-w, --watch', 'build again whenever a file changes; Ctrl-C ends it')
    .option('-q, --quiet', 'print errors only')
    .option('-V, --verbose', 'print everything that was found')
    .addHelpText(
      'after',
      `
Exit status:
  0  every page was written, whatever was reported about it
  1  a page or the report could not be written, the build was refused, or
     --strict was given and something was reported
  2  the command line was not understood

Example:
  lectern build --source my-course --destination public --baseurl /my-course`,
    )
    .action(async (options, { args: [folder] }) => {
      if (folder !== undefined) return end(refuseFolder('build', folder, terminal));
      const { build } = await import('../commands/build.js');
      end(await build(options, terminal));
    });
}
