import { decodeName } from '../labels/index.js';
import type { PageIndex } from './page-index.js';

/** A page, and what the index has of it. */
export interface IndexedPage {
  readonly title: string;
  /** From the site's root, without a slash in front. */
  readonly url: string;
  /** The file that it is, relative to the site's root. */
  readonly outputPath: string;
  readonly sections: PageIndex['sections'];
  readonly terms: () => PageIndex['terms'];
  /** How many sections each piece of its texts has. */
  readonly pieces: readonly number[];
}

/** What a browser loads first. */
export interface IndexHead {
  /** Names this index: parts of no other belong to it. */
  readonly version: string;
  readonly pages: readonly IndexHeadPage[];
  /** How many sections each piece of texts has, in the order of all pages. */
  readonly pieces: readonly number[];
  /** For each section two signs: how many terms its heading and its text have, see {@link lengthSign}. */
  readonly lengths: string;
  /** The first term of each part of the list of terms, which is sorted. */
  readonly parts: readonly string[];
  /** Style sheets of formulas, from the site's root. */
  readonly styles: readonly string[];
}

/** The file is there where the URL does not tell it. */
export type IndexHeadPage = readonly [title: string, url: string, sections: number, file?: string];

/** The index of a course, in the parts in which it is loaded. */
export interface IndexParts {
  readonly head: Omit<IndexHead, 'version' | 'styles'>;
  /** {@link termLines} of each part. */
  readonly terms: readonly string[];
}

/** A part of the list of terms ends behind the term with which it has so many characters. */
const LARGEST_PART = 8_000;
/** Terms that more than half of so many sections have tell none of them from the others. */
const MANY_SECTIONS = 40;

interface Postings {
  headings: string;
  texts: string;
  lastHeading: number;
  lastText: number;
  textCount: number;
}

/** Puts the indexes of pages together. */
export function indexParts(pages: readonly IndexedPage[]): IndexParts {
  const terms = new Map<string, Postings>();
  let lengths = '';
  let first = 0;
  for (const page of pages) {
    for (const {
      lengths: [heading, text],
    } of page.sections)
      lengths += lengthSign(heading) + lengthSign(text);
    for (const [term, headings, texts] of page.terms()) {
      let postings = terms.get(term);
      if (postings === undefined) {
        postings = { headings: '', texts: '', lastHeading: 0, lastText: 0, textCount: 0 };
        terms.set(term, postings);
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
        postings.textCount++;
      }
    }
    first += page.sections.length;
  }
  const { starts, parts } = partsOf(terms, first);
  return {
    head: {
      pages: pages.map(({ title, url, outputPath, sections }): IndexHeadPage => {
        const told = url === '' || url.endsWith('/') ? `${url}index.html` : url;
        const page = [title, url, sections.length] as const;
        return decodeName(told) === outputPath ? page : [...page, outputPath];
      }),
      pieces: pages.flatMap((page) => page.pieces),
      lengths,
      parts: starts,
    },
    terms: parts,
  };
}

function partsOf(
  terms: ReadonlyMap<string, Postings>,
  sections: number,
): { starts: string[]; parts: string[] } {
  const starts: string[] = [];
  const parts: string[] = [];
  let lines: string[] = [];
  let size = 0;
  for (const term of [...terms.keys()].sort()) {
    const { headings, texts, textCount } = terms.get(term) ?? NOTHING;
    const isEverywhere = sections > MANY_SECTIONS && textCount > sections / 2;
    const line = termLine(term, headings, isEverywhere ? '' : texts);
    if (line === '') continue;
    if (lines.length === 0) starts.push(term);
    lines.push(line);
    size += line.length;
    if (size > LARGEST_PART) {
      parts.push(lines.join('\n'));
      lines = [];
      size = 0;
    }
  }
  if (lines.length > 0) parts.push(lines.join('\n'));
  return { starts, parts };
}

const NOTHING: Postings = { headings: '', texts: '', lastHeading: 0, lastText: 0, textCount: 0 };

/*
 * A line is a term, a space, where it is in texts and, behind another space, where it is in headings. A place is the number of
 * sections from the one before on, in base 36; where the term is there more than once, a capital letter behind it says how often:
 * B is two. A comma ends a place that no capital letter ends.
 */

function termLine(term: string, headings: string, texts: string): string {
  if (headings === '' && texts === '') return '';
  return `${term} ${texts}${headings === '' ? '' : ` ${headings}`}`;
}

function posting(distance: number, times: number): string {
  return distance.toString(36) + (times > 1 ? String.fromCharCode(64 + times) : ',');
}

/** Reads the places of a line: sections, each followed by how often. */
export function readPostings(text: string): number[] {
  const found: number[] = [];
  let section = 0;
  let distance = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Digits, then small letters.
    if (code >= 48 && code <= 57) distance = distance * 36 + code - 48;
    else if (code >= 97) distance = distance * 36 + code - 87;
    else {
      section += distance;
      distance = 0;
      found.push(section, code === 44 ? 1 : code - 64);
    }
  }
  return found;
}

/** How many terms a text has, within a tenth, as one sign. */
function lengthSign(terms: number): string {
  return String.fromCharCode(48 + Math.round(Math.log2(terms + 1) * 6));
}

/** Reads what {@link lengthSign} wrote. */
export function signLength(sign: string): number {
  return Math.round(2 ** ((sign.charCodeAt(0) - 48) / 6) - 1);
}
