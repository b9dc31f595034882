import type { Diagnostic, MappedText, textLocator } from '../../diagnostics/index.js';
import type { UsedGlyphs } from '../assets/index.js';
import type { MacroValues, MathConfig, PageScript } from '../config/index.js';
import type { Formula } from '../formula/index.js';
import type { MathOutput } from '../katex/index.js';
import type { InitialState, MissingMacro, PlacedRecord } from '../macros/index.js';
import type { LabelTarget, LabelTargets, PageState, TexNote, TranslatedFormula } from '../tex/index.js';
import type { FormulaCache, FormulaResult } from './formula-cache.js';
import type { FormulaTimer } from './formula-times.js';

/** What holds for the formulas of a whole site. */
export interface TypesetterOptions {
  readonly output: MathOutput;
  /** The site's own macros (`katex: macros:` in `_config.yml`). */
  readonly macros: MacroValues;
  /** TeX files whose definitions hold on every page, in the order in which they are read. */
  readonly preambles: readonly MappedText[];
  /** What a screen reader calls the region of a display formula, in the site's language. */
  readonly displayLabel: string;
  /**
   * True where no style sheet of lectern's is at hand: formulas in a line then stand as KaTeX writes them, in no elements that
   * scroll or hold them and the text beside them together.
   */
  readonly bare?: boolean;
  /** Whether it is told how long formulas took. */
  readonly timed?: boolean;
}

/** What holds for the formulas of one page. */
export interface PageMath {
  /** The formulas that the marks in the page's HTML number. */
  readonly formulas: readonly Formula[];
  /** What the page's layouts and includes say to MathJax. */
  readonly config: MathConfig;
  /** What the scripts of the page's HTML are to its formulas; absent for none. */
  readonly scripts?: readonly PageScript[];
  /** The page's own macros (`katex: macros:` in its front matter), over the site's. */
  readonly macros?: MacroValues;
  /** TeX files whose definitions hold on this page, over the site's, in the order in which they are read. */
  readonly preambles?: readonly MappedText[];
  /** What stands before the number of each equation that is counted: `4.` in lecture 4; absent for nothing. */
  readonly equationPrefix?: string;
  /** What an equation is called where references name it; absent where nothing has a name. */
  readonly equationName?: string;
  /** What else of the page can be referred to in formulas, over its figures and tables as they are counted. */
  readonly labels?: LabelTargets;
  /** What references lead to that the page itself has not. */
  readonly elsewhere?: LabelTargets;
  /** Formulas as the page had them when it was made before, by their keys in a `FormulaCache`. */
  readonly typeset?: ReadonlyMap<string, FormulaResult>;
  /** The page's source file, for what is reported about formulas that come from its layout. */
  readonly file: string;
}

/** What a typesetter keeps from page to page. */
export interface TypesetterContext {
  readonly options: TypesetterOptions;
  /** KaTeX's results by what decides them. */
  readonly cache: FormulaCache;
  /** Tells what a formula shows. */
  readonly glyphsOf: (katexHtml: string) => UsedGlyphs;
  /** What holds where a page begins, by what its layouts, front matter and preambles define. */
  readonly initialStates: Map<string, InitialState>;
  readonly clock: () => number;
}

/** A formula of a page, read but not yet typeset: references may lead to equations further down. */
export interface ReadFormula {
  readonly formula: Formula;
  /** What it became, or why it could not be read. */
  readonly result: TranslatedFormula | TexNote | 'finished';
}

/** A page while it is typeset. */
export interface PageContext {
  readonly shared: TypesetterContext;
  readonly page: PageMath;
  readonly state: PageState;
  readonly diagnostics: Diagnostic[];
  /** Reads the places of what is found. */
  readonly locate: ReturnType<typeof textLocator>;
  readonly records: PlacedRecord[];
  readonly missing: MissingMacro[];
  /** Labels that references name and that are not known. */
  readonly missingLabels: Set<string>;
  /** What KaTeX makes of its formulas, by their keys in the cache. */
  readonly typeset: Map<string, FormulaResult>;
  /** What each formula shows. */
  readonly glyphs: UsedGlyphs[];
  /** The classes of each formula's elements. */
  readonly classes: (readonly string[])[];
  /** What references lead to, once the page has been read: its equations, figures and tables. */
  readonly labels: () => ReadonlyMap<string, LabelTarget>;
  /** Addresses of what references to other pages lead to. */
  readonly linksElsewhere: ReadonlySet<string>;
  /** Whether all is known that the page's configuration says of formulas. */
  readonly isConfigKnown: boolean;
  /** Takes the times of its formulas, where they are asked for. */
  readonly timer: FormulaTimer | undefined;
}
