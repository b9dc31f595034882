import {
  countByCode,
  type Diagnostic,
  foldCauses,
  foldDiagnostics,
  printableLine,
} from '../../diagnostics/index.js';
import { causeText } from '../formats/index.js';
import type { Terminal } from '../terminal/index.js';

/** How much is printed. */
export interface PrintOptions {
  /** Errors only, and no counts. */
  readonly quiet: boolean;
  /** Warnings and hints too, rather than a count of them. */
  readonly all: boolean;
}

/**
 * Makes the function that prints what was found: errors each with its place and its fix, those of one cause as one, of
 * the rest a count by code; or with `all` everything, and where in lectern's code its own faults were met. Errors go to standard error, the counts to standard output.
 */
export function diagnosticsPrinter(
  terminal: Terminal,
  { quiet, all }: PrintOptions,
): (found: readonly Diagnostic[]) => void {
  return (found) => {
    const folded = foldDiagnostics(found);
    const isShown = ({ severity }: Diagnostic): boolean => severity === 'error' || (all && !quiet);
    const chosen = folded.filter(isShown);
    const causes = all && !quiet ? chosen.map((one) => ({ ...one, others: [] })) : foldCauses(chosen);
    const { errorColumns, errorColours: colours } = terminal;
    const columns = all ? undefined : errorColumns;
    for (const cause of causes) {
      const lines = causeText(cause, { columns, colours, hints: true });
      for (const line of all ? [...lines, ...stackLines(cause)] : lines) terminal.writeError(`${line}\n`);
    }
    const rest = folded.filter((one) => !isShown(one));
    if (quiet || rest.length === 0) return;
    const counts = new Map<string, number>();
    for (const { code, count } of countByCode(rest)) counts.set(code, (counts.get(code) ?? 0) + count);
    const listed = [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
    terminal.write(`Also found: ${listed}. Add --verbose to see more of it.\n`);
  };
}

/** The calls that a fault of lectern's own was met in. */
function stackLines({ stack = '' }: Diagnostic): string[] {
  const calls = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return calls.map((line) => `      ${printableLine(line.trim())}`);
}
