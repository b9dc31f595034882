import { styleText } from 'node:util';
import {
  type CodeCount,
  countByCode,
  type Diagnostic,
  type FoldedDiagnostic,
  foldCauses,
  foldDiagnostics,
  printableLine,
} from '../../diagnostics/index.js';
import { causeText, count, cutStart, paintSeverity, totals } from '../formats/index.js';
import type { Terminal } from '../terminal/index.js';
import type { ChangeTimes } from './change-times.js';

/** What a build has found, and what its author knows of it. */
export interface BuildFindings {
  readonly found: readonly Diagnostic[];
  /** What was not there before; undefined where no earlier build is known. */
  readonly news: readonly Diagnostic[] | undefined;
  /** Whether the site is what it was before. */
  readonly isUnchanged: boolean;
  readonly changedAt: ChangeTimes;
  /** What a command line must say of the course, behind `lectern check`. */
  readonly named: string;
}

/** Codes of pages and files that are not in the site, or not in their last form. */
const NOT_MADE: ReadonlySet<string> = new Set([
  'page-failed',
  'page-endless',
  'file-unreadable',
  'output-foreign',
  'url-conflict',
  'url-too-long',
]);
/** Codes of what everybody can read and nobody should. */
const EXPOSED: ReadonlySet<string> = new Set(['secret-exposed']);
/** Codes of what is missing from every page, or may be. */
export const EVERYWHERE: ReadonlySet<string> = new Set([
  'theme-missing',
  'plugin-ruby',
  'plugin-unknown',
  'plugin-unloadable',
  'plugins-off',
  'config-key',
  'config-type',
  'config-url',
  'math-not-read',
]);

/** As many lines as somebody takes in at a glance. */
const LINES = 25;
/** How many of them the lists may take, but for their headings. */
const MOST = { notMade: 4, exposed: 3, everywhere: 4, fresh: 8, latest: 8 } as const;
/** How many codes the table shows at least. */
const LEAST_ROWS = 5;
/** Headings, and what stands below the table. */
const OTHERS = 4;
/** So many errors are shown one by one, without a table of them. */
const FEW = 6;

/**
 * Prints what a build has found, what matters most to its author first, in about as many lines as a terminal shows: pages
 * that were not made, what is exposed, what concerns every page, what is new, errors of the files changed last, then all
 * of it by code, and how to see the rest. What is an entry of a list goes to standard error, all else to standard output.
 */
export function printDigest(findings: BuildFindings, terminal: Terminal): void {
  const folded = foldDiagnostics(findings.found);
  if (findings.news !== undefined && findings.news.length === 0 && findings.isUnchanged) {
    printTold(toldFindings(folded), findings.named, terminal);
    return;
  }
  const { lines, shown } = sections(folded, findings, terminal);
  for (const line of lines) terminal.writeError(`${line}\n`);
  const rest = folded.filter((one) => !shown.has(one));
  if (rest.length === 0) return;
  const isAll = rest.some(({ severity }) => severity === 'error');
  const table = isAll ? folded : rest;
  const rows = Math.max(LEAST_ROWS, LINES - OTHERS + 1 - lines.length);
  const title = isAll ? 'All that was found:' : lines.length > 0 ? 'Also found:' : 'Found:';
  terminal.write(`${heading(title, terminal.colours)}\n`);
  for (const row of tableRows(table, rows, terminal)) terminal.write(`${row}\n`);
  terminal.write(`${whereToLook(table, findings.named)}\n`);
}

/** What is printed of findings that have been told before. Data that JSON can hold. */
export interface ToldFindings {
  readonly counts: readonly CodeCount[];
  readonly errors: readonly FoldedDiagnostic[];
  readonly notMade: readonly FoldedDiagnostic[];
  readonly exposed: readonly FoldedDiagnostic[];
}

/** What is printed of findings once they have been told. */
export function toldFindings(found: readonly Diagnostic[]): ToldFindings {
  const folded = foldDiagnostics(found);
  return {
    counts: countByCode(folded),
    errors: folded.filter(({ severity }) => severity === 'error'),
    notMade: folded.filter(({ code }) => NOT_MADE.has(code)),
    exposed: folded.filter(({ code }) => EXPOSED.has(code)),
  };
}

/**
 * Prints of what a build has found as the one before it what may not be forgotten, and how much there is; `named` is what a
 * command line must say of the course.
 */
export function printTold(
  { counts, notMade, exposed }: ToldFindings,
  named: string,
  terminal: Terminal,
): void {
  const { lines, list } = startLists(false, terminal);
  list('Not made', notMade, MOST.notMade, { hints: true, isCut: false });
  list('Everybody can read', exposed, MOST.exposed);
  for (const line of lines) terminal.writeError(`${line}\n`);
  const all = counts.every(isHint) ? ' --all' : '';
  if (counts.length > 0) terminal.write(`${totals(counts)}, as before. See lectern check${named}${all}.\n`);
}

/** The lists before the table, and what they show. */
function sections(
  folded: readonly FoldedDiagnostic[],
  { news, changedAt }: BuildFindings,
  terminal: Terminal,
): Pick<Lists, 'lines' | 'shown'> {
  const errors = folded.filter(({ severity }) => severity === 'error');
  // A short list of a first build speaks for itself.
  const isPlain = news === undefined && foldCauses(errors).length <= FEW;
  const { lines, shown, list } = startLists(isPlain, terminal);
  const { notMade, exposed } = toldFindings(folded);
  list('Not made', notMade, MOST.notMade, { hints: true, isCut: false });
  list('Everybody can read', exposed, MOST.exposed);
  const grave = folded.filter(({ severity }) => severity !== 'info').sort(byWeight);
  const everywhere = grave.filter(({ code }) => EVERYWHERE.has(code));
  list('In the whole course', everywhere, MOST.everywhere, { hints: true });
  const isNew = new Set((news ?? []).map(keyOf));
  const fresh = grave.filter((one) => isNew.has(keyOf(one)));
  list('New since the last build', fresh, MOST.fresh, { hints: true, isCut: false });
  const room = Math.max(3, LINES - OTHERS - LEAST_ROWS - lines.length);
  list(
    'Errors in the files that were changed last',
    latestFirst(errors, changedAt),
    Math.min(MOST.latest, room),
  );
  return { lines, shown };
}

