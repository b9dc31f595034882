import { appendFileSync } from 'node:fs';
import { countByCode, type FoldedDiagnostic, printableLine } from '../../diagnostics/index.js';
import { FORMATS, type FormatContext, totals } from '../formats/index.js';
import { git } from '../options/index.js';
import type { Terminal } from '../terminal/index.js';
import { changeTimes } from './change-times.js';

/** The runner shows so many annotations of each severity of a step (actions/toolkit, `docs/problem-matchers.md`). */
const SHOWN = 10;

/**
 * Prints annotations for GitHub's runner, as many as it shows: the gravest, and of those what was changed last. Of the
 * rest it prints how much there is, and writes a table by code to the summary of the step.
 */
export async function printAnnotations(
  found: readonly FoldedDiagnostic[],
  context: FormatContext,
  terminal: Terminal,
): Promise<void> {
  const counts = countByCode(found);
  const isMore = (['error', 'warning', 'info'] as const).some(
    (wanted) => found.filter(({ severity }) => severity === wanted).length > SHOWN,
  );
  const changedAt = isMore ? await changeTimes(context.source, git) : () => 0;
  const times = new Map([...new Set(found.map(({ file }) => file))].map((file) => [file, changedAt(file)]));
  const newest = [...found].sort((a, b) => (times.get(b.file) ?? 0) - (times.get(a.file) ?? 0));
  const shown = (['error', 'warning', 'info'] as const).flatMap((wanted) =>
    newest.filter(({ severity }) => severity === wanted).slice(0, SHOWN),
  );
  terminal.writeData(FORMATS.github(shown, context));
  if (isMore) {
    terminal.write(
      `${totals(counts)}; annotated are the newest ${shown.length}. See them all with lectern check.\n`,
    );
  }
  const file = terminal.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const rows = counts.map(({ code, severity, count: times }) => `| ${times} | ${severity} | ${code} |`);
  const table = rows.length === 0 ? [] : ['', '| | | |', '| ---: | --- | --- |', ...rows];
  try {
    appendFileSync(file, [`### lectern check: ${totals(counts)}`, ...table, '', ''].join('\n'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    terminal.writeError(`${printableLine(`The summary could not be written: ${error.message}`)}\n`);
  }
}
