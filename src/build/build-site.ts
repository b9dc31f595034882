import { type Diagnostic, diagnostic, foldDiagnostics } from '../diagnostics/index.js';
import {
  checkDestination,
  type GeneratedFile,
  type Manifest,
  publish,
  stageAllGenerated,
  startStaging,
} from '../output/index.js';
import type { Site, SiteConfig } from '../site/index.js';
import type { BuildOptions, BuildResult } from './build-options.js';
import { checkCourse } from './check-course.js';
import { copyStaticFiles } from './copy-static-files.js';
import type { Effects } from './effects.js';
import { makePages } from './make-pages.js';
import { readCourseConfig, scanCourse } from './read-course.js';
import type { ComposedPage } from './rendered-page.js';
import { readSiteMath } from './site-math.js';

/**
 * Builds a course: scan, render, resolve, compose, write. What an author wrote wrong is in the result's
 * diagnostics, and everything else is built; a throw is a bug or the machine's failure (a full disk), and leaves
 * the destination as it was.
 */
export async function buildSite(options: BuildOptions, effects: Effects): Promise<BuildResult> {
  const { config, usable, diagnostics } = await readCourseConfig(options, effects);
  if (!usable) return refused(config, diagnostics);
  const destination = await checkDestination(config.destination, config.source, config.keepFiles);
  if (!destination.ok) {
    const { message, hint } = destination;
    const place = { file: config.destination, line: 1, column: 1 };
    return refused(config, [
      ...diagnostics,
      diagnostic('error', 'destination-refused', place, message, { hint }),
    ]);
  }
  const scanned = await scanCourse(config, effects);
  return write(scanned.site, destination.manifest, [...diagnostics, ...scanned.diagnostics], effects);
}

function refused(config: SiteConfig, diagnostics: readonly Diagnostic[]): BuildResult {
  const { source, destination } = config;
  return { complete: false, source, destination, pageCount: 0, fileCount: 0, formulaCount: 0, diagnostics };
}

/** Everything behind the scan: static files are copied while the pages are made. */
async function write(
  site: Site,
  previous: Manifest,
  found: readonly Diagnostic[],
  effects: Effects,
): Promise<BuildResult> {
  const { source, destination, keepFiles } = site.config;
  const staging = await startStaging(destination, previous);
  const math = await readSiteMath(site);
  const [copies, made] = await Promise.all([copyStaticFiles(site, staging), makePages(site, math, effects)]);
  effects.progress('Writing the site', 0, 0);
  const formulaCount = made.pages.reduce((sum, page) => sum + page.formulaCount, 0);
  const added = [...(formulaCount > 0 ? await math.assets() : []), NO_JEKYLL];
  await stageAllGenerated(staging, [...made.pages.map(pageFile), ...added]);
  const staying = new Set([...made.failed.map((page) => page.outputPath), ...copies.failed]);
  const checked = checkCourse(site, made);
  const published = await publish(staging, (file) => staying.has(file) || isKept(file, keepFiles));
  const blocked = published.blocked.map((file) => foreignFile(file, destination));
  return {
    complete: staying.size === 0 && blocked.length === 0,
    source,
    destination,
    pageCount: made.pages.length,
    fileCount: copies.count + added.length,
    formulaCount,
    published,
    diagnostics: foldDiagnostics([
      ...found,
      ...math.diagnostics,
      ...copies.diagnostics,
      ...made.diagnostics,
      ...checked.diagnostics,
      ...blocked,
    ]),
  };
}

/** Tells GitHub Pages that the site is built already. */
const NO_JEKYLL: GeneratedFile = { kind: 'generated', path: '.nojekyll', content: '' };

function pageFile({ page, output }: ComposedPage): GeneratedFile {
  return { kind: 'generated', path: page.outputPath, content: output };
}

/** Whether `keep_files` names a path or a folder above it. */
function isKept(file: string, keepFiles: readonly string[]): boolean {
  return keepFiles.some((kept) => file === kept || file.startsWith(kept.endsWith('/') ? kept : `${kept}/`));
}

function foreignFile(file: string, destination: string): Diagnostic {
  return diagnostic(
    'error',
    'output-foreign',
    { file, line: 1, column: 1 },
    `${file} could not be written: ${destination} has a file there that lectern did not write.`,
    { hint: 'Move that file out of the destination, or into the course.' },
  );
}
