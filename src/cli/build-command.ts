import type { Command } from 'commander';
import { refuseFolder } from './refuse-folder.js';
import type { Terminal } from './terminal/index.js';

/** Declares `lectern build`; `end` is told the exit status. */
export function addBuild(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('build')
    .description('build the course into a folder of plain HTML')
    .allowExcessArguments()
    .showHelpAfterError('Run lectern build --help to see what it takes.')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option('-d, --destination <dir>', 'where the site is written (default: docs here)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'build drafts too')
    .option('--future', 'build posts with a date in the future')
    .option('--unpublished', 'build what is marked published: false')
    .option('--allow-empty', 'take a folder without any page for a course, too')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--strict', 'exit with 1 where anything was reported')
    .option('--report <file>', 'write all that was found to a JSON file')
    .option('--no-cache', 'make every page anew, and keep nothing')
    .option(
      '--cache-dir <dir>',
      'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
    )
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
      const { build } = await import('./commands/build.js');
      end(await build(options, terminal));
    });
}
