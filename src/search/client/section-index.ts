import MiniSearch from 'minisearch';
import { type IndexHead, signLength } from '../index-parts.js';
import { readPostings } from '../postings.js';
import { firstFrom } from '../term-lines.js';
import type { QueryTerm } from '../terms.js';

/** A section that was found, by its number, and the terms of the index by which it was. */
export interface FoundSection {
  readonly section: number;
  readonly score: number;
  readonly terms: readonly string[];
}

const FIELDS = ['heading', 'text'] as const;

/**
 * MiniSearch over an index that is there in part. Of the parts of the list of terms that have come it is given what a question needs:
 * to read all of them takes a phone longer than to answer.
 */
export class SectionIndex extends MiniSearch<{ readonly id: number }> {
  /** The first sections of pages. */
  readonly #starts = new Set<number>();
  /** The parts that are there, each in lines, which are sorted. */
  readonly #parts: (readonly string[])[] = [];

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
    this.#parts.push(lines.split('\n'));
  }

  /** The sections that have the terms, best first. */
  find(terms: readonly QueryTerm[]): FoundSection[] {
    const list = terms.map(({ term }) => term);
    // Words that are there as they are written are meant so. Two letters in the wrong order are two errors.
    const errors = terms.map(({ term, isPrefix, isFuzzy }) => {
      if (this.#takes(term, isPrefix ? term : `${term} `) || !isFuzzy) return false;
      this.#takeAllNear(term);
      return term.length > 4 ? 2 : 1;
    });
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

  /** Gives MiniSearch the terms whose lines begin with something; answers with whether there are any. */
  #takes(term: string, beginning: string): boolean {
    let isThere = false;
    for (const lines of this.#parts) {
      for (let at = firstFrom(lines, term); lines[at]?.startsWith(beginning) === true; at++) {
        this.#take(lines[at] ?? '');
        isThere = true;
      }
    }
    return isThere;
  }

  /** Gives it all terms of the parts in which those with the same first letter are. */
  #takeAllNear(term: string): void {
    const [letter = ''] = term;
    for (const lines of this.#parts) {
      if (lines[firstFrom(lines, letter)]?.startsWith(letter) !== true) continue;
      for (const line of lines) this.#take(line);
    }
  }

  #take(line: string): void {
    const [term = '', texts = '', headings = ''] = line.split(' ');
    if (this._index.has(term)) return;
    this._index.set(
      term,
      new Map([
        [0, postingMap(headings)],
        [1, postingMap(texts)],
      ]),
    );
  }
}

function postingMap(text: string): Map<number, number> {
  const list = readPostings(text);
  const postings = new Map<number, number>();
  for (let at = 0; at < list.length; at += 2) postings.set(list[at] ?? 0, list[at + 1] ?? 1);
  return postings;
}
