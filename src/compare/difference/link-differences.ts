import type { Link } from '../page/reader-page.js';
import { FORMULA, textKey } from '../page/tokens.js';
import type { Difference } from './difference.js';
import {
  changedReach,
  type FactComparison,
  mendTest,
  pageOf,
  type ResolvedPage,
  teller,
} from './fact-comparison.js';
import { match, pairBy } from './match.js';
import { shortened } from './text-differences.js';

/** What of the links of a page, and of where they lead, is lost, changed or new. */
export function linkDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young } = comparison;
  const targetKey = ({ href }: Link, { target }: ResolvedPage): string => target(href).key;
  const tell = teller(
    'link',
    comparison,
    mendTest(comparison, (page) => page.links, targetKey),
  );
  const named = ({ text, href }: Link, { target }: ResolvedPage): string =>
    `${text === '' ? '' : `“${shortened(text.replaceAll(FORMULA, '…'), 80)}” `}→ ${shortened(target(href).shown, 300)}`;
  const matched = match(
    old.page.links,
    young.page.links,
    (link, side) => `${targetKey(link, pageOf(comparison, side))}\n${textKey(link.text)}`,
  );
  const byTarget = pairBy(matched, ({ item }, side) => targetKey(item, pageOf(comparison, side)));
  const near = pairBy(byTarget, ({ item, hunk }) => keyed(item.text, hunk));
  const byText = pairBy(near, ({ item }) => keyed(item.text));
  const kept = [
    ...matched.same,
    ...matched.moved,
    ...byTarget.pairs.map(([{ item: a }, { item: b }]) => [a, b] as const),
  ];
  const both = (a: Link, b: Link): Pick<Difference, 'old' | 'new'> => ({
    old: named(a, old),
    new: named(b, young),
  });
  const isBroken = ({ href }: Link, { target }: ResolvedPage): boolean => target(href).isBroken;
  return [
    ...changedReach(kept, comparison, isBroken, (a, b, told) => tell(a, b, { ...told, ...both(a, b) }), {
      lost: 'leads nowhere now',
      found: 'led nowhere, and leads somewhere now',
    }),
    ...[...near.pairs, ...byText.pairs].map(([{ item: a }, { item: b }]) => {
      const isNowhere = isBroken(b, young);
      const what = isBroken(a, old)
        ? 'led nowhere, and leads elsewhere now'
        : isNowhere
          ? 'leads nowhere now'
          : 'leads elsewhere';
      const isLoss = !isBroken(a, old) || isBroken(b, young);
      return tell(a, b, { kind: 'changed', isLoss, what, ...both(a, b) });
    }),
    ...byText.lost.map(({ item }) => {
      const isLoss = !isBroken(item, old);
      const what = isLoss ? 'is missing' : 'is missing, and led nowhere';
      return tell(item, undefined, { kind: 'lost', isLoss, what, old: named(item, old) });
    }),
    ...byText.added.map(({ item }) => {
      const what = isBroken(item, young) ? 'is new, and leads nowhere' : 'is new';
      return tell(undefined, item, { kind: 'new', isLoss: false, what, new: named(item, young) });
    }),
  ];
}

/** A key of a text, within a place where that is given; none of no text. */
function keyed(text: string, hunk?: number): string | undefined {
  return text === '' ? undefined : `${hunk ?? ''} ${textKey(text)}`;
}
