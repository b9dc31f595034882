import type { Diagnostic, Place } from '../../diagnostics/index.js';
import type { Label, Mention } from '../../labels/index.js';
import type { Formula } from '../../math/index.js';

/** A heading of a page, in the order of the page. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  /** The anchor that links to it, or '' where it has none. */
  readonly id: string;
  /** Its text as a reader sees it, without markup; formulas as their TeX. */
  readonly text: string;
  readonly place: Place;
}

/** A URL that a page's author wrote: in Markdown or in an attribute of raw HTML. */
export interface Reference {
  /** The element that carries it, in lower case: `a`, `img`, `source`, `link`, `script`, … */
  readonly element: string;
  /** The attribute, in lower case: `href`, `src`, `srcset`, `poster`, `data`, … */
  readonly attribute: string;
  /** The URL as the browser will read it (entities decoded), before it is resolved. */
  readonly url: string;
  /** Where the URL itself starts, or the construct where the URL has no place of its own. */
  readonly place: Place;
  /**
   * The construct's own text. For a picture its alternative text: '' where HTML says `alt=""`, absent where there
   * is none or Markdown's brackets are empty.
   */
  readonly label?: string;
  /** False where another check than that of pages' links looks up where it leads. */
  readonly isLookedUp?: false;
}

/** An element id that stands in a page, for links to anchors. */
export interface Anchor {
  readonly id: string;
  readonly place: Place;
}

/**
 * Passages of a page in a syntax that another tool would read, and that readers see as it is written: formulas between
 * single dollars, or between `\(…\)`, that nothing makes formulas, containers (`:::`), alerts (`> [!NOTE]`), citations
 * (`[@key]`).
 */
export interface ForeignSyntax {
  readonly kind: 'dollars' | 'delimiters' | 'container' | 'alert' | 'citation';
  readonly count: number;
  /** Where the first of them stands, and what is written there. */
  readonly place: Place;
  readonly text: string;
}

/** Where a tag of a page was written, with the offset in its HTML (UTF-16 units) at which it begins, behind white space. */
export type TagPlace = readonly [at: number, place: Place];

/** What a page's Markdown became. Plain data: it crosses worker threads and can be cached. */
export interface MarkdownResult {
  /** HTML, in which formulas are marks (see `math/formula/formula.ts`). */
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly anchors: readonly Anchor[];
  readonly formulas: readonly Formula[];
  readonly references: readonly Reference[];
  readonly foreign: readonly ForeignSyntax[];
  /** What of the page can be referred to by its number or its heading, equations apart; none where nothing is numbered. */
  readonly labels: readonly Label[];
  /** References to what its text has not: to its equations, and to other pages. */
  readonly mentions: readonly Mention[];
  /** Where its tags were written, where that was asked for. */
  readonly tagPlaces?: readonly TagPlace[];
  readonly diagnostics: readonly Diagnostic[];
}
