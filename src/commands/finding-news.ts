import { findingIdentity } from '../build/index.js';
import type { Diagnostic } from '../diagnostics/index.js';

/** What a build has found, beside what the builds before it have. */
export interface FindingNews {
  readonly news: readonly Diagnostic[];
  /** What was there before already. */
  readonly known: readonly Diagnostic[];
}

/** Parts what a build has found by whether it is new. */
export type FindingsFilter = (found: readonly Diagnostic[]) => FindingNews;

/** Makes the filter of builds that come one after another; `before` are the identities of what is known at first. */
export function findingNews(before: ReadonlySet<string> = new Set()): FindingsFilter {
  // Of the last two builds: an editor may empty a file before it writes it, and that is built, too.
  let told: readonly ReadonlySet<string>[] = [before];
  return (found) => {
    const isKnown = (one: Diagnostic): boolean => told.some((build) => build.has(findingIdentity(one)));
    const parts = {
      news: found.filter((one) => !isKnown(one)),
      known: found.filter(isKnown),
    };
    told = [...told.slice(-1), new Set(found.map(findingIdentity))];
    return parts;
  };
}
