import type { MappedText } from '../../diagnostics/index.js';
import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from '../data/data-value.js';
import type { Collection } from './collection.js';
import type { Layout } from './layout.js';
import type { Page } from './page.js';

import type { StaticFile } from './static-file.js';

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
