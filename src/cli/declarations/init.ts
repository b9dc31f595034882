import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal/index.js';

/** Declares `lectern init` of a `version` of lectern; `end` is told the exit status. */
export function addInit(
  program: Command,
  terminal: Terminal,
  end: (status: number) => void,
  version: string,
): void {
  program
    .command('init')
    .description('start a course, or set up a Jekyll course for lectern')
    .argument('[folder]', 'where; this folder by default')
    .showHelpAfterError('Run lectern init --help to see what it takes.')
    .option('--title <text>', "a new course's title (default: the folder's name)")
    .option('--author <name>', 'who writes it (default: as git says)')
    .addOption(
      new Option('--lang <language>', "a new course's language (default: the system's, or en)").choices([
        'en',
        'ja',
      ]),
    )
    .option(
      '--lectern <spec>',
      'where npm has lectern from, such as file:../lectern\nor github:owner/name (default: the version that runs)',
    )
    .option('-y, --yes', 'start a course beside other files, too')
    .option('-n, --dry-run', 'show what would be written; write nothing')
    .addHelpText(
      'after',
      `
A folder with nothing in it becomes a course of three short lectures. A course
that Jekyll builds gets a package.json, a workflow for GitHub Pages and lines
in .gitignore. No file that is there is written over.

Exit status:
  0  the folder is set up, or would be
  1  it holds something else, or a file could not be written or added to
  2  the command line was not understood

Examples:
  lectern init my-course
  lectern init --lang ja --title 確率論 kakuritsu`,
    )
    .action(async (folder: string | undefined, options) => {
      const { init } = await import('../commands/init.js');
      end(await init(folder ?? '.', { version, ...options }, terminal));
    });
}
