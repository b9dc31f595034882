import type { StructuredPatchHunk } from 'diff';

/** How many lines are looked through for one that stays, behind lines that change. */
const REACH = 32;

/**
 * What changes in a text as one part of a diff, which holds the whole text. Behind lines that differ it goes on at the
 * nearest lines that are alike, so that its work is in proportion to the text.
 */
export function longHunk(before: string, after: string): StructuredPatchHunk {
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
