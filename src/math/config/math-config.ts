/** The two strings that enclose a formula in running text. */
export type Delimiters = readonly [open: string, close: string];

/**
 * A macro as a configuration writes it: its replacement text, or the replacement text with its number of
 * arguments and, where the first argument is optional, that argument's default. In a bare string the number of
 * arguments is the highest `#n` it mentions.
 */
export type MacroValue = string | readonly [body: string, args: number, standard?: string];

/** Macros by name; the leading backslash of a name may be left out, as MathJax does. */
export type MacroValues = Readonly<Record<string, MacroValue>>;

/** An environment as a MathJax 3 configuration writes it: what stands for `\begin` and for `\end`. */
export type EnvironmentValue = readonly [begin: string, end: string, args?: number, standard?: string];

/** How the formulas of a page are found, numbered and placed: what MathJax reads from its configuration. */
export interface MathConfig {
  /** Whether the page loads or configures MathJax at all; only then is its text searched for formulas. */
  readonly present: boolean;
  /** Which MathJax the page was written for: they differ in defaults and in the ids of equations. */
  readonly version: 2 | 3;
  readonly macros: MacroValues;
  readonly environments: Readonly<Record<string, EnvironmentValue>>;
  /** Extensions of MathJax that it loads, by their names: `physics`, `mathtools`, … */
  readonly packages: readonly string[];
  readonly inlineMath: readonly Delimiters[];
  readonly displayMath: readonly Delimiters[];
  /** Whether `\$` in running text is a dollar sign. */
  readonly processEscapes: boolean;
  /** Whether `\begin{env}…\end{env}` in running text is a formula. */
  readonly processEnvironments: boolean;
  /** Whether `\ref{…}` and `\eqref{…}` in running text refer to equations. */
  readonly processRefs: boolean;
  /** Which equations are numbered: none, those that amsmath numbers, or every display formula. */
  readonly tags: 'none' | 'ams' | 'all';
  readonly tagSide: 'left' | 'right';
  readonly displayAlign: 'left' | 'center' | 'right';
  /** A CSS length by which display formulas are indented. */
  readonly displayIndent: string;
  /** Whether formulas in AsciiMath are read, too, and what encloses them. */
  readonly asciiMath: { readonly isRead: boolean; readonly delimiters: readonly Delimiters[] };
  /** Elements whose text holds no formulas, in lower case. */
  readonly skipTags: readonly string[];
  /** A regular expression for a class of elements whose text holds no formulas. */
  readonly ignoreClass: string;
  /** One for a class of elements inside such ones whose text holds formulas again. */
  readonly processClass: string;
}

/**
 * What MathJax 2 does where its configuration says nothing (`tex2jax.js` and `TeX/jax.js` of MathJax 2.7): no
 * dollar delimits a formula within a line, and nothing is numbered.
 */
export const MATHJAX_2_DEFAULTS: MathConfig = {
  present: false,
  version: 2,
  macros: {},
  environments: {},
  packages: [],
  inlineMath: [['\\(', '\\)']],
  displayMath: [
    ['$$', '$$'],
    ['\\[', '\\]'],
  ],
  processEscapes: false,
  processEnvironments: true,
  processRefs: true,
  tags: 'none',
  tagSide: 'right',
  displayAlign: 'center',
  displayIndent: '0em',
  asciiMath: { isRead: false, delimiters: [['`', '`']] },
  skipTags: ['script', 'noscript', 'style', 'textarea', 'pre', 'code', 'annotation', 'annotation-xml'],
  ignoreClass: 'tex2jax_ignore',
  processClass: 'tex2jax_process',
};

/**
 * MathJax 3 differs from MathJax 2 in that `\$` is a dollar sign (`FindTeX.ts` of MathJax 3), and in the names of its
 * classes (`HTMLDomStrings.ts`).
 */
export const MATHJAX_3_DEFAULTS: MathConfig = {
  ...MATHJAX_2_DEFAULTS,
  version: 3,
  processEscapes: true,
  ignoreClass: 'mathjax_ignore',
  processClass: 'mathjax_process',
};
