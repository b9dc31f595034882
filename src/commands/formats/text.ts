import { styleText } from 'node:util';
import {
  type FoldedDiagnostic,
  formatDiagnostic,
  printableLine,
  type Severity,
} from '../../diagnostics/index.js';
import { excerptAt } from './excerpt.js';
import type { FormatContext, Formatter } from './formatter.js';
import { lineReader } from './line-reader.js';
import type { SourceLine } from './source-line.js';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;
type Colour = (typeof COLOURS)[Severity] | 'dim' | 'bold';

/** Whether colours are wanted is the terminal's to say, not the standard output's. */
const ALWAYS = { validateStream: false };

/**
 * For people: `file:line:column: severity code: message`, the line that it is about with carets under the text
 * concerned, and what to do about it.
 */
export const textFormat: Formatter = (diagnostics, context) => {
  const lineOf = lineReader(context.readText);
  return diagnostics.map((found) => `${entry(found, lineOf(found.file, found.line), context)}\n`).join('');
};

function entry(found: FoldedDiagnostic, line: SourceLine | undefined, { colours }: FormatContext): string {
  const paint = (colour: Colour, text: string): string => (colours ? styleText(colour, text, ALWAYS) : text);
  const { hint, ...rest } = found;
  const label = `${found.severity} ${found.code}`;
  const head = formatDiagnostic(rest).replace(label, () => paint(COLOURS[found.severity], label));
  const excerpt = line === undefined ? undefined : excerptAt(line, found.column, found.text);
  const carets = excerpt?.marks.trimStart() ?? '';
  const indent = ' '.repeat((excerpt?.marks.length ?? 0) - carets.length);
  const gutter = ' '.repeat(String(found.line).length);
  return [
    head,
    ...(excerpt === undefined
      ? []
      : [
          `    ${paint('dim', `${found.line} |`)} ${excerpt.line}`,
          `    ${paint('dim', `${gutter} |`)} ${indent}${paint(COLOURS[found.severity], carets)}`,
        ]),
    ...(hint === undefined ? [] : [`    ${printableLine(hint)}`]),
  ].join('\n');
}

/** The heading line and the hint of a diagnostic alone, for a list that is to be short. */
export function shortText(found: FoldedDiagnostic, colours: boolean): string {
  const label = `${found.severity} ${found.code}`;
  const text = formatDiagnostic(found);
  return colours ? text.replace(label, () => styleText(COLOURS[found.severity], label, ALWAYS)) : text;
}
