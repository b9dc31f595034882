import type { DataRecord } from '../data/data-value.js';
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
