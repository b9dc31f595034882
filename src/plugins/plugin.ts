import type { Place } from '../diagnostics/index.js';

/**
 * A plugin of a course: what a file of `_plugins` (`.js`, `.mjs`, `.ts` or `.mts`) exports as its default. It registers what
 * the course's templates may use, and may take its time to do so.
 *
 *     import type { Plugin } from 'lectern';
 *
 *     const plugin: Plugin = (lectern) => {
 *       lectern.tag('note', (args) => `<span class="note">${args.text}</span>`);
 *     };
 *     export default plugin;
 */
export type Plugin = (lectern: PluginApi) => void | Promise<void>;

/**
 * What a plugin registers with. What is registered later has the place of what has its name, of lectern's own, too.
 *
 * What a tag, block or filter gives may depend on its arguments and its context alone: pages are made by several threads,
 * each of which loads the plugin by itself, and what a page became is kept until something that it was made from changes.
 */
export interface PluginApi {
  /** `{% name … %}`: its text in the page. */
  readonly tag: (name: string, render: TagRenderer) => void;
  /** `{% name … %}content{% endname %}`: what stands in the place of the content, which has been through Liquid. */
  readonly block: (name: string, render: BlockRenderer) => void;
  /** `{{ input | name: argument, key: value }}`; named arguments come last, as an object. */
  readonly filter: (name: string, apply: FilterFunction) => void;
  /** Adds pages to the site, before any page is made. */
  readonly generator: (generate: Generator) => void;
}

export type TagRenderer = (args: TagArguments, context: PluginContext) => unknown;
export type BlockRenderer = (content: string, args: TagArguments, context: PluginContext) => unknown;
/** `input` and `args` are data of Liquid's: texts, numbers, booleans, dates, lists, objects, null. */
export type FilterFunction = (this: PluginContext, input: unknown, ...args: readonly unknown[]) => unknown;
export type Generator = (
  site: GeneratorSite,
) => Iterable<GeneratedPage> | undefined | Promise<Iterable<GeneratedPage> | undefined>;

/** What stands behind a tag's name. */
export interface TagArguments {
  /** All of it as it is written, without the spaces around. */
  readonly text: string;
  /**
   * The values without a name, which spaces or commas part: `"a text"`, `12`, `page.title`. A word that is no variable is its
   * own text.
   */
  readonly positional: readonly unknown[];
  /** The values with a name: `width=200`, `title: page.title`. */
  readonly named: Readonly<Record<string, unknown>>;
}

/** What a tag, block or filter may ask of the page that is being made. Nothing that it gives can be changed. */
export interface PluginContext {
  /** Where the tag or the filter's output stands. */
  readonly place: Place;
  /** `page` as a template has it. */
  readonly page: Readonly<Record<string, unknown>>;
  /** `site` as a template has it. */
  readonly site: Readonly<Record<string, unknown>>;
  /** The value of an expression at this point of the page: `forloop.index`, `page.title | upcase`. */
  readonly evaluate: (expression: string) => unknown;
  /** What a filter of Liquid's makes of a value: `filter('markdownify', '*so*')`. */
  readonly filter: (name: string, input: unknown, ...args: readonly unknown[]) => unknown;
  /** The text of a file, by its path in the course; undefined where there is none. The page is made anew when it changes. */
  readonly read: (path: string) => string | undefined;
  /** Reports something to the author, at the place of the tag; a warning by default. */
  readonly report: (message: string, more?: PluginReport) => void;
}

/** What else a plugin says with what it reports. */
export interface PluginReport {
  readonly severity?: 'error' | 'warning' | 'info';
  /** What to do about it, as a sentence. */
  readonly hint?: string;
}

/** A course as a generator sees it. Nothing in it can be changed. */
export interface GeneratorSite {
  /** The configuration, with Jekyll's defaults. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Every page, post and document, in Jekyll's order. */
  readonly pages: readonly GeneratorPage[];
  /** What the files of the data folder say. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The paths of static files, relative to the course. */
  readonly files: readonly string[];
  /** The time of the build. */
  readonly time: Date;
}

/** A page as a generator sees it: its source has not been rendered yet. */
export interface GeneratorPage {
  /** The path of its file, relative to the course. */
  readonly path: string;
  /** Its address from the site's root. */
  readonly url: string;
  readonly title: string | null;
  readonly date: Date | null;
  /** The label of its collection, `posts` for posts; null for a page. */
  readonly collection: string | null;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** The front matter, with the defaults below it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The text behind the front matter. */
  readonly content: string;
}

/** A page that a generator adds. */
export interface GeneratedPage {
  /** Where its file would lie in the course, which decides its format and its address: `tags/algebra.md`. */
  readonly path: string;
  /** Its text, a template of Liquid. */
  readonly content?: string;
  /** Its front matter: title, layout, permalink, … */
  readonly data?: Readonly<Record<string, unknown>>;
}
