import path from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { planRepairs, type RepairedFile } from './plan-repairs.js';
import { type RepairableFiles, repairableFiles } from './repairable-files.js';

/** What a check found in a course. */
export interface CourseFindings {
  /** Absolute path of the folder of the course. */
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A course, and what can be made of it. */
export interface RepairedCourse<Findings extends CourseFindings> {
  readonly course: RepairableFiles;
  /** What the course holds once it is repaired. */
  readonly result: Findings;
  /** The files that change, from what is on the disk to what they are to be. */
  readonly files: readonly RepairedFile[];
  readonly repaired: readonly Diagnostic[];
  readonly unreadable: readonly string[];
  /** Whether there is more that could be put right after so many rounds. */
  readonly isCutShort: boolean;
}

/** A repair may show what it hid, or stand in another's way; more rounds than this no course needs. */
const MOST_ROUNDS = 6;

/**
 * Checks a course and repairs it in memory, until nothing more can be put right. `check` looks at it as if files, by their
 * absolute paths, held what is given for them; of what it finds, `select` takes what is to be put right.
 */
export async function repairCourse<Findings extends CourseFindings>(
  check: (changed: ReadonlyMap<string, Uint8Array>) => Promise<Findings>,
  select: (found: readonly Diagnostic[]) => readonly Diagnostic[],
): Promise<RepairedCourse<Findings>> {
  const changed = new Map<string, Uint8Array>();
  const files = new Map<string, RepairedFile>();
  const names = new Map<string, Set<string>>();
  const repaired: Diagnostic[] = [];
  const unreadable = new Set<string>();
  for (let round = 0; ; round++) {
    const result = await check(changed);
    const course = repairableFiles(result.source);
    const found = select(result.diagnostics).map((diagnostic) => byRealNames(diagnostic, course, names));
    const plan = planRepairs(
      found,
      (file) => changed.get(path.join(result.source, file)) ?? course.read(file),
    );
    for (const file of plan.unreadable) unreadable.add(file);
    if (plan.files.length === 0 || round === MOST_ROUNDS) {
      const isCutShort = plan.files.length > 0;
      return { course, result, files: sorted(files), repaired, unreadable: [...unreadable], isCutShort };
    }
    for (const { file, before, after } of plan.files) {
      files.set(file, { file, before: files.get(file)?.before ?? before, after });
      const bytes = new TextEncoder().encode(after);
      for (const name of names.get(file) ?? []) changed.set(path.join(result.source, name), bytes);
    }
    repaired.push(...plan.repaired);
  }
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
