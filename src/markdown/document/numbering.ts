/** How a page's theorems, figures and the like are numbered and called. */
export interface Numbering {
  /** What stands before each number: `4.` on the page of lecture 4, '' on one that is no lecture. */
  readonly prefix: string;
  /** What things are called in the page's language, by the names of their kinds; what has no word goes without. */
  readonly words: Readonly<Record<string, string>>;
  /** Whether readers see solutions at once, when they ask for them, or not at all. */
  readonly solutions: Solutions;
  /** The page, as marks of references name it. */
  readonly origin: string;
  /**
   * How many there have been of what is counted together, where a page is several documents, such as the cells of a notebook: each
   * counts on in it.
   */
  readonly counts?: Map<string, number>;
}

/** How solutions are shown. */
export type Solutions = 'open' | 'closed' | 'hidden';
