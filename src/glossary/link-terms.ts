import { escapeAttribute } from '../math/index.js';
import { pageLines } from './page-lines.js';
import { termMatcher } from './term-matcher.js';
import { changeTermRegions, hasTermRegions, withoutTermRegions } from './term-regions.js';
import { wordText } from './word-edges.js';

/** A term that a page can lead to. */
export interface LinkableTerm {
  /** What it is looked for as, see `formsOf`. */
  readonly forms: readonly string[];
  /** Where it is defined, as the page has it. */
  readonly address: string;
}

/**
 * A page in which the first use of each term leads to its definition, within what `TERM_REGION` encloses. What the page links to
 * the definition itself is its first use. The comments go.
 */
export function linkTerms(html: string, linkable: () => readonly LinkableTerm[]): string {
  if (!hasTermRegions(html)) return html;
  const terms = linkable();
  if (terms.length === 0) return withoutTermRegions(html);
  const find = termMatcher(terms.map(({ forms }) => forms));
  const used = new Set<number>();
  return changeTermRegions(html, (text) => {
    let linked = '';
    let done = 0;
    for (const line of pageLines(text)) {
      const matches = find(wordText(line.text), (from, to) => line.rangeOf(from, to) !== undefined);
      const ownLinks = line.links.flatMap(([at, address]) =>
        terms.flatMap((term, index) => (term.address === address ? [{ at, term: index }] : [])),
      );
      for (const { from, to, term } of matches) {
        for (const own of ownLinks) if (own.at <= from) used.add(own.term);
        const range = line.rangeOf(from, to);
        if (used.has(term) || range === undefined) continue;
        used.add(term);
        const [start, end] = range;
        const address = escapeAttribute(terms[term]?.address ?? '');
        linked += `${text.slice(done, start)}<a class="term reference" href="${address}">${text.slice(start, end)}</a>`;
        done = end;
      }
      for (const { term } of ownLinks) used.add(term);
    }
    return linked + text.slice(done);
  });
}
