import path from 'node:path';
import { styleText } from 'node:util';
import { type CheckResult, checkSite, type Effects } from '../build/index.js';
import { type CodeSelection, type Diagnostic, selectDiagnostics } from '../diagnostics/index.js';
import {
  type CourseFiles,
  courseFiles,
  type DiffLine,
  planRepairs,
  type RepairedFile,
  unifiedDiff,
} from '../repair/index.js';
import { type CodeOptions, codeSelection } from './code-selection.js';
import { count } from './count.js';
import { courseEffects } from './course-effects.js';
import { type CourseCommandOptions, courseOptions } from './course-options.js';
import { diagnosticsPrinter } from './diagnostics-printer.js';
import { progressLine } from './progress-line.js';
import type { Terminal } from './terminal.js';

/** Exit status for a command line that cannot be followed. */
const WRONG_USAGE = 2;

/** What the command line of `lectern fix` said. */
export interface FixCommandOptions extends CourseCommandOptions, CodeOptions {
  readonly write?: boolean;
}

/**
 * `lectern fix`: shows as a diff how faults that have exactly one right spelling are put right in the course's files, and
 * with `--write` writes it. Exit status 1 where the course or one of its files could not be read or written.
 */
export async function fix(options: FixCommandOptions, terminal: Terminal): Promise<number> {
  const selection = codeSelection(options, terminal);
  if (selection === undefined) return WRONG_USAGE;
  const repaired = await repairCourse(options, selection, terminal);
  const { result, files, unreadable } = repaired;
  if (result.pageCount === 0 && !result.complete) {
    diagnosticsPrinter(terminal, { quiet: true, all: false })(result.diagnostics);
    return 1;
  }
  for (const file of unreadable) {
    terminal.writeError(
      `${file} stays as it is: it cannot be read as UTF-8, or lies outside of the course.\n`,
    );
  }
  for (const file of files) terminal.write(diffText(file, terminal));
  const failed = options.write === true ? await writeFiles(files, repaired.course, terminal) : 0;
  const isSelected = options.only !== undefined || options.ignore !== undefined;
  terminal.writeError(
    `${summary(repaired, options.write === true, failed)}${isSelected ? '' : rest(result)}\n`,
  );
  return failed > 0 || unreadable.length > 0 || !result.complete ? 1 : 0;
}

/** A course, and what can be made of it. */
interface RepairedCourse {
  readonly course: CourseFiles;
  /** What the course holds once it is repaired. */
  readonly result: CheckResult;
  /** The files that change, from what is on the disk to what they are to be. */
  readonly files: readonly RepairedFile[];
  readonly repaired: readonly Diagnostic[];
  readonly unreadable: readonly string[];
}

/** A repair may show what it hid, or stand in another's way; more rounds than this no course needs. */
const MOST_ROUNDS = 6;

/** Checks the course and repairs it in memory, until nothing more can be put right. */
async function repairCourse(
  options: FixCommandOptions,
  selection: CodeSelection,
  terminal: Terminal,
): Promise<RepairedCourse> {
  const progress = progressLine(terminal, false);
  const changed = new Map<string, Uint8Array>();
  const effects: Effects = { ...courseEffects(terminal, progress.show), changed };
  const files = new Map<string, RepairedFile>();
  const repaired: Diagnostic[] = [];
  const unreadable = new Set<string>();
  for (let round = 1; ; round++) {
    const result = await checkSite({ ...courseOptions(options), cache: false }, effects);
    progress.clear();
    const course = courseFiles(result.source);
    const plan = planRepairs(
      selectDiagnostics(result.diagnostics, selection),
      (file) => changed.get(path.join(result.source, file)) ?? course.read(file),
    );
    for (const { file, before, after } of plan.files) {
      files.set(file, { file, before: files.get(file)?.before ?? before, after });
      changed.set(path.join(result.source, file), new TextEncoder().encode(after));
    }
    repaired.push(...plan.repaired);
    for (const file of plan.unreadable) unreadable.add(file);
    if (plan.files.length === 0 || round === MOST_ROUNDS) {
      return { course, result, files: sorted(files), repaired, unreadable: [...unreadable] };
    }
  }
}

function sorted(files: ReadonlyMap<string, RepairedFile>): RepairedFile[] {
  return [...files.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/** Writes each file by itself; answers how many could not be written. */
async function writeFiles(
  files: readonly RepairedFile[],
  course: CourseFiles,
  terminal: Terminal,
): Promise<number> {
  let failed = 0;
  for (const { file, before, after } of files) {
    try {
      await course.write(file, after, before);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed++;
      terminal.writeError(`${file} could not be written: ${error.message}\n`);
    }
  }
  return failed;
}

const COLOURS = {
  added: 'green',
  removed: 'red',
  hunk: 'cyan',
  file: 'bold',
} as const satisfies Partial<Record<DiffLine['kind'], string>>;

function diffText(file: RepairedFile, { colours }: Terminal): string {
  return unifiedDiff(file)
    .map(({ kind, text }) => {
      const isPlain = !colours || kind === 'context';
      return `${isPlain ? text : styleText(COLOURS[kind], text, { validateStream: false })}\n`;
    })
    .join('');
}

function summary({ files, repaired }: RepairedCourse, isWritten: boolean, failed: number): string {
  if (files.length === 0) return 'Nothing can be put right without a guess.';
  const what = `${count(repaired.length, 'fault')} in ${count(files.length, 'file')}`;
  if (!isWritten) return `${what} can be put right like this. Add --write to do so.`;
  return `${what} put right${failed === 0 ? '' : `, but for ${count(failed, 'file')} that could not be written`}.`;
}

/** How much stays to be done. */
function rest({ diagnostics }: CheckResult): string {
  const left = diagnostics.filter(({ severity }) => severity !== 'info').length;
  return left === 0 ? '' : ` For ${count(left, 'finding')} that you must decide about, run lectern check.`;
}
