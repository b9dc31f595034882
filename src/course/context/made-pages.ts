import type { Diagnostic } from '../../diagnostics/index.js';
import type { CourseMacros, MathUse } from '../../math/index.js';
import type { Page, Site } from '../../site/index.js';
import type { ComposedPage, RenderedPage } from './rendered-page.js';
import type { GeneratedSiteFile } from './site-state.js';

/** The pages of a site, made in memory. */
export interface MadePages {
  /** The site with what its plugins add. */
  readonly site: Site;
  /** In the order of `pages`. */
  readonly rendered: readonly RenderedPage[];
  readonly pages: readonly ComposedPage[];
  /** The macros that its formulas are written with. */
  readonly macros: CourseMacros;
  /** What they were made from besides the course's files. */
  readonly transient: readonly TransientRead[];
  /** What stands for pages that could not be made. */
  readonly failed: readonly SubstitutePage[];
  /** Paths of published files that these load, whether the course has them or not, and what plugins that fail have added. */
  readonly needed: readonly string[];
  /** Smaller variants of pictures, by their paths in the site. */
  readonly variants: ReadonlyMap<string, GeneratedSiteFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Something that a page was made from and that is no file of the course as the scan reads it. */
export interface TransientRead {
  readonly page: Page;
  readonly name: string;
  readonly print: string;
}

/** What readers see of a page that could not be made. */
export interface SubstitutePage {
  readonly page: Page;
  /** `last` for the last version that was made of it, `text` for its text with a notice. */
  readonly shows: 'last' | 'text';
  readonly output: Uint8Array;
  readonly outputHash: string;
  /** What its formulas need of the files that the site serves for them. */
  readonly mathUse: MathUse;
}
