import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type BuildOptions,
  type BuildResult,
  buildSite,
  createProfile,
  knownFindings,
  readCourseConfig,
  watchCourse,
  watchedBesides,
} from '../../course/index.js';
import { countByCode, faultText, foldDiagnostics, printableLine } from '../../diagnostics/index.js';
import {
  changeTimes,
  diagnosticsPrinter,
  diskTimes,
  type FindingsFilter,
  newFindings,
  printDigest,
  printTold,
  type ToldFindings,
  toldFindings,
} from '../findings/index.js';
import { count } from '../formats/index.js';
import {
  type CacheCommandOptions,
  type CourseCommandOptions,
  cacheOptions,
  courseEffects,
  courseOptions,
  type EmptyCourseOption,
  emptyCourseOption,
  git,
} from '../options/index.js';
import { progressLine, type Terminal, tellFault } from '../terminal/index.js';
import { profileText } from './profile-table.js';

/** What the command line of `lectern build` said. */
export interface BuildCommandOptions extends CourseCommandOptions, CacheCommandOptions, EmptyCourseOption {
  readonly destination?: string;
  readonly strict?: boolean;
  readonly report?: string;
  readonly profile?: boolean;
  readonly watch?: boolean;
  /** Whether a theme that is not on this machine is fetched. */
  readonly fetch?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/**
 * `lectern build`: builds the course, prints what was found, and answers with the exit status: 0 every page was
 * written; 1 a page could not be written, the build was refused, or `--strict` and anything was reported.
 */
export async function build(options: BuildCommandOptions, terminal: Terminal): Promise<number> {
  return options.watch === true
    ? watchAndBuild(options, terminal)
    : (await buildOnce(options, terminal, 0)).status;
}

interface Build {
  /** Absent where the system has refused something. */
  readonly result: BuildResult | undefined;
  readonly status: number;
  /** Knows what has been printed. */
  readonly newsIn: FindingsFilter | undefined;
}

/**
 * Builds; `started` is the time by the terminal's clock from which on its user has waited, and `last` is the build before
 * of the same process.
 */
async function buildOnce(
  options: BuildCommandOptions,
  terminal: Terminal,
  started: number,
  last?: Build,
): Promise<Build> {
  const quiet = options.quiet === true;
  const progress = progressLine(terminal, quiet);
  const effects = courseEffects(terminal, progress.show);
  const profile = options.profile === true ? createProfile(terminal.clock) : undefined;
  profile?.add('stage', 'starting', terminal.clock() - started);
  let result: BuildResult;
  try {
    result = await buildSite(
      buildOptions(options),
      profile === undefined ? effects : { ...effects, profile },
    );
  } catch (error) {
    progress.clear();
    tellFault(error, terminal);
    return { result: undefined, status: 1, newsIn: last?.newsIn };
  }
  progress.clear();
  const built = terminal.clock();
  const newsIn = await printFindings(result, options, terminal, last);
  const ended = terminal.clock();
  profile?.add('stage', 'printing what was found', ended - built);
  if (!quiet && options.verbose === true) terminal.write(leftOutText(result));
  const hasChanged = (result.published?.written.length ?? 0) > 0;
  const { defaultTheme } = result;
  if (!quiet && defaultTheme !== undefined && hasChanged) {
    const { severity, code, message, hint } = defaultTheme;
    terminal.write(`${severity} ${code}: ${message} ${hint}\n`);
  }
  if (!quiet) terminal.write(`${summary(result, ended - started)}\n`);
  if (profile !== undefined) terminal.write(profileText(profile, ended - started, result.pageCount));
  const failed = await writeReport(options, result, terminal);
  const bad = failed || !result.complete || (options.strict === true && result.diagnostics.length > 0);
  return { result, status: bad ? 1 : 0, newsIn };
}

/** Prints what was found, and answers with what knows of it. */
async function printFindings(
  result: BuildResult,
  options: BuildCommandOptions,
  terminal: Terminal,
  last: Build | undefined,
): Promise<FindingsFilter | undefined> {
  const { published, source } = result;
  const kept = knownFindings(result, buildOptions(options), terminal);
  const named = options.source === undefined ? '' : ` --source ${options.source}`;
  // It is what was kept with the findings of this name.
  const told = kept.told(result.findings) as ToldFindings | undefined;
  if (told !== undefined && isUnchanged(result) && options.watch !== true) {
    if (options.quiet === true) diagnosticsPrinter(terminal, { quiet: true, all: false })(told.errors);
    else if (options.verbose === true)
      diagnosticsPrinter(terminal, { quiet: false, all: true })(result.diagnostics);
    else printTold(told, named, terminal);
    return undefined;
  }
  const { diagnostics: found } = result;
  const newsIn = last?.newsIn ?? newFindings(kept.before());
  const { news, known, identities } = newsIn(found);
  if (published !== undefined && told === undefined)
    kept.keep(identities, result.findings, toldFindings(found));
  const all = options.verbose === true;
  const quiet = options.quiet === true;
  if (all || quiet || published === undefined || last !== undefined) {
    diagnosticsPrinter(terminal, { quiet, all })(last === undefined ? found : news);
  } else {
    const isKnown = kept.before() !== undefined;
    const isSame = isUnchanged(result);
    const isTold = isSame && isKnown && news.length === 0;
    const changedAt = isTold ? diskTimes(source) : await changeTimes(source, git);
    printDigest({ found, news: isKnown ? news : undefined, isUnchanged: isSame, changedAt, named }, terminal);
  }
  const staying = known.filter(({ severity }) => severity === 'error').length;
  if (last !== undefined && staying > 0 && !quiet) {
    terminal.write(`${count(staying, 'error')} of before ${staying === 1 ? 'is' : 'are'} still there.\n`);
  }
  return newsIn;
}

/** Whether the site is what it was before, but for feeds, which tell when they were made. */
function isUnchanged({ published }: BuildResult): boolean {
  return (
    published !== undefined &&
    [...published.written, ...published.removed].every((file) => file.endsWith('.xml'))
  );
}

/**
 * Builds, and builds again after each change, one build at a time, until the terminal says stop; then the last one
 * counts. The watch is on before the first build begins, so that no change is lost to it.
 */
async function watchAndBuild(options: BuildCommandOptions, terminal: Terminal): Promise<number> {
  let last = Promise.resolve<Build | undefined>(undefined);
  let isWaiting = false;
  const build = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    last = last.then((before) => {
      isWaiting = false;
      return buildOnce(options, terminal, before === undefined ? 0 : terminal.clock(), before);
    });
  };
  const { config } = await readCourseConfig(
    buildOptions(options),
    courseEffects(terminal, () => {}),
  );
  const { source, destination } = config;
  const report = options.report === undefined ? [] : [path.resolve(terminal.cwd, options.report)];
  const close = await watchCourse(
    { source, also: watchedBesides(config), written: [destination, ...report] },
    {
      changed: build,
      failed: ({ message }) => terminal.writeError(`Changes may go unseen: ${printableLine(message)}\n`),
    },
  );
  build();
  const first = await last;
  // A build that was refused would be refused again; what the system refuses can be had a moment later.
  if (first !== undefined && (first.result === undefined || first.result.published !== undefined)) {
    if (options.quiet !== true) terminal.write('Watching the course for changes. Press Ctrl-C to end.\n');
    await terminal.untilStopped();
  }
  await close();
  return (await last)?.status ?? 1;
}

