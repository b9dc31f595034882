import type { MarkdownEnvironment } from '../environment.js';
import { createFinder, type Find } from '../finder.js';
import { closingDollar } from '../inline/dollar-math.js';
import type { Piece } from '../piece.js';
import { texEnd } from '../tex-end.js';
import { isMended, type MendName, type MendNote } from './mend.js';

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
  const find = createFinder(text);
  const parts: string[] = [];
  let done = 0;
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const from = match.index + match[0].length;
    const isEscaped = match[0].startsWith('$') && text.charAt(match.index - 1) === '\\';
    const to = isEscaped ? -1 : formulaEnd(text, match[0], from, find, environment);
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
  find: Find,
  environment: MarkdownEnvironment,
): number {
  if (opening.startsWith('`')) return find(opening, from);
  if (opening === '$') return environment.options.dollars ? closingDollar(text, from, find, environment) : -1;
  return texEnd(text, from, CLOSING[opening] ?? opening, find, environment);
}

/** A piece of a text with its pipes hidden, as it was. */
export function restorePipes({ text, origin }: Piece): Piece {
  return { text: text.replaceAll(PIPE_IN_FORMULA, '|'), origin };
}

/** What is said of a line whose formula holds a pipe. */
export function formulaTableNote(line: string, at: number, isTable: boolean): MendNote {
  return {
    mend: NAME,
    at,
    text: line,
    message: isTable
      ? 'A formula in this table holds a "|", at which Jekyll cuts the cell in two; it is read as one.'
      : 'A formula in this paragraph holds a "|", of which Jekyll makes a table; it is read as a paragraph.',
    hint: 'For Jekyll, write \\mid or \\vert in place of the "|".',
  };
}
