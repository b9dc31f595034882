import { type Command, Option } from 'commander';
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

/** Declares `lectern check`; `end` is told the exit status. */
export function addCheck(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('check')
    .description('say what is broken in the course; write no site')
    .argument('[path...]', 'files and folders of the course; all of it by default')
    .showHelpAfterError('Run lectern check --help to see what it takes.')
    .addOption(sourceOption())
    .addOption(configOption())
    .addOption(baseurlOption())
    .addOption(draftsOption('check'))
    .addOption(futureOption('check'))
    .addOption(unpublishedOption('check'))
    .addOption(allowEmptyOption())
    .addOption(noMendOption())
    .addOption(safeOption())
    .option('--no-cache', 'read and make everything anew, and keep nothing')
    .addOption(cacheFolderOption())
    .option(
      '--only <codes>',
      'report these codes only, with commas between;\nmath-* stands for all that begin so',
    )
    .option('--ignore <codes>', 'report all but these codes')
    .addOption(
      new Option('--format <name>', 'how it is written')
        .choices(['text', 'github', 'json', 'sarif'])
        .default('text'),
    )
    .option(
      '--external',
      'ask the web, too, whether the pages are there that\nlinks lead to; what is found out is kept for a week',
    )
    .option(
      '--a11y',
      'look for what keeps readers out who do not see the\npage, or see it badly, or have no mouse',
    )
    .option('--strict', 'exit with 1 at warnings, too')
    .option('-a, --all', 'print hints too, and every place of what is found often')
    .addOption(new Option('-V, --verbose').hideHelp())
    .addHelpText(
      'after',
      `
Columns count characters (code points): a tab or a full-width letter is one.

Exit status:
  0  nothing is broken
  1  an error was found, or with --strict a warning, or the course could not
     be read
  2  the command line was not understood, or the course has no such path

Examples:
  lectern check week1 week2/index.md
  lectern check --source my-course --only figure-missing,figure-case`,
    )
    .action(async (paths, options) => {
      const { check } = await import('../commands/check.js');
      end(await check(paths, options, terminal));
    });
}
