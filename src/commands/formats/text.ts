import { styleText } from 'node:util';
import { type FoldedDiagnostic, formatDiagnostic, type Severity } from '../../diagnostics/index.js';
import type { Formatter } from './formatter.js';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;

/** For a terminal: `file:line:column: severity code: message`, and what to do about it on the line below. */
export const textFormat: Formatter = (diagnostics, { colours }) =>
  diagnostics.map((found) => `${colours ? coloured(found) : formatDiagnostic(found)}\n`).join('');

function coloured(found: FoldedDiagnostic): string {
  const label = `${found.severity} ${found.code}`;
  return formatDiagnostic(found).replace(label, styleText(COLOURS[found.severity], label));
}
