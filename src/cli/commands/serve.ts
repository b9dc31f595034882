import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Effects, readCourseConfig, type SiteState } from '../../course/index.js';
import { type Diagnostic, faultText, printableLine } from '../../diagnostics/index.js';
import { type ServeListener, type ServeOptions, serveCourse } from '../../serve/index.js';
import { diagnosticsPrinter, diskTimes, newFindings, printDigest } from '../findings/index.js';
import { count, excerptAt, sourceLine } from '../formats/index.js';
import {
  type CacheCommandOptions,
  type CourseCommandOptions,
  cacheOptions,
  courseEffects,
  courseOptions,
} from '../options/index.js';
import { progressLine, type Terminal } from '../terminal/index.js';

/** What the command line of `lectern serve` said. */
export interface ServeCommandOptions extends CourseCommandOptions, CacheCommandOptions {
  readonly host: string;
  readonly port?: number;
  readonly open?: boolean;
  readonly livereload: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/**
 * `lectern serve`: serves the course, builds it again whenever it changes, and says of each build what it did and what
 * it newly found, until the terminal says stop. The exit status is 1 where it cannot be served.
 */
export async function serve(options: ServeCommandOptions, terminal: Terminal): Promise<number> {
  const stopped = terminal.untilStopped();
  const progress = progressLine(terminal, options.quiet === true);
  const effects = effectsOf(terminal, progress.show);
  // A configuration can be mended while the course is served; a folder that is not there is a wrong path.
  const { diagnostics } = await readCourseConfig(courseOptions(options), effects);
  const missing = diagnostics.filter(({ code }) => code === 'source-missing');
  if (missing.length > 0) {
    progress.clear();
    diagnosticsPrinter(terminal, { quiet: true, all: false })(missing);
    return 1;
  }
  try {
    const starting = serveCourse(serveOptions(options), effects, listener(options, progress.clear, terminal));
    await Promise.race([starting, stopped]);
    await stopped;
    await (await starting).close();
    progress.clear();
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    terminal.writeError(
      `${printableLine(`The course cannot be served at ${options.host}: ${error.message}. Use another --host or --port.`)}\n`,
    );
    return 1;
  }
}

/** As with Jekyll, a site is under development while it is served, unless the environment says otherwise. */
function effectsOf(terminal: Terminal, progress: Effects['progress']): Effects & { clock: () => number } {
  const effects = courseEffects(terminal, progress);
  return { ...effects, env: { JEKYLL_ENV: 'development', ...effects.env }, clock: terminal.clock };
}

function serveOptions({ host, port, livereload, ...options }: ServeCommandOptions): ServeOptions {
  return {
    build: { ...courseOptions(options), ...cacheOptions(options) },
    host,
    ...(port === undefined ? {} : { port }),
    livereload,
    machine: os.hostname(),
  };
}

/** Writes to the terminal what goes on. */
function listener(
  { open, quiet = false, verbose = false, source }: ServeCommandOptions,
  clearProgress: () => void,
  terminal: Terminal,
): ServeListener {
  const print = diagnosticsPrinter(terminal, { quiet, all: verbose });
  const newsIn = newFindings();
  const named = source === undefined ? '' : ` --source ${source}`;
  let isFirst = true;
  let wasRefused = false;
  const failed = (what: string, error: unknown): void => {
    clearProgress();
    terminal.writeError(`${what}: ${printableLine(faultText(error))}\n`);
  };
  return {
    started: (url, wanted, port) => {
      if (wanted !== 0 && port !== wanted)
        terminal.writeError(`Port ${wanted} is taken, so the course is served at ${port}.\n`);
      if (!quiet) terminal.write(`Serving the course at ${url}\nPress Ctrl-C to end.\n`);
      if (open === true) {
        openInBrowser(url).catch((error: unknown) => failed('No browser could be opened', error));
      }
    },
    built: (state, changes, milliseconds) => {
      clearProgress();
      const { news } = newsIn(state.diagnostics);
      const isDigest = isFirst && !quiet && !verbose && !state.refused;
      const isSame = !isFirst && !wasRefused && state.changed.length + state.removed.length === 0;
      isFirst = false;
      wasRefused = state.refused;
      if (isSame && news.length === 0) return;
      if (!quiet) terminal.write(`${summary(state, changes, milliseconds)}\n`);
      if (isDigest) {
        const changedAt = diskTimes(state.config.source);
        printDigest({ found: news, news: undefined, isUnchanged: false, changedAt, named }, terminal);
      } else print(news);
    },
    outdated: (keys) => {
      clearProgress();
      const named = keys.join(' and another ');
      terminal.writeError(
        `The configuration has another ${named} now, which counts when you end lectern serve and start it again.\n`,
      );
    },
    failed,
    excerptOf,
  };
}

/** One line: what changed, what came of it, and how long it took. */
function summary(state: SiteState, changes: readonly string[], milliseconds: number): string {
  const time =
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  if (state.refused) return `Nothing was built (${time}).`;
  const [first, ...others] = changes
    .filter((change) => !isVimsTrial(change))
    .map((change) => path.relative(state.config.source, change))
    .filter((change) => change !== '');
  const cause =
    first === undefined
      ? ''
      : `${printableLine(first)}${others.length === 0 ? '' : ` and ${others.length} more`}: `;
  const pages = state.changed.filter((file) => file.endsWith('.html')).length;
  const files = state.changed.length - pages;
  const done = [
    ...(pages > 0 ? [count(pages, 'page')] : []),
    ...(files > 0 ? [count(files, 'file')] : []),
    ...(state.removed.length > 0 ? [`${state.removed.length} removed`] : []),
  ];
  return `${cause}${done.length === 0 ? 'nothing changed' : done.join(', ')} in ${time}.`;
}

/** Vim makes and removes a file `4913`, or of a larger number, to see whether it may write to a folder. */
function isVimsTrial(file: string): boolean {
  return /^(?:4913|5\d{3})$/.test(path.basename(file)) && !existsSync(file);
}

/** The line that a diagnostic is about, read now: it is shown beside a page that was built a moment ago. */
function excerptOf(source: string, { file, line, column, text }: Diagnostic) {
  let lines: readonly string[];
  try {
    lines = readFileSync(path.resolve(source, file), 'utf8').split(/\r\n|\r|\n/);
  } catch {
    return undefined;
  }
  const found = lines[line - 1];
  return found === undefined ? undefined : excerptAt(sourceLine(found), column, text);
}

/** Opens an address in the browser that the computer's owner has chosen; rejects where there is none. */
async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  const opener = await open(url);
  await new Promise<void>((resolve, reject) => {
    opener.once('error', reject);
    opener.once('spawn', resolve);
  });
}
