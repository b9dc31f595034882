import { type StructuredPatchHunk, structuredPatch } from 'diff';
import type { RepairedFile } from './plan-repairs.js';

/** How many lines that stay are shown around those that change. */
const CONTEXT = 2;

/**
 * From so many lines on that go or come, the shortest diff is not looked for: that takes their number squared. Then all
 * is shown in one part.
 */
const MOST_EDITS = 2000;

/** A line of a unified diff, and what it says: lines that come and go, headings of parts and of files, and others. */
export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'hunk' | 'file' | 'context';
  readonly text: string;
}

/**
 * What changes in a file, as a unified diff with the names `a/…` and `b/…`, as git writes it. Lines keep their own ends,
 * so that the diff can be applied.
 */
export function unifiedDiff({ file, before, after }: RepairedFile): DiffLine[] {
  const patch = structuredPatch(file, file, before, after, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MOST_EDITS,
  });
  const hunks = patch?.hunks ?? [longHunk(before, after)];
  return [
    { kind: 'file', text: `--- a/${file}` },
    { kind: 'file', text: `+++ b/${file}` },
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }): DiffLine[] => [
      { kind: 'hunk', text: `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@` },
      ...lines.map((text): DiffLine => ({ kind: KINDS[text.charAt(0)] ?? 'context', text })),
    ]),
  ];
}

const KINDS: Readonly<Record<string, DiffLine['kind']>> = { '+': 'added', '-': 'removed' };

function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** How many lines are looked through for one that stays, behind lines that change. */
const REACH = 32;

/**
 * What changes in a text as one part of a diff, which holds the whole text. Behind lines that differ it goes on at the
 * nearest lines that are alike, so that its work is in proportion to the text.
 */
function longHunk(before: string, after: string): StructuredPatchHunk {
  const old = linesOf(before);
  const young = linesOf(after);
  const lines: string[] = [];
  const show = (sign: string, line: string | undefined): void => {
    if (line === undefined) return;
    lines.push(`${sign}${line.replace(/\n$/, '')}`);
    if (!line.endsWith('\n')) lines.push('\\ No newline at end of file');
  };
  let [at, to] = [0, 0];
  while (at < old.length || to < young.length) {
    const [gone, come] = changedLines(old, at, young, to);
    for (const line of old.slice(at, at + gone)) show('-', line);
    for (const line of young.slice(to, to + come)) show('+', line);
    at += gone;
    to += come;
    if (gone + come > 0) continue;
    show(' ', old[at]);
    at++;
    to++;
  }
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: young.length, lines };
}

/** The lines of a text, with their ends. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** How many lines go and how many come at two places, until lines are alike; one each where that is out of reach. */
function changedLines(
  old: readonly string[],
  at: number,
  young: readonly string[],
  to: number,
): readonly [gone: number, come: number] {
  for (let both = 0; both <= REACH; both++) {
    for (let gone = both; gone >= 0; gone--) {
      const line = old[at + gone];
      if (line !== undefined && line === young[to + both - gone]) return [gone, both - gone];
    }
  }
  return [1, 1];
}
