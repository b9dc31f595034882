import type { Diagnostic } from '../../diagnostics/index.js';
import type { Anchor, ForeignSyntax, Heading, Reference } from '../../markdown/index.js';
import type { Formula, MathUse, PageMacros } from '../../math/index.js';
import type { Page } from '../../site/index.js';

/** A page's HTML, in which formulas are marks; for a file of another kind, its text. */
export interface MarkedContent {
  readonly content: string;
  readonly formulas: readonly Formula[];
}

/** A page after Liquid and its converter, before its layouts. Plain data. */
export interface FreshPage extends MarkedContent, RenderFindings {
  readonly page: Page;
}

/** What rendering a page finds out. */
export interface RenderFindings {
  readonly headings: readonly Heading[];
  readonly anchors: readonly Anchor[];
  readonly references: readonly Reference[];
  readonly foreign: readonly ForeignSyntax[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A rendered page, of this build or of an earlier one that had it from the same. */
export interface RenderedPage extends RenderFindings {
  readonly page: Page;
  readonly marked: () => MarkedContent;
  /** The fingerprint of `marked`, which decides the content that other pages see, too. */
  readonly markedHash: string;
  /** The fingerprint of what rendering it found out. */
  readonly findingsHash: string;
}

/** A page with its layouts around it and its formulas typeset: what the site serves. */
export interface ComposedPage extends ComposeFindings {
  readonly page: Page;
  readonly output: () => Uint8Array;
  /** The fingerprint of what composing it found out. */
  readonly findingsHash: string;
  /** The fingerprint of its output. */
  readonly outputHash: string;
}

/** What composing a page finds out. */
export interface ComposeFindings {
  /** The ids of its elements: where links to a part of it can lead. */
  readonly ids: readonly string[];
  /** What its layouts refer to. */
  readonly layout: LayoutFindings;
  /** How many formulas it shows. */
  readonly formulaCount: number;
  /** How many scripts and style sheets were left out of it, as its formulas are typeset without them. */
  readonly leftOut: number;
  /** What its formulas need of the files that the site serves for them. */
  readonly mathUse: MathUse;
  /** What its formulas define and use; absent for what is no HTML. */
  readonly macros?: PageMacros | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with the files of macros that the page reads, and is to be told once for all pages. */
  readonly preambleFaults: readonly Diagnostic[];
}

/** What the layouts and includes around a page refer to, at their own places. */
export interface LayoutFindings {
  readonly references: readonly Reference[];
  readonly anchors: readonly Anchor[];
  /** Secrets that they publish, and what is not closed in them. */
  readonly diagnostics: readonly Diagnostic[];
}
