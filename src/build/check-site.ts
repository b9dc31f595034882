import type { Diagnostic } from '../diagnostics/index.js';
import type { ExternalLink } from '../links/index.js';
import type { DiagnosticsConfig } from '../site/index.js';
import type { BuildOptions } from './build-options.js';
import { createCourseBuilder } from './course-builder.js';
import { type Effects, effectsOf } from './effects.js';
import { untilUnchanged } from './file-memory.js';
import { type PageFacts, pageFacts } from './page-facts.js';
import type { GeneratedSiteFile } from './site-state.js';

/** What a check found. */
export interface CheckResult {
  /** Whether every page could be made; false too where the course could not be read at all. */
  readonly complete: boolean;
  /** Absolute path of the folder of the course. */
  readonly source: string;
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
  const look = (outputPath: string, { path = '', content }: GeneratedSiteFile): void => {
    const html = content();
    if (typeof html === 'string') pages.set(outputPath, pageFacts(path, html));
  };
  const builder = createCourseBuilder(options, effectsOf(given));
  try {
    const { config, complete, pageCount, formulaCount, diagnostics, external, isRecalled } =
      await untilUnchanged(() =>
        builder.build({ mathFiles: false, recall: () => !looks, ...(looks && { ready: look }) }),
      );
    if (isRecalled !== true) {
      builder.save();
      builder.record(new Map());
    }
    const { source, diagnostics: policy } = config;
    const all = [...diagnostics, ...builder.cacheFaults()];
    return { complete, source, pageCount, formulaCount, diagnostics: all, policy, external, pages };
  } finally {
    await builder.close();
  }
}
