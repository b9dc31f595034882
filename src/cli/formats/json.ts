import { countByCode, type FoldedDiagnostic, printableJson } from '../../diagnostics/index.js';
import type { Formatter } from './formatter.js';

/** Version of the form; it changes when a reader would have to. */
const VERSION = 1;

/**
 * For programs: `{version, summary: [{code, severity, count}], diagnostics: […]}`. Each diagnostic has `severity`, `code`,
 * `message`, `file`, `line` and `column`, and where there is one `text`, `hint`, `mend` and `fix`: the edits that put it right.
 * `times` says how often it was found at this place.
 */
export const jsonFormat: Formatter = (diagnostics) =>
  printableJson(
    `${JSON.stringify({ version: VERSION, summary: countByCode(diagnostics), diagnostics: diagnostics.map(ordered) }, null, 2)}\n`,
  );

/** The fields in an order that does not depend on who made the diagnostic. */
function ordered(found: FoldedDiagnostic): FoldedDiagnostic {
  const { severity, code, message, file, line, column, times, ...more } = found;
  return { severity, code, message, file, line, column, times, ...more };
}
