import path from 'node:path';
import { type Diagnostic, guarded, guardedLater } from '../diagnostics/index.js';
import { type CourseMacros, type MathJaxReading, withDefiningPages } from '../math/index.js';
import type { Site } from '../site/index.js';
import { type SiteMath, withShownPlaces } from './compose/index.js';
import {
  type ComposedPage,
  type Effects,
  fileIdentity,
  type PageCache,
  type RenderedPage,
  remembered,
} from './context/index.js';
import { mapped } from './incremental/index.js';
import { type PageBatches, repeated, undamaged } from './page-batches.js';

/** What is found in pages once all of them are made. */
export interface PageFindings {
  /** The macros that their formulas are written with. */
  readonly macros: CourseMacros;
  readonly diagnostics: readonly Diagnostic[];
}

/** What it is looked for with. */
export interface PageFindingsOptions {
  readonly site: Site;
  readonly math: SiteMath;
  readonly cache: PageCache;
  readonly effects: Effects;
  readonly batches: Pick<PageBatches, 'results' | 'open'>;
}

/** Gathers what is wrong with pages, each finding at the place where it is to be mended. */
export async function pageFindings(
  composed: readonly ComposedPage[],
  options: PageFindingsOptions,
): Promise<PageFindings> {
  const own: Diagnostic[] = [];
  const fault = (failing: string) => ({
    failing,
    place: '_config.yml',
    tell: (found: Diagnostic) => void own.push(found),
  });
  const macros: CourseMacros = {
    layers: await guardedLater(
      fault('looking for the macros of the course failed, so they are not checked'),
      () => macroLayersOf(composed, options),
      () => [],
    ),
    pages: composed.flatMap((page) => page.macros ?? []),
  };
  const printed = await guardedLater(
    fault('looking for what is wrong in documents that pages show failed'),
    () => printedPages(composed, options),
    () => [],
  );
  const all = composed.flatMap((page) => page.diagnostics);
  // What is wrong in a document that is no page of its own is told where it stands.
  const shown = guarded(
    fault('looking for the places of faults in documents that pages show failed'),
    () =>
      withShownPlaces(
        all,
        printed.map(({ page }) => page),
      ),
    () => all,
  );
  const placed = guarded(
    fault('looking for the pages that define a macro failed'),
    () => withDefiningPages(shown, macros),
    () => shown,
  );
  const preambles = composed.flatMap((page) => page.preambleFaults);
  return {
    macros,
    diagnostics: [
      ...own,
      ...printed.flatMap((page) => page.diagnostics),
      ...placed,
      ...new Map(preambles.map((found) => [JSON.stringify(found), found])).values(),
    ],
  };
}

/** The macros that hold before any formula of the course. */
function macroLayersOf(
  composed: readonly ComposedPage[],
  { site, math, cache, effects, batches }: PageFindingsOptions,
): Promise<CourseMacros['layers']> {
  const readings = [...new Set(composed.map(({ page }) => batches.results.mathOf(page)))];
  return remembered(cache, 'macros', 'all', macroSources(site, math, readings, effects), async () => {
    const { courseMacros } = await import('./resolve/course-macros.js');
    return courseMacros(site, math, readings);
  });
}

/** Documents that pages show, and that are no pages of their own. */
async function printedPages(
  composed: readonly ComposedPage[],
  { batches: { results, open } }: PageFindingsOptions,
): Promise<readonly RenderedPage[]> {
  const pages = composed.map(({ page }) => page);
  const known = undamaged(() => results.printed(pages));
  if (known === undefined) await open();
  return known ?? repeated(async () => results.printed(pages));
}

/** All that decides which macros a course defines besides those of its formulas. */
function macroSources(
  { config }: Site,
  { typesetter, preambles }: SiteMath,
  readings: readonly MathJaxReading[],
  effects: Effects,
): unknown {
  return [
    readings,
    typesetter.macros,
    typesetter.preambles.map(mapped),
    [...preambles.values()].map(mapped),
    config.configFiles.map((file) => [path.relative(config.source, file), fileIdentity(file, effects)]),
  ];
}
