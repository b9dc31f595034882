import { type Diagnostic, formatPlace, printableLine } from '../diagnostics/index.js';

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
  /** How many errors there are, of which `errors` are the first. */
  readonly errorCount: number;
  readonly warningCount: number;
  /** Errors in other pages. */
  readonly elsewhere: number;
}

/** How many errors a page shows. */
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
  const here = errors.filter(isHere).sort((a, b) => Number(b.file === page) - Number(a.file === page));
  return {
    errors: here.slice(0, SHOWN).map((found) => shown(found, excerptOf(found))),
    errorCount: here.length,
    warningCount: diagnostics.filter((found) => found.severity === 'warning' && isHere(found)).length,
    elsewhere: errors.length - here.length,
  };
}

function shown(found: Diagnostic, excerpt: Excerpt | undefined): ShownProblem {
  const { code, message, hint } = found;
  return {
    place: formatPlace(found),
    code,
    message: printableLine(message),
    ...(hint === undefined ? {} : { hint: printableLine(hint) }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}
