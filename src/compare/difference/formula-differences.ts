import type { PageFormula, ReaderPage } from '../page/reader-page.js';
import { exactTex } from '../page/tex-key.js';
import type { Difference } from './difference.js';
import { elsewhere, type FactComparison, mendTest, type ResolvedPage, teller } from './fact-comparison.js';
import { match, pairBy, type Unmatched } from './match.js';
import { shortened, shownText } from './text-differences.js';

const PART = 'is part of a longer formula now';

/** What of the formulas of a page, and of how they are shown, is lost, changed or new. */
export function formulaDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young, absorbed } = comparison;
  const fullKey = ({ tex: own, display, error }: PageFormula): string =>
    `${exactTex(own)}\n${display}${error === undefined}`;
  const tell = teller(
    'formula',
    comparison,
    mendTest(comparison, (page) => page.formulas, fullKey),
  );
  const matched = match(old.page.formulas, young.page.formulas, ({ key }) => key);
  const byPlace = pairBy(matched, ({ hunk }) => String(hunk));
  const context = (
    { page }: ResolvedPage,
    { block, tex: own }: PageFormula,
  ): Pick<Difference, 'segments'> => {
    const text = page.blocks[block] === undefined ? '' : shownText(page, block);
    // A formula that has its block to itself stands in no context.
    if (text === '' || text === `$${own.trim()}$`) return {};
    return { segments: [{ kind: 'same', text: shortened(text, 240) }] };
  };
  const tex = (formula: PageFormula): string => shortened(formula.tex.trim(), 500);
  return [
    ...[...matched.same, ...matched.moved].flatMap(([a, b]): Difference[] => {
      const told = { kind: 'changed', old: tex(a), new: tex(b), ...context(young, b) } as const;
      if (b.error !== undefined && a.error === undefined && !isOldError(b.error, old.page)) {
        return [tell(a, b, { ...told, isLoss: true, what: `is shown as an error (${b.error})` })];
      }
      if (a.error !== undefined && b.error === undefined) {
        return [tell(a, b, { ...told, isLoss: false, what: 'was shown as an error' })];
      }
      const [before, after] = [backslashes(a), backslashes(b)];
      if (before !== after) {
        const isLoss = after < before;
        const what = isLoss ? 'lacks backslashes that it had' : 'has backslashes that it lacked';
        return [tell(a, b, { ...told, isLoss, what })];
      }
      // In place of a formula that is an error stands its TeX, whichever way.
      if (a.display === b.display || b.error !== undefined) return [];
      const what = b.display ? 'has a line of its own now' : 'stands within a line now';
      return [tell(a, b, { ...told, isLoss: false, what })];
    }),
    ...elsewhere(matched.moved, comparison, tell, (a) => ({ old: tex(a), ...context(old, a) })),
    ...byPlace.pairs.map(([{ item: a }, { item: b }]) => {
      const isPart = absorbed.has(a.block) && b.error === undefined && b.key.includes(a.key);
      const isErrorNow = b.error !== undefined && a.error === undefined;
      const what = isPart
        ? PART
        : isErrorNow
          ? 'reads otherwise, and is shown as an error'
          : 'reads otherwise';
      const both = { old: tex(a), new: tex(b), ...context(young, b) };
      return tell(a, b, { kind: 'changed', isLoss: !isPart, what, ...both });
    }),
    ...byPlace.lost.map(({ item, hunk }) => {
      const isWhole = (one: Unmatched<PageFormula>): boolean =>
        absorbed.has(item.block) && one.hunk === hunk && one.item.key.includes(item.key);
      const whole = matched.added.find(isWhole)?.item;
      return tell(item, whole, {
        kind: whole === undefined ? 'lost' : 'changed',
        isLoss: whole === undefined,
        what: whole === undefined ? 'is missing' : PART,
        old: tex(item),
        ...(whole === undefined ? {} : { new: tex(whole) }),
        ...context(old, item),
      });
    }),
    ...byPlace.added.map(({ item }) =>
      tell(undefined, item, {
        kind: 'new',
        isLoss: false,
        what: item.error !== undefined ? 'is new, and shown as an error' : 'is new',
        new: tex(item),
        ...context(young, item),
      }),
    ),
  ];
}

/** How many backslashes of a formula count. One at its very end, or before a space, shows nothing or a space. */
function backslashes({ tex }: PageFormula): number {
  return exactTex(tex).split('\\').length;
}

/** Whether what is wrong with a formula is so for MathJax, too: a macro that the page does not define, a missing `\\end`. */
function isOldError(error: string, page: ReaderPage): boolean {
  const macro = /^The macro \\([A-Za-z]+) is not defined/.exec(error)?.[1];
  return macro === undefined ? /^\\begin\{[^{}]*\} has no \\end/.test(error) : !page.macros.has(macro);
}
