import type { Cache } from '../../cache/index.js';
import { ControlFlow, type Diagnostic } from '../../diagnostics/index.js';
import type { ResolvedLinks, RootRelativeUrl } from '../../links/index.js';
import type { Reference } from '../../markdown/index.js';
import type { CourseMacros, MathJaxReading } from '../../math/index.js';
import type { ComposeNotes, RenderNotes } from './rendered-page.js';

/** What is found in a file beside the pages, by the kind of what is looked for. */
export interface FileFindings {
  /** What is wrong with a notebook. */
  readonly notebook: readonly Diagnostic[];
  /** The keys in a file that is published as it is. */
  readonly secrets: readonly Diagnostic[];
  /** What a style sheet loads. */
  readonly stylesheet: readonly Reference[];
}

/** A file in a table of such findings: what the disk says of it, the fingerprint of its text, and what was found. */
export type CheckedFile<Found> = readonly [file: string, identity: string, text: string, found: Found];

/** Tables of such findings. */
export type FileTables = {
  readonly [Kind in keyof FileFindings]: readonly CheckedFile<FileFindings[Kind]>[];
};

/** What is kept of pages from build to build, by its kind. Data that JSON can hold. */
export interface PageProducts extends FileTables {
  /**
   * A rendered page; its texts are its content with marks, its formulas as a list, and in JSON its `PageLinks`, its labels, its
   * mentions and, where that is known, the places of its tags.
   */
  readonly rendered: RenderNotes;
  /** A page's excerpt, its only text. */
  readonly excerpt: null;
  /** A page with its layouts around it as other pages show it, its only text. */
  readonly output: null;
  /** A composed page; its texts are its output and, in JSON, its `ComposedLinks` and where it has its formulas. */
  readonly composed: ComposeNotes;
  /** The same with what other pages have that it refers to. */
  readonly completed: ComposeNotes;
  /** How many sections each piece of a page's texts has; its texts are the rest of its `PageIndex` in JSON, and these pieces. */
  readonly searched: readonly number[];
  /**
   * What each page of a course was indexed from and its terms' fingerprint, by which pages these are and how many sections each has;
   * its only text is the lines of all their terms.
   */
  readonly 'searched-terms': readonly (readonly [print: string, termsHash: string])[];
  /** The URLs of a page's source that begin at the root of the host. */
  readonly addresses: readonly RootRelativeUrl[];
  /** How all references of the site resolve, page by page. */
  readonly links: ResolvedLinks;
  /** The macros that hold before any formula of the course. */
  readonly macros: CourseMacros['layers'];
  /** The text of a heading, by the heading's Markdown and how it is read; its only text. */
  readonly title: null;
  /** A font with the glyphs that a site needs, by what decides its bytes; its only text is these in base64. */
  readonly font: null;
  /** What is known of the generated files of a destination, by its absolute path; its only text is a list in JSON. */
  readonly written: null;
  /** What is known of the files of a course, by its absolute path; its texts are their list and what pages say. */
  readonly files: null;
  /** When files of a course were committed last (milliseconds since 1970), by the commit and the course's absolute path. */
  readonly changes: readonly (readonly [file: string, time: number])[];
  /** What a text says to MathJax, by the text's fingerprint. */
  readonly mathjax: MathJaxReading;
}

/** The cache of a course's pages. */
export type PageCache = Cache<PageProducts>;

/** A text that the cache has lost or that was damaged there. What was made from it has been forgotten. */
export class CacheDamage extends ControlFlow {}
