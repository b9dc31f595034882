import type { MarkdownEnvironment } from '../../document/environment.js';
import { isMended, type MendName, type MendNote } from '../../document/mend.js';
import type { Warning } from '../../document/warnings.js';
import { closingDollar } from '../../inline/formulas/dollar-math.js';
import { texEnd } from '../../inline/formulas/tex-end.js';
import { cachedIndexOf, type IndexOf } from '../../source/index-of.js';

const NAME: MendName = 'formula-tables';

/** Stands for a pipe that cuts no table: a character that no text holds. */
const PIPE_IN_FORMULA = '\uFDD3';
/** A pipe that cuts: one behind a backslash does not, and loses the backslash in a table. */
const PIPE = /(?<!\\)\|/g;
const OPENING = /\\\\[([]|\$\$?|`+/g;
const CLOSING: Readonly<Record<string, string>> = { '\\\\(': '\\\\)', '\\\\[': '\\\\]', $$: '$$' };

/**
 * `The chance $P(a|b)$ is small.`: a pipe makes a table of a paragraph, and cuts a table's cell in two, wherever it stands. One in
 * a formula does not count. Answers the text with other characters for such pipes, `restorePipes` puts them back.
 */
export function hidePipes(text: string, environment: MarkdownEnvironment): string {
  if (!/\$|\\\\[([]/.test(text) || !isMended(NAME, environment.options)) return text;
  const indexOf = cachedIndexOf(text);
  const parts: string[] = [];
  let done = 0;
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const from = match.index + match[0].length;
    const isEscaped = match[0].startsWith('$') && text.charAt(match.index - 1) === '\\';
    const to = isEscaped ? -1 : formulaEnd(text, match[0], from, indexOf, environment);
    if (to < 0) continue;
    parts.push(text.slice(done, from), text.slice(from, to).replace(PIPE, PIPE_IN_FORMULA));
    done = to;
    opening.lastIndex = to + 1;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done);
}

/** Where the formula, or the code, ends whose content starts at `from`; its pipes do not count either way. */
function formulaEnd(
  text: string,
  opening: string,
  from: number,
  indexOf: IndexOf,
  environment: MarkdownEnvironment,
): number {
  if (opening.startsWith('`')) return indexOf(opening, from);
  if (opening === '$')
    return environment.options.dollars ? closingDollar(text, from, indexOf, environment) : -1;
  return texEnd(text, from, CLOSING[opening] ?? opening, indexOf, environment);
}

/** The offset of the first pipe in `[from, to)` that was hidden, or -1. */
export function hiddenPipe(hidden: string, from: number, to: number): number {
  const at = hidden.slice(from, to).indexOf(PIPE_IN_FORMULA);
  return at < 0 ? -1 : from + at;
}

/** Before a pipe that is the rule between two columns of an array. */
const COLUMNS = /\\begin\{(?:array|tabular|subarray)\}(?:\[[^\]]*\])?\{[^{}]*$/;

/** What is said of a line whose formula holds the pipe at `pipe`, which stands at the document offset `at`. */
export function formulaTableNote(text: string, pipe: number, at: number, isTable: boolean): MendNote {
  const line = text.slice(text.lastIndexOf('\n', pipe) + 1, pipe);
  return {
    mend: NAME,
    at,
    text: '|',
    message: isTable
      ? 'A formula in this table holds a "|", at which Jekyll cuts the cell in two; it is read as one.'
      : 'A formula in this paragraph holds a "|", of which Jekyll makes a table; it is read as a paragraph.',
    hint: COLUMNS.test(line)
      ? columnsHint(isTable)
      : 'For Jekyll, write \\mid or \\vert in place of the "|".',
  };
}

function columnsHint(isTable: boolean): string {
  return isTable
    ? 'For Jekyll, write \\| for the rule between two columns, or take the formula out of the table.'
    : 'For Jekyll, put the formula between $$ and $$ on lines of its own, with blank lines around them.';
}

/** Said of a line of text that a pipe makes a table of. */
export function accidentalTable(line: string, at: number): Warning {
  return {
    code: 'table-of-text',
    severity: 'info',
    at,
    text: line,
    message: 'This line holds a "|", so a table of one row is made of it.',
    hint: 'If no table is meant, write \\| for the "|".',
  };
}
