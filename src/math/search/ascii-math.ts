import type { MathConfig, PageScript } from '../config/index.js';
import { LITERAL_DOLLAR } from '../formula/index.js';
import type { FoundMath } from './find-math.js';

/** Finds formulas in AsciiMath in a text in which `found` are those in TeX; answers with their texts and delimiters. */
export type AsciiMathFinder = (text: string, found: readonly FoundMath[]) => readonly string[];

/** The combined configurations of MathJax 2 that read AsciiMath: `TeX-MML-AM_CHTML`, `AM_SVG`, … */
const COMBINED = /[?&]config=[^&]*\bAM(?:-|_|$)/i;
/** A formula in a line of text is no longer. */
const LONGEST = 400;

/**
 * Makes the finder of formulas in AsciiMath for a page (`FindAsciiMath.ts` of MathJax 3, `asciimath2jax.js` of MathJax
 * 2). lectern does not typeset them: a page that has some keeps its MathJax. Undefined where AsciiMath is not read.
 */
export function asciiMathFinder(
  { asciiMath: { isRead, delimiters } }: MathConfig,
  scripts: readonly PageScript[],
): AsciiMathFinder | undefined {
  const loads = scripts.some(({ use, src }) => use === 'load' && COMBINED.test(src));
  if (!isRead && !loads) return undefined;
  return (text, found) => {
    if (!delimiters.some(([open]) => text.includes(open))) return [];
    const beside = found.map(({ from }, index) => text.slice(found[index - 1]?.to ?? 0, from));
    const rest = [...beside, text.slice(found.at(-1)?.to ?? 0)].join(' ').replaceAll(LITERAL_DOLLAR, ' ');
    return delimiters.flatMap(([open, close]) => between(rest, open, close));
  };
}

function between(text: string, open: string, close: string): string[] {
  const formulas: string[] = [];
  for (let at = text.indexOf(open); at >= 0; ) {
    const end = text.indexOf(close, at + open.length);
    if (end < 0) break;
    const formula = text.slice(at, end + close.length);
    const isFormula = end - at < LONGEST && text.slice(at + open.length, end).trim() !== '';
    if (isFormula) formulas.push(formula);
    at = text.indexOf(open, isFormula ? end + close.length : at + open.length);
  }
  return formulas;
}
