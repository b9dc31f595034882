import type { Heading } from '../page/reader-page.js';
import { FORMULA, textKey } from '../page/tokens.js';
import type { Difference } from './difference.js';
import { type FactComparison, mendTest, teller } from './fact-comparison.js';
import { match, pairBy } from './match.js';

/** What of the headings of a page, and of their anchors, is lost, changed or new. */
export function headingDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young } = comparison;
  const keyOf = ({ level, id, text }: Heading): string => `${level} ${id} ${textKey(text)}`;
  const tell = teller(
    'heading',
    comparison,
    mendTest(comparison, (page) => page.headings, keyOf),
  );
  const matched = match(old.page.headings, young.page.headings, keyOf);
  const byId = pairBy(matched, ({ item }) => (item.id === '' ? undefined : item.id));
  const byText = pairBy(byId, ({ item }) => textKey(item.text));
  const named = ({ id, text, level }: Heading): string =>
    `${'#'.repeat(level)} ${text.replaceAll(FORMULA, '…')}${id === '' ? '' : ` {#${id}}`}`;
  return [
    ...byId.pairs.map(([{ item: a }, { item: b }]) => {
      const isText = textKey(a.text) !== textKey(b.text);
      const what = isText ? 'reads otherwise' : `is of level ${b.level} in place of ${a.level}`;
      return tell(a, b, { kind: 'changed', isLoss: isText, what, old: named(a), new: named(b) });
    }),
    ...byText.pairs.map(([{ item: a }, { item: b }]) => {
      const isLost = a.id !== '' && !young.page.ids.has(a.id);
      const what = isLost ? 'has another anchor: links to the old one lead nowhere' : 'has another anchor';
      return tell(a, b, { kind: 'changed', isLoss: isLost, what, old: named(a), new: named(b) });
    }),
    ...byText.lost.map(({ item }) =>
      tell(item, undefined, { kind: 'lost', isLoss: true, what: 'is missing', old: named(item) }),
    ),
    ...byText.added.map(({ item }) =>
      tell(undefined, item, { kind: 'new', isLoss: false, what: 'is new', new: named(item) }),
    ),
  ];
}
