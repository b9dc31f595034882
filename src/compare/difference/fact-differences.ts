import type { CodeBlock, Figure, Heading, Link, PageFormula, ReaderPage } from '../page/reader-page.js';
import { exactTex } from '../page/tex-key.js';
import { FORMULA, textKey } from '../page/tokens.js';
import type { LinkTarget } from '../site/link-target.js';
import { align } from './align.js';
import type { Difference, Subject, TextSegment } from './difference.js';
import { match, pairBy, type Side, type Unmatched } from './match.js';
import { placeOf, shortened, shownText } from './text-differences.js';

/** A page, and where the addresses on it lead. */
export interface ResolvedPage {
  readonly page: ReaderPage;
  readonly target: (address: string) => LinkTarget;
}

/** What two pages are held against each other by. */
export interface FactComparison {
  readonly old: ResolvedPage;
  readonly new: ResolvedPage;
  /** The page as lectern makes it now, with mends and without them, where that is known. */
  readonly mends?: { readonly with: ResolvedPage; readonly without: ResolvedPage };
  /** Blocks of the old page that stand elsewhere on the new one, which is told of their text. */
  readonly moved: ReadonlySet<number>;
  /** Blocks of the old page of whose text formulas were made. */
  readonly absorbed: ReadonlySet<number>;
}

/** All that is different between two pages but their texts. */
export function factDifferences(comparison: FactComparison): Difference[] {
  return [
    ...headingDifferences(comparison),
    ...linkDifferences(comparison),
    ...figureDifferences(comparison),
    ...formulaDifferences(comparison),
    ...codeDifferences(comparison),
    ...structureDifferences(comparison),
  ];
}

type Told = Pick<Difference, 'kind' | 'isLoss' | 'what'> & Partial<Difference>;

/** Makes the differences of one subject, each with its place. */
function teller<T extends { readonly block: number }>(
  subject: Subject,
  { old, new: young }: FactComparison,
  isMended: MendTest<T>,
) {
  return (before: T | undefined, after: T | undefined, told: Told): Difference => ({
    subject,
    isMended: isMended(before, after),
    amount: 1,
    ...(before === undefined ? placeOf(young.page, after?.block ?? 0) : placeOf(old.page, before.block)),
    ...told,
  });
}

type MendTest<T> = (before: T | undefined, after: T | undefined) => boolean;

/**
 * Tells whether a mend has changed a thing: made without mends, the page has more of what was there before than made with
 * them, and fewer of what is there now.
 */
function mendTest<T>(
  { old, new: young, mends }: FactComparison,
  itemsOf: (page: ReaderPage) => readonly T[],
  keyOf: (item: T, page: ResolvedPage) => string,
): MendTest<T> {
  if (mends === undefined) return () => false;
  const counts = (page: ResolvedPage): Map<string, number> => {
    const bag = new Map<string, number>();
    for (const item of itemsOf(page.page)) {
      const key = keyOf(item, page);
      bag.set(key, (bag.get(key) ?? 0) + 1);
    }
    return bag;
  };
  const [mended, plain] = [counts(mends.with), counts(mends.without)];
  const surplus = (key: string): number => (plain.get(key) ?? 0) - (mended.get(key) ?? 0);
  return (before, after) =>
    (before === undefined || surplus(keyOf(before, old)) > 0) &&
    (after === undefined || surplus(keyOf(after, young)) < 0);
}

function pageOf({ old, new: young }: FactComparison, side: Side): ResolvedPage {
  return side === 'old' ? old : young;
}

