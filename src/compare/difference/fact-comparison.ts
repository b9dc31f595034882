import type { ReaderPage } from '../page/reader-page.js';
import type { LinkTarget } from '../site/link-target.js';
import type { Difference, Subject } from './difference.js';
import type { Side } from './match.js';
import { placeOf } from './text-differences.js';

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

/** What is told of a difference besides its subject and its place. */
type Told = Pick<Difference, 'kind' | 'isLoss' | 'what'> & Partial<Difference>;

/** Tells a difference of what one page has, or both have. */
type Teller<T> = (before: T | undefined, after: T | undefined, told: Told) => Difference;

/** Makes the differences of one subject, each with its place. */
export function teller<T extends { readonly block: number }>(
  subject: Subject,
  { old, new: young }: FactComparison,
  isMended: MendTest<T>,
): Teller<T> {
  return (before, after, told) => ({
    subject,
    isMended: isMended(before, after),
    amount: 1,
    ...(before === undefined ? placeOf(young.page, after?.block ?? 0) : placeOf(old.page, before.block)),
    ...told,
  });
}

/** Whether a mend is what has changed a thing. */
type MendTest<T> = (before: T | undefined, after: T | undefined) => boolean;

/**
 * Tells whether a mend has changed a thing: made without mends, the page has more of what was there before than made with
 * them, and fewer of what is there now.
 */
export function mendTest<T>(
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

export function pageOf({ old, new: young }: FactComparison, side: Side): ResolvedPage {
  return side === 'old' ? old : young;
}

/** What stands elsewhere on the new page, but for what only moved with the text around it. */
export function elsewhere<T extends { readonly block: number }>(
  pairs: readonly (readonly [before: T, after: T])[],
  { moved }: FactComparison,
  tell: Teller<T>,
  shown: (before: T, after: T) => Partial<Difference>,
): Difference[] {
  return pairs
    .filter(([before]) => !moved.has(before.block))
    .map(([before, after]) =>
      tell(before, after, {
        kind: 'changed',
        isLoss: true,
        isMended: false,
        what: 'stands elsewhere on the page',
        ...shown(before, after),
      }),
    );
}

/** What both pages have and only on one leads somewhere; `lost` and `found` say so. */
export function changedReach<T>(
  pairs: readonly (readonly [before: T, after: T])[],
  { old, new: young }: FactComparison,
  isBroken: (item: T, page: ResolvedPage) => boolean,
  tell: (before: T, after: T, told: Told) => Difference,
  { lost, found }: { readonly lost: string; readonly found: string },
): Difference[] {
  return pairs.flatMap(([before, after]) => {
    const isLoss = isBroken(after, young);
    if (isBroken(before, old) === isLoss) return [];
    return [tell(before, after, { kind: 'changed', isLoss, what: isLoss ? lost : found })];
  });
}
