import type { Diagnostic } from '../../diagnostics/index.js';
import { hasInternalFault, mapSource } from '../../diagnostics/index.js';
import { exposedSecretsOfFile, type LinkedPage, type StaticSource } from '../../links/index.js';
import { stylesheetReferences } from '../../markdown/index.js';
import type { Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';
import type { Effects, PageCache } from '../context/index.js';
import { attemptTelling } from './attempt.js';
import { type CourseTexts, courseTexts } from './course-texts.js';
import { checkFiles } from './file-checks.js';

/** What is found in the files that are published as they are, whatever becomes of the pages. */
export interface PublishedFindings {
  /** These files. */
  readonly statics: readonly StaticSource[];
  /** The style sheets among them, with what they load. */
  readonly stylesheets: readonly LinkedPage[];
  /** Keys that they expose. */
  readonly secrets: readonly Diagnostic[];
  /** What lectern failed at. */
  readonly faults: readonly Diagnostic[];
}

/** Looks into the files that a site publishes as they are; pages may be made meanwhile. */
export async function checkPublishedFiles(
  site: Site,
  effects: Effects,
  cache: PageCache,
): Promise<PublishedFindings> {
  const faults: Diagnostic[] = [];
  const attempt = attemptTelling(faults);
  const files = courseTexts(site, effects, cache, attempt);
  const statics = staticSources(site);
  const stylesheets = await readStylesheets(statics, files);
  const secrets = await attempt(
    'looking for keys in files failed',
    '_config.yml',
    () => secretFindings(statics, files),
    [],
  );
  return { statics, stylesheets, secrets, faults };
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

/** How many files are looked into at a time. */
const OPEN_FILES = 32;

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
