import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileString, Exception, type FileImporter, type Importer } from 'sass';
import {
  type Diagnostic,
  diagnostic,
  guarded,
  locator,
  type MappedText,
  type Place,
} from '../../diagnostics/index.js';
import type { Reference } from '../../markdown/index.js';
import { namedPath, type SiteConfig } from '../../site/index.js';
import { sassReferences } from './sass-references.js';

/** How a site's style sheets are compiled (`sass:` in `_config.yml`). */
export interface SassOptions {
  /** Absolute paths of the folders in which `@use` and `@import` look. */
  readonly loadPaths: readonly string[];
  readonly style: 'expanded' | 'compressed';
  /** By which files are named in messages. */
  readonly site: Pick<SiteConfig, 'source' | 'theme'>;
}

/** CSS, and what was wrong with the Sass: where anything was, the CSS is a comment that says so. */
export interface SassResult {
  readonly css: string;
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
  /** What the CSS loads, with its places in the Sass. */
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** {@link compileSass}, which is loaded only where it is needed. */
export type CompileSass = typeof compileSass;

/**
 * Compiles Sass as jekyll-sass-converter does. Deprecation warnings are not reported: a course's theme is
 * seldom its instructor's own work, and what is deprecated still works.
 */
export function compileSass(text: MappedText, syntax: 'scss' | 'sass', options: SassOptions): SassResult {
  const missing = missingStylesheets(options);
  try {
    const { css, loadedUrls } = compileString(text.text, {
      syntax: syntax === 'scss' ? 'scss' : 'indented',
      style: options.style,
      loadPaths: options.loadPaths.filter((folder) => existsSync(folder)),
      importers: missing.importers,
      logger: { warn: () => {}, debug: () => {} },
    });
    const files = loadedUrls.filter(({ protocol }) => protocol === 'file:').map((url) => fileURLToPath(url));
    const fronted = files.find(hasFrontMatter);
    if (fronted !== undefined) return frontMatterIn(fronted, options);
    const diagnostics: Diagnostic[] = [...missing.told(text)];
    const failing = 'looking for what this style sheet loads failed, so it is not checked';
    const references = guarded(
      { failing, place: () => locator(text)(0), tell: (fault) => diagnostics.push(fault) },
      () => sassReferences(css, text, files, options.site),
      () => [],
    );
    return { css: css === '' ? '' : `${css}\n`, files, references, diagnostics };
  } catch (error) {
    const url = error instanceof Exception ? error.span.url : undefined;
    const file = url?.protocol === 'file:' ? fileURLToPath(url) : undefined;
    if (file !== undefined && hasFrontMatter(file)) return frontMatterIn(file, options);
    // What is not defined there is defined in the theme.
    if (missing.first() !== undefined)
      return { css: '', files: [], references: [], diagnostics: missing.told(text) };
    const said = error instanceof Exception ? error.sassMessage : endlessSass(error);
    return failed({ sentence: `The style sheet cannot be compiled: ${said}` }, () =>
      error instanceof Exception ? placeOf(error, text, options.site) : locator(text)(0),
    );
  }
}

/** Style sheets that are taken for those of a theme that is not to be had. */
interface MissingStylesheets {
  readonly importers: (FileImporter<'sync'> | Importer<'sync'>)[];
  /** As it is written, the first of them that was asked for. */
  readonly first: () => string | undefined;
  /** What is said of them. */
  readonly told: (text: MappedText) => readonly Diagnostic[];
}

/** Where a theme is not to be had, style sheets that are not there are taken for empty: the rules of the course's own stay. */
function missingStylesheets({ site, loadPaths }: SassOptions): MissingStylesheets {
  let first: string | undefined;
  if (site.theme?.role !== 'stand-in') return { importers: [], first: () => undefined, told: () => [] };
  const present: FileImporter<'sync'>[] = loadPaths.map((folder) => ({
    findFileUrl: (url) => new URL(url, `${pathToFileURL(folder)}/`),
  }));
  const empty: Importer<'sync'> = {
    canonicalize: (url) => new URL(`missing:${encodeURIComponent(url)}`),
    load: ({ pathname }) => {
      first ??= decodeURIComponent(pathname);
      return { contents: '', syntax: 'scss' };
    },
  };
  return {
    importers: [...present, empty],
    first: () => first,
    told: (text) => {
      if (first === undefined) return [];
      const message = `There is no style sheet "${first}", which the theme would bring.`;
      return [diagnostic('error', 'theme-missing', () => locator(text)(0), message, { text: first })];
    },
  };
}

/** What is said of a style sheet that goes on until JavaScript gives up. Any other error is a bug, and thrown on. */
function endlessSass(error: unknown): string {
  if (error instanceof RangeError) return 'A function or mixin in it calls itself without end.';
  throw error;
}

/** What is wrong with front matter in a partial: to Sass it is a part of the first rule (Jekyll's own Sass stops there). */
const FRONTED = {
  sentence:
    'Front matter stands in a file that another style sheet loads, where it is taken for a part of the first rule.',
  hint: 'Take the two lines of hyphens out: only the style sheet that becomes a file of the site has them.',
};

function frontMatterIn(file: string, { site }: SassOptions): SassResult {
  return failed(FRONTED, { file: namedPath(site, file), line: 1, column: 1 });
}

function hasFrontMatter(file: string): boolean {
  return /^\uFEFF?---[ \t]*\r?\n/.test(readFileSync(file, 'utf8'));
}

/** The result of a style sheet that cannot be compiled. */
function failed(
  { sentence, hint }: { readonly sentence: string; readonly hint?: string },
  place: Place | (() => Place),
): SassResult {
  return {
    files: [],
    references: [],
    css: `/* ${sentence.replace(/\*\//g, '* /')} */\n`,
    diagnostics: [diagnostic('error', 'sass-syntax', place, sentence, hint === undefined ? {} : { hint })],
  };
}

/** Where Sass found the fault: in a partial by its own path, else in the style sheet itself. */
function placeOf(error: Exception, text: MappedText, site: SassOptions['site']): Place {
  const { url, start } = error.span;
  // Of a style sheet that is given as text, Sass says null where its types say undefined.
  if (url?.protocol === 'file:') {
    return { file: namedPath(site, fileURLToPath(url)), line: start.line + 1, column: start.column + 1 };
  }
  return locator(text)(start.offset);
}
