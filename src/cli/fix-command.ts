import type { Command } from 'commander';
import type { Terminal } from './terminal/index.js';

/** Declares `lectern fix`; `end` is told the exit status. */
export function addFix(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('fix')
    .description('show how to put right what has one right spelling, or write it with --write')
    .argument('[path...]', 'files and folders of the course; all of it by default')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'look at drafts too')
    .option('--future', 'look at posts with a date in the future')
    .option('--unpublished', 'look at what is marked published: false')
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
      const { fix } = await import('./commands/fix.js');
      end(await fix(paths, options, terminal));
    });
}
