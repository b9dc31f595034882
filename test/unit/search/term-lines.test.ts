import { expect, test } from 'vitest';
import type { PageTerm } from '../../../src/search/page-index.js';
import { postingsText, readPostings } from '../../../src/search/postings.js';
import { changedTerms, mergedTerms } from '../../../src/search/term-lines.js';
import { createSource, type Source } from '../../support/edited-course.ts';

const WORDS = ['a', 'a1', 'aa', 'b', 'ab', 'ba', 'zeta', 'é', '活性', '性化', '化関', '関数', '𠮷'];

/** The terms of a page with so many sections. */
function randomTerms({ below }: Source, sections: number): PageTerm[] {
  const places = (): number[] =>
    Array.from({ length: sections }, (_, section) => section).flatMap((section) =>
      below(3) === 0 ? [section, 1 + below(9)] : [],
    );
  return WORDS.map((word): PageTerm => [word, places(), places()]).filter(
    ([, headings, texts]) => headings.length + texts.length > 0,
  );
}

test('the terms of pages that have changed come to stand where they would among all', () => {
  const source = createSource(17);
  for (let round = 0; round < 200; round++) {
    const pages = Array.from({ length: 1 + source.below(5) }, () => {
      const sections = source.below(4) * source.below(30);
      return { sections, before: randomTerms(source, sections), after: randomTerms(source, sections) };
    });
    const isChanged = pages.map(() => source.below(2) === 0);
    const lines = mergedTerms(pages.map(({ sections, before }) => ({ sections, terms: () => before })));
    let first = 0;
    const changes = pages.flatMap((page, index) => {
      const change = { ...page, first };
      first += page.sections;
      return isChanged[index] === true ? [change] : [];
    });
    expect(changedTerms(lines, changes)).toEqual(
      mergedTerms(
        pages.map(({ sections, before, after }, index) => ({
          sections,
          terms: () => (isChanged[index] === true ? after : before),
        })),
      ),
    );
  }
});

test('places are read as they were written', () => {
  const places = [0, 1, 35, 2, 36, 9, 5000, 1];
  expect(readPostings(postingsText(places))).toEqual(places);
  expect(mergedTerms([{ sections: 37, terms: () => [['loss', [35, 2], [0, 1, 36, 9]]] }])).toEqual([
    'loss 0,10I zB',
  ]);
});
