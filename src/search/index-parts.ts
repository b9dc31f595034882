import { decodeName } from '../labels/index.js';
import type { PageIndex } from './page-index.js';
import { readPostings } from './postings.js';
import { termLine } from './term-lines.js';

/** A page, and what the index has of it. */
export interface IndexedPage {
  readonly title: string;
  /** From the site's root, without a slash in front. */
  readonly url: string;
  /** The file that it is, relative to the site's root. */
  readonly outputPath: string;
  readonly sections: PageIndex['sections'];
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
  /** The lines of each part. */
  readonly terms: readonly string[];
}

/** A part of the list of terms ends behind the term with which it has so many characters. */
const LARGEST_PART = 8_000;
/** Terms that more than half of so many sections have tell none of them from the others. */
const MANY_SECTIONS = 40;

/** Puts the index of a course together; `lines` are the terms of all pages (`term-lines.ts`). */
export function indexParts(pages: readonly IndexedPage[], lines: readonly string[]): IndexParts {
  const sections = pages.flatMap((page) => page.sections);
  const { starts, parts } = partsOf(lines, sections.length);
  return {
    head: {
      pages: pages.map(({ title, url, outputPath, sections: { length } }): IndexHeadPage => {
        const told = url === '' || url.endsWith('/') ? `${url}index.html` : url;
        const page = [title, url, length] as const;
        return decodeName(told) === outputPath ? page : [...page, outputPath];
      }),
      pieces: pages.flatMap((page) => page.pieces),
      lengths: sections
        .map(({ lengths: [heading, text] }) => lengthSign(heading) + lengthSign(text))
        .join(''),
      parts: starts,
    },
    terms: parts,
  };
}

function partsOf(all: readonly string[], sections: number): { starts: string[]; parts: string[] } {
  const starts: string[] = [];
  const parts: string[] = [];
  let lines: string[] = [];
  let size = 0;
  for (const whole of all) {
    const line = sections > MANY_SECTIONS ? withoutEverywhere(whole, sections) : whole;
    if (line === '') continue;
    if (lines.length === 0) starts.push(line.slice(0, line.indexOf(' ')));
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

/** The line of a term without its places in texts where these are more than half of all, '' where nothing is left. */
function withoutEverywhere(line: string, sections: number): string {
  // A place has two signs at least.
  if (line.length <= sections) return line;
  const [term = '', texts = '', headings = ''] = line.split(' ');
  if (readPostings(texts).length <= sections) return line;
  return headings === '' ? '' : termLine(term, headings, '');
}

/** How many terms a text has, within a tenth, as one sign. */
function lengthSign(terms: number): string {
  return String.fromCharCode(48 + Math.round(Math.log2(terms + 1) * 6));
}

/** Reads what {@link lengthSign} wrote. */
export function signLength(sign: string): number {
  return Math.round(2 ** ((sign.charCodeAt(0) - 48) / 6) - 1);
}
