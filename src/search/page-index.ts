import { FORMULA_SIGN } from './formula-sign.js';
import type { FoundFormula, SearchSection } from './page-sections.js';
import { searchedTex } from './searched-tex.js';
import { termsOf } from './terms.js';

/** A section of a page as the index lists it. */
export interface ListedSection {
  readonly anchor: string;
  readonly level: number;
  readonly heading: string;
  /** The formulas of its heading. */
  readonly formulas: readonly FoundFormula[];
  /** How many different terms its heading has, and its text. */
  readonly lengths: readonly [heading: number, text: number];
}

/** A term of a page: in whose headings and in whose texts it is, by the numbers of sections, each with how often. */
export type PageTerm = readonly [term: string, headings: readonly number[], texts: readonly number[]];

/** What the index has of a page. Plain data. */
export interface PageIndex {
  readonly sections: readonly ListedSection[];
  readonly terms: readonly PageTerm[];
  /** Its sections' texts, in pieces that are loaded by themselves: how many sections each has, and these in JSON. */
  readonly pieces: readonly (readonly [sections: number, text: string])[];
}

/** A piece of texts as readers' browsers have it. */
export interface TextPiece {
  readonly sections: readonly TextSection[];
  readonly formulas: readonly (readonly [tex: string, html: string])[];
}

/** A section of it; formulas are signs in its heading and its text. */
export type TextSection = readonly [
  anchor: string,
  heading: string,
  text: string,
  /** The numbers in the piece's list of the formulas of the heading, and then of the text. */
  formulas: readonly number[],
];

/** A piece ends behind the section with which it has so many characters. */
const LARGEST_PIECE = 20_000;
/** What is typeset at greater length is shown as TeX: it would be cut off all the same. */
const LONGEST_FORMULA = 8_000;
/** Ten times is as good as often, to those who rank results (BM25). */
const MOST = 9;

/** Makes the index of a page out of its sections. */
export function pageIndex(all: readonly SearchSection[]): PageIndex {
  const sections = withoutEmptyStart(all);
  const terms = new Map<string, { readonly headings: number[]; readonly texts: number[] }>();
  const count = (text: string, section: number, field: 'headings' | 'texts'): number => {
    const counts = new Map<string, number>();
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, number] of counts) {
      let known = terms.get(term);
      if (known === undefined) {
        known = { headings: [], texts: [] };
        terms.set(term, known);
      }
      known[field].push(section, Math.min(number, MOST));
    }
    return counts.size;
  };
  const listed = sections.map(({ anchor, level, heading, text, formulas }, section): ListedSection => {
    const inHeading = formulas.slice(0, heading.split(FORMULA_SIGN).length - 1);
    const tex = (list: readonly FoundFormula[]): string =>
      list.map((formula) => searchedTex(formula.tex)).join(' ');
    return {
      anchor,
      level,
      heading,
      formulas: inHeading,
      lengths: [
        count(`${heading} ${tex(inHeading)}`, section, 'headings'),
        count(`${text} ${tex(formulas.slice(inHeading.length))}`, section, 'texts'),
      ],
    };
  });
  return {
    sections: listed,
    terms: [...terms].map(([term, { headings, texts }]) => [term, headings, texts]),
    pieces: piecesOf(sections),
  };
}

/** A page whose text begins with its title, or that has no other, has one part for both. */
function withoutEmptyStart(sections: readonly SearchSection[]): readonly SearchSection[] {
  const [first, second, ...others] = sections;
  if (first === undefined || second === undefined || first.text !== '' || second.level !== 1) return sections;
  if (first.heading !== '' && words(first.heading) !== words(second.heading)) return sections;
  return [{ ...second, anchor: '', level: 0 }, ...others];
}

function words(text: string): string {
  return termsOf(text).join(' ');
}

function piecesOf(sections: readonly SearchSection[]): [number, string][] {
  const pieces: [number, string][] = [];
  let open: TextSection[] = [];
  let formulas = new Map<string, number>();
  let size = 0;
  const close = (): void => {
    if (open.length === 0) return;
    // The keys are formulas in JSON.
    const list = [...formulas.keys()].map((key) => JSON.parse(key) as TextPiece['formulas'][number]);
    const piece: TextPiece = { sections: open, formulas: list };
    pieces.push([open.length, JSON.stringify(piece)]);
    open = [];
    formulas = new Map();
    size = 0;
  };
  for (const { anchor, heading, text, formulas: used } of sections) {
    const numbers = used.map(({ tex, html }) => {
      const key = JSON.stringify([tex, html.length > LONGEST_FORMULA ? '' : html]);
      const known = formulas.get(key);
      if (known !== undefined) return known;
      size += key.length / 3;
      formulas.set(key, formulas.size);
      return formulas.size - 1;
    });
    open.push([anchor, heading, text, numbers]);
    size += text.length;
    if (size > LARGEST_PIECE) close();
  }
  close();
  return pieces;
}