function headingDifferences(comparison: FactComparison): Difference[] {
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

function linkDifferences(comparison: FactComparison): Difference[] {
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
  const isBroken = ({ href }: Link, { target }: ResolvedPage): boolean => target(href).isBroken;
  return [
    ...kept.flatMap(([a, b]): Difference[] => {
      if (isBroken(a, old) === isBroken(b, young)) return [];
      const isLoss = isBroken(b, young);
      const what = isLoss ? 'leads nowhere now' : 'led nowhere, and leads somewhere now';
      return [tell(a, b, { kind: 'changed', isLoss, what, old: named(a, old), new: named(b, young) })];
    }),
    ...[...near.pairs, ...byText.pairs].map(([{ item: a }, { item: b }]) => {
      const isNowhere = isBroken(b, young);
      const what = isBroken(a, old)
        ? 'led nowhere, and leads elsewhere now'
        : isNowhere
          ? 'leads nowhere now'
          : 'leads elsewhere';
      const isLoss = !isBroken(a, old) || isBroken(b, young);
      return tell(a, b, { kind: 'changed', isLoss, what, old: named(a, old), new: named(b, young) });
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

function figureDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young, moved } = comparison;
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
    ...kept.flatMap(([a, b]): Difference[] => {
      if (isBroken(a, old) === isBroken(b, young)) return [];
      const isLoss = isBroken(b, young);
      const what = isLoss ? 'has no file any more' : 'had no file, and has one now';
      return [tell(a, b, { kind: 'changed', isLoss, what, ...both(a, b) })];
    }),
    ...matched.moved
      .filter(([a]) => !moved.has(a.block))
      .map(([a, b]) =>
        tell(a, b, { kind: 'changed', isLoss: true, isMended: false, what: ELSEWHERE, ...both(a, b) }),
      ),
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

const ELSEWHERE = 'stands elsewhere on the page';
const PART = 'is part of a longer formula now';

function formulaDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young, moved, absorbed } = comparison;
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
    ...matched.moved
      .filter(([a]) => !moved.has(a.block))
      .map(([a, b]) =>
        tell(a, b, {
          kind: 'changed',
          isLoss: true,
          isMended: false,
          what: ELSEWHERE,
          old: tex(a),
          ...context(old, a),
        }),
      ),
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

/** Whether what is wrong with a formula is so for MathJax, too: a macro that the page does not define, a missing `\\end`. */
function isOldError(error: string, page: ReaderPage): boolean {
  const macro = /^The macro \\([A-Za-z]+) is not defined/.exec(error)?.[1];
  return macro === undefined ? /^\\begin\{[^{}]*\} has no \\end/.test(error) : !page.macros.has(macro);
}

function codeDifferences(comparison: FactComparison): Difference[] {
  const { old, new: young, moved } = comparison;
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
    ...matched.moved
      .filter(([a]) => !moved.has(a.block))
      .map(([a, b]) =>
        tell(a, b, { kind: 'changed', isLoss: true, isMended: false, what: ELSEWHERE, old: excerpt(a) }),
      ),
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

/** What elements that structure a text are called, one and several of them. */
const STRUCTURE_NAMES: Readonly<Record<string, readonly [one: string, several: string]>> = {
  table: ['table', 'tables'],
  tr: ['table row', 'table rows'],
  ol: ['numbered list', 'numbered lists'],
  ul: ['bulleted list', 'bulleted lists'],
  li: ['list item', 'list items'],
  blockquote: ['quotation', 'quotations'],
  dt: ['defined term', 'defined terms'],
  dd: ['definition', 'definitions'],
  em: ['emphasis', 'emphases'],
  strong: ['strong emphasis', 'strong emphases'],
  del: ['deletion', 'deletions'],
  sup: ['superscript', 'superscripts'],
  sub: ['subscript', 'subscripts'],
  code: ['piece of code in a line', 'pieces of code in lines'],
  kbd: ['key', 'keys'],
};

/** How many backslashes of a formula count. One at its very end, or before a space, shows nothing or a space. */
function backslashes({ tex }: PageFormula): number {
  return exactTex(tex).split('\\').length;
}

function structureDifferences({ old, new: young, mends }: FactComparison): Difference[] {
  return Object.entries(STRUCTURE_NAMES).flatMap(([element, [one, several]]): Difference[] => {
    const count = ({ page }: ResolvedPage): number => page.structure.get(element) ?? 0;
    const [before, after] = [count(old), count(young)];
    if (before === after) return [];
    const isLost = after < before;
    const amount = Math.abs(after - before);
    const numbered = (number: number): string => `${number} ${number === 1 ? one : several}`;
    return [
      {
        subject: 'structure',
        kind: isLost ? 'lost' : 'new',
        isLoss: isLost,
        isMended:
          mends !== undefined &&
          isMostly(count(mends.without), before, after) &&
          isMostly(count(mends.with), after, before),
        what: isLost ? 'fewer than before' : 'more than before',
        old: numbered(before),
        new: numbered(after),
        amount,
        block: 0,
      },
    ];
  });
}

/** Whether a number is `near`, and not `far`, but for a quarter of the way between them. */
function isMostly(number: number, near: number, far: number): boolean {
  return Math.abs(number - near) * 4 <= Math.abs(far - near);
}
