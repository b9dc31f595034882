import type { Diagnostic, Place } from '../../diagnostics/index.js';
import type { PageTerm } from '../../glossary/index.js';
import type { Label, Mention } from '../../labels/index.js';
import type { Anchor, ForeignSyntax, Heading, Reference, TagPlace } from '../../markdown/index.js';
import type { Formula, LabelTargets, MathUse, PageMacros, PlacedFormula } from '../../math/index.js';
import type { Page } from '../../site/index.js';

/** A page's HTML, in which formulas are marks; for a file of another kind, its text. */
export interface MarkedContent {
  readonly content: string;
  readonly formulas: readonly Formula[];
  /** What of its text can be referred to by its number or its heading. */
  readonly labels: readonly Label[];
  /** Where the tags of its HTML were written, where its accessibility is checked. */
  readonly tagPlaces?: readonly TagPlace[];
}

/** A page after Liquid and its converter, before its layouts. Plain data. */
export interface FreshPage extends MarkedContent, RenderFindings {
  readonly page: Page;
}

/** What a page's own text refers to, and what of it can be referred to. */
export interface PageLinks {
  readonly headings: readonly Heading[];
  readonly anchors: readonly Anchor[];
  readonly references: readonly Reference[];
}

/** What rendering a page finds out. */
export interface RenderFindings extends PageLinks, Omit<RenderNotes, 'hasMentions' | 'hasTagPlaces'> {
  /** References to what is not in its text. */
  readonly mentions: readonly Mention[];
}

/** A picture that stands in the file of a page, and becomes a file of the site. */
export interface PagePicture {
  /** Path of the file that it becomes, relative to the destination. */
  readonly path: string;
  /** What it is called among the pictures of the page's file. */
  readonly name: string;
  /** The fingerprint of its bytes. */
  readonly hash: string;
}

/** A term that a page defines, with the place of its definition. */
export interface DefinedTerm extends PageTerm {
  readonly place: Place;
}

/** What is told of a page's text. */
export interface RenderNotes {
  readonly pictures: readonly PagePicture[];
  /** Whether it refers to what is not in its text. */
  readonly hasMentions: boolean;
  /** The terms that it defines, where the course has a glossary. */
  readonly terms?: readonly DefinedTerm[];
  /** Whether it is known where its tags were written. */
  readonly hasTagPlaces?: true;
  readonly foreign: readonly ForeignSyntax[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A rendered page, of this build or of an earlier one that had it from the same. */
export interface RenderedPage extends RenderNotes {
  readonly page: Page;
  /** Read from the cache whenever it is asked for: of a large site it is most of what is known. */
  readonly links: () => PageLinks;
  readonly labels: () => readonly Label[];
  /** References to what is not in its text. */
  readonly mentions: () => readonly Mention[];
  readonly marked: () => MarkedContent;
  /** The fingerprint of `marked`, which decides the content that other pages see, too. */
  readonly markedHash: string;
  /** The fingerprint of what rendering it found out. */
  readonly findingsHash: string;
}

/** A page with its layouts around it and its formulas typeset: what the site serves. */
export interface ComposedPage extends ComposeNotes {
  readonly page: Page;
  /** Read from the cache whenever it is asked for, as {@link RenderedPage.links} is. */
  readonly links: () => ComposedLinks;
  readonly output: () => Uint8Array;
  /** The fingerprint of what composing it found out. */
  readonly findingsHash: string;
  /** The fingerprint of its output. */
  readonly outputHash: string;
}

/** What composing a page finds out. */
export interface ComposeFindings extends Omit<ComposeNotes, 'idsPrint' | 'layoutDiagnostics'> {
  /** {@link ComposedLinks.ids} */
  readonly ids: readonly string[];
  /** Where its text has its formulas. */
  readonly placedFormulas: readonly PlacedFormula[];
  /** {@link ComposedLinks.equations} */
  readonly equations: LabelTargets;
  /** What its layouts refer to. */
  readonly layout: LayoutFindings;
}

/** Where links to a part of a page can lead, and what its layouts refer to. */
export interface ComposedLinks extends Omit<LayoutFindings, 'diagnostics'> {
  /** The ids of its elements. */
  readonly ids: readonly string[];
  /** The labels of its equations. */
  readonly equations: LabelTargets;
}

/** What is told of a page as a whole. */
export interface ComposeNotes {
  /** Marks of references in it that other pages decide, and labels of these that its formulas refer to. */
  readonly marks: readonly string[];
  readonly missingLabels: readonly string[];
  /** Whether terms are to be linked in it, of which all pages decide. */
  readonly isTermed: boolean;
  /** The fingerprint of {@link ComposedLinks.ids}. */
  readonly idsPrint: string;
  /** {@link LayoutFindings.diagnostics} */
  readonly layoutDiagnostics: readonly Diagnostic[];
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
