import type { Diagnostic } from '../diagnostics/index.js';

/** What a build has found, beside what the builds before it have. */
export interface FindingNews {
  readonly news: readonly Diagnostic[];
  /** What was there before already. */
  readonly known: readonly Diagnostic[];
}

/** Parts what a build has found by whether it is new. */
export type FindingsFilter = (found: readonly Diagnostic[]) => FindingNews;

/** Makes the filter of builds that come one after another. */
export function findingNews(): FindingsFilter {
  // Of the last two builds: an editor may empty a file before it writes it, and that is built, too.
  let told: readonly ReadonlySet<string>[] = [];
  return (found) => {
    const isKnown = (one: Diagnostic): boolean => told.some((build) => build.has(identity(one)));
    const parts = {
      news: found.filter((one) => !isKnown(one)),
      known: found.filter(isKnown),
    };
    told = [...told.slice(-1), new Set(found.map(identity))];
    return parts;
  };
}

/** What makes a diagnostic the one that was there before: a line further up may have moved it. */
function identity({ file, code, message, text }: Diagnostic): string {
  return JSON.stringify([file, code, message, text]);
}