function buildOptions(options: BuildCommandOptions): BuildOptions {
  const { destination, config } = options;
  return {
    ...courseOptions(options),
    ...(destination === undefined ? {} : { destination }),
    // A build refuses a name that is missing between commas: without its configuration every page would move.
    ...(config === undefined ? {} : { configFiles: config.split(',').map((file) => file.trim()) }),
    ...cacheOptions(options),
    ...emptyCourseOption(options),
    ...(options.fetch === true ? { fetch: true } : {}),
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
    terminal.writeError(`${printableLine(`The report could not be written. ${faultText(error)}`)}\n`);
    return true;
  }
}

/** What pages need no more: a line, or nothing. */
function leftOutText({ leftOut: { scripts, pages } }: BuildResult): string {
  if (scripts === 0) return '';
  const what = `${count(scripts, 'element')} that only loaded or configured MathJax or KaTeX`;
  return `Left out of ${count(pages, 'page')}: ${what}, as formulas are typeset already.\n`;
}

function summary(
  { complete, published, destination, pageCount, fileCount, inferredBaseurl }: BuildResult,
  milliseconds: number,
): string {
  if (published === undefined) return 'Nothing was written.';
  const seconds = (milliseconds / 1000).toFixed(1);
  const changes = [
    published.written.length === 0 ? 'nothing changed' : `${published.written.length} changed`,
    ...(published.removed.length === 0 ? [] : [`${published.removed.length} removed`]),
  ].join(', ');
  const start = complete ? 'Built' : 'Built, but not all of it:';
  return `${start} ${count(pageCount, 'page')} and ${count(fileCount, 'file')} in ${printableLine(destination)} (${changes}) in ${seconds} s${servedText(inferredBaseurl)}.`;
}

/** Under which path the site is to be served, where nobody has said it. */
function servedText(inferred: string | undefined): string {
  if (inferred === undefined) return '';
  const where = inferred === '' ? 'at the root of its host' : `under ${printableLine(inferred)}`;
  return `, to be served ${where} (inferred; see baseurl-inferred)`;
}

/** Version of the report's form; it changes when a reader would have to. */
const REPORT_VERSION = 1;

/**
 * What a build found, as JSON for other programs: its counts, a summary by code, and every diagnostic in the
 * order of files and lines, equal ones folded with the number of `times`.
 */
function reportText(result: BuildResult): string {
  const { complete, pageCount, fileCount, formulaCount, published, diagnostics } = result;
  const report = {
    version: REPORT_VERSION,
    complete,
    pages: pageCount,
    files: fileCount,
    formulas: formulaCount,
    written: published?.written.length ?? 0,
    removed: published?.removed.length ?? 0,
    summary: countByCode(diagnostics),
    diagnostics: foldDiagnostics(diagnostics),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
