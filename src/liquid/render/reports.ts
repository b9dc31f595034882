import type { Diagnostic } from '../../diagnostics/index.js';
import type { Construct, Rendering } from './rendering.js';

/** The diagnostics of one rendering. */
export interface Reports {
  readonly add: (found: Diagnostic) => void;
  /** Adds something about a construct, the first time only that it is said of it. */
  readonly addOnce: Rendering['reportOnce'];
  readonly all: () => Diagnostic[];
}

/** Collects diagnostics; what is said of a construct in every round of a loop is made once. */
export function createReports(): Reports {
  const reports = new Map<string, Diagnostic>();
  const said = new Map<Construct, Set<string>>();
  const add = (found: Diagnostic) => {
    const key = [found.code, found.file, found.line, found.column, found.message].join('\n');
    if (!reports.has(key)) reports.set(key, found);
  };
  return {
    add,
    addOnce: (construct, message, make) => {
      const messages = said.get(construct) ?? new Set();
      said.set(construct, messages);
      if (messages.has(message)) return;
      messages.add(message);
      add(make());
    },
    all: () => [...reports.values()],
  };
}
