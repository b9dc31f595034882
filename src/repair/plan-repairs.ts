import type { Diagnostic } from '../diagnostics/index.js';
import { rangesByFile } from './ranges-by-file.js';
import { endOfWritten, lineEnd, type RawText, readRaw } from './raw-text.js';

/** A file that changes. */
export interface RepairedFile {
  /** Path relative to the course, with `/` between folders. */
  readonly file: string;
  /** The whole text as it is and as it is to be, byte order mark and line ends included. */
  readonly before: string;
  readonly after: string;
}

/** What can be put right. */
export interface RepairPlan {
  readonly files: readonly RepairedFile[];
  /** Those of the diagnostics that the changes put right. */
  readonly repaired: readonly Diagnostic[];
  /** Files with faults that could be put right if the file could be read as UTF-8. */
  readonly unreadable: readonly string[];
}

/**
 * Works out what the fixes of diagnostics make of the files that they are about. A fix is made where each of its edits finds
 * what it says is written at its place, and where none of them touches another fix; else nothing of it is. What stays for
 * that reason is found again once the rest has been made. `read` answers with the bytes of a file, or undefined where it
 * cannot be read.
 */
export function planRepairs(
  diagnostics: readonly Diagnostic[],
  read: (file: string) => Uint8Array | undefined,
): RepairPlan {
  const texts = new Map<string, RawText | undefined>();
  const unreadable = new Set<string>();
  const textOf = (file: string): RawText | undefined => {
    if (!texts.has(file)) {
      const bytes = read(file);
      const text = bytes === undefined ? undefined : readRaw(bytes);
      if (text === undefined) unreadable.add(file);
      texts.set(file, text);
    }
    return texts.get(file);
  };
  const located = diagnostics.flatMap((diagnostic) => locate(diagnostic, textOf)).sort(byPlace);
  const accepted = withoutOverlaps(located);
  const changes = new Map<string, Change[]>();
  for (const fix of accepted) addByFile(changes, fix.changes);
  return {
    files: [...changes].map(([file, list]) => repairedFile(file, textOf(file)?.text ?? '', list)),
    repaired: accepted.flatMap(({ diagnostics }) => diagnostics),
    unreadable: [...unreadable],
  };
}

/** An edit that was found at its place: what stands from `from` to `to` becomes `replacement`. */
interface Change {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

/** A fix whose edits all were found. */
interface LocatedFix {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

function locate(
  diagnostic: Diagnostic,
  textOf: (file: string) => RawText | undefined,
): readonly LocatedFix[] {
  const changes: Change[] = [];
  for (const { file, line, column, written, replacement } of diagnostic.fix ?? []) {
    const raw = textOf(file);
    const from = raw?.offsetAt({ line, column });
    const to = raw === undefined || from === undefined ? undefined : endOfWritten(raw.text, from, written);
    if (raw === undefined || from === undefined || to === undefined || written === replacement) return [];
    changes.push({ file, from, to, replacement: replacement.replaceAll('\n', lineEnd(raw.text)) });
  }
  return changes.length === 0 ? [] : [{ changes, diagnostics: [diagnostic] }];
}

/** By where the first change starts; of two at one place the longer one comes first, for it may hold the other. */
function byPlace(a: LocatedFix, b: LocatedFix): number {
  const [one, other] = [a.changes[0], b.changes[0]];
  if (one === undefined || other === undefined) return 0;
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.from - other.from || other.to - one.to;
}

/** Those fixes that touch none before them. Of fixes that are the same, one is made, and puts right all. */
function withoutOverlaps(fixes: readonly LocatedFix[]): readonly LocatedFix[] {
  const accepted = new Map<string, LocatedFix & { readonly diagnostics: Diagnostic[] }>();
  const taken = rangesByFile();
  for (const fix of fixes) {
    const key = JSON.stringify(fix.changes);
    const same = accepted.get(key);
    if (same !== undefined) {
      same.diagnostics.push(...fix.diagnostics);
    } else if (taken.take(fix.changes)) {
      accepted.set(key, { changes: fix.changes, diagnostics: [...fix.diagnostics] });
    }
  }
  return [...accepted.values()];
}

function addByFile(files: Map<string, Change[]>, changes: readonly Change[]): void {
  for (const change of changes) {
    const list = files.get(change.file);
    if (list === undefined) files.set(change.file, [change]);
    else list.push(change);
  }
}

function repairedFile(file: string, before: string, changes: readonly Change[]): RepairedFile {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, replacement } of changes.toSorted((a, b) => a.from - b.from)) {
    parts.push(before.slice(done, from), replacement);
    done = to;
  }
  return { file, before, after: parts.join('') + before.slice(done) };
}
