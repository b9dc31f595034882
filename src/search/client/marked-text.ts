import { FORMULA_SIGN } from '../formula-sign.js';
import { searchedTex } from '../searched-tex.js';
import { termsOf, textRuns } from '../terms.js';

/** A stretch of a text that is shown: as it is or marked, or a formula by its place among those of the section. */
export type ShownPart =
  | { readonly kind: 'text'; readonly text: string; readonly isMarked: boolean }
  | { readonly kind: 'formula'; readonly index: number; readonly isMarked: boolean };

/** A stretch of a text by its offsets. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What was found there. */
  readonly terms: readonly string[];
}

/** What is marked in a text: terms that were found, and how long the longest stretch of signs is that was asked for. */
export interface Matched {
  readonly terms: ReadonlySet<string>;
  /** Two signs beside each other, as they are looked for, are marked where as many are found beside them, up to three. */
  readonly longest: number;
}

/** How much of a text is shown; wide signs count twice. */
const SHOWN = 190;
/** How much of it stands before what was found. */
const BEFORE = 45;
const FORMULA_WIDTH = 8;

/** A whole text, as of a heading. `tex` has the formulas of the text, of which the first is number `first` of its section. */
export function markedText(text: string, tex: readonly string[], matched: Matched, first = 0): ShownPart[] {
  return parts(text, 0, text.length, { tex, first, matched, marks: marksIn(text, matched) });
}

/** Of a text the part in which the most of what was asked for is near each other. */
export function excerpt(text: string, tex: readonly string[], matched: Matched, first = 0): ShownPart[] {
  const all = [...marksIn(text, matched), ...formulasIn(text, tex, matched)].sort((a, b) => a.from - b.from);
  const start = wordBefore(text, bestStart(text, all));
  const end = wordBehind(text, endFrom(text, start));
  const marks = all.filter(({ from, to }) => from >= start && to <= end);
  const shown = parts(text, start, end, { tex, first, matched, marks });
  const dots: ShownPart = { kind: 'text', text: '…', isMarked: false };
  return [...(start > 0 ? [dots] : []), ...shown, ...(end < text.length ? [dots] : [])];
}

function widthOf(sign: string): number {
  if (sign === FORMULA_SIGN) return FORMULA_WIDTH;
  return sign >= '\u2e80' ? 2 : 1;
}

/** Where a text ends that begins at `start` and is as wide as what is shown. */
function endFrom(text: string, start: number): number {
  let width = 0;
  let at = start;
  while (at < text.length && width < SHOWN) {
    width += widthOf(text.charAt(at));
    at++;
  }
  return at;
}

/** So many places in a text are looked at: one who asks for a letter finds thousands. */
const MOST_PLACES = 300;

function bestStart(text: string, stretches: readonly Stretch[]): number {
  let best = { start: 0, score: -1 };
  for (const [index, { from }] of stretches.slice(0, MOST_PLACES).entries()) {
    const end = endFrom(text, from) - BEFORE;
    const terms = new Set<string>();
    let count = 0;
    for (let at = index; at < stretches.length; at++) {
      const one = stretches[at];
      if (one === undefined || one.to > end) break;
      for (const term of one.terms) terms.add(term);
      count++;
    }
    const score = terms.size + Math.min(count, 9) / 10;
    if (score > best.score) best = { start: from, score };
  }
  let { start } = best;
  for (let width = 0; start > 0 && width < BEFORE; start--) width += widthOf(text.charAt(start - 1));
  return start;
}

/** The beginning of the word at a place, unless it is far away. */
function wordBefore(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + 20).indexOf(' ');
  return space < 0 ? at : at + space + 1;
}

function wordBehind(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at, at + 20).search(/[ 、。，．]/);
  return space < 0 ? at : at + space;
}

/** What of a text is marked. Pairs of signs that overlap are one stretch. */
function marksIn(text: string, { terms, longest }: Matched): Stretch[] {
  const marks: Stretch[] = [];
  for (const run of textRuns(text)) {
    let open: { from: number; to: number; terms: string[] } | undefined;
    const close = (): void => {
      if (open !== undefined && open.to - open.from >= Math.min(longest, 3)) marks.push(open);
      open = undefined;
    };
    for (const { term, from, to, isPair } of run.terms) {
      if (!terms.has(term)) continue;
      if (!isPair) {
        marks.push({ from, to, terms: [term] });
        continue;
      }
      if (open !== undefined && from <= open.to) open = { from: open.from, to, terms: [...open.terms, term] };
      else {
        close();
        open = { from, to, terms: [term] };
      }
    }
    close();
  }
  return marks;
}

function formulasIn(text: string, tex: readonly string[], matched: Matched): Stretch[] {
  const found: Stretch[] = [];
  let index = 0;
  for (let at = text.indexOf(FORMULA_SIGN); at >= 0; at = text.indexOf(FORMULA_SIGN, at + 1)) {
    const terms = texTerms(tex[index] ?? '', matched);
    if (terms.length > 0) found.push({ from: at, to: at + 1, terms });
    index++;
  }
  return found;
}

function texTerms(tex: string, { terms }: Matched): string[] {
  return termsOf(searchedTex(tex)).filter((term) => terms.has(term));
}

interface Marking {
  readonly tex: readonly string[];
  readonly first: number;
  readonly matched: Matched;
  readonly marks: readonly Stretch[];
}

function parts(
  text: string,
  start: number,
  end: number,
  { tex, first, matched, marks }: Marking,
): ShownPart[] {
  const shown: ShownPart[] = [];
  let formula = text.slice(0, start).split(FORMULA_SIGN).length - 1;
  const add = (from: number, to: number, isMarked: boolean): void => {
    for (const [index, piece] of text.slice(from, to).split(FORMULA_SIGN).entries()) {
      if (index > 0) {
        const isFound = texTerms(tex[formula] ?? '', matched).length > 0;
        shown.push({ kind: 'formula', index: first + formula, isMarked: isFound });
        formula++;
      }
      if (piece !== '') shown.push({ kind: 'text', text: piece, isMarked });
    }
  };
  let at = start;
  for (const { from, to } of marks) {
    if (from < at || text.slice(from, to) === FORMULA_SIGN) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  return shown;
}
