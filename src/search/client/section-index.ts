import MiniSearch from 'minisearch';
import { type IndexHead, readPostings, signLength } from '../index-parts.js';
import type { QueryTerm } from '../terms.js';

/** A section that was found, by its number, and the terms of the index by which it was. */
export interface FoundSection {
  readonly section: number;
  readonly score: number;
  readonly terms: readonly string[];
}

const FIELDS = ['heading', 'text'] as const;

/** MiniSearch over an index that is there in part: terms are added as their parts come. */
export class SectionIndex extends MiniSearch<{ readonly id: number }> {
  /** The first sections of pages. */
  readonly #starts = new Set<number>();

  constructor({ lengths, pages }: Pick<IndexHead, 'lengths' | 'pages'>) {
    super({ fields: [...FIELDS] });
    const count = lengths.length / 2;
    const sums = [0, 0];
    for (let section = 0; section < count; section++) {
      const own = [0, 1].map((field) => signLength(lengths.charAt(section * 2 + field)));
      this._documentIds.set(section, section);
      this._fieldLength.set(section, own);
      for (const [field, length] of own.entries()) sums[field] = (sums[field] ?? 0) + length;
    }
    let start = 0;
    for (const [, , sections] of pages) {
      this.#starts.add(start);
      start += sections;
    }
    this._documentCount = count;
    this._nextId = count;
    this._avgFieldLength = sums.map((sum) => sum / Math.max(1, count));
  }

  /** Adds a part of the list of terms. */
  addPart(lines: string): void {
    for (const line of lines.split('\n')) {
      const [term = '', texts = '', headings = ''] = line.split(' ');
      this._index.set(
        term,
        new Map([
          [0, postingMap(headings)],
          [1, postingMap(texts)],
        ]),
      );
    }
  }

  /** The sections that have the terms, best first. */
  find(terms: readonly QueryTerm[]): FoundSection[] {
    const list = terms.map(({ term }) => term);
    const isKnown = ({ term, isPrefix }: QueryTerm): boolean =>
      this._index.has(term) || (isPrefix && this._index.atPrefix(term).size > 0);
    // Words that are there as they are written are meant so. Two letters in the wrong order are two errors.
    const errors = terms.map((term) =>
      !term.isFuzzy || isKnown(term) ? false : term.term.length > 4 ? 2 : 1,
    );
    const found = this.search(' ', {
      tokenize: () => list,
      processTerm: (term) => term,
      prefix: (_, index) => terms[index]?.isPrefix ?? false,
      fuzzy: (_, index) => errors[index] ?? false,
      boost: { heading: 3, text: 1 },
      // What a whole page is about is more than what a part of one is.
      boostDocument: (section) => (this.#starts.has(section) ? 1.3 : 1),
      weights: { prefix: 0.6, fuzzy: 0.25 },
    });
    return found.map(({ id, score, terms: matched }) => ({ section: id, score, terms: matched }));
  }
}

function postingMap(text: string): Map<number, number> {
  const list = readPostings(text);
  const postings = new Map<number, number>();
  for (let at = 0; at < list.length; at += 2) postings.set(list[at] ?? 0, list[at + 1] ?? 1);
  return postings;
}
