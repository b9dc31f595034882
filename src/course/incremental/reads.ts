import type { Read } from '../../cache/index.js';

/** Notes what the pages of a site are made from. */
export interface Reads {
  /**
   * Notes, for whatever is being made, that it reads the thing of that name; `fingerprint` is given where the thing
   * is not a fact of the site.
   */
  readonly note: (name: string, fingerprint?: string) => void;
  /** Runs something and answers with all that it read, in the order in which it first did. */
  readonly during: <T>(run: () => T) => { readonly result: T; readonly reads: readonly Read[] };
}

/** Makes the notebook of one build; `factOf` gives the present fingerprint of a fact of the site. */
export function createReads(factOf: (name: string) => string): Reads {
  const stack: Map<string, string>[] = [];
  return {
    note: (name, fingerprint) => {
      const reads = stack.at(-1);
      if (reads !== undefined && !reads.has(name)) reads.set(name, fingerprint ?? factOf(name));
    },
    during: (run) => {
      const reads = new Map<string, string>();
      stack.push(reads);
      try {
        return { result: run(), reads: [...reads] };
      } finally {
        stack.pop();
      }
    },
  };
}
