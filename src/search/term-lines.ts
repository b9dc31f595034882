import type { PageTerm } from './page-index.js';
import { posting, postingsText, readPostings } from './postings.js';

/*
 * The terms of a course, sorted, each as a line: the term, a space, where it is in texts and, behind another space, where it is in
 * headings (`postings.ts`).
 */

/** A page's terms, by the numbers of the page's own sections, of which it has so many. */
export interface TermsOfPage {
  readonly sections: number;
  readonly terms: () => readonly PageTerm[];
}

/** What has become of the terms of a page whose sections are as many as before. */
export interface TermsChange {
  /** The number of its first section in the course. */
  readonly first: number;
  readonly sections: number;
  readonly before: readonly PageTerm[];
  readonly after: readonly PageTerm[];
}

interface Postings {
  headings: string;
  texts: string;
  lastHeading: number;
  lastText: number;
}

/** The lines of a course's terms. */
export function mergedTerms(pages: readonly TermsOfPage[]): string[] {
  const all = new Map<string, Postings>();
  let first = 0;
  for (const page of pages) {
    for (const [term, headings, texts] of page.terms()) {
      let postings = all.get(term);
      if (postings === undefined) {
        postings = { headings: '', texts: '', lastHeading: 0, lastText: 0 };
        all.set(term, postings);
      }
      for (let at = 0; at < headings.length; at += 2) {
        const section = first + (headings[at] ?? 0);
        postings.headings += posting(section - postings.lastHeading, headings[at + 1] ?? 1);
        postings.lastHeading = section;
      }
      for (let at = 0; at < texts.length; at += 2) {
        const section = first + (texts[at] ?? 0);
        postings.texts += posting(section - postings.lastText, texts[at + 1] ?? 1);
        postings.lastText = section;
      }
    }
    first += page.sections;
  }
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, { headings, texts }]) => termLine(term, headings, texts));
}

/** A line of a term. */
export function termLine(term: string, headings: string, texts: string): string {
  return `${term} ${texts}${headings === '' ? '' : ` ${headings}`}`;
}

/** The lines of a course's terms after pages have changed: those that {@link mergedTerms} makes of all pages, in less time. */
export function changedTerms(lines: readonly string[], changes: readonly TermsChange[]): string[] {
  const changed = new Map<string, { headings: number[]; texts: number[] }>();
  const open = (term: string): { headings: number[]; texts: number[] } => {
    let known = changed.get(term);
    if (known === undefined) {
      const line = lines[firstFrom(lines, term)] ?? '';
      const [, texts = '', headings = ''] = line.startsWith(`${term} `) ? line.split(' ') : [];
      known = { headings: readPostings(headings), texts: readPostings(texts) };
      changed.set(term, known);
    }
    return known;
  };
  for (const { first, sections, before, after } of changes) {
    const old = new Map(before.map((one) => [one[0], one]));
    const put = ([term, headings, texts]: PageTerm): void => {
      const known = open(term);
      known.headings = replaced(known.headings, { first, sections }, headings);
      known.texts = replaced(known.texts, { first, sections }, texts);
    };
    for (const one of after) {
      const [term, headings, texts] = one;
      const [, oldHeadings, oldTexts] = old.get(term) ?? [];
      old.delete(term);
      if (String(headings) !== String(oldHeadings) || String(texts) !== String(oldTexts)) put(one);
    }
    for (const term of old.keys()) put([term, [], []]);
  }
  const result: string[] = [];
  let next = 0;
  const take = (to: number): void => {
    for (; next < to; next++) result.push(lines[next] ?? '');
  };
  for (const term of [...changed.keys()].sort()) {
    const { headings = [], texts = [] } = changed.get(term) ?? {};
    take(firstFrom(lines, term));
    if (lines[next]?.startsWith(`${term} `) === true) next++;
    if (headings.length + texts.length > 0)
      result.push(termLine(term, postingsText(headings), postingsText(texts)));
  }
  take(lines.length);
  return result;
}

/** The places of a term, with others in the sections of one page. */
function replaced(
  places: readonly number[],
  { first, sections }: Pick<TermsChange, 'first' | 'sections'>,
  own: readonly number[],
): number[] {
  const from = placeFrom(places, first);
  const to = placeFrom(places, first + sections);
  const moved = own.map((value, at) => (at % 2 === 0 ? first + value : value));
  return [...places.slice(0, from), ...moved, ...places.slice(to)];
}

/** Where in a list of places those begin that are in a section or behind it. */
function placeFrom(places: readonly number[], section: number): number {
  let at = 0;
  while (at < places.length && (places[at] ?? 0) < section) at += 2;
  return at;
}

/** The number of the first line that is not before a term: no sign of a term is before the space behind it. */
export function firstFrom(lines: readonly string[], term: string): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? '') < term) low = middle + 1;
    else high = middle;
  }
  return low;
}
