import { structuredPatch } from 'diff';
import { longHunk } from './long-hunk.js';
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
