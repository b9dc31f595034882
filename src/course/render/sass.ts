import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileString, Exception } from 'sass';
import {
  type Diagnostic,
  diagnostic,
  guarded,
  locator,
  type MappedText,
  type Place,
} from '../../diagnostics/index.js';
import type { Reference } from '../../markdown/index.js';
import { sassReferences } from './sass-references.js';

/** How a site's style sheets are compiled (`sass:` in `_config.yml`). */
export interface SassOptions {
  /** Absolute paths of the folders in which `@use` and `@import` look. */
  readonly loadPaths: readonly string[];
  readonly style: 'expanded' | 'compressed';
  /** Absolute path of the site's source, by which files are named in messages. */
  readonly source: string;
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
  try {
    const { css, loadedUrls } = compileString(text.text, {
      syntax: syntax === 'scss' ? 'scss' : 'indented',
      style: options.style,
      loadPaths: options.loadPaths.filter((folder) => existsSync(folder)),
      logger: { warn: () => {}, debug: () => {} },
    });
    const files = loadedUrls.filter(({ protocol }) => protocol === 'file:').map((url) => fileURLToPath(url));
    const fronted = files.find(hasFrontMatter);
    if (fronted !== undefined) return frontMatterIn(fronted, options);
    const diagnostics: Diagnostic[] = [];
    const failing = 'looking for what this style sheet loads failed, so it is not checked';
    const references = guarded(
      { failing, place: () => locator(text)(0), tell: (fault) => diagnostics.push(fault) },
      () => sassReferences(css, text, files, options.source),
      () => [],
    );
    return { css: css === '' ? '' : `${css}\n`, files, references, diagnostics };
  } catch (error) {
    const url = error instanceof Exception ? error.span.url : undefined;
    const file = url?.protocol === 'file:' ? fileURLToPath(url) : undefined;
    if (file !== undefined && hasFrontMatter(file)) return frontMatterIn(file, options);
    const said = error instanceof Exception ? error.sassMessage : endlessSass(error);
    return failed({ sentence: `The style sheet cannot be compiled: ${said}` }, () =>
      error instanceof Exception ? placeOf(error, text, options.source) : locator(text)(0),
    );
  }
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

function frontMatterIn(file: string, { source }: SassOptions): SassResult {
  return failed(FRONTED, { file: inSite(file, source), line: 1, column: 1 });
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

function inSite(file: string, source: string): string {
  return path.relative(source, file).split(path.sep).join('/');
}

/** Where Sass found the fault: in a partial by its own path, else in the style sheet itself. */
function placeOf(error: Exception, text: MappedText, source: string): Place {
  const { url, start } = error.span;
  // Of a style sheet that is given as text, Sass says null where its types say undefined.
  if (url?.protocol === 'file:') {
    return { file: inSite(fileURLToPath(url), source), line: start.line + 1, column: start.column + 1 };
  }
  return locator(text)(start.offset);
}
