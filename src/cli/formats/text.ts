import { styleText } from 'node:util';
import {
  type Diagnostic,
  type FoldedCause,
  type FoldedDiagnostic,
  formatDiagnostic,
  formatPlace,
  printableLine,
  type Severity,
} from '../../diagnostics/index.js';
import { count } from './count.js';
import { cutEnd, textWidth } from './display-width.js';
import { excerptAt } from './excerpt.js';
import type { FormatContext, Formatter } from './formatter.js';
import { lineReader, type SourceLine } from './source-line.js';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;
/** A message is shown to so many columns, however long its place is. */
const LEAST_COLUMNS = 30;
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

function entry(
  found: FoldedDiagnostic & Partial<FoldedCause>,
  line: SourceLine | undefined,
  { colours }: FormatContext,
): string {
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
    ...otherPlaces(found.others ?? []),
    ...(hint === undefined ? [] : [`    ${printableLine(hint)}`]),
  ].join('\n');
}

/** How a cause is shown in a list. */
export interface CauseOptions {
  /** How wide the terminal is; undefined where lines may be as long as they are. */
  readonly columns?: number | undefined;
  readonly colours: boolean;
  readonly hints: boolean;
}

/** How many of a cause's places are named beside the first. */
const PLACES = 2;

/**
 * A cause in a line, one more for where else it strikes, and one for what to do about it. In a terminal messages are cut
 * at its width, places never are.
 */
export function causeText(cause: FoldedCause, { columns, colours, hints }: CauseOptions): string[] {
  const { hint, others, times, severity, code } = cause;
  const start = `${formatPlace(cause)}: `;
  const label = `${severity} ${code}`;
  const often = times > 1 ? ` (${times} times)` : '';
  const cut = (text: string, taken: number): string =>
    columns === undefined ? text : cutEnd(text, Math.max(LEAST_COLUMNS, columns - taken));
  const message = cut(printableLine(cause.message), textWidth(start) + label.length + 2 + often.length);
  return [
    `${start}${paintSeverity(severity, label, colours)}: ${message}${often}`,
    ...otherPlaces(others),
    ...(hint === undefined || !hints ? [] : [`    ${cut(printableLine(hint), 4)}`]),
  ];
}

/** A line that says where else a cause strikes, if it does. */
function otherPlaces(others: readonly Diagnostic[]): string[] {
  if (others.length === 0) return [];
  const named = others.slice(0, PLACES).map(formatPlace).join(', ');
  const more = others.length - PLACES;
  return [`    also ${named}${more > 0 ? ` and ${count(more, 'more place')}` : ''}`];
}

/** A text in the colour of a severity, where colours are wanted. */
export function paintSeverity(severity: Severity, text: string, colours: boolean): string {
  return colours ? styleText(COLOURS[severity], text, ALWAYS) : text;
}
