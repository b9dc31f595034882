import path from 'node:path';
import { styleText } from 'node:util';
import { type CheckResult, checkSite } from '../../course/index.js';
import { printableLine, selectDiagnostics } from '../../diagnostics/index.js';
import {
  type DiffLine,
  type RepairableFiles,
  type RepairedCourse,
  type RepairedFile,
  repairCourse,
  unifiedDiff,
} from '../../repair/index.js';
import { diagnosticsPrinter } from '../findings/index.js';
import { count } from '../formats/index.js';
import {
  type CodeOptions,
  type CourseCommandOptions,
  codeSelection,
  courseEffects,
  courseOptions,
  pathSelection,
} from '../options/index.js';
import { foreignText, progressLine, type Terminal } from '../terminal/index.js';

/** Exit status for a command line that cannot be followed. */
const WRONG_USAGE = 2;

/** What the command line of `lectern fix` said. */
export interface FixCommandOptions extends CourseCommandOptions, CodeOptions {
  readonly write?: boolean;
}

/**
 * `lectern fix`: shows as a diff how faults that have exactly one right spelling are put right in the course's files, and
 * with `--write` writes it; of the files and folders that `paths` name, or of all. Exit status 1 where the course or one of its files could not be read or written.
 */
export async function fix(
  paths: readonly string[],
  options: FixCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const selection = codeSelection(options, terminal);
  const source = path.resolve(terminal.cwd, options.source ?? '.');
  const named = selection && pathSelection(paths, source, terminal);
  if (selection === undefined || named === undefined) return WRONG_USAGE;
  const progress = progressLine(terminal, false);
  // What a page shows of the time is no change that a repair makes.
  const time = terminal.now();
  const repaired = await repairCourse(
    async (changed) => {
      const effects = { ...courseEffects(terminal, progress.show), now: () => time, changed };
      const result = await checkSite({ ...courseOptions(options), cache: false }, effects, { looks: true });
      progress.clear();
      return result;
    },
    (found) =>
      selectDiagnostics(found, selection).filter(({ fix: edits }) =>
        edits?.every(({ file }) => named.takes(file)),
      ),
  );
  const { result, files, unreadable } = repaired;
  if (result.pageCount === 0 && !result.complete) {
    diagnosticsPrinter(terminal, { quiet: true, all: false })(result.diagnostics);
    return 1;
  }
  for (const file of unreadable) {
    terminal.writeError(
      `${printableLine(file)} stays as it is: it cannot be read as UTF-8, or lies outside of the course.\n`,
    );
  }
  for (const { file, line } of repaired.refused) {
    terminal.writeError(
      `${printableLine(`${file}:${line}`)} stays as it is: its repair would change more than the fault.\n`,
    );
  }
  for (const file of files) terminal.writeData(diffText(file, terminal));
  const failed = options.write === true ? await writeFiles(files, repaired.course, terminal) : 0;
  const isSelected = paths.length > 0 || options.only !== undefined || options.ignore !== undefined;
  terminal.writeError(
    `${summary(repaired, options.write === true, failed)}${isSelected ? '' : rest(result, options)}\n`,
  );
  return failed > 0 || unreadable.length > 0 || !result.complete ? 1 : 0;
}

/** Writes each file by itself; answers how many could not be written. */
async function writeFiles(
  files: readonly RepairedFile[],
  course: RepairableFiles,
  terminal: Terminal,
): Promise<number> {
  let failed = 0;
  for (const { file, before, after } of files) {
    try {
      await course.write(file, after, before);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed++;
      terminal.writeError(`${printableLine(`${file} could not be written: ${error.message}`)}\n`);
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

function diffText(file: RepairedFile, terminal: Terminal): string {
  return unifiedDiff(file)
    .map(({ kind, text }) => {
      const clean = foreignText(text, terminal);
      const isPlain = !terminal.colours || kind === 'context';
      return `${isPlain ? clean : styleText(COLOURS[kind], clean, { validateStream: false })}\n`;
    })
    .join('');
}

function summary(
  { files, repaired, isCutShort }: RepairedCourse<CheckResult>,
  isWritten: boolean,
  failed: number,
): string {
  if (files.length === 0) return 'Nothing can be put right without a guess.';
  const what = `${count(repaired.length, 'fault')} in ${count(files.length, 'file')}`;
  if (!isWritten) {
    const more = isCutShort ? ' Then run lectern fix again, for more than this.' : '';
    return `${what} can be put right like this. Add --write to do so.${more}`;
  }
  const but = failed === 0 ? '' : `, but for ${count(failed, 'file')} that could not be written`;
  return `${what} put right${but}.${isCutShort ? ' More can be put right now: run lectern fix again.' : ''}`;
}

/** How much stays to be done. */
function rest({ diagnostics }: CheckResult, { source }: FixCommandOptions): string {
  const left = diagnostics.filter(({ severity }) => severity !== 'info').length;
  if (left === 0) return '';
  const named = source === undefined ? '' : ` --source ${printableLine(source)}`;
  return ` For ${count(left, 'finding')} that you must decide about, run lectern check${named}.`;
}
