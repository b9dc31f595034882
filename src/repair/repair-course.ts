import path from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { planRepairs, type RepairedFile, type RepairPlan } from './plan-repairs.js';
import { type CourseFacts, regressedFiles } from './regressions.js';
import { type RepairableFiles, repairableFiles } from './repairable-files.js';

/** What a check found in a course. */
export interface CourseFindings {
  /** Absolute path of the folder of the course. */
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What readers have of its pages; where that is not given, repairs are made unseen. */
  readonly pages?: CourseFacts;
}

/** A course, and what can be made of it. */
export interface RepairedCourse<Findings extends CourseFindings> {
  readonly course: RepairableFiles;
  /** What the course holds once it is repaired. */
  readonly result: Findings;
  /** The files that change, from what is on the disk to what they are to be. */
  readonly files: readonly RepairedFile[];
  readonly repaired: readonly Diagnostic[];
  /** Faults whose repair would change more than them. */
  readonly refused: readonly Diagnostic[];
  readonly unreadable: readonly string[];
  /** Whether there is more that could be put right after so many rounds. */
  readonly isCutShort: boolean;
}

/** A repair may show what it hid, or stand in another's way; more rounds than this no course needs. */
const MOST_ROUNDS = 6;
/** How many repairs are made one by one, or taken back, to find those that do harm. */
const MOST_TRIALS = 40;

/** What has been repaired so far. */
interface Progress<Findings> {
  readonly result: Findings;
  readonly changed: ReadonlyMap<string, Uint8Array>;
  readonly files: ReadonlyMap<string, RepairedFile>;
  readonly repaired: readonly Diagnostic[];
}

/**
 * Checks a course and repairs it in memory, until nothing more can be put right. `check` looks at it as if files, by their
 * absolute paths, held what is given for them; of what it finds, `select` takes what is to be put right. After each round the
 * pages are looked at: what has changed more than was meant is taken back, and that file's repairs are made one by one.
 */
export async function repairCourse<Findings extends CourseFindings>(
  check: (changed: ReadonlyMap<string, Uint8Array>) => Promise<Findings>,
  select: (found: readonly Diagnostic[]) => readonly Diagnostic[],
): Promise<RepairedCourse<Findings>> {
  const names = new Map<string, Set<string>>();
  const refused = new Map<string, Diagnostic>();
  const careful = new Set<string>();
  const unreadable = new Set<string>();
  let now: Progress<Findings> = {
    result: await check(new Map()),
    changed: new Map(),
    files: new Map(),
    repaired: [],
  };
  let rounds = 0;
  let trials = 0;
  for (;;) {
    const { result, changed, files } = now;
    const course = repairableFiles(result.source);
    const found = select(result.diagnostics)
      .map((diagnostic) => byRealNames(diagnostic, course, names))
      .filter((diagnostic) => !refused.has(fixKey(diagnostic)));
    const plan = planRepairs(
      oneByOne(found, careful),
      (file) => changed.get(path.join(result.source, file)) ?? course.read(file),
    );
    for (const file of plan.unreadable) unreadable.add(file);
    if (plan.files.length === 0 || rounds === MOST_ROUNDS || trials === MOST_TRIALS) {
      const isCutShort = plan.files.length > 0;
      const { repaired } = now;
      return {
        course,
        result,
        files: sorted(files),
        repaired,
        refused: [...refused.values()],
        unreadable: [...unreadable],
        isCutShort,
      };
    }
    const next = withRepairs(now, plan, names);
    const after = await check(next.changed);
    const regressed = regressedFiles(result.pages ?? NO_PAGES, after.pages ?? NO_PAGES, plan.repaired);
    if (regressed.size === 0) {
      now = { ...next, result: after };
      if (plan.repaired.some((diagnostic) => !isOf(careful, diagnostic))) rounds++;
      else trials++;
      continue;
    }
    trials++;
    for (const diagnostic of plan.repaired) {
      if (isOf(regressed, diagnostic) && isOf(careful, diagnostic))
        refused.set(fixKey(diagnostic), diagnostic);
    }
    for (const file of regressed) careful.add(file);
  }
}

const NO_PAGES: CourseFacts = new Map();

/** What tells a fix from others. */
function fixKey({ fix }: Diagnostic): string {
  return JSON.stringify(fix);
}

/** Whether a diagnostic's fix changes one of these files. */
function isOf(files: ReadonlySet<string>, { fix = [] }: Diagnostic): boolean {
  return fix.some(({ file }) => files.has(file));
}

/** The diagnostics without all but the first of those whose fix changes a file that is to be repaired carefully. */
function oneByOne(found: readonly Diagnostic[], careful: ReadonlySet<string>): readonly Diagnostic[] {
  const taken = new Set<string>();
  return found.filter((diagnostic) => {
    const files = (diagnostic.fix ?? []).map(({ file }) => file).filter((file) => careful.has(file));
    if (files.some((file) => taken.has(file))) return false;
    for (const file of files) taken.add(file);
    return true;
  });
}

/** The course with the repairs of a plan, not yet looked at. */
function withRepairs<Findings extends CourseFindings>(
  { result, changed, files, repaired }: Progress<Findings>,
  plan: RepairPlan,
  names: ReadonlyMap<string, ReadonlySet<string>>,
): Omit<Progress<Findings>, 'result'> {
  const nextChanged = new Map(changed);
  const nextFiles = new Map(files);
  for (const { file, before, after } of plan.files) {
    nextFiles.set(file, { file, before: files.get(file)?.before ?? before, after });
    const bytes = new TextEncoder().encode(after);
    for (const name of names.get(file) ?? []) nextChanged.set(path.join(result.source, name), bytes);
  }
  return { changed: nextChanged, files: nextFiles, repaired: [...repaired, ...plan.repaired] };
}

/** The diagnostic with the files of its edits under their own names, not those of symbolic links; `names` learns both. */
function byRealNames(
  diagnostic: Diagnostic,
  course: RepairableFiles,
  names: Map<string, Set<string>>,
): Diagnostic {
  if (diagnostic.fix === undefined) return diagnostic;
  const fix = diagnostic.fix.map((edit) => {
    const file = course.realName(edit.file);
    const known = names.get(file);
    if (known === undefined) names.set(file, new Set([file, edit.file]));
    else known.add(edit.file);
    return { ...edit, file };
  });
  return { ...diagnostic, fix };
}

function sorted(files: ReadonlyMap<string, RepairedFile>): RepairedFile[] {
  return [...files.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
}
