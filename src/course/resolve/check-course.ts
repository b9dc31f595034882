import { fingerprint } from '../../cache/index.js';
import { type Diagnostic, hasInternalFault } from '../../diagnostics/index.js';
import {
  checkNotebooks,
  type ExternalLink,
  hugeFiles,
  type LinkReport,
  type NotebookText,
  unusedFiles,
} from '../../links/index.js';
import { checkMacros } from '../../math/index.js';
import { type Site, searchPlace } from '../../site/index.js';
import { WEB_MANIFEST } from '../compose/index.js';
import type { Effects, MadePages, PageCache } from '../context/index.js';
import { formerNames, repositoryRoot } from '../git/index.js';
import { attemptTelling } from './attempt.js';
import { courseFiles } from './course-files.js';
import { type CourseTexts, courseTexts } from './course-texts.js';
import { checkFiles } from './file-checks.js';
import { foreignFindings } from './foreign-findings.js';
import type { InventoryMemory, KnownInventory } from './inventory-memory.js';
import { navigationFindings } from './navigation-findings.js';
import type { PublishedFindings } from './published-files.js';
import { courseAddress, linkedPages, readPage, resolveKnown } from './resolve-references.js';

/** What is found once every page of a course is made. */
export interface CourseFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, which only the web can answer for. */
  readonly external: readonly ExternalLink[];
  /** Whether another check of the same course may find more, as git had no answer this time. */
  readonly isUncertain: boolean;
}

/** What checks remember of earlier builds. */
export interface CheckMemory {
  readonly cache: PageCache;
  readonly inventories: InventoryMemory;
}

/**
 * Checks a course as a whole, once its pages are made: what its pages, layouts, style sheets and notebooks refer to, and
 * what else can be wrong with a site that is built. What is found in its files comes from {@link checkPublishedFiles}.
 */
export async function checkCourse(
  site: Site,
  made: MadePages,
  effects: Effects,
  { cache, inventories }: CheckMemory,
  { statics, stylesheets, secrets, faults: earlier }: PublishedFindings,
): Promise<CourseFindings> {
  const { source, destination } = site.config;
  const faults = [...earlier];
  const attempt = attemptTelling(faults);
  const repository = await attempt(
    'reading the repository failed',
    GIT,
    () => repositoryRoot(source),
    undefined,
  );
  const sources = await attempt(
    'listing the files of the course failed',
    CONFIG,
    () => courseFiles(source, destination),
    [],
  );
  const files = courseTexts(site, effects, cache, attempt);
  const search = searchPlace(site);
  const published = [
    ...[...site.files].map(([outputPath, { file }]) => ({ outputPath, source: file.path })),
    ...(site.config.ownTheme ? [{ outputPath: WEB_MANIFEST }] : []),
    ...(search === null ? [] : [{ outputPath: search.script }]),
  ];
  let against: KnownInventory = { print: '', inventory: () => inventories(published, sources).inventory() };
  const resolve = (former?: ReadonlyMap<string, string>): Promise<LinkReport> =>
    attempt(
      'looking up the links of the course failed, so they are not checked',
      CONFIG,
      () => {
        against = inventories(published, sources, former);
        const linked = [...linkedPages(made.rendered, made.pages), ...stylesheets.map(readPage)];
        const name = former === undefined ? 'all' : 'former names';
        return resolveKnown(cache, name, linked, against, courseAddress(site.config));
      },
      { diagnostics: [], external: [], used: new Set(), repository: undefined },
    );
  let isUncertain = false;
  let links = await resolve();
  if (repository !== undefined && links.diagnostics.some(({ code }) => code.endsWith('-missing'))) {
    const failing = 'looking for the former names of files failed';
    const found = await attempt(failing, GIT, () => formerNames(source, effects), undefined);
    isUncertain = found === undefined;
    if (found !== undefined && found.size > 0) links = await resolve(found);
  }
  const notebooks = sources.filter(isNotebook);
  const shown = new Set(statics.map(({ path: file }) => file));
  const seen = fingerprint([against.print, links.repository]);
  const unused = async (): Promise<readonly Diagnostic[]> =>
    reportsUnused(site) ? unusedFiles(statics, links.used, await textsOf(notebooks, files)) : [];
  const found = [
    ...links.diagnostics,
    ...made.pages.flatMap(({ layoutDiagnostics }) => layoutDiagnostics),
    ...(await notebookFaults(
      notebooks.filter((file) => shown.has(file)),
      seen,
      files,
      (notebook) => checkNotebooks([notebook], against.inventory(), links.repository),
    )),
    ...secrets,
    ...(await attempt('looking for huge files failed', CONFIG, () => hugeFiles(statics), [])),
    ...(await attempt('looking for unused files failed', CONFIG, unused, [])),
    ...(await attempt(
      'checking the macros of the course failed',
      CONFIG,
      () => checkMacros(made.macros),
      [],
    )),
    ...foreignFindings(made.rendered, site.config),
    ...(await attempt('checking the navigation failed', CONFIG, () => navigationFindings(site), [])),
  ];
  return { diagnostics: [...found, ...faults], external: links.external, isUncertain };
}

/** Where faults are told that are no file's. */
const CONFIG = '_config.yml';
const GIT = '.git';

function isNotebook(file: string): boolean {
  // Jupyter keeps copies for itself.
  return /\.ipynb$/i.test(file) && !file.includes('.ipynb_checkpoints/');
}

/** How many notebooks are held in memory at a time: all of a course's can be gigabytes. */
const OPEN_NOTEBOOKS = 8;

/** What is wrong with notebooks; `looked` is the fingerprint of all that they are held against. */
async function notebookFaults(
  files: readonly string[],
  looked: string,
  { textOf, identityOf, cache, attempt }: CourseTexts,
  check: (notebook: NotebookText) => readonly Diagnostic[],
): Promise<Diagnostic[]> {
  const found = await checkFiles(cache, 'notebook', files, {
    against: looked,
    atOnce: OPEN_NOTEBOOKS,
    identityOf,
    textOf,
    check: (file, text) => (text === undefined ? [] : check({ file, text })),
    isWhole: (findings) => !hasInternalFault(findings),
    attempt: (file, run) => attempt('looking into this notebook failed', file, run, []),
  });
  return found.flat();
}

async function textsOf(files: readonly string[], { textOf }: CourseTexts): Promise<string[]> {
  const read = await Promise.all(files.map(textOf));
  return read.flatMap((one) => (one === undefined ? [] : [one.text()]));
}

/** Whether the course wants to hear of files that nothing links to: nobody does who has not said so. */
function reportsUnused({ config }: Site): boolean {
  return config.diagnostics.severities.some(
    ([code, severity]) => code === 'file-unused' && severity !== 'off',
  );
}
