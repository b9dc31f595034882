import type { CheckResult } from '../../course/index.js';
import { countByCode, foldCauses, foldDiagnostics, printableLine } from '../../diagnostics/index.js';
import { count, paintSeverity, totals } from '../formats/index.js';
import type { Terminal } from '../terminal/index.js';
import { EVERYWHERE } from './findings-digest.js';

/** So many kinds of findings are shown, one a line. */
const ROWS = 7;

/**
 * Prints what a check of a course that is new to lectern has found, in ten lines at most: how large the course is and how much
 * was found, what kinds of it, those first that concern every page and then errors, each with one place, and how to see the
 * rest.
 */
export function printOverview(
  { diagnostics, pageCount, formulaCount }: Pick<CheckResult, 'diagnostics' | 'pageCount' | 'formulaCount'>,
  terminal: Terminal,
): void {
  const found = foldDiagnostics(diagnostics);
  const counts = countByCode(found);
  const size = `${count(pageCount, 'page')} with ${count(formulaCount, 'formula')}`;
  terminal.write(`\nChecked: ${size}. ${totals(counts)}.\n`);
  const grave = counts
    .filter(({ severity }) => severity !== 'info')
    .sort((a, b) => Number(EVERYWHERE.has(b.code)) - Number(EVERYWHERE.has(a.code)));
  const shown = grave.slice(0, grave.length > ROWS ? ROWS - 1 : ROWS);
  const width = Math.max(0, ...shown.map(({ count: times }) => String(times).length));
  for (const { code, severity, count: times } of shown) {
    const [first] = foldCauses(found.filter((one) => one.code === code && one.severity === severity));
    const label = paintSeverity(severity, `${String(times).padStart(width)} ${code}`, terminal.colours);
    const where = first === undefined ? '' : ` ${first.file}:${first.line}`;
    terminal.write(`  ${label}  ${printableLine(`${first?.message ?? ''}${where}`)}\n`);
  }
  const more = grave.slice(shown.length);
  if (more.length > 0) terminal.write(`  ${count(more.length, 'more kind')}: ${totals(more, true)}\n`);
  if (counts.length > 0)
    terminal.write(
      'npx lectern check shows them with their places, npx lectern fix what has one right spelling.\n',
    );
}
