import type { Diagnostic, MappedText, Place } from '../../diagnostics/index.js';

/** Things that can be looked up by name, with the names that exist, for "did you mean …". */
export interface Lookup<T> {
  /** What goes by that name, or `undefined`. */
  readonly find: (name: string) => T | undefined;
  /** Every name there is. Asked only when a name was not found. */
  readonly names: () => readonly string[];
}

/** The keys of `_config.yml` that tags and filters read. */
export interface LiquidConfig {
  /** `''` or a path such as `/course`. */
  readonly baseurl: string;
  /** Scheme and host, such as `https://example.org`, or `''`. */
  readonly url: string;
  /** IANA name of the zone that times are printed in, such as `Asia/Tokyo` or `UTC`. */
  readonly timezone: string;
  /** `liquid.strict_filters`: an unknown filter is an error rather than a warning. */
  readonly strictFilters: boolean;
  /** `liquid.strict_variables`: an undefined variable is reported. */
  readonly strictVariables: boolean;
  /** `liquid.error_mode`: with `strict` and `warn`, what the lax parser skips is reported. */
  readonly errorMode: 'lax' | 'warn' | 'strict';
}

/** What a tag or filter from outside may ask of the page that is being rendered. */
export interface CallSite {
  /** Where the tag, or the output with the filter, stands. */
  readonly place: Place;
  /** The value of an expression such as `page.title` at this point of the page. */
  readonly evaluate: (expression: string) => unknown;
  /** What a filter makes of a value. */
  readonly filter: (name: string, input: unknown, args: readonly unknown[]) => unknown;
  /** What tags and filters keep from one use to the next on a page, under names of their own. */
  readonly store: Map<string, unknown>;
  /** Reports something about this tag or filter. */
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What a tag from outside may ask. */
export interface TagCall extends CallSite {
  /** What stands behind the tag's name, without the spaces around it. */
  readonly markup: string;
  /** The same with the spaces behind it. */
  readonly written: string;
  /** Renders a template that sees these variables beside those of the page. */
  readonly render: (template: MappedText, variables: Readonly<Record<string, unknown>>) => string;
}

/** A tag without a body that another part of the program implements; what it returns is printed. */
export type ExtraTag = (call: TagCall) => string;

/** A tag with a body that another part of the program implements; what it makes of the body's output is printed. */
export interface ExtraBlock {
  readonly block: (call: TagCall, body: string) => string;
}

/** A filter that another part of the program implements: arguments come as they are written, named ones as an object at the end. */
export type ExtraFilter = (input: unknown, args: readonly unknown[], call: CallSite) => unknown;

/** Everything that rendering takes from outside. All functions are pure as far as rendering is concerned. */
export interface LiquidOptions {
  readonly config: LiquidConfig;
  /** Files of `_includes`, by their path in it. */
  readonly includes: Lookup<MappedText>;
  /** The file at `path`, relative to the folder of the page `fromFile`; `undefined` where there is none. */
  readonly includeRelative: (path: string, fromFile: string) => MappedText | undefined;
  /** URLs (without `baseurl`) by source path, for `{% link %}`. */
  readonly links: Lookup<string>;
  /**
   * URLs (without `baseurl`) by post name (`2015-02-01-title`, with or without folders), for `{% post_url
   * %}`.
   */
  readonly posts: Lookup<string>;
  /** Markdown to HTML; every character's place is the tag that asked. */
  readonly markdownify: (text: MappedText) => string;
  /** Quotes, dashes and ellipses as kramdown's smart typography prints them, without a paragraph around. */
  readonly smartify: (text: MappedText) => string;
  /** Sass, by its syntax, to CSS. */
  readonly sassify: (text: MappedText, syntax: 'scss' | 'sass') => string;
  /**
   * Coloured HTML of `code`: what stands inside of `<code>`. `language` is in lower case; nothing for one
   * that it does not know.
   */
  readonly highlight: (code: string, language: string) => string | undefined;
  /** Why code is too long to be coloured, as a sentence; nothing for code that is not. */
  readonly tooLongToHighlight?: ((code: string) => string | undefined) | undefined;
  /** Tags that other parts implement, such as `seo` and `feed_meta`. */
  readonly tags: Readonly<Record<string, ExtraTag | ExtraBlock>>;
  /** Filters that other parts implement, in the place of Liquid's and Jekyll's where they have the same name. */
  readonly filters?: Readonly<Record<string, ExtraFilter>>;
  /**
   * Whether formulas may stand in a file: it is a page's, where TeX that looks like Liquid is left as its author wrote it,
   * and not a layout's or a script's.
   */
  readonly holdsFormulas: (file: string) => boolean;
  /** The time of the build, perhaps a {@link WatchedTime}: `'now' | date: …`. */
  readonly now: Date;
  /** A number from 0 up to but without 1, for `sample`. */
  readonly random: () => number;
  /** Renders an include by calling `render`, once: whoever wants to know how long includes take hands this in. */
  readonly aroundInclude?: ((template: MappedText, render: () => void) => void) | undefined;
}

/** What rendering a template gave. */
export interface LiquidResult {
  /**
   * The text. Plain text of the template keeps its place, in every round of a loop too. What an expression or
   * a tag wrote points at its `{{` or `{%`; what came out of an include points into the included file.
   */
  readonly output: MappedText;
  /**
   * What is wrong, at the tag concerned: in an include's own file where it is the include that has to change.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/** A renderer. It holds templates it has parsed, by the identity of their {@link MappedText}. */
export interface LiquidRenderer {
  /**
   * Renders a template. Never throws for what an author wrote. `scope` holds `site`, `page`, `layout`, …,
   * and, for Markdown, `highlighter_prefix` and `highlighter_suffix`, which Jekyll sets to a line feed each.
   * Dates are JavaScript Dates, numbers that have to print with a point are `Float`s, all else is plain data.
   */
  readonly render: (template: MappedText, scope: Readonly<Record<string, unknown>>) => LiquidResult;
}
