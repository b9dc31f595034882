import path from 'node:path';
import { textFingerprint } from '../cache/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { ExternalLink } from '../links/index.js';
import { attributeOf, htmlTokens } from '../math/index.js';
import type { DiagnosticsConfig } from '../site/index.js';
import {
  type BuildOptions,
  type Effects,
  effectsOf,
  type GeneratedSiteFile,
  type SiteState,
} from './context/index.js';
import { createCourseBuilder } from './course-builder.js';
import { untilUnchanged } from './scan/index.js';

/** What a check found. */
export interface CheckResult {
  /** Whether every page could be made; false too where the course could not be read at all. */
  readonly complete: boolean;
  /** Absolute path of the folder of the course. */
  readonly source: string;
  /**
   * What a site is made from, by paths relative to the course: the files that are published, the configuration, and the
   * folders of layouts, includes, data and style sheets. Sorted.
   */
  readonly sources: readonly string[];
  readonly pageCount: number;
  readonly formulaCount: number;
  /** Everything that was found, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the course says of reports, for what else is found. */
  readonly policy: DiagnosticsConfig;
  /** Links that lead out of the site, in the order of the pages. */
  readonly external: readonly ExternalLink[];
  /** What readers have of each page, by its path in the site, where that was asked for. */
  readonly pages?: ReadonlyMap<string, PageFacts>;
}

/** Finds what {@link buildSite} would find, by the same code, and writes nothing. `looks` asks for the facts of all pages. */
export async function checkSite(
  options: Omit<BuildOptions, 'destination'>,
  given: Partial<Effects> = {},
  { looks = false }: { readonly looks?: boolean } = {},
): Promise<CheckResult> {
  const pages = new Map<string, PageFacts>();
  const look = (outputPath: string, { path: file = '', content }: GeneratedSiteFile): void => {
    const html = content();
    if (typeof html === 'string') pages.set(outputPath, pageFacts(file, html));
  };
  const builder = createCourseBuilder(options, effectsOf(given));
  try {
    const state = await untilUnchanged(() =>
      builder.build({ mathFiles: false, recall: () => !looks, ...(looks && { ready: look }) }),
    );
    const { config, complete, pageCount, formulaCount, diagnostics, external, isRecalled } = state;
    if (isRecalled !== true) {
      builder.save();
      builder.record(new Map());
    }
    const { source, diagnostics: policy } = config;
    const all = [...diagnostics, ...builder.cacheFaults()];
    const counts = { pageCount, formulaCount };
    return {
      complete,
      source,
      sources: sourcesOf(state),
      ...counts,
      diagnostics: all,
      policy,
      external,
      pages,
    };
  } finally {
    await builder.close();
  }
}

function sourcesOf({ config, files }: SiteState): string[] {
  const { source, configFiles, layoutsDirectory, includesDirectory, dataDirectory, sass } = config;
  const all = [
    ...[...files.values()].flatMap((file) => file.path ?? []),
    ...configFiles.map((file) => path.relative(source, file)),
    ...[layoutsDirectory, includesDirectory, dataDirectory, sass.directory],
  ];
  return [...new Set(all)].sort();
}

/** What readers have of a page, by which is told whether a change of its source changed anything else than was meant. */
export interface PageFacts {
  /** Path of its source, relative to the course. */
  readonly source: string;
  /** A fingerprint of its text and formulas, without white space. */
  readonly text: string;
  /** The URLs of its links, pictures, scripts and the like, in their order. */
  readonly urls: readonly string[];
}

/** Reads these facts in a finished page. */
export function pageFacts(source: string, html: string): PageFacts {
  const urls: string[] = [];
  let text = '';
  for (const piece of htmlTokens(html)) {
    const written = html.slice(piece.from, piece.to);
    if (piece.kind === 'text') text += written.replace(/\s+/g, '');
    else if (piece.kind === 'tag' && !piece.closing)
      urls.push(...[attributeOf(written, 'href'), attributeOf(written, 'src')].filter(isGiven));
  }
  return { source, text: textFingerprint(text), urls };
}

function isGiven(url: string | undefined): url is string {
  return url !== undefined;
}
