import { type Diagnostic, foldDiagnostics } from '../diagnostics/index.js';
import type { ExternalLink } from '../links/index.js';
import type { BuildOptions } from './build-options.js';
import { checkCourse } from './check-course.js';
import type { Effects } from './effects.js';
import { makePages } from './make-pages.js';
import { readCourseConfig, scanCourse } from './read-course.js';
import { readSiteMath } from './site-math.js';

/** What a check found. */
export interface CheckResult {
  /** Whether every page could be made; false too where the course could not be read at all. */
  readonly complete: boolean;
  /** Absolute path of the folder of the course. */
  readonly source: string;
  readonly pageCount: number;
  readonly formulaCount: number;
  /** Everything that was found, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, in the order of the pages. */
  readonly external: readonly ExternalLink[];
}

/** Finds what {@link buildSite} would find, by the same code, and writes nothing. */
export async function checkSite(
  options: Omit<BuildOptions, 'destination'>,
  effects: Effects,
): Promise<CheckResult> {
  const { config, usable, diagnostics } = await readCourseConfig(options, effects);
  const { source } = config;
  if (!usable) {
    return { complete: false, source, pageCount: 0, formulaCount: 0, diagnostics, external: [] };
  }
  const scanned = await scanCourse(config, effects);
  const math = await readSiteMath(scanned.site);
  const made = await makePages(scanned.site, math, effects);
  const found = checkCourse(scanned.site, made);
  return {
    complete: made.failed.length === 0,
    source,
    pageCount: made.pages.length,
    formulaCount: made.pages.reduce((sum, page) => sum + page.formulaCount, 0),
    diagnostics: foldDiagnostics([
      ...diagnostics,
      ...scanned.diagnostics,
      ...math.diagnostics,
      ...made.diagnostics,
      ...found.diagnostics,
    ]),
    external: found.external,
  };
}
