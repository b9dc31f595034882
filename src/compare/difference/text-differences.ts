import type { ReaderPage } from '../page/reader-page.js';
import { FORMULA, isWord } from '../page/tokens.js';
import type { AlignedRun } from './align.js';
import type { Difference, TextSegment } from './difference.js';
import {
  differingTokens,
  type PlacedToken,
  type TextAlignment,
  type TextHunk,
  tokenPlace,
} from './text-alignment.js';

/** What two pages of one pair are, and how the texts lie upon each other. */
export interface TextComparison {
  readonly old: ReaderPage;
  readonly new: ReaderPage;
  readonly alignment: TextAlignment;
  /** How the page as lectern makes it now, with mends and without them, lies to both, where that is known. */
  readonly mends?: { readonly with: MendAlignments; readonly without: MendAlignments };
}

/** How a page lies to the old one and to the new one; the second from it to the new one. */
export interface MendAlignments {
  readonly toOld: TextAlignment;
  readonly toNew: TextAlignment;
}

/** Differences with at most so many tokens between them are one. */
const NEAR = 3;
/** How much is shown around a difference, and of it, in UTF-16 units. */
const CONTEXT = 60;
const LONGEST_SHOWN = 600;

/** Whether a difference is text that has become a formula, or a part of one. */
export function isAbsorbed({ subject, what }: Difference): boolean {
  return subject === 'text' && what === ABSORBED;
}

const ABSORBED = 'is a formula now';

/** What of a page's text is lost, changed, new, or stands elsewhere. */
export function textDifferences(comparison: TextComparison): Difference[] {
  const { old, alignment } = comparison;
  const isMended = mendTest(comparison);
  const moved = alignment.moved.flatMap(([from]): Difference[] => {
    const text = shownText(old, from);
    const amount = text.split(' ').length;
    if (old.blocks[from]?.text.replaceAll(FORMULA, '').trim() === '') return [];
    return [
      {
        subject: 'text',
        kind: 'changed',
        isLoss: true,
        isMended: false,
        what: 'stands elsewhere on the page',
        old: shortened(text),
        amount: Math.min(amount, 20),
        ...placeOf(old, from),
      },
    ];
  });
  const changes = alignment.hunks.flatMap((hunk) =>
    changesOf(hunk).flatMap((run) => changeDifference(comparison, hunk, run, isMended)),
  );
  return [...moved, ...changes];
}

/** A change in a hunk: those runs of it that belong together, the first and the last of which differ. */
type Change = readonly AlignedRun[];

function changesOf({ old, new: young, runs }: TextHunk): Change[] {
  const changes: AlignedRun[][] = [];
  let near: AlignedRun | undefined;
  for (const run of runs) {
    const last = changes.at(-1);
    if (run.isSame) near = run;
    else if (last === undefined || near === undefined || near.oldTo - near.oldFrom > NEAR) {
      changes.push([run]);
      near = undefined;
    } else {
      last.push(near, run);
      near = undefined;
    }
  }
  // What only goes or only comes is told block by block, so that what layouts repeat is known again.
  return changes.flatMap((change) => {
    const [only, ...others] = change;
    if (only === undefined || others.length > 0) return [change];
    if (only.newFrom === only.newTo) return splitByBlock(only, old, 'old').map((run) => [run]);
    if (only.oldFrom === only.oldTo) return splitByBlock(only, young, 'new').map((run) => [run]);
    return [change];
  });
}

function splitByBlock(run: AlignedRun, tokens: readonly PlacedToken[], side: 'old' | 'new'): AlignedRun[] {
  const [from, to] = side === 'old' ? [run.oldFrom, run.oldTo] : [run.newFrom, run.newTo];
  const parts: AlignedRun[] = [];
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && tokens[at]?.block === tokens[at - 1]?.block) continue;
    parts.push(
      side === 'old' ? { ...run, oldFrom: start, oldTo: at } : { ...run, newFrom: start, newTo: at },
    );
    start = at;
  }
  return parts;
}

