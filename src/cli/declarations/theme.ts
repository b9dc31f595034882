import type { Command } from 'commander';
import type { Terminal } from '../terminal/index.js';
import { configOption, sourceOption } from './course-options.js';

/** Declares `lectern theme`; `end` is told the exit status. */
export function addTheme(program: Command, terminal: Terminal, end: (status: number) => void): void {
  const theme = program
    .command('theme')
    .description('fetch themes of courses, list and remove them')
    .helpCommand(false)
    .showHelpAfterError('Run lectern theme --help to see what it takes.');
  theme
    .command('add')
    .description('fetch a theme once, into the folder of themes')
    .argument(
      '[theme]',
      'owner/name, owner/name@tag, or the name of a gem;\nby default what the course names',
    )
    .addOption(sourceOption())
    .addOption(configOption())
    .option('-u, --update', 'fetch what is newest, whatever lectern.lock says')
    .addHelpText(
      'after',
      `
Themes come from GitHub, or from the server that LECTERN_THEME_ARCHIVES names.
Where the course names the theme, lectern.lock beside its configuration notes
the commit, so that the next build has the same theme everywhere.

Exit status:
  0  the theme is there
  1  it could not be fetched
  2  the command line was not understood

Example:
  lectern theme add just-the-docs/just-the-docs@v0.10.0`,
    )
    .action(async (name, options) => {
      const { addTheme } = await import('../commands/theme.js');
      end(await addTheme(name, options, terminal));
    });
  theme
    .command('list')
    .description('list the themes that have been fetched')
    .action(async () => {
      const { listFetched } = await import('../commands/theme.js');
      end(listFetched(terminal));
    });
  theme
    .command('remove')
    .description('remove a theme that has been fetched')
    .argument('<theme>', 'owner/name, or owner/name@tag for one of several')
    .action(async (name) => {
      const { removeTheme } = await import('../commands/theme.js');
      end(removeTheme(name, terminal));
    });
}
