import type { SourceText } from '../../diagnostics/index.js';

/** The kramdown options that a site may set under `kramdown:` in `_config.yml`, with Jekyll's defaults. */
export interface KramdownOptions {
  readonly auto_ids: boolean;
  readonly auto_id_prefix: string;
  readonly auto_id_stripping: boolean;
  readonly hard_wrap: boolean;
  readonly smart_quotes: readonly [string, string, string, string];
  readonly entity_output: 'as_char' | 'as_input' | 'numeric' | 'symbolic';
  readonly toc_levels: readonly number[];
  readonly footnote_nr: number;
  readonly footnote_backlink: string;
  readonly footnote_backlink_inline: boolean;
  readonly footnote_prefix: string;
  readonly parse_block_html: boolean;
  readonly parse_span_html: boolean;
  readonly link_defs: Readonly<Record<string, readonly [url: string, title?: string]>>;
  readonly header_offset: number;
  readonly typographic_symbols: Readonly<Record<string, string>>;
  readonly remove_line_breaks_for_cjk: boolean;
  readonly gfm_quirks: readonly string[];
  /** `'GFM'` for the parser that Jekyll takes by default, `'kramdown'` for kramdown's own. */
  readonly input: 'GFM' | 'kramdown';
  /** `'rouge'`, or null where the site turns highlighting off. */
  readonly syntax_highlighter: string | null;
  readonly syntax_highlighter_opts: Readonly<Record<string, unknown>>;
}

/** Colours code: answers with HTML of rouge's classes, or undefined where the language is unknown. */
export type Highlight = (code: string, language: string) => string | undefined;

/**
 * Pandoc's rules, `tight`, take no space inside of either dollar, and no digit behind the second (its manual,
 * `tex_math_dollars`), so that `$20,000 and $30,000` stays what it is.
 */
export type Dollars = boolean | 'tight';

/** Everything besides the text itself that decides what a document's Markdown becomes. */
export interface MarkdownOptions {
  /** `kramdown`: kramdown 2.4 with the GFM parser, as Jekyll runs it; `commonmark`: CommonMark with GFM. */
  readonly dialect: 'kramdown' | 'commonmark';
  readonly kramdown: KramdownOptions;
  /**
   * Whether `$…$` in running text is a formula: as MathJax takes it where it reads as one, or, where nothing says that
   * it is, `tight`, by Pandoc's rules.
   */
  readonly dollars: Dollars;
  /** Which mends are switched off, by name; `false` switches all off. */
  readonly mend: false | Readonly<Record<string, boolean>>;
  readonly highlight: Highlight;
  /**
   * What jekyll-relative-links does: the URL of the page or file at a relative path that a Markdown link or
   * image has written, as seen from the document's file, or undefined to leave the link as it is.
   */
  readonly relativeLink: (url: string, from: SourceText['file']) => string | undefined;
  /** Whether definition lists of the class `glossary` define terms that other pages lead to. */
  readonly glossary?: true;
  /** Whether the result says where its tags were written. */
  readonly tagPlaces?: true;
}
