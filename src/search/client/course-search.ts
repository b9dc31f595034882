import type { IndexHead, IndexHeadPage } from '../index-parts.js';
import type { TextPiece, TextSection } from '../page-index.js';
import { folded, type QueryTerm, queryTerms, textRuns } from '../terms.js';
import type { IndexLoader } from './index-loader.js';
import { type FoundSection, SectionIndex } from './section-index.js';

/** A section that was found, and the page that it is of. */
export interface SearchResult extends FoundSection {
  readonly page: IndexHeadPage;
}

/** A section's text, and the formulas that it has. */
export interface ResultText {
  readonly section: TextSection;
  readonly formulas: TextPiece['formulas'];
}

/** The search of a course: loads of its index what is asked for. */
export interface CourseSearch {
  readonly head: IndexHead;
  /** The best sections first, a few of each page, as far as the index tells. */
  readonly find: (query: string) => Promise<readonly SearchResult[]>;
  /**
   * The same results, with those first in which the signs of what was asked for are beside each other, which their texts tell. The
   * same list where that changes nothing, or nothing has to be loaded to know it.
   */
  readonly phrasesFirst: (
    results: readonly SearchResult[],
    query: string,
  ) => Promise<readonly SearchResult[]>;
  readonly textOf: (result: SearchResult) => Promise<ResultText>;
}

/** So many sections are shown of a page, and of all. */
const MOST_OF_A_PAGE = 3;
const MOST = 30;
/** Of so many sections with every pair of signs it is looked up whether these are beside each other. */
const MOST_CHECKED = 9;
/** With more signs than that they hardly are in one section and not beside each other. */
const LONGEST_CHECKED = 5;
/** So many parts are loaded for terms that begin with the same letters, or with the same letter. */
const MOST_FOR_PREFIX = 3;
const MOST_FOR_LETTER = 8;
/** With fewer results, what was asked for may be misspelt at its beginning. */
const FEW = 3;

/** Opens the search of a course. */
export async function courseSearch(
  loader: IndexLoader,
  opened: (head: IndexHead) => void,
): Promise<CourseSearch> {
  // It is what the build wrote.
  const head = JSON.parse(await loader.load('head')) as IndexHead;
  opened(head);
  const index = new SectionIndex(head);
  const add = once(async (part) => index.addPart(await loader.load(`terms/${part}`)));
  const pages = startsOf(head.pages.map(([, , sections]) => sections));
  const pieces = startsOf(head.pieces);
  // It is what the build wrote, too.
  const piece = once(async (number) => JSON.parse(await loader.load(`text/${number}`)) as TextPiece);

  const textOf: CourseSearch['textOf'] = async ({ section }) => {
    const number = placeIn(pieces, section);
    const { sections, formulas } = await piece(number);
    const own = sections[section - (pieces[number] ?? 0)];
    if (own === undefined) throw new Error(`text/${number} is of another index`);
    return { section: own, formulas };
  };

  const find: CourseSearch['find'] = async (query) => {
    const terms = queryTerms(query);
    await Promise.all([...new Set(terms.flatMap((term) => partsFor(term, head.parts)))].map(add));
    let found = index.find(terms);
    const fuzzy = terms.filter((term) => term.isFuzzy);
    if (found.length < FEW && fuzzy.length > 0) {
      await Promise.all([...new Set(fuzzy.flatMap(({ term }) => partsOfLetter(term, head.parts)))].map(add));
      found = index.find(terms);
    }
    const shown = new Map<number, number>();
    const results: SearchResult[] = [];
    for (const one of found) {
      const number = placeIn(pages, one.section);
      const page = head.pages[number];
      const before = shown.get(number) ?? 0;
      if (page === undefined || before >= MOST_OF_A_PAGE) continue;
      shown.set(number, before + 1);
      results.push({ ...one, page });
      if (results.length >= MOST) break;
    }
    return results;
  };

  return { head, find, phrasesFirst: (results, query) => phrasesFirst(results, query, textOf), textOf };
}

/** Pairs of hiragana and something else are beside many words, and so tell nothing of what they stand between. */
const LOOSE = /\p{Script=Hiragana}[^\p{Script=Hiragana}]|[^\p{Script=Hiragana}]\p{Script=Hiragana}/u;

/** See {@link CourseSearch.phrasesFirst}: the index knows of pairs only, and where all of them are of words these are beside each other. */
async function phrasesFirst(
  results: readonly SearchResult[],
  query: string,
  textOf: CourseSearch['textOf'],
): Promise<readonly SearchResult[]> {
  const runs = textRuns(query).filter(({ terms }) => terms.length > 2 && terms.every(({ isPair }) => isPair));
  const phrases = runs.map(({ from, to }) => folded(query.slice(from, to)));
  const all = phrases.join('');
  if (!LOOSE.test(all) || all.length > LONGEST_CHECKED) return results;
  const pairs = runs.flatMap(({ terms }) => terms.slice(0, -1).map(({ term }) => term));
  const checked = results
    .filter(({ terms }) => pairs.every((pair) => terms.includes(pair)))
    .slice(0, MOST_CHECKED);
  if (checked.length < 2) return results;
  const texts = await Promise.all(checked.map(textOf));
  const first = checked.filter((_, index) => {
    const [, heading = '', text = ''] = texts[index]?.section ?? [];
    const whole = folded(`${heading} ${text}`);
    return phrases.every((phrase) => whole.includes(phrase));
  });
  const isFirst = first.every((result, index) => results[index] === result);
  return isFirst ? results : [...first, ...results.filter((result) => !first.includes(result))];
}

/** Loads what a number names once, and again where that has failed when it is asked for again. */
function once<T>(load: (number: number) => Promise<T>): (number: number) => Promise<T> {
  const known = new Map<number, Promise<T>>();
  return (number) => {
    const loading =
      known.get(number) ??
      load(number).catch((error: unknown) => {
        known.delete(number);
        throw error;
      });
    known.set(number, loading);
    return loading;
  };
}

/** The numbers at which each of a list of groups begins, where these are counted through. */
function startsOf(sizes: readonly number[]): number[] {
  const starts: number[] = [];
  let next = 0;
  for (const size of sizes) {
    starts.push(next);
    next += size;
  }
  return starts;
}

/** The last place of a sorted list that is not above a value; 0 where all are. */
function placeIn<T extends number | string>(list: readonly T[], value: T): number {
  let low = 0;
  let high = list.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const at = list[middle];
    if (at !== undefined && at <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** The parts of the list of terms that have what a term means. */
function partsFor({ term, isPrefix }: QueryTerm, parts: readonly string[]): number[] {
  const first = placeIn(parts, term);
  if (parts.length === 0) return [];
  return isPrefix ? between(first, placeIn(parts, `${term}\uffff`), MOST_FOR_PREFIX) : [first];
}

function partsOfLetter(term: string, parts: readonly string[]): number[] {
  const letter = term.slice(0, 1);
  return between(placeIn(parts, letter), placeIn(parts, `${letter}\uffff`), MOST_FOR_LETTER);
}

function between(first: number, last: number, most: number): number[] {
  return Array.from({ length: Math.min(last - first + 1, most) }, (_, index) => first + index);
}