/** Lists that are being made. */
interface Lists {
  readonly lines: readonly string[];
  /** What they show. */
  readonly shown: ReadonlySet<FoldedDiagnostic>;
  /** Adds a list of what is not in one yet, of so many lines. */
  readonly list: (
    title: string,
    wanted: readonly FoldedDiagnostic[],
    most: number,
    options?: { readonly hints?: boolean; readonly isCut?: boolean },
  ) => void;
}

/** Starts lists; plain ones are whole and have no titles. */
function startLists(isPlain: boolean, { errorColumns: columns, errorColours: colours }: Terminal): Lists {
  const shown = new Set<FoldedDiagnostic>();
  const lines: string[] = [];
  const list: Lists['list'] = (title, wanted, most, { hints = isPlain, isCut = true } = {}) => {
    const open = wanted.filter((one) => !shown.has(one));
    const causes = foldCauses(open);
    const entries: string[] = [];
    const keys = new Set<string>();
    let listed = 0;
    for (const cause of causes) {
      const entry = causeText(cause, { columns: isCut ? columns : undefined, colours, hints });
      if (listed > 0 && !isPlain && entries.length + entry.length > most) break;
      entries.push(...entry);
      for (const one of [cause, ...cause.others]) keys.add(keyOf(one));
      listed++;
    }
    for (const one of open) if (keys.has(keyOf(one))) shown.add(one);
    if (listed === 0) return;
    const part = listed < causes.length ? ` (${listed} of ${causes.length})` : '';
    lines.push(...(isPlain ? [] : [heading(`${title}${part}:`, colours)]), ...entries);
  };
  return { lines, shown, list };
}

function keyOf({ file, line, column, code, message }: Diagnostic): string {
  return JSON.stringify([file, line, column, code, message]);
}

function byWeight(a: Diagnostic, b: Diagnostic): number {
  return Number(b.severity === 'error') - Number(a.severity === 'error');
}

/** In the order in which their files were changed, the last one first. */
function latestFirst(found: readonly FoldedDiagnostic[], changedAt: ChangeTimes): FoldedDiagnostic[] {
  const times = new Map([...new Set(found.map(({ file }) => file))].map((file) => [file, changedAt(file)]));
  return [...found].sort((a, b) => (times.get(b.file) ?? 0) - (times.get(a.file) ?? 0));
}

/** One row a code: how often, how grave, and the file with most of it. */
function tableRows(found: readonly FoldedDiagnostic[], most: number, terminal: Terminal): string[] {
  const counts = countByCode(found);
  const listed = counts.length <= most ? counts : counts.slice(0, most - 1);
  const [numbers, severities, codes] = [
    Math.max(...listed.map(({ count: times }) => String(times).length)),
    Math.max(...listed.map(({ severity }) => severity.length)),
    Math.max(...listed.map(({ code }) => code.length)),
  ];
  const rows = listed.map(({ code, severity, count: times }) => {
    const label = `${severity.padEnd(severities)} ${code.padEnd(codes)}`;
    const start = `${String(times).padStart(numbers)} `;
    const [file, inFile] = worstFile(found.filter((one) => one.code === code && one.severity === severity));
    const amount = inFile < times ? `${inFile} in ` : times === 1 ? 'in ' : 'all in ';
    const columns = (terminal.columns ?? 200) - start.length - label.length - 2 - amount.length;
    const where = `${amount}${cutStart(printableLine(file), Math.max(20, columns))}`;
    return `${start}${paintSeverity(severity, label, terminal.colours)}  ${where}`;
  });
  const more = counts.slice(listed.length);
  if (more.length === 0) return rows;
  return [...rows, `${'…'.padStart(numbers)} ${count(more.length, 'more code')}: ${totals(more, true)}`];
}

/** The file with the most of what was found, the first of several, and how many. */
function worstFile(found: readonly FoldedDiagnostic[]): readonly [file: string, count: number] {
  const counts = new Map<string, number>();
  for (const { file } of found) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts].reduce((worst, one) => (one[1] > worst[1] ? one : worst), ['', 0]);
}

/** Without `--all`, `check` only counts these, of which there may be thousands. */
function isHint({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'info';
}

/** How to see all of it, and what to add for a part of the course or one code. */
function whereToLook(found: readonly FoldedDiagnostic[], named: string): string {
  const [gravest] = countByCode(found);
  const [folder] = worstFile(
    found
      .filter(({ severity, file }) => severity === gravest?.severity && file.includes('/'))
      .map((one) => ({ ...one, file: one.file.slice(0, one.file.indexOf('/') + 1) })),
  );
  const parts = [
    ...(folder === '' ? [] : [printableLine(folder)]),
    ...(gravest === undefined ? [] : [`--only ${gravest.code}`]),
  ];
  const all = found.every(isHint) ? ' --all' : '';
  const hints = all === '' && found.some(isHint) ? '--all for hints, ' : '';
  const command = `lectern check${printableLine(named)}${all}`;
  return `To see them: ${command} (add ${hints}${parts.join(' or ')} for a part)`;
}

function heading(text: string, colours: boolean): string {
  return colours ? styleText('bold', text, { validateStream: false }) : text;
}
