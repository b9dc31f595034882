import { readFileSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { applyWebPolicy, type CheckResult, cacheFolder, checkSite } from '../../course/index.js';
import {
  type CodeCount,
  codeMatches,
  countByCode,
  type FoldedCause,
  type FoldedDiagnostic,
  foldCauses,
  foldDiagnostics,
  printableLine,
  selectDiagnostics,
} from '../../diagnostics/index.js';
import { checkExternalLinks, type WebOptions } from '../../web/index.js';
import { printAnnotations } from '../findings/index.js';
import { count, FORMATS, type FormatContext, type FormatName, totals } from '../formats/index.js';
import {
  type CacheCommandOptions,
  type CodeOptions,
  type CourseCommandOptions,
  cacheOptions,
  codeSelection,
  courseEffects,
  courseOptions,
  type EmptyCourseOption,
  emptyCourseOption,
  isWithin,
  pathSelection,
} from '../options/index.js';
import { type ProgressLine, progressLine, type Terminal } from '../terminal/index.js';

const ALWAYS = { validateStream: false };

/** Exit status for a command line that cannot be followed. */
const WRONG_USAGE = 2;

/** What the command line of `lectern check` said. */
export interface CheckCommandOptions
  extends CourseCommandOptions,
    CacheCommandOptions,
    CodeOptions,
    EmptyCourseOption {
  readonly format: FormatName;
  /** Whether the web is asked for the pages that links lead to. */
  readonly external?: boolean;
  readonly strict?: boolean;
  /** Whether pages are checked for accessibility, too. */
  readonly a11y?: true;
  /** Whether hints are printed, too, and every place of a cause. */
  readonly all?: boolean;
  /** The same, by its older name. */
  readonly verbose?: boolean;
}

/**
 * `lectern check`: finds what a build would report, writes no site, and prints what it found, of the files and folders
 * that `paths` name or of all. The exit status is 1 where something is broken: an error was found, with `--strict` also a
 * warning, or the course could not be read; 2 where there is no such code or path.
 */
export async function check(
  paths: readonly string[],
  options: CheckCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const selection = codeSelection(options, terminal);
  const source = path.resolve(terminal.cwd, options.source ?? '.');
  const selected = selection && pathSelection(paths, source, terminal);
  if (selection === undefined || selected === undefined) return WRONG_USAGE;
  const progress = progressLine(terminal, false);
  const unused = selection.only.some((pattern) => codeMatches(pattern, 'file-unused'));
  // Who asks for one of these codes wants to have it looked for.
  const isAccessible = options.a11y === true || selection.only.some((code) => code.startsWith('access-'));
  const effects = courseEffects(terminal, progress.show);
  const result = await checkSite(
    {
      ...courseOptions(options),
      ...cacheOptions(options),
      ...emptyCourseOption(options),
      unused,
      ...(isAccessible ? { accessibility: true } : {}),
    },
    effects,
  );
  const web =
    options.external === true
      ? applyWebPolicy(
          await checkExternalLinks(result.external, webOptions(result, options, terminal, progress)),
          result.policy,
        )
      : [];
  progress.clear();
  const named = foldDiagnostics([...result.diagnostics, ...web]).filter(
    ({ file }) => result.pageCount === 0 || selected.takes(file),
  );
  const found = selectDiagnostics(named, selection);
  const unread = result.complete ? selected.names.filter((name) => !isRead(name, result, named)) : [];
  for (const name of unread) terminal.writeError(`${printableLine(unpublished(name))}\n`);
  const isUnread = unread.length > 0 && unread.length === selected.names.length;
  if (options.format === 'text' && !isUnread) printText(found, result, options, terminal);
  else if (options.format === 'github') await printAnnotations(found, contextOf(result, terminal), terminal);
  else if (options.format !== 'text')
    terminal.writeData(FORMATS[options.format](found, contextOf(result, terminal)));
  const isBroken = ({ severity }: FoldedDiagnostic): boolean =>
    severity === 'error' || (severity === 'warning' && options.strict === true);
  return !result.complete || found.some(isBroken) ? 1 : 0;
}

/** Whether anything of a file or folder is published or goes into what is, or something was found of it. */
function isRead(name: string, { sources }: CheckResult, found: readonly FoldedDiagnostic[]): boolean {
  return (
    sources.some((file) => isWithin(file, name) || isWithin(name, file)) ||
    found.some(({ file }) => isWithin(file, name))
  );
}

function unpublished(name: string): string {
  return `${name} is not published, so nothing was looked for in it: see exclude: in _config.yml, published: in a page, and the options --drafts, --future and --unpublished.`;
}

/** What was found out of the web is kept beside the rest of what is kept from one time to the next. */
function webOptions(
  { source }: CheckResult,
  options: CheckCommandOptions,
  terminal: Terminal,
  progress: ProgressLine,
): WebOptions {
  const folder = cacheFolder(source, cacheOptions(options), terminal);
  return {
    now: terminal.now,
    progress: (done, total) => progress.show('Asking the web', done, total),
    ...(folder === undefined ? {} : { cacheFile: path.join(folder, 'external-links.json') }),
  };
}

function contextOf({ source }: CheckResult, { env, cwd, colours }: Terminal): FormatContext {
  return {
    source,
    workspace: env['GITHUB_WORKSPACE'] ?? cwd,
    colours,
    readText: (file) => readText(path.resolve(source, file)),
  };
}

/** So many places of one cause are shown as one. */
const FOLDED = 3;

/**
 * For people, by files. Hints are only counted, and a cause that strikes often is shown once, unless everything or
 * single codes were asked for.
 */
function printText(
  found: readonly FoldedDiagnostic[],
  result: CheckResult,
  { all, verbose, only }: CheckCommandOptions,
  terminal: Terminal,
): void {
  const isAll = all === true || verbose === true || only !== undefined;
  const shown = isAll ? found : found.filter(({ severity }) => severity !== 'info');
  const causes = foldCauses(shown, isAll ? Number.POSITIVE_INFINITY : FOLDED);
  const context = contextOf(result, terminal);
  const files = new Map<string, FoldedCause[]>();
  for (const cause of causes) {
    const here = files.get(cause.file);
    if (here === undefined) files.set(cause.file, [cause]);
    else here.push(cause);
  }
  for (const [name, here] of files) {
    const title = `${printableLine(name)}: ${totals(countByCode(here), true)}`;
    if (files.size > 1) terminal.write(`${terminal.colours ? styleText('bold', title, ALWAYS) : title}\n`);
    terminal.write(`${FORMATS.text(here, context)}\n`);
  }
  terminal.write(summary(found, result));
  if (shown.length < found.length) terminal.write('Add --all to see the hints, too.\n');
  if (causes.length < shown.length) {
    terminal.write(
      'What is found at several places is shown once: add --all, a path or --only to see them.\n',
    );
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

/** How often each code was found, the worst first, the hints in one line, and what was looked at. */
function summary(found: readonly FoldedDiagnostic[], { pageCount, formulaCount }: CheckResult): string {
  const counts = countByCode(found);
  const widest = Math.max(0, ...counts.map(({ count: times }) => String(times).length));
  const row = ({ code, severity, count: times }: CodeCount): string =>
    `${String(times).padStart(widest)} ${severity} ${code}`;
  const [first, ...hints] = counts.filter(({ severity }) => severity === 'info');
  const others = hints.map(({ code, count: times }) => `, ${times} ${code}`).join('');
  const rows = [
    ...counts.filter(({ severity }) => severity !== 'info').map(row),
    ...(first === undefined ? [] : [`${row(first)}${others}`]),
  ];
  const looked = `${count(pageCount, 'page')} with ${count(formulaCount, 'formula')}`;
  return `${rows.map((line) => `${line}\n`).join('')}${totals(counts)} in ${looked}.\n`;
}
