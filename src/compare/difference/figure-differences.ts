import type { Figure } from '../page/reader-page.js';
import { textKey } from '../page/tokens.js';
import type { LinkTarget } from '../site/link-target.js';
import type { Difference } from './difference.js';
import {
  changedReach,
  elsewhere,
  type FactComparison,
  mendTest,
  pageOf,
  type ResolvedPage,
  teller,
} from './fact-comparison.js';
import { match, pairBy } from './match.js';
import { shortened } from './text-differences.js';

/** What of the figures of a page, and of their descriptions, is lost, changed or new. */
export function figureDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young } = comparison;
  const targetOf = ({ kind, src }: Figure, { target }: ResolvedPage): LinkTarget =>
    kind === 'drawing' ? { key: src, shown: 'a drawing in the page', isBroken: false } : target(src);
  const sourceKey = (figure: Figure, page: ResolvedPage): string =>
    `${figure.kind} ${targetOf(figure, page).key}`;
  const tell = teller(
    'figure',
    comparison,
    mendTest(
      comparison,
      (page) => page.figures,
      (figure, page) => `${sourceKey(figure, page)}\n${figure.alt}`,
    ),
  );
  const named = (figure: Figure, page: ResolvedPage): string =>
    `${shortened(targetOf(figure, page).shown, 300)}${figure.alt === '' ? '' : ` “${shortened(figure.alt, 120)}”`}`;
  const isBroken = (figure: Figure, page: ResolvedPage): boolean => targetOf(figure, page).isBroken;
  const matched = match(
    old.page.figures,
    young.page.figures,
    (figure, side) => `${sourceKey(figure, pageOf(comparison, side))}\n${textKey(figure.alt)}`,
  );
  const bySource = pairBy(matched, ({ item }, side) => sourceKey(item, pageOf(comparison, side)));
  const byPlace = pairBy(bySource, ({ item, hunk }) => `${hunk} ${item.kind}`);
  const both = (a: Figure, b: Figure): Pick<Difference, 'old' | 'new'> => ({
    old: named(a, old),
    new: named(b, young),
  });
  const kept = [
    ...matched.same,
    ...matched.moved,
    ...bySource.pairs.map(([{ item: a }, { item: b }]) => [a, b] as const),
  ];
  return [
    ...changedReach(kept, comparison, isBroken, (a, b, told) => tell(a, b, { ...told, ...both(a, b) }), {
      lost: 'has no file any more',
      found: 'had no file, and has one now',
    }),
    ...elsewhere(matched.moved, comparison, tell, both),
    ...bySource.pairs.map(([{ item: a }, { item: b }]) => {
      const what =
        a.alt === ''
          ? 'has a description now'
          : b.alt === ''
            ? 'has no description any more'
            : 'is described otherwise';
      return tell(a, b, { kind: 'changed', isLoss: a.alt !== '', what, ...both(a, b) });
    }),
    ...byPlace.pairs.map(([{ item: a }, { item: b }]) => {
      const isLoss = !isBroken(a, old) || isBroken(b, young);
      return tell(a, b, { kind: 'changed', isLoss, what: 'is another one', ...both(a, b) });
    }),
    ...byPlace.lost.map(({ item }) => {
      const isLoss = !isBroken(item, old);
      const what = isLoss ? 'is missing' : 'is missing, and had no file';
      return tell(item, undefined, { kind: 'lost', isLoss, what, old: named(item, old) });
    }),
    ...byPlace.added.map(({ item }) =>
      tell(undefined, item, { kind: 'new', isLoss: false, what: 'is new', new: named(item, young) }),
    ),
  ];
}