function changeDifference(
  { old, new: young }: TextComparison,
  hunk: TextHunk,
  change: Change,
  isMended: (lost: readonly PlacedToken[], added: readonly PlacedToken[]) => boolean,
): Difference[] {
  const lost = change.flatMap((run) => (run.isSame ? [] : hunk.old.slice(run.oldFrom, run.oldTo)));
  const added = change.flatMap((run) => (run.isSame ? [] : hunk.new.slice(run.newFrom, run.newTo)));
  const hasText = (token: PlacedToken): boolean => token.key !== FORMULA;
  const [lostText, addedText] = [lost.filter(hasText), added.filter(hasText)];
  if (lostText.length === 0 && addedText.length === 0) return [];
  const kind = lostText.length === 0 ? 'new' : addedText.length === 0 ? 'lost' : 'changed';
  const [first, last] = [change[0], change.at(-1)];
  if (first === undefined || last === undefined) return [];
  const segments = change.flatMap((run): TextSegment[] => {
    const own = textBetween(old, hunk.old, run.oldFrom, run.oldTo);
    if (run.isSame) return [{ kind: 'same', text: own }];
    const others = textBetween(young, hunk.new, run.newFrom, run.newTo);
    return [
      ...(own === '' ? [] : [{ kind: 'lost' as const, text: shortened(own) }]),
      ...(others === '' ? [] : [{ kind: 'new' as const, text: shortened(others) }]),
    ];
  });
  // What is only added before and behind is no part of what has become formulas.
  const losing = change.filter(({ isSame, oldFrom, oldTo }) => !isSame && oldTo > oldFrom);
  const come = hunk.new.slice(losing[0]?.newFrom, losing.at(-1)?.newTo);
  const isFormulaNow = kind !== 'new' && becameFormulas(young, lostText, come, old);
  const words = (kind === 'new' ? addedText : lostText).filter(isWord).length;
  const start = hunk.old[first.oldFrom]?.block;
  const place =
    start === undefined || kind === 'new' ? newPlace(young, hunk.new[first.newFrom]) : placeOf(old, start);
  return [
    {
      subject: 'text',
      kind: isFormulaNow ? 'changed' : kind,
      isLoss: kind !== 'new' && !isFormulaNow,
      isMended: isMended(lostText, addedText),
      what: isFormulaNow ? ABSORBED : TEXT_CHANGES[kind],
      ...(lost.length === 0 ? {} : { old: shortened(textOfTokens(old, lost)) }),
      ...(added.length === 0 ? {} : { new: shortened(textOfTokens(young, added)) }),
      amount: Math.max(1, words),
      segments: [
        ...around(contextText(old, hunk, first.oldFrom, 'before')),
        ...segments,
        ...around(contextText(old, hunk, last.oldTo, 'after')),
      ],
      ...place,
    },
  ];
}

const TEXT_CHANGES = { lost: 'is missing', changed: 'reads otherwise', new: 'is new' } as const;

function around(text: string): TextSegment[] {
  return text === '' ? [] : [{ kind: 'same', text }];
}

/** What both pages have before or behind a change, up to the next change and within the block. */
function contextText(old: ReaderPage, hunk: TextHunk, edge: number, side: 'before' | 'after'): string {
  const run = hunk.runs.find(
    ({ isSame, oldFrom, oldTo }) => isSame && (side === 'before' ? oldTo : oldFrom) === edge,
  );
  if (run === undefined) return '';
  const near = hunk.old[side === 'before' ? run.oldTo - 1 : run.oldFrom];
  if (near === undefined) return '';
  const all = hunk.old.slice(run.oldFrom, run.oldTo).filter(({ block }) => block === near.block);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (side === 'before') {
    const start = Math.max(first.from, near.to - CONTEXT);
    return `${start > first.from ? '…' : ''}${withFormulas(old, near.block, start, near.to)}`;
  }
  const end = Math.min(last.to, near.from + CONTEXT);
  return `${withFormulas(old, near.block, near.from, end)}${end < last.to ? '…' : ''}`;
}

/** A part of a block's text, with the TeX of its formulas. */
function withFormulas(page: ReaderPage, block: number, from: number, to: number): string {
  const { text, formula } = page.blocks[block] ?? { text: '', formula: 0 };
  let number = formula + countFormulas(text.slice(0, from));
  return text.slice(from, to).replaceAll(FORMULA, () => {
    const tex = page.formulas[number]?.tex.trim() ?? '';
    number++;
    return `$${tex}$`;
  });
}

