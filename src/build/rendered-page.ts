import type { Diagnostic } from '../diagnostics/index.js';
import type { Anchor, Heading, Reference } from '../markdown/index.js';
import type { Formula, PageMacros } from '../math/index.js';
import type { Page } from '../site/index.js';

/** A page after Liquid and its converter, before its layouts. Plain data. */
export interface RenderedPage {
  readonly page: Page;
  /** Its HTML, in which formulas are marks; for a file of another kind, its text. */
  readonly content: string;
  readonly formulas: readonly Formula[];
  readonly headings: readonly Heading[];
  readonly anchors: readonly Anchor[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A page with its layouts around it and its formulas typeset: what the site serves. */
export interface ComposedPage {
  readonly page: Page;
  readonly output: string;
  /** The ids of its elements: where links to a part of it can lead. */
  readonly ids: ReadonlySet<string>;
  /** How many formulas it shows. */
  readonly formulaCount: number;
  /** What its formulas define and use; undefined for what is no HTML. */
  readonly macros: PageMacros | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
