import type { Anchor, Heading, Reference } from '../markdown/index.js';

/** A page of the built site, or a style sheet, with what it refers to. */
export interface LinkedPage {
  /** Path relative to the destination, decoded; it decides where relative links lead. */
  readonly outputPath: string;
  /**
   * Every URL of the page, those of its layouts and includes among them, each with the place it was written at:
   * a fault of a layout is then the same diagnostic on every page and can be folded into one.
   */
  readonly references: readonly Reference[];
  /** The ids that authors wrote or headings were given, in the order of the page. */
  readonly anchors: readonly Anchor[];
  readonly headings: readonly Heading[];
  /**
   * Every id of the finished page, and every `name` of its `<a>`s: where a fragment can lead. Undefined where
   * they are not known; links to fragments of the page are then not looked at.
   */
  readonly ids: ReadonlySet<string> | undefined;
}
