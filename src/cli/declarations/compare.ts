import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal/index.js';
import {
  baseurlOption,
  cacheFolderOption,
  configOption,
  draftsOption,
  futureOption,
  unpublishedOption,
} from './course-options.js';

/** Declares `lectern compare`; `end` is told the exit status. */
export function addCompare(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('compare')
    .description('hold two built sites against each other, as readers see them')
    .argument('[old]', 'a folder such as _site, or a folder of a commit, such as\ngh-pages or HEAD~3:docs')
    .argument('[new]', 'the same of the new site')
    .showHelpAfterError('Run lectern compare --help to see what it takes.')
    .option('--jekyll', "in OLD's place: build the course with the Jekyll that is\ninstalled")
    .option(
      '-s, --source <dir>',
      'the course that NEW is made of: tells its files, and\nwhich differences are mends; where NEW is left out, it\nis built (default with --jekyll: this folder)',
    )
    .addOption(configOption())
    .addOption(baseurlOption())
    .addOption(draftsOption('build'))
    .addOption(futureOption('build'))
    .addOption(unpublishedOption('build'))
    .option('--no-cache', 'make every page anew, and keep nothing')
    .addOption(cacheFolderOption())
    .addOption(new Option('--format <name>', 'how it is written').choices(['text', 'json']).default('text'))
    .option('--html <file>', 'write a page, too, with both sites side by side')
    .option('-a, --all', 'print every page and every difference')
    .addHelpText(
      'after',
      `
Compared are pages by their addresses, headings with their anchors, links and
where they lead, figures, formulas by their TeX, code, and all text.

Exit status:
  0  nothing is lost
  1  something is lost or reads otherwise and no mend has made it so, or a
     site could not be made or read
  2  the command line was not understood, or names no site

Examples:
  lectern compare _site docs
  lectern compare gh-pages docs --source . --html report.html
  lectern compare --jekyll --source my-course`,
    )
    .action(async (old: string | undefined, young: string | undefined, options) => {
      const { compare } = await import('../commands/compare.js');
      const sites = [old, young].filter((site) => site !== undefined);
      end(await compare(sites, options, terminal));
    });
}
