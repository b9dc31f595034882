import { type Delimiters, formulaMark, isTextEnvironment, LITERAL_DOLLAR } from '../../../math/index.js';
import type { MarkdownEnvironment } from '../../document/environment.js';
import { closingDollar } from '../../inline/formulas/dollar-math.js';
import { texEnd } from '../../inline/formulas/tex-end.js';
import { cachedIndexOf, type IndexOf } from '../../source/index-of.js';
import {
  decodedSegment,
  joinSegments,
  mappedFormula,
  type Segment,
  sliceSegment,
} from '../../source/segment.js';

/** What may open a formula, or a backslash that takes the meaning of what follows. */
const OPENING = /\\[\\$]|\\\(|\\\[|\$\$?|\\begin\s{0,9}\{([^{}]{1,64})\}/g;

/** What every delimiter of formulas has in it. */
const OF_FORMULA = /[\\$]/;

const CLOSING: Readonly<Record<string, string>> = { $$: '$$', '\\(': '\\)', '\\[': '\\]' };

/** A formula in a text, by offsets of its TeX. */
interface Found {
  readonly from: number;
  readonly to: number;
  /** The offset behind its closing delimiter. */
  readonly end: number;
  readonly display: boolean;
  readonly delimiters: Delimiters;
}

/** A part of a text that MathJax reads as one: characters, or what it reads over, a comment or a line break. */
export interface TextPart {
  /** What is read of it. */
  readonly segment: Segment;
  /** What it is where it stands in no formula; as it is read, unless it says otherwise. */
  readonly written?: string;
}

/** A part `[from, to)` of a text, and what is printed in its place. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/**
 * The text of an HTML element that Markdown leaves alone, part by part, with its formulas noted and marks in their
 * places, as MathJax would find them there: `$$…$$`, `\(…\)`, `\[…\]`, environments, and `$…$` where the site
 * has it. Other dollars stand for themselves then. Character references may stand in the text and stay there. A formula
 * that goes on in other parts stands where it begins, and what was written of it in those is gone.
 */
export function markFormulas(parts: readonly TextPart[], environment: MarkdownEnvironment): string[] {
  // Most texts have none, and stay as they are.
  if (!parts.some(({ segment }) => OF_FORMULA.test(segment.text)))
    return parts.map(({ segment, written }) => written ?? segment.text);
  const whole = joinSegments(parts.map(({ segment }) => segment));
  const replacements = replacementsIn(whole, environment);
  let start = 0;
  let next = 0;
  return parts.map(({ segment: { text }, written }) => {
    const end = start + text.length;
    let marked = '';
    let done = Math.max(start, replacements[next - 1]?.to ?? 0);
    const isInside = done > start;
    for (let one = replacements[next]; one !== undefined && one.from < end; one = replacements[++next]) {
      marked += whole.text.slice(done, one.from) + one.by;
      done = one.to;
    }
    marked += whole.text.slice(done, end);
    start = end;
    return written === undefined || isInside ? marked : written;
  });
}

function replacementsIn(segment: Segment, environment: MarkdownEnvironment): readonly Replacement[] {
  const { text } = segment;
  const indexOf = cachedIndexOf(text);
  const replacements: Replacement[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const found = formulaAt(text, match, indexOf, environment);
    const from = match.index;
    if (found !== undefined) {
      replacements.push({ from, to: found.end, by: addFormula(segment, found, environment) });
      OPENING.lastIndex = found.end;
    } else if (match[0] === '$' && environment.options.dollars) {
      replacements.push({ from, to: from + 1, by: LITERAL_DOLLAR });
    }
  }
  return replacements;
}

/** The formula that `match` opens, if it closes. */
function formulaAt(
  text: string,
  match: RegExpExecArray,
  indexOf: IndexOf,
  environment: MarkdownEnvironment,
): Found | undefined {
  const [opening, name] = match;
  const from = match.index + opening.length;
  if (opening === '$') {
    const to = environment.options.dollars ? closingDollar(text, from, indexOf, environment) : -1;
    return to < 0 ? undefined : { from, to, end: to + 1, display: false, delimiters: ['$', '$'] };
  }
  const close = name === undefined ? CLOSING[opening] : `\\end{${name}}`;
  const to = close === undefined ? -1 : texEnd(text, from, close, indexOf, environment);
  if (close === undefined || to < 0) return undefined;
  const end = to + close.length;
  if (name !== undefined && isTextEnvironment(name, text.slice(from, to), environment.document.text))
    return undefined;
  return name === undefined
    ? { from, to, end, display: opening !== '\\(', delimiters: [opening, close] }
    : { from: match.index, to: end, end, display: true, delimiters: ['', ''] };
}

function addFormula(
  segment: Segment,
  { from, to, display, delimiters }: Found,
  environment: MarkdownEnvironment,
): string {
  const formula = { ...decodedSegment(sliceSegment(segment, from, to)), display, delimiters };
  return formulaMark(environment.formulas.push(mappedFormula(formula, environment)) - 1);
}
