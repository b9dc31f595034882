import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, type BuildResult, buildSite, type Effects, watchCourse } from '../build/index.js';
import { diagnosticsPrinter } from './diagnostics-printer.js';
import { progressLine } from './progress-line.js';
import { reportText } from './report.js';
import type { Terminal } from './terminal.js';

/** What the command line of `lectern build` said. */
export interface BuildCommandOptions {
  readonly source?: string;
  readonly destination?: string;
  /** Configuration files, with commas between. */
  readonly config?: string;
  readonly baseurl?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  /** False where `--no-mend` was given. */
  readonly mend?: boolean;
  readonly strict?: boolean;
  readonly report?: string;
  readonly watch?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/**
 * `lectern build`: builds the course, prints what was found, and answers with the exit status: 0 every page was
 * written; 1 a page could not be written, the build was refused, or `--strict` and anything was reported.
 */
export async function build(options: BuildCommandOptions, terminal: Terminal): Promise<number> {
  const first = await buildOnce(options, terminal);
  if (options.watch !== true || first.result.published === undefined) return first.status;
  return watchAndBuild(options, first, terminal);
}

interface Build {
  readonly result: BuildResult;
  readonly status: number;
}

async function buildOnce(options: BuildCommandOptions, terminal: Terminal): Promise<Build> {
  const started = terminal.clock();
  const quiet = options.quiet === true;
  const progress = progressLine(terminal, quiet);
  const { cwd, env, now, timezone } = terminal;
  const effects: Effects = { cwd, env, now, timezone, progress: progress.show };
  const result = await buildSite(buildOptions(options), effects);
  progress.clear();
  const failed = await writeReport(options, result, terminal);
  diagnosticsPrinter(terminal, { quiet, all: options.verbose === true })(result.diagnostics);
  if (!quiet) terminal.write(`${summary(result, terminal.clock() - started)}\n`);
  const bad = failed || !result.complete || (options.strict === true && result.diagnostics.length > 0);
  return { result, status: bad ? 1 : 0 };
}

/** Builds again after each change, one build at a time, until the terminal says stop; then the last one counts. */
async function watchAndBuild(
  options: BuildCommandOptions,
  first: Build,
  terminal: Terminal,
): Promise<number> {
  let last = Promise.resolve(first);
  let isWaiting = false;
  const changed = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    last = last.then(() => {
      isWaiting = false;
      return buildOnce(options, terminal);
    });
  };
  const { source, destination } = first.result;
  const close = await watchCourse(source, destination, changed);
  if (options.quiet !== true) terminal.write('Watching the course for changes. Press Ctrl-C to end.\n');
  await terminal.stopped;
  await close();
  return (await last).status;
}

function buildOptions(options: BuildCommandOptions): BuildOptions {
  const { source, destination, baseurl, config, drafts, future, unpublished, mend } = options;
  return {
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(baseurl === undefined ? {} : { baseurl }),
    ...(config === undefined ? {} : { configFiles: config.split(',').map((file) => file.trim()) }),
    ...(drafts === undefined ? {} : { drafts }),
    ...(future === undefined ? {} : { future }),
    ...(unpublished === undefined ? {} : { unpublished }),
    ...(mend === false ? { mend: false } : {}),
  };
}

/** Writes `--report`; true where it could not be written. */
async function writeReport(
  options: BuildCommandOptions,
  result: BuildResult,
  terminal: Terminal,
): Promise<boolean> {
  if (options.report === undefined) return false;
  try {
    await writeFile(path.resolve(terminal.cwd, options.report), reportText(result));
    return false;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.writeError(`The report could not be written to ${options.report}: ${reason}\n`);
    return true;
  }
}

function summary(
  { complete, published, destination, pageCount, fileCount }: BuildResult,
  milliseconds: number,
): string {
  if (published === undefined) return 'Nothing was written.';
  const seconds = (milliseconds / 1000).toFixed(1);
  const changes = [
    published.written.length === 0 ? 'nothing changed' : `${published.written.length} changed`,
    ...(published.removed.length === 0 ? [] : [`${published.removed.length} removed`]),
  ].join(', ');
  const start = complete ? 'Built' : 'Built, but not all of it:';
  return `${start} ${count(pageCount, 'page')} and ${count(fileCount, 'file')} in ${destination} (${changes}) in ${seconds} s.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
