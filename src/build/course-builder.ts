import { type Diagnostic, foldDiagnostics } from '../diagnostics/index.js';
import type { SiteConfig } from '../site/index.js';
import type { BuildOptions } from './build-options.js';
import type { BuildRequest } from './build-request.js';
import { checkCourse } from './check-course.js';
import type { Effects } from './effects.js';
import { makePages } from './make-pages.js';
import { readCourseConfig, scanCourse } from './read-course.js';
import { readSiteMath } from './site-math.js';
import { isSameFile, type SiteFile, type SiteState, staticFiles } from './site-state.js';

/** Builds one course, again and again, in memory. */
export interface CourseBuilder {
  /** Builds the course as it is now. One build at a time: the next may begin when this one has ended. */
  readonly build: (request?: BuildRequest) => Promise<SiteState>;
}

/**
 * Makes the builder of a course: scan, render, resolve, compose. Nothing is written. What an author wrote wrong is in
 * the state's diagnostics, and everything else is built; a throw is a bug or the machine's failure.
 */
export function createCourseBuilder(options: BuildOptions, effects: Effects): CourseBuilder {
  let last: ReadonlyMap<string, SiteFile> = new Map();
  return {
    build: async (request = {}) => {
      const state = await buildCourse(options, effects, request, last);
      last = state.files;
      return state;
    },
  };
}

async function buildCourse(
  options: BuildOptions,
  effects: Effects,
  request: BuildRequest,
  last: ReadonlyMap<string, SiteFile>,
): Promise<SiteState> {
  const { config, usable, diagnostics: found } = await readCourseConfig(options, effects);
  if (!usable) return refused(config, found, last);
  const refusal = (await request.accept?.(config)) ?? [];
  if (refusal.length > 0) return refused(config, [...found, ...refusal], last);
  const scanned = await scanCourse(config, effects);
  const statics = staticFiles(scanned.site);
  request.scanned?.(statics, config);
  const math = await readSiteMath(scanned.site);
  const made = await makePages(scanned.site, math, effects, request);
  const files = new Map<string, SiteFile>(statics);
  for (const { page, output } of made.pages) {
    files.set(page.outputPath, { kind: 'generated', content: () => output, path: page.file.path });
  }
  const formulaCount = made.pages.reduce((sum, page) => sum + page.formulaCount, 0);
  for (const { path, content } of [...(formulaCount > 0 ? await math.assets() : []), NO_JEKYLL]) {
    files.set(path, { kind: 'generated', content: () => content });
  }
  const checked = checkCourse(made.site, made);
  return {
    config,
    refused: false,
    complete: made.failed.length === 0,
    files,
    failed: made.failed.map(({ outputPath }) => outputPath),
    changed: [...files].filter(([path, file]) => !isSameFile(file, last.get(path))).map(([path]) => path),
    removed: [...last.keys()].filter((path) => !files.has(path)),
    pageCount: made.pages.length,
    formulaCount,
    diagnostics: foldDiagnostics([
      ...found,
      ...scanned.diagnostics,
      ...math.diagnostics,
      ...made.diagnostics,
      ...checked.diagnostics,
    ]),
    external: checked.external,
  };
}

/** Tells GitHub Pages that the site is built already. */
const NO_JEKYLL = { path: '.nojekyll', content: '' } as const;

function refused(
  config: SiteConfig,
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, SiteFile>,
): SiteState {
  return {
    config,
    refused: true,
    complete: false,
    files,
    failed: [],
    changed: [],
    removed: [],
    pageCount: 0,
    formulaCount: 0,
    diagnostics,
    external: [],
  };
}
