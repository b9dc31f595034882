import type { Command } from 'commander';
import type { Terminal } from '../terminal/index.js';
import {
  baseurlOption,
  configOption,
  draftsOption,
  futureOption,
  safeOption,
  sourceOption,
  unpublishedOption,
} from './course-options.js';

/** Declares `lectern fix`; `end` is told the exit status. */
export function addFix(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('fix')
    .description('show how to put right what has one right spelling, or write it with --write')
    .argument('[path...]', 'files and folders of the course; all of it by default')
    .addOption(sourceOption())
    .addOption(configOption())
    .addOption(baseurlOption())
    .addOption(draftsOption('look at'))
    .addOption(futureOption('look at'))
    .addOption(unpublishedOption('look at'))
    .addOption(safeOption())
    .option(
      '--only <codes>',
      'put these codes right only, with commas between;\nlink-* stands for all that begin so',
    )
    .option('--ignore <codes>', 'put all but these codes right')
    .option('--write', 'write the changes into the files of the course')
    .addHelpText(
      'after',
      `
What is shown is a unified diff, which git apply takes. Files keep their line
ends, their encoding and all else, byte for byte; a file that is not in UTF-8
and one outside of the course's folder stay as they are.

Exit status:
  0  everything that can be put right is shown, or with --write written
  1  the course or one of its files could not be read or written
  2  the command line was not understood, or the course has no such path

Example:
  lectern fix --source my-course --only figure-case,attribute-unknown --write`,
    )
    .action(async (paths, options) => {
      const { fix } = await import('../commands/fix.js');
      end(await fix(paths, options, terminal));
    });
}
