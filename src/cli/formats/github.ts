import { type FoldedDiagnostic, hasLine, printableLine, type Severity } from '../../diagnostics/index.js';
import { type FormatContext, type Formatter, workspacePath } from './formatter.js';

const COMMANDS = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
} as const satisfies Record<Severity, string>;

/**
 * For GitHub Actions: a workflow command a diagnostic, which makes it an annotation of the run and of the pull
 * request (GitHub's documentation, "Workflow commands for GitHub Actions").
 */
export const githubFormat: Formatter = (diagnostics, context) =>
  diagnostics.map((found) => `${command(found, context)}\n`).join('');

function command(found: FoldedDiagnostic, context: FormatContext): string {
  const { severity, code, message, hint, file, line, column, times } = found;
  const properties = {
    file: printableLine(workspacePath(file, context) ?? file),
    ...(hasLine(code) ? { line: String(line), col: String(column) } : {}),
    title: code,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  const often = times > 1 ? ` (${times} times)` : '';
  const text = [`${message}${often}`, ...(hint === undefined ? [] : [hint])].map(printableLine).join('\n');
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(text)}`;
}

/** As in @actions/core, `command.ts`: `escapeData` and `escapeProperty`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
