import type { ReaderPage } from '../page/reader-page.js';
import { isWord, type Token, textKey, tokens } from '../page/tokens.js';
import { align } from './align.js';

/** A token of a page, by the block that it stands in and its number there. */
export interface PlacedToken extends Token {
  readonly block: number;
  readonly index: number;
}

/** A stretch of text that two pages have in two forms. */
export interface TextHunk {
  readonly old: readonly PlacedToken[];
  readonly new: readonly PlacedToken[];
  /** What of it is alike, in order; ends are exclusive. */
  readonly runs: ReturnType<typeof align>;
}

/** How the texts of two pages lie upon each other. */
export interface TextAlignment {
  /** Blocks of the old page that the new one has at another place, with their numbers in both. */
  readonly moved: readonly (readonly [old: number, young: number])[];
  readonly hunks: readonly TextHunk[];
}

/**
 * Aligns the texts of two pages: block by block, and token by token where blocks differ, so that a paragraph that was
 * divided is alike. A block that is missing at one place and comes at another has moved.
 */
export function alignTexts(old: ReaderPage, young: ReaderPage): TextAlignment {
  const [oldKeys, newKeys] = [blockKeys(old), blockKeys(young)];
  const differing = align(oldKeys, newKeys).filter(({ isSame }) => !isSame);
  const places = new Map<string, number[]>();
  for (const { newFrom, newTo } of differing) {
    for (let block = newFrom; block < newTo; block++) {
      const key = newKeys[block] ?? '';
      const known = places.get(key);
      if (known === undefined) places.set(key, [block]);
      else known.push(block);
    }
  }
  for (const blocks of places.values()) blocks.reverse();
  const moved: (readonly [number, number])[] = [];
  for (const { oldFrom, oldTo } of differing) {
    for (let block = oldFrom; block < oldTo; block++) {
      const to = places.get(oldKeys[block] ?? '')?.pop();
      if (to !== undefined) moved.push([block, to]);
    }
  }
  const movedOld = new Set(moved.map(([block]) => block));
  const movedNew = new Set(moved.map(([, block]) => block));
  return {
    moved,
    hunks: differing.flatMap((run): TextHunk[] => {
      const before = tokensOf(old, run.oldFrom, run.oldTo, movedOld);
      const after = tokensOf(young, run.newFrom, run.newTo, movedNew);
      if (before.length === 0 && after.length === 0) return [];
      const runs = align(
        before.map(({ key }) => key),
        after.map(({ key }) => key),
      );
      return [{ old: before, new: after, runs }];
    }),
  };
}

/** What the blocks of a page are compared by. It is not kept: it takes more room than their texts. */
export function blockKeys({ blocks }: ReaderPage): string[] {
  return blocks.map(({ text }) => textKey(text));
}

function tokensOf(
  { blocks }: ReaderPage,
  from: number,
  to: number,
  without: ReadonlySet<number>,
): PlacedToken[] {
  const found: PlacedToken[] = [];
  for (let block = from; block < to; block++) {
    if (without.has(block)) continue;
    for (const [index, token] of tokens(blocks[block]?.text ?? '').entries()) {
      found.push({ ...token, block, index });
    }
  }
  return found;
}

/** The places of a page's tokens that the other page lacks, in the new page (`new`) or in the old one. */
export function differingTokens({ hunks }: TextAlignment, side: 'old' | 'new'): ReadonlySet<string> {
  const places = new Set<string>();
  for (const hunk of hunks) {
    for (const { isSame, oldFrom, oldTo, newFrom, newTo } of hunk.runs) {
      if (isSame) continue;
      const own = side === 'old' ? hunk.old.slice(oldFrom, oldTo) : hunk.new.slice(newFrom, newTo);
      for (const token of own) places.add(tokenPlace(token));
    }
  }
  return places;
}

export function tokenPlace({ block, index }: PlacedToken): string {
  return `${block}:${index}`;
}

/** How many words a page has. */
export function wordCount({ blocks }: ReaderPage): number {
  return blocks.reduce((sum, { text }) => sum + tokens(text).filter(isWord).length, 0);
}
