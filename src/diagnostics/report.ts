import { codeMatches, hasLine } from './codes.js';
import type { Diagnostic, Severity } from './diagnostic.js';
import type { Place } from './place.js';
import { printableLine } from './printable.js';

/** A diagnostic and how often it was found: a fault of a layout is found on every page that uses it. */
export interface FoldedDiagnostic extends Diagnostic {
  readonly times: number;
}

/**
 * Puts diagnostics into the order of files, lines and columns, and makes one of those that say the same of the
 * same place; some things are said once for the whole site. Of those that are one the first is kept.
 */
export function foldDiagnostics(
  diagnostics: readonly (Diagnostic & { readonly times?: number })[],
): FoldedDiagnostic[] {
  if (isFolded(diagnostics)) return [...diagnostics];
  const folded = new Map<string, { readonly first: Diagnostic; times: number }>();
  for (const found of diagnostics) {
    const key = foldingKey(found);
    const same = folded.get(key);
    const { times = 1 } = found;
    if (same === undefined) folded.set(key, { first: found, times });
    else same.times += times;
  }
  return [...folded.values()].map(({ first, times }) => ({ ...first, times })).sort(byPlace);
}

/** Whether diagnostics are in order and no two of them are one, as {@link foldDiagnostics} answers. */
function isFolded(
  diagnostics: readonly (Diagnostic & { readonly times?: number })[],
): diagnostics is readonly FoldedDiagnostic[] {
  const once = new Set<string>();
  // Those of one place and code, of which only the messages differ.
  const alike = new Set<string>();
  let last: Diagnostic | undefined;
  for (const found of diagnostics) {
    if (found.times === undefined) return false;
    const order = last === undefined ? -1 : byPlace(last, found);
    if (order > 0) return false;
    if (order < 0) alike.clear();
    const isOnce = SAID_ONCE.has(found.code);
    const seen = isOnce ? once : alike;
    const what = isOnce ? foldingKey(found) : found.message;
    if (seen.has(what)) return false;
    seen.add(what);
    last = found;
  }
  return true;
}

/** Of diagnostics that say the same of the same place, or of what is said once, the first: some texts are read more than once. */
export function distinctDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length < 2) return diagnostics;
  const first = new Map<string, Diagnostic>();
  for (const found of diagnostics) {
    const key = foldingKey(found);
    if (!first.has(key)) first.set(key, found);
  }
  return [...first.values()];
}

/** Codes of what is said once for a whole site, of each text concerned. */
const SAID_ONCE: ReadonlySet<string> = new Set(['code-language']);

function foldingKey({ file, line, column, code, message, text }: Diagnostic): string {
  if (SAID_ONCE.has(code)) return JSON.stringify([code, text]);
  // A code has no space, and the length says where the file's name ends.
  return `${code} ${line}:${column}:${file.length}:${file}${message}`;
}

/** Compares by file (by code units, the same on every machine), then line, column and code. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What one cause has brought about: the same fault with the same text concerned, at however many places. */
export interface FoldedCause extends FoldedDiagnostic {
  /** Where else it was found, in order. */
  readonly others: readonly Diagnostic[];
}

/**
 * Makes one of those that say the same of the same text, wherever they stand: a layout that is missing, a macro that
 * nobody defined. Of each the first is kept, with the hint where all have the same; they stay in the order of the first.
 * What was found at fewer than `least` places is left as it is.
 */
export function foldCauses(found: readonly FoldedDiagnostic[], least = 2): FoldedCause[] {
  const causes = new Map<string, FoldedDiagnostic[]>();
  for (const one of found) {
    const key = JSON.stringify([one.severity, one.code, one.message, one.text]);
    const same = causes.get(key);
    if (same === undefined) causes.set(key, [one]);
    else same.push(one);
  }
  return [...causes.values()].flatMap((all) => {
    const [first, ...others] = all;
    if (first === undefined) return [];
    if (all.length < least) return all.map((one) => ({ ...one, others: [] }));
    const { hint, ...rest } = first;
    const times = all.reduce((sum, one) => sum + one.times, 0);
    const isSame = hint !== undefined && others.every((other) => other.hint === hint);
    return [{ ...rest, ...(isSame ? { hint } : {}), times, others }];
  });
}

/** How often each code was found, the most frequent first. */
export interface CodeCount {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Counts diagnostics by code and severity: errors first, then the most frequent first. */
export function countByCode(diagnostics: readonly Diagnostic[]): CodeCount[] {
  const counts = new Map<string, CodeCount>();
  for (const { code, severity } of diagnostics) {
    const key = `${severity} ${code}`;
    counts.set(key, { code, severity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count || compareText(a.code, b.code),
  );
}

/** Where something was found, as `file:line:column`, or the path alone of a folder; fit to be shown. */
export function formatPlace({ file, line, column, code }: Place & Pick<Diagnostic, 'code'>): string {
  const name = printableLine(file);
  return hasLine(code) ? `${name}:${line}:${column}` : name;
}

/** One diagnostic as a terminal shows it: `file:line:column: severity code: message`, its hint on a line below. */
export function formatDiagnostic(found: Diagnostic & { readonly times?: number }): string {
  const { severity, code, message, hint, times = 1 } = found;
  const often = times > 1 ? ` (${times} times)` : '';
  const head = `${formatPlace(found)}: ${severity} ${code}: ${printableLine(message)}${often}`;
  return hint === undefined ? head : `${head}\n    ${printableLine(hint)}`;
}

/** Which codes are wanted. A code may end in `*`, which stands for anything: `math-*`. */
export interface CodeSelection {
  /** Only these; every code where it is empty. */
  readonly only: readonly string[];
  /** All but these. */
  readonly ignore: readonly string[];
}

/** Those of the diagnostics whose code a selection takes. */
export function selectDiagnostics<Found extends Diagnostic>(
  diagnostics: readonly Found[],
  { only, ignore }: CodeSelection,
): Found[] {
  return diagnostics.filter(
    ({ code }) =>
      (only.length === 0 || only.some((pattern) => codeMatches(pattern, code))) &&
      !ignore.some((pattern) => codeMatches(pattern, code)),
  );
}
