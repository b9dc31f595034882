import { align } from './align.js';

/** Two sequences of things, matched. */
export interface Matched<T> {
  readonly same: readonly (readonly [old: T, young: T])[];
  /** What both have, in another order. */
  readonly moved: readonly (readonly [old: T, young: T])[];
  /** What only one has, with the number of the place at which they differ. */
  readonly lost: readonly Unmatched<T>[];
  readonly added: readonly Unmatched<T>[];
}

export interface Unmatched<T> {
  readonly item: T;
  readonly hunk: number;
}

/** Matches things in their order first, and then those that are left wherever they are. */
export function match<T>(
  old: readonly T[],
  young: readonly T[],
  keyOf: (item: T, side: Side) => string,
): Matched<T> {
  const oldKeys = old.map((item) => keyOf(item, 'old'));
  const newKeys = young.map((item) => keyOf(item, 'new'));
  const same: (readonly [T, T])[] = [];
  const lost: (Unmatched<T> & { readonly key: string })[] = [];
  const added: (Unmatched<T> & { readonly key: string })[] = [];
  for (const [hunk, { isSame, oldFrom, oldTo, newFrom, newTo }] of align(oldKeys, newKeys).entries()) {
    for (const [index, item] of old.slice(oldFrom, oldTo).entries()) {
      const other = young[newFrom + index];
      if (!isSame) lost.push({ item, hunk, key: oldKeys[oldFrom + index] ?? '' });
      else if (other !== undefined) same.push([item, other]);
    }
    if (isSame) continue;
    for (const [index, item] of young.slice(newFrom, newTo).entries()) {
      added.push({ item, hunk, key: newKeys[newFrom + index] ?? '' });
    }
  }
  const { pairs, ...left } = pairBy({ lost, added }, ({ key }) => key);
  return { same, moved: pairs.map(([a, b]) => [a.item, b.item] as const), ...left };
}

export type Side = 'old' | 'new';

/**
 * Pairs what only one side has by another key, each thing once and in order; undefined is the key of what has none.
 */
export function pairBy<U>(
  { lost, added }: { readonly lost: readonly U[]; readonly added: readonly U[] },
  keyOf: (one: U, side: Side) => string | undefined,
): { readonly pairs: readonly (readonly [U, U])[]; readonly lost: U[]; readonly added: U[] } {
  const waiting = new Map<string, U[]>();
  for (const one of [...added].reverse()) {
    const key = keyOf(one, 'new');
    if (key === undefined) continue;
    const known = waiting.get(key);
    if (known === undefined) waiting.set(key, [one]);
    else known.push(one);
  }
  const pairs: (readonly [U, U])[] = [];
  const paired = new Set<U>();
  for (const one of lost) {
    const key = keyOf(one, 'old');
    const other = key === undefined ? undefined : waiting.get(key)?.pop();
    if (other === undefined) continue;
    pairs.push([one, other]);
    paired.add(one).add(other);
  }
  const isLeft = (one: U): boolean => !paired.has(one);
  return { pairs, lost: lost.filter(isLeft), added: added.filter(isLeft) };
}
