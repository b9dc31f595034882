import type { MappedText } from '../../diagnostics/index.js';
import type { Delimiters } from '../config/index.js';

/** A formula as its author wrote it, without its delimiters. */
export interface Formula {
  /** The TeX between the delimiters, with the place of each character; entities are already decoded. */
  readonly tex: MappedText;
  /** Whether it stands on lines of its own (`$$…$$` as a block, `\[…\]`) rather than in a line of text. */
  readonly display: boolean;
  /**
   * What stands around the TeX in the page that Jekyll makes; absent for the `\(…\)` or `\[…\]` that kramdown writes
   * for `$$…$$`.
   */
  readonly delimiters?: Delimiters;
  /**
   * What Markdown leaves of the TeX on Jekyll, where that is another text and still a formula. It is what readers know, and
   * is typeset where the TeX as it is written is an error.
   */
  readonly onJekyll?: string;
}
