import path from 'node:path';
import { fingerprint } from '../../cache/index.js';
import { type Diagnostic, guardedLater, hasInternalFault, mapSource } from '../../diagnostics/index.js';
import {
  checkNotebooks,
  type ExternalLink,
  exposedSecretsOfFile,
  hugeFiles,
  type LinkedPage,
  type NotebookText,
  resolveLinks,
  type StaticSource,
  unusedFiles,
} from '../../links/index.js';
import { stylesheetReferences } from '../../markdown/index.js';
import { checkMacros } from '../../math/index.js';
import type { Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import { WEB_MANIFEST } from '../compose/index.js';
import {
  type Effects,
  fileIdentity,
  type MadePages,
  type PageCache,
  type PageProducts,
  remembered,
} from '../context/index.js';
import { formerNames, repositoryRoot } from '../git/index.js';
import { type TextReader, textReader } from '../scan/index.js';
import { courseFiles } from './course-files.js';
import { checkFiles } from './file-checks.js';
import { foreignFindings } from './foreign-findings.js';
import type { InventoryMemory, KnownInventory } from './inventory-memory.js';
import { navigationFindings } from './navigation-findings.js';
import { courseAddress, linkedPages } from './resolve-references.js';

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
 * what else can be wrong with a site that is built.
 */
export async function checkCourse(
  site: Site,
  made: MadePages,
  effects: Effects,
  { cache, inventories }: CheckMemory,
): Promise<CourseFindings> {
  const { source, destination } = site.config;
  const faults: Diagnostic[] = [];
  const attempt: Attempt = (failing, place, run, instead) =>
    guardedLater(
      { failing, place, tell: (fault) => faults.push(fault) },
      async () => run(),
      () => instead,
    );
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
  const statics = staticSources(site);
  const files: CourseTexts = {
    textOf: textReader(source, effects),
    identityOf: (file) => fileIdentity(path.join(source, file), effects),
    cache,
    attempt,
  };
  const stylesheets = await readStylesheets(statics, files);
  const published = [
    ...[...site.files].map(([outputPath, { file }]) => ({ outputPath, source: file.path })),
    ...(site.config.ownTheme ? [{ outputPath: WEB_MANIFEST }] : []),
  ];
  const looked = [...made.rendered, ...made.pages].map(({ page, findingsHash }) => [
    page.outputPath,
    findingsHash,
  ]);
  let former: ReadonlyMap<string, string> | undefined;
  let against: KnownInventory = { print: '', inventory: () => inventories(published, sources).inventory() };
  const resolve = (): Promise<PageProducts['links']> =>
    attempt(
      'looking up the links of the course failed, so they are not checked',
      CONFIG,
      () => {
        const address = courseAddress(site.config);
        against = inventories(published, sources, former);
        return remembered(
          cache,
          'links',
          'all',
          [looked, stylesheets, against.print, address],
          () => {
            const pages = linkedPages(made.rendered, made.pages);
            const linked = {
              *[Symbol.iterator]() {
                yield* pages;
                yield* stylesheets;
              },
            };
            const { used, ...report } = resolveLinks(linked, against.inventory(), address);
            return { ...report, used: [...used] };
          },
          ({ diagnostics }) => !hasInternalFault(diagnostics),
        );
      },
      { diagnostics: [], external: [], used: [], repository: undefined },
    );
  let isUncertain = false;
  let links = await resolve();
  if (repository !== undefined && links.diagnostics.some(({ code }) => code.endsWith('-missing'))) {
    const failing = 'looking for the former names of files failed';
    const found = await attempt(failing, GIT, () => formerNames(source, effects), undefined);
    isUncertain = found === undefined;
    if (found !== undefined && found.size > 0) {
      former = found;
      links = await resolve();
    }
  }
  const notebooks = sources.filter(isNotebook);
  const shown = new Set(statics.map(({ path: file }) => file));
  const seen = fingerprint([against.print, links.repository]);
  const unused = async (): Promise<readonly Diagnostic[]> =>
    reportsUnused(site) ? unusedFiles(statics, new Set(links.used), await textsOf(notebooks, files)) : [];
  const found = [
    ...links.diagnostics,
    ...made.pages.flatMap(({ layoutDiagnostics }) => layoutDiagnostics),
    ...(await notebookFaults(
      notebooks.filter((file) => shown.has(file)),
      seen,
      files,
      (notebook) => checkNotebooks([notebook], against.inventory(), links.repository),
    )),
    ...(await attempt('looking for keys in files failed', CONFIG, () => secretFindings(statics, files), [])),
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

/** Does something beside the pages, or answers with `instead` where lectern fails at it, which is told. */
type Attempt = <T>(failing: string, place: string, run: () => T | Promise<T>, instead: T) => Promise<T>;

/** The files of a course that are looked into besides its pages. */
interface CourseTexts {
  readonly textOf: TextReader;
  readonly identityOf: (file: string) => unknown;
  readonly cache: PageCache;
  readonly attempt: Attempt;
}

function isNotebook(file: string): boolean {
  // Jupyter keeps copies for itself.
  return /\.ipynb$/i.test(file) && !file.includes('.ipynb_checkpoints/');
}

/** How many files are looked into at a time. */
const OPEN_FILES = 32;

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

/** Files that can hold a key which somebody reads, and those of them that people write. */
const TEXTS =
  /\.(?:txt|md|markdown|x?html?|csv|tsv|json|ipynb|ya?ml|toml|ini|cfg|conf|xml|js|mjs|ts|py|r|jl|rb|m|sh|bat|ps1|sql|java|c|cc|cpp|h|go|rs|php|env|log|tex|bib)$/i;
const PROSE = /\.(?:txt|md|markdown|x?html?)$/i;
/** A file that somebody has written is no larger, in bytes. */
const LARGEST_TEXT = 512 * 1024;

/** Keys in the files that are published as they are. */
async function secretFindings(
  statics: readonly StaticSource[],
  { textOf, identityOf, cache }: CourseTexts,
): Promise<Diagnostic[]> {
  const texts = statics.filter(({ path: file, size }) => size <= LARGEST_TEXT && TEXTS.test(file));
  const found = await checkFiles(
    cache,
    'secrets',
    texts.map(({ path: file }) => file),
    {
      against: '',
      atOnce: OPEN_FILES,
      identityOf,
      textOf,
      check: (file, text) =>
        text === undefined ? [] : exposedSecretsOfFile({ file, text }, PROSE.test(file)),
      isWhole: (findings) => !hasInternalFault(findings),
    },
  );
  return found.flat();
}

async function textsOf(files: readonly string[], { textOf }: CourseTexts): Promise<string[]> {
  const texts = await Promise.all(files.map(textOf));
  return texts.filter((text) => text !== undefined);
}

/** Whether the course wants to hear of files that nothing links to: nobody does who has not said so. */
function reportsUnused({ config }: Site): boolean {
  return config.diagnostics.severities.some(
    ([code, severity]) => code === 'file-unused' && severity !== 'off',
  );
}

function staticSources(site: Site): StaticSource[] {
  return (
    site.staticFiles
      .filter(({ outputPath, written, file }) => written && site.files.get(outputPath)?.file === file)
      // What a theme publishes is not the course's to mend.
      .filter(({ file }) => !isThemePath(site.config.theme, file.path))
      .map(({ outputPath, file: { path: name, size } }) => ({ path: name, outputPath, size }))
  );
}

/** The style sheets that are published as they are, with what they load. */
async function readStylesheets(
  statics: readonly StaticSource[],
  { textOf, identityOf, cache, attempt }: CourseTexts,
): Promise<LinkedPage[]> {
  const files = statics.filter(({ outputPath }) => outputPath.endsWith('.css'));
  const failing = 'looking for what this style sheet loads failed, so it is not checked';
  const found = await checkFiles(
    cache,
    'stylesheet',
    files.map(({ path: file }) => file),
    {
      against: '',
      atOnce: OPEN_FILES,
      identityOf,
      textOf,
      check: (file, text = '') => stylesheetReferences(mapSource({ file, text })),
      attempt: (file, run) => attempt(failing, file, run, []),
    },
  );
  return files.map(({ outputPath }, index) => ({
    outputPath,
    references: found[index] ?? [],
    anchors: [],
    headings: [],
    ids: undefined,
  }));
}
