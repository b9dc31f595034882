import type { Difference, TextSegment } from '../difference/difference.js';

/** A difference that many pages have, such as one of a layout: it is told once. */
export interface RepeatedDifference {
  readonly difference: Difference;
  /** How many pages have it, and the addresses of the first few. */
  readonly pages: number;
  readonly examples: readonly string[];
}

/** A page's differences, before they are told. */
export interface PageDifferences {
  readonly address: string;
  readonly differences: readonly Difference[];
}

/** So many pages, and this share of all, make a difference one that is repeated. */
const FEWEST = 3;
const SHARE = 0.02;
const EXAMPLES = 5;
/** What is alike on many pages by chance: numbers of elements; and what is told by itself. */
const UNREPEATED: ReadonlySet<Difference['subject']> = new Set(['page', 'structure']);

/** Takes out of pages what many of them have alike, and joins what is left where it follows one upon another. */
export function foldDifferences<T extends PageDifferences>(
  pages: readonly T[],
  all: number,
): { readonly pages: T[]; readonly repeated: RepeatedDifference[] } {
  const enough = Math.max(FEWEST, all * SHARE);
  const found = new Map<string, { readonly difference: Difference; readonly addresses: Set<string> }>();
  for (const { address, differences } of pages) {
    for (const difference of differences) {
      if (UNREPEATED.has(difference.subject)) continue;
      const key = keyOf(difference);
      const known = found.get(key);
      if (known === undefined) found.set(key, { difference, addresses: new Set([address]) });
      else known.addresses.add(address);
    }
  }
  const repeated = new Map([...found].filter(([, { addresses }]) => addresses.size >= enough));
  return {
    pages: pages.map((page) => ({
      ...page,
      differences: joined(
        page.differences.filter((one) => UNREPEATED.has(one.subject) || !repeated.has(keyOf(one))),
      ),
    })),
    repeated: [...repeated.values()]
      .map(({ difference, addresses }) => ({
        difference,
        pages: addresses.size,
        examples: [...addresses].slice(0, EXAMPLES),
      }))
      .sort((a, b) => b.pages - a.pages),
  };
}

/** What is alike in differences that are one and the same: of a text or a formula, also what stands around it. */
function keyOf({ subject, kind, isMended, isLoss, what, old, new: young, segments }: Difference): string {
  return JSON.stringify([subject, kind, isMended, isLoss, what, old, young, segments]);
}

/** How much of a long passage is shown, in UTF-16 units. */
const LONGEST = 900;

/** Whole blocks that are lost or new one after another become one passage. */
function joined(differences: readonly Difference[]): Difference[] {
  const all: Difference[] = [];
  let lastBlock = -2;
  for (const one of differences) {
    const last = all.at(-1);
    const follows =
      last !== undefined &&
      one.subject === 'text' &&
      one.kind !== 'changed' &&
      last.subject === 'text' &&
      last.kind === one.kind &&
      last.isMended === one.isMended &&
      one.block === lastBlock + 1;
    lastBlock = one.subject === 'text' ? one.block : -2;
    if (follows) all[all.length - 1] = together(last, one);
    else all.push(one);
  }
  return all;
}

function together(first: Difference, second: Difference): Difference {
  const texts = (a: string | undefined, b: string | undefined): string | undefined =>
    a === undefined || b === undefined || a.length > LONGEST ? a : `${a} ¶ ${b}`;
  const [old, young] = [texts(first.old, second.old), texts(first.new, second.new)];
  const shown = (first.segments ?? []).reduce((sum, { text }) => sum + text.length, 0);
  const mark: TextSegment = { kind: 'same', text: '¶' };
  const more = shown > LONGEST ? [] : [mark, ...(second.segments ?? [])];
  return {
    ...first,
    amount: first.amount + second.amount,
    ...(old === undefined ? {} : { old }),
    ...(young === undefined ? {} : { new: young }),
    segments: [...(first.segments ?? []), ...more],
  };
}
