import fs from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic, foldDiagnostics } from '../diagnostics/index.js';
import { readKramdownOptions } from '../markdown/index.js';
import {
  checkDestination,
  type GeneratedFile,
  type Manifest,
  publish,
  stageAllGenerated,
  startStaging,
} from '../output/index.js';
import { readConfig, type Site, type SiteConfig, scanSite } from '../site/index.js';
import type { BuildOptions, BuildResult } from './build-options.js';
import { copyStaticFiles } from './copy-static-files.js';
import type { Effects } from './effects.js';
import { makePages } from './make-pages.js';
import { plainText } from './plain-text.js';
import type { ComposedPage } from './rendered-page.js';
import { readSiteMath } from './site-math.js';

/**
 * Builds a course: scan, render, resolve, compose, write. What an author wrote wrong is in the result's
 * diagnostics, and everything else is built; a throw is a bug or the machine's failure (a full disk), and leaves
 * the destination as it was.
 */
export async function buildSite(options: BuildOptions, effects: Effects): Promise<BuildResult> {
  const { mend, ...rest } = options;
  const siteEffects = { fs, now: effects.now, timezone: effects.timezone };
  const read = await readConfig({ cwd: effects.cwd, ...rest }, siteEffects);
  const config: SiteConfig = mend === false ? { ...read.config, mend } : read.config;
  // A configuration that cannot be read would move every page and have the old ones removed.
  if (read.diagnostics.some(({ severity }) => severity === 'error')) return refused(config, read.diagnostics);
  if (!(await isFolder(config.source))) return refused(config, [missingSource(config.source)]);
  const destination = await checkDestination(config.destination, config.source, config.keepFiles);
  if (!destination.ok) {
    const { message, hint } = destination;
    const place = { file: config.destination, line: 1, column: 1 };
    return refused(config, [
      ...read.diagnostics,
      diagnostic('error', 'destination-refused', place, message, { hint }),
    ]);
  }
  effects.progress('Reading the course', 0, 0);
  const { site, diagnostics } = await scanSite(config, { ...siteEffects, plainText: plainText(config) });
  const found = [...read.diagnostics, ...kramdownProblems(config), ...diagnostics];
  return write(site, destination.manifest, found, effects);
}

/** Values of `kramdown:` in the configuration that kramdown would not take either. */
function kramdownProblems({ kramdown, configFiles }: SiteConfig): Diagnostic[] {
  const file = path.basename(configFiles.at(-1) ?? '_config.yml');
  return readKramdownOptions(kramdown).problems.map(({ option, expected }) =>
    diagnostic(
      'warning',
      'config-kramdown',
      { file, line: 1, column: 1 },
      `The value of kramdown: ${option} cannot be read, so the option stays as it is by default.`,
      { text: option, hint: `Write ${expected}.` },
    ),
  );
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** A course that is not there would have every page of the last site removed. */
function missingSource(source: string): Diagnostic {
  const message = `There is no folder ${source} to read the course from.`;
  const hint = 'Correct the path given with --source.';
  return diagnostic('error', 'source-missing', { file: source, line: 1, column: 1 }, message, { hint });
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
