import type { CodeBlock } from '../page/reader-page.js';
import { align } from './align.js';
import type { Difference, TextSegment } from './difference.js';
import { elsewhere, type FactComparison, mendTest, teller } from './fact-comparison.js';
import { match, pairBy, type Unmatched } from './match.js';
import { shortened } from './text-differences.js';

/** What of the blocks of code of a page is lost, changed or new. */
export function codeDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young } = comparison;
  const keyOf = ({ lines }: CodeBlock): string => lines.join('\n');
  const tell = teller(
    'code',
    comparison,
    mendTest(comparison, (page) => page.code, keyOf),
  );
  const matched = match(old.page.code, young.page.code, keyOf);
  const byPlace = pairBy(matched, ({ hunk }: Unmatched<CodeBlock>) => String(hunk));
  const excerpt = (block: CodeBlock): string => shortened(keyOf(block));
  return [
    ...elsewhere(matched.moved, comparison, tell, (a) => ({ old: excerpt(a) })),
    ...byPlace.pairs.map(([{ item: a }, { item: b }]) => {
      const segments = lineSegments(a.lines, b.lines);
      const isLoss = segments.some(({ kind }) => kind === 'lost');
      const what = isLoss ? 'reads otherwise' : 'has more lines';
      return tell(a, b, { kind: 'changed', isLoss, what, old: excerpt(a), new: excerpt(b), segments });
    }),
    ...byPlace.lost.map(({ item }) =>
      tell(item, undefined, { kind: 'lost', isLoss: true, what: 'is missing', old: excerpt(item) }),
    ),
    ...byPlace.added.map(({ item }) =>
      tell(undefined, item, { kind: 'new', isLoss: false, what: 'is new', new: excerpt(item) }),
    ),
  ];
}

/** How many lines that are alike are shown around those that differ. */
const LINES_AROUND = 2;

function lineSegments(old: readonly string[], young: readonly string[]): TextSegment[] {
  return align(old, young).flatMap(({ isSame, oldFrom, oldTo, newFrom, newTo }): TextSegment[] => {
    if (isSame) {
      const lines = old.slice(oldFrom, oldTo);
      const isLong = lines.length > 2 * LINES_AROUND + 1;
      const shown = isLong ? [...lines.slice(0, LINES_AROUND), '⋮', ...lines.slice(-LINES_AROUND)] : lines;
      return [{ kind: 'same', text: shown.join('\n') }];
    }
    const [lost, added] = [old.slice(oldFrom, oldTo).join('\n'), young.slice(newFrom, newTo).join('\n')];
    return [
      ...(oldTo > oldFrom ? [{ kind: 'lost' as const, text: shortened(lost) }] : []),
      ...(newTo > newFrom ? [{ kind: 'new' as const, text: shortened(added) }] : []),
    ];
  });
}
