import { findingIdentity } from '../../course/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';

/** What a build has found, beside what the builds before it have. */
export interface NewFindings {
  readonly news: readonly Diagnostic[];
  /** What was there before already. */
  readonly known: readonly Diagnostic[];
  /** The identities of all, in their order. */
  readonly identities: readonly string[];
}

/** Parts what a build has found by whether it is new. */
export type FindingsFilter = (found: readonly Diagnostic[]) => NewFindings;

/** Makes the filter of builds that come one after another; `before` are the identities of what is known at first. */
export function newFindings(before: ReadonlySet<string> = new Set()): FindingsFilter {
  // Of the last two builds: an editor may empty a file before it writes it, and that is built, too.
  let told: readonly ReadonlySet<string>[] = [before];
  return (found) => {
    const identities = found.map(findingIdentity);
    const isKnown = identities.map((one) => told.some((build) => build.has(one)));
    told = [...told.slice(-1), new Set(identities)];
    return {
      news: found.filter((_, index) => isKnown[index] !== true),
      known: found.filter((_, index) => isKnown[index] === true),
      identities,
    };
  };
}
