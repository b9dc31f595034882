import { firstFrom } from '../../diagnostics/index.js';

/** A line of nothing but a fence, which may close a code block. */
interface ClosingFence {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The fences that may close a code block of a text, by their character. */
export type ClosingFences = Readonly<Record<'`' | '~', readonly ClosingFence[]>>;

const CLOSING = /(?<![^\n]) {0,3}(`{3,}|~{3,})[ \t\r\f\v]*\n/g;

/** The first fence behind `from` that is at least `length` long; else the first of the longest there is. */
export function closingFence(
  all: ClosingFences,
  character: '`' | '~',
  length: number,
  from: number,
): ClosingFence | undefined {
  const fences = all[character];
  let longest: ClosingFence | undefined;
  for (let at = firstFrom(fences, from, ({ start }) => start); at < fences.length; at++) {
    const fence = fences[at];
    if (fence === undefined) break;
    if (fence.length >= length) return fence;
    if (fence.length > (longest?.length ?? 0)) longest = fence;
  }
  return longest;
}

/** The fences of a text that may close a code block. */
export function closingFences(text: string): ClosingFences {
  const fences: Record<'`' | '~', ClosingFence[]> = { '`': [], '~': [] };
  for (const match of text.matchAll(CLOSING)) {
    const run = match[1] ?? '';
    const fence = { start: match.index, end: match.index + match[0].length, length: run.length };
    fences[run[0] === '`' ? '`' : '~'].push(fence);
  }
  return fences;
}
