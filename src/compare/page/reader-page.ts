/** A page as its reader sees it. Of everything but the blocks it is known in which block it stands. */
export interface ReaderPage {
  /** The path of its file in the site. */
  readonly file: string;
  readonly title: string;
  /** Where it sends its reader, as it is written. */
  readonly redirect?: string;
  /** The address that it says it has, as it is written. */
  readonly canonical?: string;
  readonly blocks: readonly TextBlock[];
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  readonly figures: readonly Figure[];
  readonly formulas: readonly PageFormula[];
  readonly code: readonly CodeBlock[];
  /** Names by which places of the page can be linked to. */
  readonly ids: ReadonlySet<string>;
  /** The macros that its formulas and MathJax's configuration define, by their names without a backslash. */
  readonly macros: ReadonlySet<string>;
  /** How many elements there are of those that structure a text. */
  readonly structure: ReadonlyMap<string, number>;
}

/** A run of text that other elements end: a paragraph, an item, a cell. */
export interface TextBlock {
  /** Plain text, with `FORMULA` for each formula. */
  readonly text: string;
  /** How many formulas of the page come before it. */
  readonly formula: number;
  /** The number of the heading that it stands under; -1 before the first one. */
  readonly section: number;
}

interface Placed {
  /** The number of the block that it stands in, or before. */
  readonly block: number;
}

export interface Heading extends Placed {
  readonly level: number;
  /** Its anchor, '' where it has none. */
  readonly id: string;
  readonly text: string;
}

export interface Link extends Placed {
  readonly href: string;
  readonly text: string;
}

/** A picture, a film, a frame: what a page shows that lies in another file, or is drawn in it. */
export interface Figure extends Placed {
  readonly kind: 'image' | 'video' | 'audio' | 'frame' | 'drawing';
  /** Its address as it is written; of a drawing in the page, its markup. */
  readonly src: string;
  readonly alt: string;
}

export interface PageFormula extends Placed {
  readonly tex: string;
  /** What it is compared by. */
  readonly key: string;
  readonly display: boolean;
  /** What the page says to be wrong with it, where it shows an error in its place. */
  readonly error?: string;
}

export interface CodeBlock extends Placed {
  /** Without spaces at the ends of lines, and without blank lines at either end. */
  readonly lines: readonly string[];
}
