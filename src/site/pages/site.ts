import type { MappedText, SourceText } from '../../diagnostics/index.js';
import type { GlossaryEntry } from '../../glossary/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import type { SiteWords } from '../words/words-for.js';
import type { Layout } from './layout.js';
import type { Page } from './page.js';
import type { StaticFile } from './static-file.js';

/** A collection of documents; `posts` is one of them. */
export interface Collection {
  readonly label: string;
  /** Folder of the collection relative to `collections_dir`: `_label`. */
  readonly relativeDirectory: string;
  /** Absolute path of that folder, which need not exist. */
  readonly directory: string;
  /** Whether its documents become files of the site. */
  readonly output: boolean;
  /** Permalink template of its documents. */
  readonly permalink: string;
  /** Everything the configuration says about it. */
  readonly metadata: DataRecord;
  /** Its documents in Jekyll's order: by date and path, by `sort_by`, or by `order`. */
  readonly documents: readonly Page[];
  readonly files: readonly StaticFile[];
}

/** What a course that asks for a glossary has for it. */
export interface Glossary {
  /** The terms in its data. */
  readonly entries: readonly GlossaryEntry[];
  /** Whether a page or a template of the course shows these; if not, they have a page of their own. */
  readonly isShown: boolean;
}

/** A course as the scan read it. Plain data, never changed afterwards. */
export interface Site {
  readonly config: SiteConfig;
  /** When the site is built: `site.time`, and the moment after which a post is in the future. */
  readonly time: Date;
  /** Every page, post, draft and document that was read, in Jekyll's order; see `Page.written`. */
  readonly pages: readonly Page[];
  /** Every static file, in Jekyll's order; see `StaticFile.written`. */
  readonly staticFiles: readonly StaticFile[];
  /** Collections by label, `posts` among them, in the configuration's order. */
  readonly collections: ReadonlyMap<string, Collection>;
  /** What the files of the data folder say, by file name. */
  readonly data: DataRecord;
  /** What readers are told besides the pages' own texts. */
  readonly words: SiteWords;
  /** Bibliographies and citation styles by their paths in the course; absent where nothing of it cites. */
  readonly citations?: ReadonlyMap<string, SourceText>;
  /** When files were committed last, by their path in the course; absent where nobody has looked, or it is not known. */
  readonly changes?: ReadonlyMap<string, Date>;
  /** Whether readers can search it. */
  readonly isSearched?: true;
  /** The terms of its data, where it asks for a glossary. */
  readonly glossary?: Glossary;
  /** Layouts by name. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Includes by their path below the includes folder. */
  readonly includes: ReadonlyMap<string, MappedText>;
  /** Texts that pages take in with `include_relative`, by their path relative to the source. */
  readonly relativeIncludes: ReadonlyMap<string, MappedText>;
  /** Absolute paths of the folders in which Sass looks for partials. */
  readonly sassDirectories: readonly string[];
  /** What will be written, by its path relative to the destination: where links are looked up. */
  readonly files: ReadonlyMap<string, Page | StaticFile>;
}

/** The site with pages behind its own, as Jekyll's generators append them. */
export function addPages(site: Site, pages: readonly Page[]): Site {
  if (pages.length === 0) return site;
  return {
    ...site,
    pages: [...site.pages, ...pages],
    files: new Map([...site.files, ...pages.map((page) => [page.outputPath, page] as const)]),
  };
}
