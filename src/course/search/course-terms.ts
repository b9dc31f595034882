import { fingerprint, type Read } from '../../cache/index.js';
import { changedTerms, mergedTerms, type TermsChange } from '../../search/index.js';
import type { PageCache } from '../context/index.js';
import type { SearchedPage } from './searched-pages.js';

/** Of more changed pages than one in so many the terms are not put in the place of what they were, but all together anew. */
const FEW = 4;

/**
 * The lines of the terms of a course's pages. Where pages have as many sections each as in an earlier build, only the terms of those
 * that have changed are read, as they are and as they were.
 */
export function courseTerms(pages: readonly SearchedPage[], cache: PageCache): readonly string[] {
  const read: Read = [
    'searched-sections',
    fingerprint(pages.map(({ page, sections }) => [page.file.path, sections.length])),
  ];
  const found = cache.find('searched-terms', '', ([name, print]) => name === read[0] && print === read[1]);
  const known = found?.text(0);
  const changes = found === undefined ? undefined : changesOf(pages, found.value);
  if (known !== undefined && changes?.length === 0) return linesOf(known);
  const lines =
    known === undefined || changes === undefined
      ? mergedTerms(pages.map(({ sections, terms }) => ({ sections: sections.length, terms })))
      : changedTerms(linesOf(known), changes);
  cache.keep('searched-terms', '', {
    reads: [read],
    value: pages.map(({ print, termsHash }) => [print, termsHash] as const),
    texts: [lines.join('\n')],
  });
  return lines;
}

/** Undefined where these are too many, or what a page was is not known any more. */
function changesOf(
  pages: readonly SearchedPage[],
  earlier: readonly (readonly [print: string, termsHash: string])[],
): TermsChange[] | undefined {
  const changes: TermsChange[] = [];
  let first = 0;
  for (const [index, { termsHash, sections, terms, termsOf }] of pages.entries()) {
    const [print = '', hash] = earlier[index] ?? [];
    if (hash !== termsHash) {
      const before = termsOf(print);
      if (before === undefined || (changes.length + 1) * FEW > pages.length + FEW) return undefined;
      changes.push({ first, sections: sections.length, before, after: terms() });
    }
    first += sections.length;
  }
  return changes;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}
