import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyWebPolicy, type CheckResult, cacheFolder, checkSite } from '../build/index.js';
import {
  codeMatches,
  countByCode,
  type FoldedDiagnostic,
  foldDiagnostics,
  selectDiagnostics,
} from '../diagnostics/index.js';
import { checkExternalLinks, type WebOptions } from '../web/index.js';
import { type CodeOptions, codeSelection } from './code-selection.js';
import { count, totals } from './count.js';
import { courseEffects } from './course-effects.js';
import { type CourseCommandOptions, courseOptions } from './course-options.js';
import { FORMATS, type FormatContext, type FormatName } from './formats/index.js';
import { type ProgressLine, progressLine } from './progress-line.js';
import type { Terminal } from './terminal.js';

/** Exit status for a command line that cannot be followed. */
const WRONG_USAGE = 2;

/** What the command line of `lectern check` said. */
export interface CheckCommandOptions extends CourseCommandOptions, CodeOptions {
  readonly format: FormatName;
  /** Whether the web is asked for the pages that links lead to. */
  readonly external?: boolean;
  readonly strict?: boolean;
  readonly verbose?: boolean;
}

/**
 * `lectern check`: finds what a build would report, writes no site, and prints what it found. The exit status is 1
 * where something is broken: an error was found, with `--strict` also a warning, or the course could not be read; 2
 * where there is no such code.
 */
export async function check(options: CheckCommandOptions, terminal: Terminal): Promise<number> {
  const selection = codeSelection(options, terminal);
  if (selection === undefined) return WRONG_USAGE;
  const progress = progressLine(terminal, false);
  const unused = selection.only.some((pattern) => codeMatches(pattern, 'file-unused'));
  const effects = courseEffects(terminal, progress.show);
  const result = await checkSite({ ...courseOptions(options), unused }, effects);
  const web =
    options.external === true
      ? applyWebPolicy(
          await checkExternalLinks(result.external, webOptions(result, terminal, progress)),
          result.policy,
        )
      : [];
  progress.clear();
  const found = selectDiagnostics(foldDiagnostics([...result.diagnostics, ...web]), selection);
  print(found, result, options, terminal);
  const isBroken = ({ severity }: FoldedDiagnostic): boolean =>
    severity === 'error' || (severity === 'warning' && options.strict === true);
  return !result.complete || found.some(isBroken) ? 1 : 0;
}

/** What was found out of the web is kept beside the rest of what is kept from one time to the next. */
function webOptions({ source }: CheckResult, terminal: Terminal, progress: ProgressLine): WebOptions {
  const folder = cacheFolder(source, {}, terminal);
  return {
    now: terminal.now,
    progress: (done, total) => progress.show('Asking the web', done, total),
    ...(folder === undefined ? {} : { cacheFile: path.join(folder, 'external-links.json') }),
  };
}

/** For people, hints are only counted unless they were asked for; for programs, everything is written out. */
function print(
  found: readonly FoldedDiagnostic[],
  result: CheckResult,
  { format, only, verbose }: CheckCommandOptions,
  terminal: Terminal,
): void {
  const context: FormatContext = {
    source: result.source,
    workspace: terminal.env['GITHUB_WORKSPACE'] ?? terminal.cwd,
    colours: terminal.colours,
    readText: (file) => readText(path.resolve(result.source, file)),
  };
  const forPeople = format === 'text';
  const all = !forPeople || verbose === true || only !== undefined;
  const shown = all ? found : found.filter(({ severity }) => severity !== 'info');
  const text = FORMATS[format](shown, context);
  if (!forPeople) {
    terminal.writeData(text);
    return;
  }
  terminal.write(text);
  if (shown.length > 0) terminal.write('\n');
  terminal.write(summary(found, result));
  if (shown.length < found.length) terminal.write('Add --verbose to see the hints, too.\n');
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

/** How often each code was found, the worst first, and what was looked at. */
function summary(found: readonly FoldedDiagnostic[], { pageCount, formulaCount }: CheckResult): string {
  const counts = countByCode(found);
  const widest = Math.max(0, ...counts.map(({ count: times }) => String(times).length));
  const lines = counts.map(
    ({ code, severity, count: times }) => `${String(times).padStart(widest)} ${severity} ${code}\n`,
  );
  const looked = `${count(pageCount, 'page')} with ${count(formulaCount, 'formula')}`;
  return `${lines.join('')}${totals(counts)} in ${looked}.\n`;
}
