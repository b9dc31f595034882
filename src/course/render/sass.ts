import { readFileSync } from 'node:fs';
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
import type { CompiledSheet } from './compile-sheet.js';
import { sassReferences } from './sass-references.js';
import type { SheetCompiler } from './sheet-compiler.js';

/** By which files are named in messages. */
type NamingSite = Pick<SiteConfig, 'source' | 'theme'>;

/** CSS, and what was wrong with the Sass: where anything was, the CSS is a comment that says so. */
export interface SassResult {
  readonly css: string;
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
  /** What the CSS loads, with its places in the Sass. */
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles Sass as jekyll-sass-converter does. Deprecation warnings are not reported: a course's theme is
 * seldom its instructor's own work, and what is deprecated still works. By `site` files are named in
 * messages.
 */
export function compileSass(
  text: MappedText,
  syntax: 'scss' | 'sass',
  compiler: SheetCompiler,
  site: NamingSite,
): SassResult {
  const compiled = compiler.compile({ text: text.text, syntax });
  const missing = missingIn(compiled, text);
  if (!('css' in compiled)) {
    const { file, fault } = compiled;
    if (file !== undefined && hasFrontMatter(file)) return frontMatterIn(file, site);
    // What is not defined there is defined in the theme.
    if (missing.length > 0) return { css: '', files: [], references: [], diagnostics: missing };
    return failed({ sentence: `The style sheet cannot be compiled: ${fault}` }, () =>
      placeOf(compiled, text, site),
    );
  }
  const { css, files } = compiled;
  const fronted = files.find(hasFrontMatter);
  if (fronted !== undefined) return frontMatterIn(fronted, site);
  const diagnostics: Diagnostic[] = [...missing];
  const failing = 'looking for what this style sheet loads failed, so it is not checked';
  const references = guarded(
    { failing, place: () => locator(text)(0), tell: (fault) => diagnostics.push(fault) },
    () => sassReferences(css, text, files, site),
    () => [],
  );
  return { css: css === '' ? '' : `${css}\n`, files, references, diagnostics };
}

/** What is said of a style sheet of a theme that is not to be had. */
function missingIn({ missing }: CompiledSheet, text: MappedText): readonly Diagnostic[] {
  if (missing === undefined) return [];
  const message = `There is no style sheet "${missing}", which the theme would bring.`;
  return [diagnostic('error', 'theme-missing', () => locator(text)(0), message, { text: missing })];
}

/** What is wrong with front matter in a partial: to Sass it is a part of the first rule (Jekyll's own Sass stops there). */
const FRONTED = {
  sentence:
    'Front matter stands in a file that another style sheet loads, where it is taken for a part of the first rule.',
  hint: 'Take the two lines of hyphens out: only the style sheet that becomes a file of the site has them.',
};

function frontMatterIn(file: string, site: NamingSite): SassResult {
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
function placeOf(
  { file, start }: Exclude<CompiledSheet, { readonly css: string }>,
  text: MappedText,
  site: NamingSite,
): Place {
  if (file === undefined) return locator(text)(start.offset);
  return { file: namedPath(site, file), line: start.line + 1, column: start.column + 1 };
}
