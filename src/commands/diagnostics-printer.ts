import { countByCode, type Diagnostic, foldDiagnostics } from '../diagnostics/index.js';
import { shortText } from './formats/index.js';
import type { Terminal } from './terminal.js';

/** How much is printed. */
export interface PrintOptions {
  /** Errors only, and no counts. */
  readonly quiet: boolean;
  /** Warnings and hints too, rather than a count of them. */
  readonly all: boolean;
}

/**
 * Makes the function that prints what was found: errors each with its place and its fix, of the rest a count by
 * code, or with `all` everything. Errors go to standard error, the counts to standard output.
 */
export function diagnosticsPrinter(
  terminal: Terminal,
  { quiet, all }: PrintOptions,
): (found: readonly Diagnostic[]) => void {
  return (found) => {
    const folded = foldDiagnostics(found);
    const shown = all && !quiet ? folded : folded.filter(({ severity }) => severity === 'error');
    for (const one of shown) terminal.writeError(`${shortText(one, terminal.errorColours)}\n`);
    const rest = folded.filter((one) => !shown.includes(one));
    if (quiet || rest.length === 0) return;
    const counts = countByCode(rest).map(({ code, count }) => `${count} ${code}`);
    terminal.write(`Also found: ${counts.join(', ')}. Add --verbose to see them.\n`);
  };
}
