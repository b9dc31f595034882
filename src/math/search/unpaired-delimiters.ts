import { LITERAL_DOLLAR, MARK_CHARACTERS } from '../formula/index.js';
import { isTexEnvironment } from '../tex/index.js';
import type { FoundMath, MathDelimiters } from './find-math.js';

/** A delimiter of formulas without its partner, in the text that is left beside the formulas. */
export interface UnpairedDelimiter {
  /** As it stands there: `$$`, `\[`, `\end{align}`, … */
  readonly delimiter: string;
  /** Whether it would open a formula rather than close one. */
  readonly opens: boolean;
  /** The text from it on, in the same line. */
  readonly text: string;
  /** Where its partner is there, behind a brace that is not closed. */
  readonly isInBrace?: true;
}

/** Two dollars that stand for themselves are none; of those that should be, Markdown has said so. */
const DELIMITER = /\\\\|\\\$|\\[[\]()]|\$\$|\\(?:begin|end)\s{0,9}\{([^{}]{1,64})\}|\uFDD2{2}|[$\uFDD2]/g;
const CLOSING: ReadonlySet<string> = new Set(['\\]', '\\)']);
/** TeX behind a single dollar, which is else a sum of money. */
const TEX = /^[^$\n]{0,80}?(?:\\[A-Za-z]{2}|[\^_]\{)/;
const LONGEST_TEXT = 60;
/** No text tells of more than so many. */
const MOST = 5;

/** The unpaired delimiters of a text in which `found` are the formulas. What only looks like a delimiter is left out. */
export function unpairedDelimiters(
  text: string,
  found: readonly FoundMath[],
  delimiters: MathDelimiters,
): UnpairedDelimiter[] {
  const unpaired: UnpairedDelimiter[] = [];
  let index = 0;
  for (const match of text.matchAll(DELIMITER)) {
    const at = match.index;
    for (let one = found[index]; one !== undefined && one.to <= at; one = found[index]) index++;
    if ((found[index]?.from ?? text.length) <= at) continue;
    const [written, environment] = match;
    const following = text.slice(at + 1, at + 90);
    if (!isDelimiter(written, environment, following, delimiters)) continue;
    const [line = ''] = text.slice(at, at + LONGEST_TEXT).split('\n', 1);
    const delimiter = written.replace(LITERAL_DOLLAR, '$');
    const opens = !CLOSING.has(written) && !written.startsWith('\\end');
    unpaired.push({
      delimiter,
      opens,
      text: line.replaceAll(LITERAL_DOLLAR, '$').replace(MARK_CHARACTERS, '').trim(),
      ...(delimiter === '$' && hasOpenBrace(following) ? { isInBrace: true } : {}),
    });
    if (unpaired.length === MOST) break;
  }
  return unpaired;
}

function isDelimiter(
  written: string,
  environment: string | undefined,
  following: string,
  { inlineMath, displayMath, processEnvironments }: MathDelimiters,
): boolean {
  if (environment !== undefined) return processEnvironments && isTexEnvironment(environment);
  const single = written === '$' || written === LITERAL_DOLLAR;
  const pairs = [...inlineMath, ...displayMath];
  if (single) return pairs.some(([open]) => open === '$') && (TEX.test(following) || hasOpenBrace(following));
  return pairs.some(([open, close]) => open === written || close === written);
}

/** Whether a brace is open at the next dollar of a line: MathJax takes that for a part of the formula. */
function hasOpenBrace(following: string): boolean {
  const [, tex] = /^([^$\uFDD2\n]*)[$\uFDD2]/.exec(following) ?? [];
  const braces = tex?.replace(/\\[\s\S]/g, '').match(/[{}]/g) ?? [];
  return braces.reduce((depth, brace) => depth + (brace === '{' ? 1 : -1), 0) > 0;
}
