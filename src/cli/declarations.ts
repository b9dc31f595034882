import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from './terminal/index.js';

/** Says how a folder is named that was written where there is no place for it; answers with the exit status. */
function refuseFolder(command: string, folder: string, terminal: Terminal): number {
  terminal.writeError(
    `error: lectern ${command} takes the course's folder by an option. Use --source ${folder}\n`,
  );
  return 2;
}

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
    .option('--fetch', 'fetch a theme that is not on this machine, and note its commit in lectern.lock')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--safe', 'run no plugin that lies in the course')
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
    .option('--safe', 'run no plugin that lies in the course')
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
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'build drafts too')
    .option('--future', 'build posts with a date in the future')
    .option('--unpublished', 'build what is marked published: false')
    .option('--no-cache', 'make every page anew, and keep nothing')
    .option(
      '--cache-dir <dir>',
      'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
    )
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
      const { compare } = await import('./commands/compare.js');
      const sites = [old, young].filter((site) => site !== undefined);
      end(await compare(sites, options, terminal));
    });
}

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
    .option('--safe', 'run no plugin that lies in the course')
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
      const { init } = await import('./commands/init.js');
      end(await init(folder ?? '.', { version, ...options }, terminal));
    });
}

/** Declares `lectern render`; `end` is told the exit status. */
export function addRender(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('render')
    .description('print the HTML of one Markdown text')
    .showHelpAfterError('Run lectern render --help to see what it takes.')
    .argument('[file]', 'the file to read; - or nothing reads standard input')
    .option('--batch', 'read lines of {"id","text"}, write lines of\n{"id","html","diagnostics"}')
    .option('--dollars', 'read $…$ as mathematics')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
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
      const { render } = await import('./commands/render.js');
      end(await render(file ?? '-', options, terminal));
    });
}

/** Declares `lectern serve`; `end` is told the exit status. */
export function addServe(program: Command, terminal: Terminal, end: (status: number) => void): void {
  program
    .command('serve')
    .description('show the course in a browser and follow every change')
    .allowExcessArguments()
    .showHelpAfterError('Run lectern serve --help to see what it takes.')
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
    .option('-b, --baseurl <path>', 'the path that the site is served under')
    .option('-D, --drafts', 'show drafts too')
    .option('--future', 'show posts with a date in the future')
    .option('--unpublished', 'show what is marked published: false')
    .option('--no-mend', 'read every mistake as Jekyll would, mend nothing')
    .option('--safe', 'run no plugin that lies in the course')
    .option('--no-cache', 'make every page anew at first, and keep nothing')
    .option(
      '--cache-dir <dir>',
      'the folder that keeps results from build to build\n(default: LECTERN_CACHE_DIR, or .lectern-cache of the\ncourse)',
    )
    .option(
      '-H, --host <host>',
      'where to listen; by default only this computer can\nsee the course, at 0.0.0.0 others can, too',
      '127.0.0.1',
    )
    .addOption(
      new Option(
        '-P, --port <number>',
        'the port, or the next one that is free (default:\nport in _config.yml, or 4000)',
      ).argParser(portNumber),
    )
    .option('-o, --open', 'open the course in a browser')
    .option('--no-livereload', 'leave pages in browsers as they are')
    .option('-q, --quiet', 'print errors only')
    .option('-V, --verbose', 'print everything that was found')
    .addHelpText(
      'after',
      `
No site is written: pages are served from memory, everything else from the
folder of the course. site.url is the address of this server, and
jekyll.environment is "development", unless JEKYLL_ENV says otherwise.

Exit status:
  0  it was ended with Ctrl-C
  1  the course could not be served
  2  the command line was not understood

Example:
  lectern serve --source my-course --open`,
    )
    .action(async (options, { args: [folder] }) => {
      if (folder !== undefined) return end(refuseFolder('serve', folder, terminal));
      const { serve } = await import('./commands/serve.js');
      end(await serve(options, terminal));
    });
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

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
    .option('-s, --source <dir>', 'the folder of the course (default: this folder)')
    .option(
      '-c, --config <files>',
      'configuration files, with commas between; later\nones win (default: _config.yml)',
    )
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
      const { addTheme } = await import('./commands/theme.js');
      end(await addTheme(name, options, terminal));
    });
  theme
    .command('list')
    .description('list the themes that have been fetched')
    .action(async () => {
      const { listFetched } = await import('./commands/theme.js');
      end(listFetched(terminal));
    });
  theme
    .command('remove')
    .description('remove a theme that has been fetched')
    .argument('<theme>', 'owner/name, or owner/name@tag for one of several')
    .action(async (name) => {
      const { removeTheme } = await import('./commands/theme.js');
      end(removeTheme(name, terminal));
    });
}
