import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal/index.js';
import { noMendOption } from './course-options.js';

/** Declares `lectern render`; `end` is told the exit status. */
export function addRender(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('render')
    .description('print the HTML of one Markdown text')
    .showHelpAfterError('Run lectern render --help to see what it takes.')
    .argument('[file]', 'the file to read; - or nothing reads standard input')
    .option('--batch', 'read lines of {"id","text"}, write lines of\n{"id","html","diagnostics"}')
    .option('--dollars', 'read $…$ as mathematics')
    .addOption(noMendOption())
    .addOption(
      new Option('--dialect <name>', 'how Markdown is read')
        .choices(['kramdown', 'commonmark'])
        .default('kramdown'),
    )
    .addHelpText(
      'after',
      `
A file's front matter is left out; standard input is Markdown alone. Liquid is
left as it is. What is wrong with the text goes to standard error, or into
"diagnostics" with --batch.

Exit status:
  0  the text was rendered
  1  the text could not be read
  2  the command line was not understood

Example:
  lectern render --dollars lecture.md > lecture.html`,
    )
    .action(async (file: string | undefined, options) => {
      const { render } = await import('../commands/render.js');
      end(await render(file ?? '-', options, terminal));
    });
}
