import { type Command, Option } from 'commander';
import type { Terminal } from './terminal/index.js';

/** Declares `lectern check`; `end` is told the exit status. */
export function addCheck(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('check')
    .description('say what is broken in the course; write no site')
    .argument('[path...]', 'files and folders of the course; all of it by default')
    .showHelpAfterError('Run lectern check --help to see what it takes.')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'check drafts too')
    .option('--future', 'check posts with a date in the future')
    .option('--unpublished', 'check what is marked published: false')
    .option('--allow-empty', 'take a folder without any page for a course, too')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--no-cache', 'read and make everything anew, and keep nothing')
    .option(
      '--cache-dir <dir>',
      'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
    )
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
      const { check } = await import('./commands/check.js');
      end(await check(paths, options, terminal));
    });
}