function countFormulas(text: string): number {
  return text.split(FORMULA).length - 1;
}

/** The text of a block, with the TeX of its formulas. */
export function shownText(page: ReaderPage, block: number): string {
  return withFormulas(page, block, 0, page.blocks[block]?.text.length ?? 0);
}

function textBetween(page: ReaderPage, tokens: readonly PlacedToken[], from: number, to: number): string {
  return textOfTokens(page, tokens.slice(from, to));
}

/** The text of tokens, with what lies between those that follow one another in a block. */
function textOfTokens(page: ReaderPage, tokens: readonly PlacedToken[]): string {
  const parts: string[] = [];
  let start: PlacedToken | undefined;
  let length = 0;
  for (const [at, token] of tokens.entries()) {
    start ??= token;
    const next = tokens[at + 1];
    if (next !== undefined && next.block === token.block && next.index === token.index + 1) continue;
    const part = withFormulas(page, token.block, start.from, token.to);
    start = undefined;
    parts.push(part);
    length += part.length;
    if (length > LONGEST_SHOWN) break;
  }
  return parts.join(' ');
}

/** A text as far as it is shown. */
export function shortened(text: string, longest = LONGEST_SHOWN): string {
  return text.length <= longest ? text : `${text.slice(0, longest).trimEnd()}…`;
}

/** Where a difference stands: the block of a page, and the heading that it stands under. */
export function placeOf(page: ReaderPage, block: number): Pick<Difference, 'block' | 'section'> {
  const under = page.blocks[Math.min(block, page.blocks.length - 1)]?.section ?? -1;
  const section = page.headings[under]?.text.replaceAll(FORMULA, '').trim();
  return { block, ...(section === undefined || section === '' ? {} : { section }) };
}

function newPlace(young: ReaderPage, token: PlacedToken | undefined): Pick<Difference, 'block' | 'section'> {
  return placeOf(young, token?.block ?? 0);
}

/** Of what is lost as text, how much must be the TeX of formulas that come in its place. */
const ENOUGH = 0.85;

/** Whether text that goes is the TeX of the formulas that come: what a site showed as dollars and backslashes. */
function becameFormulas(
  young: ReaderPage,
  lost: readonly PlacedToken[],
  added: readonly PlacedToken[],
  old: ReaderPage,
): boolean {
  const formulas = added.filter(({ key }) => key === FORMULA);
  if (formulas.length === 0) return false;
  const come = lettersOf(textOfTokens(young, added));
  const gone = lettersOf(textOfTokens(old, lost));
  if (gone.length === 0 || come.length < gone.length * ENOUGH) return false;
  // Letters that go and come in the same order, but for a few.
  let at = 0;
  let found = 0;
  for (const letter of gone) {
    const next = come.indexOf(letter, at);
    if (next < 0 || next > at + gone.length) continue;
    at = next + 1;
    found++;
  }
  return found >= gone.length * ENOUGH;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Of the tokens of a difference, how many must be a mend's for the difference to be one. */
const MENDED_SHARE = 0.9;

/**
 * Tells whether a difference is a mend: what is lost stands in the page that is made without mends and not in the one made
 * with them, and what is added the other way round.
 */
function mendTest({ mends }: TextComparison) {
  if (mends === undefined) return () => false;
  const lostWithout = differingTokens(mends.without.toOld, 'old');
  const lostWith = differingTokens(mends.with.toOld, 'old');
  const addedToPlain = differingTokens(mends.without.toNew, 'new');
  const addedToMended = differingTokens(mends.with.toNew, 'new');
  const share = (tokens: readonly PlacedToken[], test: (place: string) => boolean): boolean =>
    tokens.filter((token) => test(tokenPlace(token))).length >= tokens.length * MENDED_SHARE;
  return (lost: readonly PlacedToken[], added: readonly PlacedToken[]): boolean =>
    share(lost, (place) => lostWith.has(place) && !lostWithout.has(place)) &&
    share(added, (place) => addedToPlain.has(place) && !addedToMended.has(place));
}
