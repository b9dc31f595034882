import {
  type Diagnostic,
  type FoldedCause,
  foldCauses,
  foldDiagnostics,
  formatPlace,
  printableLine,
} from '../../diagnostics/index.js';

/** A line of a file, and a line that marks a place in it. */
export interface Excerpt {
  readonly line: string;
  readonly marks: string;
}

/** An error as a page shows it. */
export interface ShownProblem {
  /** `file:line:column`. */
  readonly place: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly excerpt?: Excerpt;
}

/** What is wrong in a page. */
export interface ShownProblems {
  readonly errors: readonly ShownProblem[];
  /** How many errors there are, of which `errors` has the first, those of one cause as one. */
  readonly errorCount: number;
  readonly warningCount: number;
  /** Errors in other pages. */
  readonly elsewhere: number;
}

/** How many causes of errors a page shows. */
const SHOWN = 20;

/**
 * What is wrong in the page that comes from `page`: what was found in its own file, and in files that are no page's
 * (configuration, layouts, includes, data), which any page may be made with. `page` is undefined where nothing is.
 */
export function problemsOf(
  page: string | undefined,
  diagnostics: readonly Diagnostic[],
  pages: ReadonlySet<string>,
  excerptOf: (found: Diagnostic) => Excerpt | undefined,
): ShownProblems {
  const isHere = ({ file }: Diagnostic): boolean => file === page || !pages.has(file);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const here = errors.filter(isHere);
  const causes = foldCauses(foldDiagnostics(here.filter(({ file }) => file === page))).concat(
    foldCauses(foldDiagnostics(here.filter(({ file }) => file !== page))),
  );
  return {
    errors: causes.slice(0, SHOWN).map((found) => shown(found, excerptOf(found))),
    errorCount: here.length,
    warningCount: diagnostics.filter((found) => found.severity === 'warning' && isHere(found)).length,
    elsewhere: errors.length - here.length,
  };
}

function shown(found: FoldedCause, excerpt: Excerpt | undefined): ShownProblem {
  const { code, message, hint, times, others } = found;
  const often = others.length > 0 ? ` (${times} times)` : '';
  return {
    place: formatPlace(found),
    code,
    message: `${printableLine(message)}${often}`,
    ...(hint === undefined ? {} : { hint: printableLine(hint) }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}
